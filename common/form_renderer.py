"""Fields of forms, each rendered once for what it is made of.

The same field looks the same every time, but for what is typed in it, which is put in its place.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

MOST_KEPT = 2000

TYPED = "hier-staat-wat-getypt-is"
"""Stands in a kept field for its text; nothing in it has to be escaped."""


class KeptWidgets(TemplatesSetting):
    """What somebody typed is never kept: only the field around it, or one with choices."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        widget = context.get("widget")
        if request is not None or widget is None or not _may_be_kept(widget):
            return super().render(template_name, context, request)
        typed = None if "optgroups" in widget else widget.get("value")
        if typed in (None, ""):
            return _kept(Rendering(template_name, context, super().render))
        around = context | {"widget": widget | {"value": TYPED}}
        kept = _kept(Rendering(template_name, around, super().render))
        return mark_safe(kept.replace(TYPED, conditional_escape(typed), 1))  # noqa: S308 (escaped)


def _may_be_kept(widget: Mapping[str, Any]) -> bool:
    """A choice from a list, or one text; not what is made of several widgets, nor a file."""
    value = widget.get("value")
    return "optgroups" in widget or value is None or (isinstance(value, str) and _is_one(widget))


def _is_one(widget: Mapping[str, Any]) -> bool:
    return "subwidgets" not in widget and widget.get("type") != "file"


class Rendering:
    """Equal to another one when the same goes into the same template."""

    def __init__(
        self, template: str, context: dict[str, Any], render: Callable[[str, dict[str, Any]], str]
    ) -> None:
        self.template, self.context, self.render = template, context, render
        self.made_of = (template, frozen(context))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rendering) and self.made_of == other.made_of

    def __hash__(self) -> int:
        return hash(self.made_of)


@lru_cache(MOST_KEPT)
def _kept(rendering: Rendering) -> str:
    return rendering.render(rendering.template, rendering.context)


def frozen(value: object) -> Hashable:
    """All that a template can show of what a widget gives it. The type goes along, because True,
    1 and “1” are shown in different ways."""
    if isinstance(value, Mapping):
        return tuple((key, frozen(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    return value if isinstance(value, str) else (type(value), str(value))
