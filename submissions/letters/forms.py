from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from common import clock
from common.fields import DutchDateField
from rounds.models import Round
from submissions.attachments.forms import CheckedFileForm
from submissions.attachments.other_kinds import WORKBOOK

LONGEST_BEFORE_OPENING = timedelta(days=365)


class LetterForm(CheckedFileForm):
    """The letter with which a municipality answered."""

    field_order = ["dated", "file"]
    other_words = {
        WORKBOOK: "Dit is een Excel- of ODS-bestand. Kies hier de brief zelf, bijvoorbeeld als PDF."
    }

    dated = DutchDateField(
        label="Datum van de brief",
        help_text="De datum die op de brief staat, bijvoorbeeld 12-3-2024.",
        error_messages={"required": "Vul de datum in die op de brief staat."},
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, round_=round_, **kwargs)
        self.earliest = timezone.localdate(round_.opens_at) - LONGEST_BEFORE_OPENING
        self.fields["file"].label = "De brief"
        self.fields["file"].error_messages["required"] = "Kies het bestand met de brief."

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > clock.today():
            raise forms.ValidationError("Deze dag moet nog komen. Kijk de datum op de brief na.")
        if dated < self.earliest:
            raise forms.ValidationError(
                f"Controleer de datum van de brief: {date_format(dated, 'j F Y')} is meer dan een "
                "jaar voordat deze ronde openging."
            )
        return dated
