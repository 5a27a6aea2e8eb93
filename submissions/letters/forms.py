from datetime import date
from typing import Any

from django import forms

from common import clock
from common.fields import DutchDateField
from submissions.attachments.forms import CheckedFileForm


class LetterForm(CheckedFileForm):
    """The letter with which a municipality answered."""

    field_order = ["dated", "file"]

    dated = DutchDateField(
        label="Datum van de brief",
        help_text="De datum die op de brief staat, bijvoorbeeld 12-3-2024.",
        error_messages={"required": "Vul de datum in die op de brief staat."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "De brief"
        self.fields["file"].error_messages["required"] = "Kies het bestand met de brief."

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > clock.today():
            raise forms.ValidationError("Deze dag moet nog komen. Kijk de datum op de brief na.")
        return dated
