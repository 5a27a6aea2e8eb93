"""The shares of partners in a line: a row for each."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from accounts.models import Municipality
from common.fields import needed_at_hand_in
from common.numbers import WholeNumberField
from common.posted import as_posted
from rounds.models import Round
from submissions.models import Line

PREFIX = "aandeel"

SHARE_FIELDS = ["partner", "short", "long"]


class ShareForm(forms.Form):
    partner = forms.ModelChoiceField(
        label="Andere gemeente",
        queryset=Municipality.objects.none(),
        to_field_name="cbs_code",
        required=False,
        empty_label="Geen",
        error_messages={
            "invalid_choice": (
                "Kies een andere gemeente van deze regietafel, niet uw eigen gemeente."
            )
        },
    )
    short = WholeNumberField(label="Aandeel korte termijn", required=False)
    long = WholeNumberField(label="Aandeel lange termijn", required=False)

    def __init__(
        self, *args: Any, partners: QuerySet[Municipality] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if partners is not None:
            field = cast(forms.ModelChoiceField, self.fields["partner"])
            field.queryset = partners
            # Read once for all rows, when a page shows them: by itself each row asks the database
            # again.
            field.choices = lambda: [
                ("", str(field.empty_label)),
                *((partner.cbs_code, str(partner)) for partner in partners),
            ]
        needed_at_hand_in(self, *self.fields)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        amounts = cleaned.get("short") is not None or cleaned.get("long") is not None
        if amounts and not cleaned.get("partner") and "partner" not in self.errors:
            self.add_error(
                "partner", "Kies voor welke gemeente dit aandeel is, of maak de aantallen leeg."
            )
        return cleaned


class BaseShareFormSet(forms.BaseFormSet):
    """The shares of the partners. Which amounts they may not exceed is told by the line."""

    def shares(self) -> dict[Municipality, tuple[int | None, int | None]]:
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("partner")]
        return {row["partner"]: (row["short"], row["long"]) for row in filled}

    def clean(self) -> None:
        seen: set[Municipality | None] = set()
        for form in self.forms:
            partner = form.cleaned_data.get("partner") if form.is_valid() else None
            if partner in seen and partner is not None:
                form.add_error(
                    "partner",
                    "Deze gemeente staat al bij een ander aandeel. Tel de aandelen samen.",
                )
            seen.add(partner)

    def fits_in(self, amount_short: int | None, amount_long: int | None) -> bool:
        """Whether the shares together stay within the line; tells it at the field when they do
        not."""
        for field, total in (("short", amount_short), ("long", amount_long)):
            given = [
                (form, form.cleaned_data.get(field) or 0) for form in self.forms if form.is_valid()
            ]
            if total is not None and sum(amount for _, amount in given) > total:
                last = [form for form, amount in given if amount][-1]
                last.add_error(
                    field,
                    (
                        f"De aandelen zijn samen meer dan het aantal van deze locatie ({total}). "
                        "Verlaag een aandeel."
                    ),
                )
        return not any(form.errors for form in self.forms)


ShareFormSet = cast(
    type[BaseShareFormSet],
    forms.formset_factory(
        ShareForm, formset=BaseShareFormSet, extra=2, max_num=12, absolute_max=12
    ),
)


def partners_for(round_: Round, municipality: Municipality) -> QuerySet[Municipality]:
    return Municipality.objects.filter(regietafel=round_.regietafel).exclude(pk=municipality.pk)


def initial_shares(line: Line | None) -> list[dict]:
    shares = line.shares.all() if line else []
    return [
        {
            "partner": share.municipality.cbs_code,
            "short": share.amount_short,
            "long": share.amount_long,
        }
        for share in shares
    ]


def posted_rows(rows: list[dict]) -> list[dict[str, str]]:
    """The rows as a browser sends them."""
    fields = ShareForm.base_fields
    return [{name: as_posted(fields[name], row[name])[0] for name in SHARE_FIELDS} for row in rows]
