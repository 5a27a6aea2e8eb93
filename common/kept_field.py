"""A field of a form with its label and texts, of which what stands around the box is rendered
once."""

from collections.abc import Hashable

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms, template
from django.utils.safestring import SafeString

from common.form_renderer import MOST_KEPT

register = template.Library()

_kept: dict[Hashable, tuple[str, str]] = {}
"""What stands before and after the box, by all that it is made of (nlds/field.html)."""


@register.filter
def whole_field(field: forms.BoundField) -> SafeString:
    """The same as `as_crispy_field`. With a mistake, or with a box for every choice, it is always
    rendered anew."""
    if field.errors or isinstance(field.field.widget, forms.RadioSelect):
        return SafeString(as_crispy_field(field))  # a template rendered it, and escaped
    key = _made_of(field)
    if key not in _kept:
        return _first(field, key)
    before, after = _kept[key]
    return SafeString(f"{before}{field}{after}")


def _first(field: forms.BoundField, key: Hashable) -> SafeString:
    whole = SafeString(as_crispy_field(field))
    before, _, after = whole.partition(str(field))
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = before, after
    return whole


def _made_of(field: forms.BoundField) -> Hashable:
    asked = field.field
    return (
        type(asked.widget),
        (type(field.label), field.label),
        str(field.help_text),
        (field.auto_id, field.id_for_label),
        asked.required or getattr(asked, "needed_to_submit", False),
        getattr(field, "most_characters", None),
    )
