"""A field of which the outside was kept is the field that would be rendered."""

from collections.abc import Iterator

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms

from common import kept_field
from common.fields import EmailField, TextField, needed_at_hand_in
from common.kept_field import whole_field


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept_field._kept.clear()
    yield
    kept_field._kept.clear()


class Line(forms.Form):
    name = TextField(max_length=20, label="Naam & plaats", help_text="Bijvoorbeeld <b>azc</b>.")
    email = EmailField(required=False)
    remark = TextField(widget=forms.Textarea, required=False, max_length=500)
    kind = forms.ChoiceField(choices=[("", "kies"), ("a", "Een & twee")], required=False)
    way = forms.ChoiceField(choices=[("a", "Zo"), ("b", "Anders")], widget=forms.RadioSelect)
    there = forms.BooleanField(required=False)
    amount = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NeededLine(Line):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        needed_at_hand_in(self, *self.fields)


class OtherWords(Line):
    name = TextField(max_length=20, label="Adres", help_text="Straat en nummer.")


FORMS: list[forms.Form] = [
    Line(),
    NeededLine(),
    OtherWords(),
    Line(prefix="aandeel-0"),
    Line(initial={"name": "<b>", "remark": "</textarea>", "kind": "a", "there": True}),
    Line({"name": "Hotel & zo", "way": "b", "there": "on", "amount": "4"}),
    Line({"name": "x" * 21, "email": "geen", "kind": "c", "amount": "vier"}),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", FORMS)
def test_field_is_as_it_would_be_without_keeping(before: forms.Form, form: forms.Form) -> None:
    for field in before:
        whole_field(field)
    for field in form:
        assert whole_field(field) == as_crispy_field(field)


def test_outside_of_a_field_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole_field(Line()["name"])
    monkeypatch.setattr(kept_field, "as_crispy_field", lambda _: pytest.fail("rendered again"))
    assert "Hotel" in whole_field(Line(initial={"name": "Hotel"})["name"])


def test_what_somebody_typed_is_not_kept() -> None:
    for field in Line({"name": "Geheim", "remark": "Geheim", "way": "a"}):
        whole_field(field)
    assert kept_field._kept
    assert "Geheim" not in repr(kept_field._kept)
