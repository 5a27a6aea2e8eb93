from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class DutchDateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "Vul een bestaande datum in, bijvoorbeeld 31-12-2024."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)

    def validate(self, value: object) -> None:
        super().validate(value)
        if isinstance(value, date) and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            raise ValidationError(
                f"Controleer het jaartal: kies een jaar van {EARLIEST_YEAR} tot {LATEST_YEAR}."
            )


def needed_at_hand_in(form: forms.BaseForm, *names: str) -> None:
    """Mark fields that a draft may leave empty but a hand-in may not, so they are not labelled as
    optional."""
    for name in names:
        # The template of the word "niet verplicht" asks for it; Django's Field does not know it.
        form.fields[name].needed_to_submit = True  # type: ignore[attr-defined]
