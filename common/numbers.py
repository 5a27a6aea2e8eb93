"""Whole numbers the Dutch way: one parser for forms and workbooks, one field, and the template
filters."""

import re

from django import forms, template
from django.core.exceptions import ValidationError

from common.texts import INVISIBLE, normalise

MAXIMUM = 100_000
THIN_SPACES = "\u00a0\u2009\u202f"
HYPHENS = r"\-\u2010\u2011\u2012\u2013\u2014"
MINUS = "\u2212"
UNKNOWN = "onbekend"

DIGITS = re.compile(r"\d+")
WITH_POINTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
WITH_SPACES = re.compile(r"[1-9]\d{0,2}( \d{3})+")
TWO_NUMBERS = re.compile(
    rf"(?P<first>\d[\d.]*)(?: +| *(?:[{HYPHENS}/+&]|à|a|en|of|tot|t/m) *)(?P<second>[1-9][\d.]*)"
)
NEGATIVE = re.compile(rf"[{HYPHENS}{MINUS}]\s*\d[\d. ]*")
# What people write for a number that is still to come.
NOT_KNOWN_YET = {
    *("", "pm", "ntb", "nnb", "nb", "nvt", "tbd", "onbekend", "geen", "nader te bepalen"),
    *("nog te bepalen", "niet bekend", "nog niet bekend", "nog onbekend", "later"),
}

NOT_WHOLE = "Vul een heel aantal in, zonder letters of decimalen, bijvoorbeeld 120 of 1.200."
NOT_IN_WORDS = f"{NOT_WHOLE} Zet woorden zoals ‘ca.’ in de toelichting."
LEAVE_EMPTY = "Laat dit leeg als u het aantal nog niet weet; 0 betekent dat er geen zijn."

register = template.Library()


def parse_whole_number(text: str, maximum: int = MAXIMUM) -> int | None:
    """Read `10000`, `10.000` or `10 000`; empty gives None.

    A space makes thousands only where nothing else is possible: `80 120` may as well be 80 with 120
    behind it, and is refused. Raises ValidationError with a sentence that says what to do for
    anything else: Django's own field reads `10.000` as 10 under the Dutch locale, silently.
    """
    visible = INVISIBLE.sub("", text).translate({ord(space): " " for space in THIN_SPACES})
    cleaned = normalise(visible)
    if not cleaned:
        return None
    digits = _digits(cleaned)
    if digits is None:
        raise ValidationError(*_refusal(cleaned))
    if len(digits) > 9 or int(digits) > maximum:
        raise ValidationError(
            f"Dit aantal is te groot. Vul een aantal van hoogstens {format_number(maximum)} in.",
            code="too_large",
        )
    return int(digits)


def _digits(text: str) -> str | None:
    """None when it is not certainly one whole number."""
    if DIGITS.fullmatch(text) or WITH_POINTS.fullmatch(text):
        return text.replace(".", "")
    if WITH_SPACES.fullmatch(text):
        first, *groups = text.split(" ")
        if len(first) == 1 or groups[0].startswith("0"):
            return text.replace(" ", "")
    return None


def _refusal(text: str) -> tuple[str, str]:
    """What to do, and a code."""
    if NEGATIVE.fullmatch(text):
        return "Vul een aantal van 0 of meer in, zonder minteken.", "negative"
    if two := TWO_NUMBERS.fullmatch(text.casefold()):
        return _which_of_the_two(two["first"], two["second"], text), "two_numbers"
    words = re.sub(rf"[.?!…{HYPHENS}]+", "", text).strip().casefold()
    if words in NOT_KNOWN_YET:
        return LEAVE_EMPTY, "not_known"
    with_words = re.search("[a-z]{2}", words) is not None
    return (NOT_IN_WORDS if with_words else NOT_WHOLE), "not_whole"


def _which_of_the_two(first: str, second: str, text: str) -> str:
    sentence = f"Hier staan twee aantallen: {first} en {second}. Vul er één in."
    if WITH_SPACES.fullmatch(text):
        return f"{sentence} Bedoelt u {text.replace(' ', '.')}, typ het dan zo."
    return sentence


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
