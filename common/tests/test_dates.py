from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.dates import INVALID, NEEDED, parse_date
from common.fields import DutchDateField


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2024",
        " 31-12-2024 ",
        "31/12/2024",
        "31.12.2024",
        "31 12 2024",
        "31-12-24",
        "31 december 2024",
        "31 December 2024",
        "31 dec 2024",
        "31 dec. 2024",
        "31-dec-24",
        "31 dec '24",
        "2024-12-31",
        "2024/12/31",
        "31\u201112\u20112024",
        "31\u201312\u20132024",
        "dinsdag 31 december 2024",
        "31-12-2024\u200b",
        "2024-12-31 00:00",
    ],
)
def test_date_is_read_as_people_type_it(text: str) -> None:
    assert parse_date(text) == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "month"), [("1 mrt 2025", 3), ("1 maart 2025", 3), ("1-mei-25", 5)]
)
def test_month_is_read_by_its_name(text: str, month: int) -> None:
    assert parse_date(text) == date(2025, month, 1)


@pytest.mark.parametrize(
    ("text", "year"), [("1-9-90", 1990), ("1-9-98", 1998), ("1-1-99", 1999), ("1-1-00", 2000)]
)
def test_year_of_two_digits_may_be_of_the_last_century(text: str, year: int) -> None:
    found = parse_date(text)
    assert found is not None and found.year == year


@pytest.mark.parametrize("text", ["doorlopend", "Onbepaalde tijd", "geen einddatum", "permanent"])
def test_no_last_day_has_a_box_of_its_own(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_date(text)
    assert "kies ‘Er is geen einddatum’" in refused.value.messages[0]


def test_empty_date_is_none() -> None:
    assert parse_date("  ") is None


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("dec-24", " (31-12-2024)"),
        ("december 2024", " (31-12-2024)"),
        ("12-2024", " (31-12-2024)"),
        ("eind februari 2028", " (29-2-2028)"),
        ("medio 2025", ""),
        ("eind 2025", ""),
        ("Q3 2025", ""),
        ("voorjaar 2025", ""),
        ("2025", ""),
    ],
)
def test_month_or_year_without_a_day_is_refused_with_what_to_do(text: str, last_day: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_date(text)
    assert f"bijvoorbeeld de laatste dag van die maand{last_day}, of" in refused.value.messages[0]


@pytest.mark.parametrize(
    "text", ["31-11-2024", "12-31-2024", "31 foo 2024", "morgen", "1-1", "32 mei 2024"]
)
def test_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_date(text)
    assert refused.value.messages == [INVALID]


@pytest.mark.parametrize("text", ["maart 2024", "2025", "31-11-2024", "morgen", "doorlopend"])
def test_date_that_is_needed_is_never_said_to_be_left_empty(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DutchDateField().clean(text)
    assert refused.value.messages == [NEEDED]


@pytest.mark.parametrize("text", ["31-12-1899", "1-1-2101", "0001-01-01"])
def test_year_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_date(text)
    assert "Controleer het jaartal" in refused.value.messages[0]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_any_date_reads_back(day: date) -> None:
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day


@given(st.text(max_size=20))
def test_any_text_gives_a_date_or_a_sentence(text: str) -> None:
    try:
        parse_date(text)
    except ValidationError as refused:
        assert refused.messages[0]
