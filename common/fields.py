from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.dates import INVALID, parse_date
from common.numbers import format_number
from common.texts import normalise, on_one_line

ROOM_FOR_A_NAME = 200
"""Nobody counts the letters of a name or an address; from here on people tell a story."""


class TextBoundField(forms.BoundField):
    @property
    def most_characters(self) -> int | None:
        """What is told below the box before anybody types."""
        most = getattr(self.field, "max_length", None)
        tells_a_story = isinstance(self.field.widget, forms.Textarea) or (
            most is not None and most > ROOM_FOR_A_NAME
        )
        return most if tells_a_story and not isinstance(self.field, EmailField) else None

    @property
    def aria_describedby(self) -> str | None:
        others = super().aria_describedby
        if self.most_characters is None or others is None:
            return others
        return f"{others} {self.auto_id}_limit".strip()


class TextField(forms.CharField):
    """A text, read as it is stored, which tells how long it may be and how long it is.

    The box never has a maxlength: it would swallow the rest of a paste (nlds/widget_attrs.html).
    """

    bound_field_class = TextBoundField

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        tells_a_story = isinstance(self.widget, forms.Textarea)
        return super().to_python(normalise(value) if tells_a_story else on_one_line(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(too_long(self.max_length, len(value)), code="max_length")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        counted = self.max_length is not None and not widget.is_hidden
        return super().widget_attrs(widget) | (
            {"data-most-characters": self.max_length} if counted else {}
        )


class EmailField(TextField, forms.EmailField):
    pass


def too_long(most: int, length: int) -> str:
    return (
        f"Kort uw tekst in tot hoogstens {format_number(most)} tekens; het zijn er nu "
        f"{format_number(length)}."
    )


class DutchDateInput(forms.DateInput):
    """A text: the calendar of a browser speaks the language of the browser, which may want the
    month first."""

    def __init__(self) -> None:
        super().__init__({"class": "input-date", "autocomplete": "off"}, format="%d-%m-%Y")


class DutchDateField(forms.DateField):
    widget = DutchDateInput
    default_error_messages = {"invalid": INVALID}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            return parse_date(value, needed=self.required)
        return super().to_python(value)


def needed_at_hand_in(form: forms.BaseForm, *names: str) -> None:
    """Mark fields that a draft may leave empty but a hand-in may not, so they are not labelled as
    optional."""
    for name in names:
        # The template of the word "niet verplicht" asks for it; Django's Field does not know it.
        form.fields[name].needed_to_submit = True  # type: ignore[attr-defined]
