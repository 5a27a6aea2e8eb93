from typing import Any

from django import forms

from common.dates import INVALID, parse_date


class DutchDateInput(forms.DateInput):
    """A text: the calendar of a browser speaks the language of the browser, which may want the
    month first."""

    def __init__(self) -> None:
        super().__init__({"class": "input-date", "autocomplete": "off"}, format="%d-%m-%Y")


class DutchDateField(forms.DateField):
    widget = DutchDateInput
    default_error_messages = {"invalid": INVALID}

    def to_python(self, value: Any) -> Any:
        return parse_date(value) if isinstance(value, str) else super().to_python(value)


def needed_at_hand_in(form: forms.BaseForm, *names: str) -> None:
    """Mark fields that a draft may leave empty but a hand-in may not, so they are not labelled as
    optional."""
    for name in names:
        # The template of the word "niet verplicht" asks for it; Django's Field does not know it.
        form.fields[name].needed_to_submit = True  # type: ignore[attr-defined]
