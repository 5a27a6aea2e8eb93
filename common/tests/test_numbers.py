import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.numbers import (
    LEAVE_EMPTY,
    MAXIMUM,
    NOT_IN_WORDS,
    NOT_WHOLE,
    WholeNumberField,
    format_number,
    parse_whole_number,
    signed,
)
from common.texts import as_seen

NEGATIVE = "Vul een aantal van 0 of meer in, zonder minteken."
TOO_LARGE = "Dit aantal is te groot. Vul een aantal van hoogstens 100.000 in."


class AmountForm(forms.Form):
    amount = WholeNumberField(required=False)


@pytest.mark.parametrize(
    "text", ["10000", "10.000", "10 000", "10\u00a0000", "10\u2009000", "10\u202f000", " 10.000 "]
)
def test_number_read_when_written_the_dutch_way(text: str) -> None:
    assert parse_whole_number(text) == 10_000


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("007", 7), ("999", 999), ("100.000", 100_000)]
)
def test_number_read_at_the_edges(text: str, number: int) -> None:
    assert parse_whole_number(text) == number


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_number_is_none_when_nothing_was_typed(text: str) -> None:
    assert parse_whole_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1,5",
        "1.5",
        "10.00",
        "1.0000",
        "1..000",
        ".000",
        "10.",
        "1 00",
        "0.500",
        "12a",
        "1e3",
        "+5",
        "1.000,00",
    ],
)
def test_number_refused_when_not_whole(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert refused.value.messages == [NOT_WHOLE]


@pytest.mark.parametrize("text", ["abc", "ca. 80", "vijftig", "80 plekken", "circa 80"])
def test_words_have_a_place_of_their_own(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert refused.value.messages == [NOT_IN_WORDS]


@pytest.mark.parametrize("text", ["-5", "\u22125", "- 5", "-1.000"])
def test_number_refused_when_negative(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert refused.value.messages == [NEGATIVE]


@pytest.mark.parametrize("text", ["100001", "1.000.000", "9" * 5000])
def test_number_refused_when_absurd(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert refused.value.messages == [TOO_LARGE]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 200", 1_200),
        ("5 120", 5_120),
        ("10 000", 10_000),
        ("80 020", 80_020),
        ("80.120", 80_120),
    ],
)
def test_groups_are_thousands_where_nothing_else_is_possible(text: str, number: int) -> None:
    assert parse_whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("80 120", "80", "120"),
        ("80\u00a0120", "80", "120"),
        ("80  120", "80", "120"),
        ("100 200", "100", "200"),
        ("80 40", "80", "40"),
        ("80-100", "80", "100"),
        ("80 \u2013 100", "80", "100"),
        ("80 à 100", "80", "100"),
        ("80 tot 100", "80", "100"),
        ("80/100", "80", "100"),
        ("80 EN 1.200", "80", "1.200"),
        ("80+40", "80", "40"),
    ],
)
def test_two_numbers_are_refused_and_named(text: str, first: str, second: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert f"Hier staan twee aantallen: {first} en {second}." in refused.value.messages[0]


def test_number_with_a_space_is_asked_back_as_one_number() -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number("80 120")
    assert "Bedoelt u 80.120, typ het dan zo." in refused.value.messages[0]


@pytest.mark.parametrize(
    "text", ["n.t.b.", "NTB", "PM", "p.m.", "?", "-", "\u2013", "nog niet bekend", "n.v.t.", "geen"]
)
def test_word_for_a_number_still_to_come_is_told_to_leave_it_empty(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_whole_number(text)
    assert refused.value.messages == [LEAVE_EMPTY]


@given(st.integers(0, MAXIMUM))
def test_number_reads_back_as_it_was_written(number: int) -> None:
    assert parse_whole_number(format_number(number)) == number


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    try:
        number = parse_whole_number(text)
    except ValidationError as refused:
        known = {NEGATIVE, NOT_WHOLE, NOT_IN_WORDS, TOO_LARGE, LEAVE_EMPTY}
        assert refused.messages[0] in known or "twee aantallen" in refused.messages[0]
    else:
        assert not as_seen(text) if number is None else 0 <= number <= MAXIMUM


def test_unknown_number_is_written_as_a_word() -> None:
    assert format_number(None) == "onbekend"


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")]
)
def test_number_written_with_points(number: int, text: str) -> None:
    assert format_number(number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1251, "+1.251"), (-1, "\u22121"), (-2691, "\u22122.691"), (0, "0")]
)
def test_difference_written_with_its_sign(number: int, text: str) -> None:
    assert signed(number) == text


def test_field_reads_the_number_when_it_has_points() -> None:
    form = AmountForm({"amount": "10.000"})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == 10_000


def test_field_keeps_zero_apart_from_nothing() -> None:
    zero, nothing = AmountForm({"amount": "0"}), AmountForm({"amount": ""})
    assert zero.is_valid() and nothing.is_valid()
    assert zero.cleaned_data["amount"] == 0
    assert nothing.cleaned_data["amount"] is None


def test_field_keeps_typed_text_when_it_is_wrong() -> None:
    form = AmountForm({"amount": "1,5 plek"})
    assert form.errors == {"amount": [NOT_IN_WORDS]}
    assert 'value="1,5 plek"' in str(form["amount"])


def test_field_shows_a_stored_number_with_points() -> None:
    assert 'value="10.000"' in str(AmountForm(initial={"amount": 10_000})["amount"])


@pytest.mark.parametrize(
    ("typed", "changed"), [("10.000", False), ("10000", False), ("10.001", True), ("x", True)]
)
def test_field_changed_only_when_the_number_differs(typed: str, changed: bool) -> None:
    assert AmountForm({"amount": typed}, initial={"amount": 10_000}).has_changed() is changed
