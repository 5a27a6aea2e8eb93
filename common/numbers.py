"""Whole numbers the Dutch way: one parser for forms and workbooks, one field, and the template
filters."""

import re

from django import forms, template
from django.core.exceptions import ValidationError

MAXIMUM = 100_000
THIN_SPACES = "\u00a0\u2009\u202f"
WHOLE_NUMBER = re.compile(r"\d+|[1-9]\d{0,2}([. ]\d{3})+")
MINUS = "\u2212"
UNKNOWN = "onbekend"

register = template.Library()


def parse_whole_number(text: str) -> int | None:
    """Read `10000`, `10.000` or `10 000`; empty gives None.

    Raises ValidationError with a sentence that says what to do for anything else: Django's own
    field reads `10.000` as 10 under the Dutch locale, silently.
    """
    cleaned = text.translate({ord(space): " " for space in THIN_SPACES}).strip()
    if not cleaned:
        return None
    if re.fullmatch(rf"[-{MINUS}]\s*\d[\d. ]*", cleaned):
        raise ValidationError("Vul een aantal van 0 of meer in, zonder minteken.", code="negative")
    if not WHOLE_NUMBER.fullmatch(cleaned):
        raise ValidationError(
            "Vul een heel aantal in, zonder letters of decimalen, bijvoorbeeld 120 of 1.200.",
            code="not_whole",
        )
    digits = re.sub(r"[. ]", "", cleaned)
    if len(digits) > 9 or int(digits) > MAXIMUM:
        raise ValidationError(
            f"Dit aantal is te groot. Vul een aantal van hoogstens {format_number(MAXIMUM)} in.",
            code="too_large",
        )
    return int(digits)


class WholeNumberInput(forms.TextInput):
    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "class": "input-number"} | (attrs or {})
        )

    def format_value(self, value: int | str | None) -> str | None:
        return format_number(value) if isinstance(value, int) else value


class WholeNumberField(forms.Field):
    """A count of places, persons or homes. A wrong text stays in the box as it was typed."""

    widget = WholeNumberInput

    def to_python(self, value: object) -> int | None:
        return value if value is None or isinstance(value, int) else parse_whole_number(str(value))

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


@register.filter(name="number")
def format_number(value: int | None) -> str:
    """`10.000`; None is the word for unknown, never an empty place and never 0."""
    return UNKNOWN if value is None else f"{value:,}".replace(",", ".")


@register.filter
def signed(value: int | None) -> str:
    """A difference with its sign: `+12`, `−1` or `0`."""
    if value is None:
        return ""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return sign + format_number(abs(value))
