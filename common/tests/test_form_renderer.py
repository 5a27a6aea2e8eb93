"""A field that is kept is the field that would be rendered."""

from collections.abc import Iterator

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from common import form_renderer
from common.form_renderer import KeptWidgets


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    form_renderer._kept.cache_clear()
    yield
    form_renderer._kept.cache_clear()


class Line(forms.Form):
    name = forms.CharField(required=False)
    remark = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("", "kies"), ("a", "Een & twee"), ("b", "Drie")])
    there = forms.BooleanField(required=False)


def html(data: dict[str, str] | None, renderer: TemplatesSetting | None = None) -> list[str]:
    form = Line(data, renderer=renderer or KeptWidgets())
    return [str(field) for field in form]


CASES: list[dict[str, str] | None] = [
    None,
    {},
    {"name": "Hotel", "kind": "a", "there": "on"},
    {"name": "<b>", "remark": "</textarea>", "kind": "b"},
    {"kind": "c"},
]


@pytest.mark.parametrize("data", CASES)
@pytest.mark.parametrize("before", CASES)
def test_field_is_as_it_would_be_without_keeping(
    before: dict[str, str] | None, data: dict[str, str] | None
) -> None:
    html(before)
    assert html(data) == html(data, TemplatesSetting())


def test_same_field_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    html(None)
    monkeypatch.setattr(TemplatesSetting, "render", lambda *_: pytest.fail("rendered again"))
    html(None)


def test_another_text_in_the_same_field_is_not_rendered_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html({"name": "Hotel", "remark": "Hotel"})
    monkeypatch.setattr(TemplatesSetting, "render", lambda *_: pytest.fail("rendered again"))
    assert "Anders &amp; zo" in "".join(html({"name": "Anders & zo", "remark": "Anders & zo"}))


def test_what_somebody_typed_is_not_kept() -> None:
    html({"name": "Geheim", "remark": "Geheim", "kind": "a"})
    again = form_renderer._kept.cache_info()
    html({"name": "Anders", "remark": "Anders", "kind": "a"})
    assert form_renderer._kept.cache_info().currsize == again.currsize
