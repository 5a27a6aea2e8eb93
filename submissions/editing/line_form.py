"""One line of bijlage 3 on screen, with the shares of its partners."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import date_format

from accounts.models import Municipality
from common.fields import DutchDateField, TextField, needed_at_hand_in
from common.numbers import WholeNumberField
from rounds.enums import Term, Unit
from rounds.models import Opgave, Round
from submissions.content.fields import LINE_FIELDS
from submissions.editing.forms import RevisionMixin, ask_to_choose
from submissions.editing.merge import SHARES_LABEL, shares_in_words
from submissions.editing.share_forms import PREFIX, ShareFormSet, initial_shares, posted_rows
from submissions.models import Line

SHARES = "aandelen"

MORE_ABOUT_THE_LOCATION = ("address", "prospect", "inspection", "operator")


class LineForm(RevisionMixin, forms.ModelForm):
    """One line: the few things first, the rest under "Meer over deze locatie".

    Of a new line `new_line` is its id, and `answered` the revision of the answer without lines that
    it replaces.
    """

    answered = forms.CharField(widget=forms.HiddenInput, required=False)
    new_line = forms.UUIDField(widget=forms.HiddenInput, required=False)

    amount_short = WholeNumberField(required=False)
    amount_long = WholeNumberField(required=False)
    available_from = DutchDateField(
        label="Eerste dag",
        required=False,
        help_text="Bijvoorbeeld 1-9-2024. Laat leeg als de locatie al open is.",
    )
    available_until = DutchDateField(
        label="Laatste dag",
        required=False,
    )

    class Meta:
        model = Line
        fields = LINE_FIELDS
        field_classes = dict.fromkeys(
            ("location_name", "place", "address", "explanation"), TextField
        )
        widgets = {"explanation": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "location_name": "Naam van de locatie",
            "location_unknown": "De locatie is nog niet bekend",
            "open_ended": "Er is geen einddatum",
            "commitment": "Hoe vast staat dit?",
            "explanation": "Toelichting",
            "nature": "Soort locatie",
            "prospect": "Zicht op verlenging",
            "inspection": "Schouw",
            "operator": "Wie voert het uit?",
            "confidential": "Deze locatie is vertrouwelijk",
        }
        help_texts = {
            "location_name": "Bijvoorbeeld azc Dorpsstraat.",
            "explanation": "Alles wat de projectleider moet weten om de aantallen goed te lezen.",
            "confidential": (
                "Naam, plaats, adres, uitvoerder, toelichting, bijlagen en vragen zien dan alleen "
                "uw gemeente, de gemeenten met een aandeel in deze locatie, de projectleider en "
                "de voorzitter. De aantallen tellen gewoon mee, en anderen kunnen zien hoeveel "
                "het er zijn en hoe vast dat staat."
            ),
        }

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        opgave: Opgave,
        round_: Round,
        partners: QuerySet[Municipality] | None = None,
        share_rows: list[dict] | None = None,
        **kwargs: Any,
    ):
        """`partners` are the municipalities that can have a share; without `share_rows` the shares
        are those that are stored."""
        super().__init__(data, **kwargs)
        self.partners = Municipality.objects.none() if partners is None else partners
        if data is None and share_rows is None:
            share_rows = initial_shares(self.instance if self.instance.pk else None)
        # A posted row that equals the initial one would count as empty and be left out.
        self.shares = ShareFormSet(
            data, initial=share_rows, prefix=PREFIX, form_kwargs={"partners": self.partners}
        )
        self.initial["revision"] = self.instance.revision
        unit = opgave.get_unit_display()
        for term, name in ((Term.SHORT, "amount_short"), (Term.LONG, "amount_long")):
            day = date_format(round_.term_date(term), "j F Y")
            self.fields[name].label = f"Aantal {unit} op {day} ({term.label})"
        self.fields["amount_long"].help_text = "Vul 0 in als er dan geen zijn."
        self.fields["available_until"].help_text = (
            f"De laatste dag dat de {unit} er zijn, bijvoorbeeld 31-12-2024. Laat leeg als u die "
            "nog niet weet."
        )
        if opgave.unit == Unit.PERSONS:
            self.fields[
                "location_name"
            ].help_text = (
                "Geen vaste locatie? Vul dan bijvoorbeeld in: huurwoningen in de gemeente."
            )
        for name in ("commitment", "prospect", "inspection", "operator"):
            ask_to_choose(self, name)
        needed_at_hand_in(self, "location_name", "amount_short", "amount_long", "commitment")

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("available_from"), cleaned.get("available_until")
        if first and last and last < first:
            self.add_error(
                "available_until",
                "De laatste dag ligt vóór de eerste dag. Controleer beide datums.",
            )
        if last and cleaned.get("open_ended"):
            self.add_error(
                "available_until", "Kies een laatste dag of ‘geen einddatum’, niet allebei."
            )
        if cleaned.get("location_name") and cleaned.get("location_unknown"):
            self.add_error(
                "location_name", "Vul een naam in of kies ‘nog niet bekend’, niet allebei."
            )
        return cleaned

    def is_valid(self) -> bool:
        """Whether the shares are right as well, and together no more than the line."""
        valid = [super().is_valid(), self.shares.is_valid()]
        amounts = self.cleaned_data.get("amount_short"), self.cleaned_data.get("amount_long")
        return self.shares.fits_in(*amounts) and all(valid)

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in LINE_FIELDS}

    @staticmethod
    def initial_from(line: Line) -> dict:
        """The start of a copy: everything but the name, so that nobody stores the same location
        twice."""
        return {name: getattr(line, name) for name in LINE_FIELDS if name != "location_name"}

    @property
    def shows_more(self) -> bool:
        """Whether the part "Meer over deze locatie" holds something: a text, or a mistake."""
        return any(self[name].value() or self[name].errors for name in MORE_ABOUT_THE_LOCATION)

    # The shares are one text of the form

    def typed_text(self, name: str) -> object:
        if name != SHARES:
            return super().typed_text(name)
        if not self.shares.is_valid():
            return "zoals hieronder in het formulier"
        return {partner.cbs_code: amounts for partner, amounts in self.shares.shares().items()}

    def label_of(self, name: str) -> str:
        return SHARES_LABEL if name == SHARES else super().label_of(name)

    def in_words(self, name: str, value: object) -> str:
        if name != SHARES:
            return super().in_words(name, value)
        partners = {partner.cbs_code: partner.name for partner in self.partners}
        return shares_in_words(value, partners) if isinstance(value, Mapping) else str(value)

    def replace(self, data: QueryDict, name: str, value: object) -> None:
        if name != SHARES:
            super().replace(data, name, value)
            return
        for old in [old for old in data if old.startswith(f"{PREFIX}-")]:
            del data[old]
        rows = posted_rows(initial_shares(self.instance))
        data[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows) + ShareFormSet.extra)
        data[f"{PREFIX}-INITIAL_FORMS"] = "0"
        for number, row in enumerate(rows):
            for key, text in row.items():
                data[f"{PREFIX}-{number}-{key}"] = text
