from typing import Any

from django import forms
from django.db import models
from django.utils.formats import localize

from common.numbers import format_number
from common.texts import with_plain_line_ends


def in_words(field: "forms.Field | models.Field[Any, Any]", value: object) -> str:
    if value in (None, ""):
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return format_number(value)
    choices = dict(getattr(field, "choices", None) or [])
    return str(choices.get(value, localize(value)))


def posted_number(text: str) -> int | None:
    """A number that the page itself had put into its form; None for whatever else came back.

    No longer than the database and Python can read.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def as_posted(field: forms.Field, value: object) -> list[str]:
    """A value as a browser sends it back."""
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    text = field.widget.format_value(field.prepare_value(value))
    return text if isinstance(text, list) else [with_plain_line_ends(text or "")]
