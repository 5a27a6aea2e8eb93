"""Bijlage 3 on screen: its header, and an opgave answered without lines.

A form refuses what is wrong; what is merely missing is saved and told at hand-in.
"""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from common.fields import DutchDateField, EmailField, TextField, needed_at_hand_in
from common.posted import as_posted, in_words
from submissions.content.fields import HEADER_FIELDS
from submissions.enums import AnswerKind
from submissions.models import Version


class RevisedForm(forms.Form):
    """A form on a record that a colleague may save meanwhile.

    It carries what the person started from (see merge.py), and knows the texts that can differ by
    name.
    """

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def typed_text(self, name: str) -> object:
        """One text of the form; of a wrong field as it was typed."""
        return self.cleaned_data.get(name, self[name].value())

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label).rstrip("?")

    def in_words(self, name: str, value: object) -> str:
        return in_words(self.fields[name], value)

    def replace(self, data: QueryDict, name: str, value: object) -> None:
        """Put another text in what was posted."""
        data.setlist(name, as_posted(self.fields[name], value))


class RevisionMixin(RevisedForm):
    """Of a record that counts how often it was saved."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def base_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0


def ask_to_choose(form: forms.BaseForm, name: str) -> None:
    """The empty choice says what to do instead of showing dashes."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = [("", "Maak een keuze"), *cast(list, field.choices)[1:]]


DAY_OF_DECISION = "De dag van het besluit of van de geplande vergadering, bijvoorbeeld 5-3-2024."


class HeaderForm(RevisionMixin, forms.ModelForm):
    """Gegevens en besluit."""

    college_date = DutchDateField(
        label="Datum van het college", required=False, help_text=DAY_OF_DECISION
    )
    council_date = DutchDateField(
        label="Datum van de raad", required=False, help_text=DAY_OF_DECISION
    )

    class Meta:
        model = Version
        fields = HEADER_FIELDS
        field_classes = {
            "contact_name": TextField,
            "contact_email": EmailField,
            "contact_phone": TextField,
            "remarks": TextField,
        }
        widgets = {"remarks": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "contact_name": "Naam van de contactpersoon",
            "contact_email": "E-mailadres",
            "contact_phone": "Telefoonnummer",
            "college_state": "Hoe ver is het college?",
            "council_state": "En in de gemeenteraad?",
            "remarks": "Opmerkingen bij de bijdrage",
        }
        help_texts = {
            "contact_name": "Wie kan de projectleider bellen of mailen over deze bijdrage?",
        }
        error_messages = {
            "contact_email": {"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision
        for name in ("college_state", "council_state"):
            ask_to_choose(self, name)
        needed_at_hand_in(self, "contact_name", "contact_email", "college_state", "council_state")

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in HEADER_FIELDS}


class AnswerForm(RevisedForm):
    """An opgave answered without lines. Its revision is that of the answer it would replace."""

    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    kind = forms.ChoiceField(
        label="Wat is uw antwoord?",
        choices=[
            (AnswerKind.NONE, "Wij leveren hier geen bijdrage"),
            (AnswerKind.NOT_YET_KNOWN, "Dit is nog niet bekend"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ‘geen bijdrage’ of ‘nog niet bekend’."},
    )
    reason = TextField(
        label="Waarom?",
        max_length=500,
        required=False,
        help_text=(
            "Verplicht bij ‘geen bijdrage’. Bij ‘nog niet bekend’ helpt het als u zegt wanneer u "
            "het wel weet."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_at_hand_in(self, "reason")

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        missing = not cleaned.get("reason") and "reason" not in self.errors
        if cleaned.get("kind") == AnswerKind.NONE and missing:
            self.add_error("reason", "Vul in waarom uw gemeente hier geen bijdrage levert.")
        return cleaned

    @property
    def base_revision(self) -> str:
        return self.cleaned_data.get("revision", "")

    def stored_fields(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "reason")}


class RestForm(AnswerForm):
    """One answer for every opgave that has none yet; the button says which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget = forms.HiddenInput()
        self.fields["reason"].label = "Reden"
        self.fields["reason"].help_text = "Niet verplicht bij ‘nog niet bekend’."
