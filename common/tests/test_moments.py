from datetime import UTC, datetime

import pytest

from common.moments import format_moment, format_time, last_minute, moment, until_and_including


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("stored", ["2024-04-01T00:00+02:00", "2024-03-31T22:00+00:00"])
def test_deadline_reads_as_the_day_before_when_it_is_midnight_after_a_clock_change(
    stored: str,
) -> None:
    assert until_and_including(read(stored)) == "31 maart 2024, 23.59 uur"


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("2024-03-31T00:00+01:00", "30 maart 2024, 23.59 uur"),
        ("2024-03-31T03:00+02:00", "31 maart 2024, 01.59 uur"),
        ("2024-10-28T00:00+01:00", "27 oktober 2024, 23.59 uur"),
        ("2025-01-01T00:00+01:00", "31 december 2024, 23.59 uur"),
        ("2024-04-15T12:00+02:00", "15 april 2024, 11.59 uur"),
    ],
)
def test_deadline_reads_as_the_last_minute_that_counts(stored: str, text: str) -> None:
    assert until_and_including(read(stored)) == text


def test_last_minute_is_in_dutch_time() -> None:
    last = last_minute(datetime(2024, 3, 31, 22, 0, tzinfo=UTC))
    assert last.isoformat() == "2024-03-31T23:59:00+02:00"


def test_moment_is_written_in_dutch_time() -> None:
    assert format_moment(datetime(2024, 3, 12, 13, 5, tzinfo=UTC)) == "12 maart 2024 om 14.05 uur"


def test_time_is_written_with_a_point() -> None:
    assert format_time(datetime(2024, 6, 3, 7, 5, tzinfo=UTC)) == "09.05 uur"


def test_nothing_is_written_without_a_moment() -> None:
    assert until_and_including(None) == moment(None) == ""
