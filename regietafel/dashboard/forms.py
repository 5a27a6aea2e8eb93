from collections.abc import Iterable
from typing import Any, cast

from django import forms

from common.fields import TextField
from regietafel.municipality.forms import ExtensionForm
from submissions.lifecycle.transitions import regietafel_label
from submissions.models import Submission


class MunicipalitiesField(forms.MultipleChoiceField):
    """Which municipalities of the round, by CBS code, each with its stand."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label="Welke gemeenten?",
            error_messages={"required": "Kies ten minste één gemeente."},
        )

    def offer(self, submissions: Iterable[Submission]) -> None:
        self.choices = [
            (
                s.municipality.cbs_code,
                f"{s.municipality}: {regietafel_label(s, s.latest_number).lower()}",
            )
            for s in submissions
        ]


def choose(form: forms.Form, codes: list[str]) -> None:
    """What was chosen on the dashboard, also above what was kept of an earlier visit."""
    if codes:
        form.initial["municipalities"] = codes


class ReminderForm(forms.Form):
    """Whom to remind, with a text of one's own."""

    municipalities = MunicipalitiesField()
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
        field = cast(MunicipalitiesField, self.fields["municipalities"])
        field.offer(submissions)
        field.initial = [s.municipality.cbs_code for s in submissions if s.latest_number is None]


class SeveralExtensionsForm(ExtensionForm):
    """More time for the municipalities that are chosen, all until the same day."""

    municipalities = MunicipalitiesField()

    field_order = ("municipalities", "last_day", "reason")

    def __init__(self, *args: Any, submissions: list[Submission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(MunicipalitiesField, self.fields["municipalities"]).offer(submissions)
        self.fields["last_day"].label = "Laatste dag waarop deze gemeenten kunnen indienen"
        self.fields["reason"].help_text = "Elke gemeente leest de reden in een mail."
        self.fields["reason"].error_messages["required"] = (
            "Vul in waarom deze gemeenten uitstel krijgen."
        )
