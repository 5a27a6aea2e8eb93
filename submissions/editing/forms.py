"""Bijlage 3 on screen.

A form refuses what is wrong; what is merely missing is saved and told at hand-in.
"""

from django import forms
from django.utils.formats import date_format

from accounts.models import Municipality
from common.fields import DutchDateField, needed_at_hand_in
from common.numbers import WholeNumberField
from rounds.enums import Term
from rounds.models import Opgave, Round
from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.enums import AnswerKind
from submissions.models import Line, Share, Version


class RevisionMixin(forms.Form):
    """Carries what the person started from (see stale.py), so that nobody's work is overwritten
    unseen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def base_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0


class HeaderForm(RevisionMixin, forms.ModelForm):
    """Gegevens en besluit."""

    college_date = DutchDateField(label="Datum van het college", required=False)
    council_date = DutchDateField(label="Datum van de raad", required=False)

    class Meta:
        model = Version
        fields = HEADER_FIELDS
        widgets = {"remarks": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "contact_name": "Naam van de contactpersoon",
            "contact_email": "E-mailadres",
            "contact_phone": "Telefoonnummer",
            "college_state": "Waar staat deze bijdrage in het college van B&W?",
            "council_state": "En in de gemeenteraad?",
            "remarks": "Opmerkingen bij de bijdrage",
        }
        help_texts = {
            "contact_name": "Wie kan de projectleider bellen of mailen over deze bijdrage?",
            "college_date": "De dag van het besluit of de geplande vergadering.",
            "council_date": "De dag van het besluit of de geplande vergadering.",
        }
        error_messages = {
            "contact_email": {"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision
        for name in ("college_state", "council_state"):
            self.fields[name].choices = [("", "Maak een keuze"), *self.fields[name].choices[1:]]
        needed_at_hand_in(self, "contact_name", "contact_email", "college_state", "council_state")

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in HEADER_FIELDS}


class AnswerForm(forms.Form):
    """An opgave answered without lines. Its revision is that of the answer it would replace."""

    revision = forms.CharField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    kind = forms.ChoiceField(
        label="Wat is uw antwoord?",
        choices=[
            (AnswerKind.NONE, "Wij leveren hier geen bijdrage"),
            (AnswerKind.NOT_YET_KNOWN, "Dit is nog niet bekend"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies 'geen bijdrage' of 'nog niet bekend'."},
    )
    reason = forms.CharField(
        label="Waarom?",
        max_length=500,
        required=False,
        help_text=(
            "Verplicht bij 'geen bijdrage'. Bij 'nog niet bekend' helpt het als u zegt wanneer u "
            "het wel weet."
        ),
        error_messages={"max_length": "Kort uw tekst in tot hoogstens 500 tekens."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_at_hand_in(self, "reason")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == AnswerKind.NONE and not cleaned.get("reason"):
            self.add_error("reason", "Vul in waarom uw gemeente hier geen bijdrage levert.")
        return cleaned

    @property
    def base_revision(self) -> str:
        return self.cleaned_data.get("revision", "")

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "reason")}


MORE_ABOUT_THE_LOCATION = ("address", "prospect", "inspection", "operator", "confidential")


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
        label="Eerste dag", required=False, help_text="Laat leeg als de locatie al open is."
    )
    available_until = DutchDateField(
        label="Laatste dag",
        required=False,
        help_text="De laatste dag dat de plekken er zijn. Laat leeg als u die nog niet weet.",
    )

    class Meta:
        model = Line
        fields = LINE_FIELDS
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

    def __init__(self, *args, opgave: Opgave, round_: Round, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision
        unit = opgave.get_unit_display()
        for term, name in ((Term.SHORT, "amount_short"), (Term.LONG, "amount_long")):
            day = date_format(round_.term_date(term), "j F Y")
            self.fields[name].label = f"Aantal {unit} op {day} ({term.label})"
        self.fields["amount_long"].help_text = "Vul 0 in als er dan geen zijn."
        for name in ("commitment", "prospect", "inspection", "operator"):
            self.fields[name].choices = [("", "Maak een keuze"), *self.fields[name].choices[1:]]
        needed_at_hand_in(self, "location_name", "amount_short", "amount_long", "commitment")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("available_from"), cleaned.get("available_until")
        if first and last and last < first:
            self.add_error(
                "available_until",
                "De laatste dag ligt vóór de eerste dag. Controleer beide datums.",
            )
        if last and cleaned.get("open_ended"):
            self.add_error(
                "available_until", "Kies een laatste dag of 'geen einddatum', niet allebei."
            )
        if cleaned.get("location_name") and cleaned.get("location_unknown"):
            self.add_error(
                "location_name", "Vul een naam in of kies 'nog niet bekend', niet allebei."
            )
        return cleaned

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in LINE_FIELDS}

    @staticmethod
    def initial_from(line: Line) -> dict:
        """The start of a copy: everything but the name, so that nobody stores the same location
        twice."""
        return {name: getattr(line, name) for name in LINE_FIELDS if name != "location_name"}

    @property
    def shows_more(self) -> bool:
        """Whether the part "Meer over deze locatie" holds something the person should see at
        once."""
        return bool(set(self.errors) & set(MORE_ABOUT_THE_LOCATION)) if self.is_bound else False


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

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners
        needed_at_hand_in(self, *self.fields)

    def clean(self):
        cleaned = super().clean()
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

    def clean(self):
        seen = set()
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


ShareFormSet = forms.formset_factory(
    ShareForm, formset=BaseShareFormSet, extra=2, max_num=12, absolute_max=12
)


def partners_for(round_: Round, municipality: Municipality):
    return Municipality.objects.filter(regietafel=round_.regietafel).exclude(pk=municipality.pk)


def initial_shares(line: Line | None) -> list[dict]:
    shares: list[Share] = list(line.shares.select_related("municipality")) if line else []
    return [
        {
            "partner": share.municipality.cbs_code,
            "short": share.amount_short,
            "long": share.amount_long,
        }
        for share in shares
    ]
