"""How long a text may be is told before, while and after it is typed, from one number."""

import pytest
from django import forms

from common.fields import EmailField, TextField
from common.reason import ReasonForm


class TextsForm(forms.Form):
    story = TextField(max_length=2000, widget=forms.Textarea, help_text="Wat is er?")
    reason = TextField(max_length=500, required=False)
    name = TextField(max_length=150, required=False)
    email = EmailField(required=False)


def story(text: str) -> TextsForm:
    return TextsForm({"story": text})


def test_text_that_is_too_long_is_refused_with_how_much() -> None:
    assert story("x" * 2014).errors["story"] == [
        "Kort uw tekst in tot hoogstens 2.000 tekens; het zijn er nu 2.014."
    ]


@pytest.mark.parametrize(
    "text",
    ["x" * 2000, "a\r\n" * 999 + "bc", f"  {'x' * 2000}\r\n", "\U0001f600" * 2000],
    ids=["letters", "line ends", "space around it", "emoji"],
)
def test_text_is_measured_as_it_is_stored(text: str) -> None:
    form = story(text)
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["story"]) == 2000
    assert "\r" not in form.cleaned_data["story"]


@pytest.mark.parametrize("name", TextsForm.base_fields)
def test_box_swallows_nothing_of_a_paste(name: str) -> None:
    assert " maxlength" not in str(TextsForm()[name])


@pytest.mark.parametrize(
    ("name", "told"), [("story", 2000), ("reason", 500), ("name", None), ("email", None)]
)
def test_maximum_is_told_below_a_box_with_room_for_a_story(name: str, told: int | None) -> None:
    assert getattr(TextsForm()[name], "most_characters", None) == told


def test_box_is_tied_to_its_maximum_beside_its_other_texts() -> None:
    story_box, reason_box = str(story("")["story"]), str(story("")["reason"])
    described = 'aria-describedby="id_story_helptext id_story_error id_story_limit"'
    assert described in story_box
    assert 'aria-describedby="id_reason_limit"' in reason_box


def test_script_counts_to_the_same_number_as_the_check() -> None:
    form = ReasonForm(label="Waarom?", missing="Vul in waarom.")
    assert f'data-most-characters="{form.fields["reason"].max_length}"' in str(form["reason"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["story", "reason", "name", "email"])
def test_invisible_text_counts_as_empty(name: str) -> None:
    form = TextsForm({"story": "x", name: "\u200b \u2060"})
    form.is_valid()
    assert form.cleaned_data.get(name, "") == ""
    assert ("story" in form.errors) == (name == "story")
