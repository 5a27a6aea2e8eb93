from typing import Any, cast

from django import forms

from common.fields import TextField
from submissions.lifecycle.transitions import regietafel_label
from submissions.models import Submission


class ReminderForm(forms.Form):
    """Whom to remind, with a text of one's own."""

    municipalities = forms.MultipleChoiceField(
        label="Welke gemeenten?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één gemeente."},
    )
    note = TextField(
        label="Uw eigen tekst in de mail",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De mail noemt al de stand, de datum en het adres van de bijdrage.",
    )
    sending = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, submissions: list[Submission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["municipalities"])
        field.choices = [
            (
                s.municipality.cbs_code,
                f"{s.municipality}: {regietafel_label(s, s.latest_number).lower()}",
            )
            for s in submissions
        ]
        field.initial = [s.municipality.cbs_code for s in submissions if s.latest_number is None]
