from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from common import clock
from common.fields import DutchDateField, TextField
from common.moments import last_minute, until_and_including
from rounds.models import Round


class ExtensionForm(forms.Form):
    """More time for one municipality, up to and including a day."""

    last_day = DutchDateField(
        label="Laatste dag waarop de gemeente kan indienen",
        help_text="Bijvoorbeeld 30-4-2024. De hele dag telt mee.",
        error_messages={"required": "Vul de laatste dag in, bijvoorbeeld 30-04-2024."},
    )
    reason = TextField(
        label="Reden",
        max_length=150,
        help_text="De reden komt bij de gebeurtenissen te staan.",
        error_messages={"required": "Vul in waarom de gemeente uitstel krijgt."},
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < clock.today():
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of een latere dag.")
        self.check_against_closing(self._midnight_after(day))
        return day

    def check_against_closing(self, until: datetime) -> None:
        if until <= self.round.closes_at:
            raise forms.ValidationError("Op deze dag is de ronde nog open. Kies een latere dag.")

    @property
    def until(self) -> datetime:
        """The first moment that is too late."""
        return self._midnight_after(self.cleaned_data["last_day"])

    @staticmethod
    def _midnight_after(day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class ReopenForm(ExtensionForm):
    """Until when the municipality can change what it submitted; while the round is open not before
    its closing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "last_day"
        ].label = "Laatste dag waarop de gemeente kan wijzigen en opnieuw indienen"
        self.fields[
            "reason"
        ].help_text = "De gemeente leest de reden in een mail en bij de bijdrage."
        self.fields["reason"].error_messages["required"] = "Vul in waarom u de bijdrage heropent."
        if clock.now() < self.round.closes_at:
            self.fields["last_day"].initial = last_minute(self.round.closes_at).date()

    def check_against_closing(self, until: datetime) -> None:
        if until < self.round.closes_at:
            last = until_and_including(self.round.closes_at)
            raise forms.ValidationError(
                f"De ronde is voor iedereen open tot en met {last}. Kies die dag of een latere."
            )
