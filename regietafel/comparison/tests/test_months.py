"""Places per month: each line from its first day through its last, short and then long."""

from datetime import date

import pytest

from regietafel.comparison.months import PlacesInTime, places_per_month
from rounds.enums import Term

OPENED = date(2024, 2, 15)
PEILDATA = {Term.SHORT: date(2024, 12, 31), Term.LONG: date(2025, 7, 1)}
PARTS = {"totaal": ["asiel", "amv"], "asiel": ["asiel"], "amv": ["amv"]}


def amounts(*lines: PlacesInTime, opgave: str = "asiel") -> dict[str, int]:
    found = places_per_month(lines, PARTS, OPENED, PEILDATA)
    return {f"{month.month:%Y-%m}": month.amounts[opgave] for month in found}


def test_months_run_from_the_first_in_the_round_to_half_a_year_after_the_long_peildatum() -> None:
    months = list(amounts())
    assert (months[0], months[-1], len(months)) == ("2024-03", "2026-01", 23)


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends"),
    [
        (None, None, "2024-03", "2026-01"),
        (date(2024, 6, 1), None, "2024-06", "2026-01"),
        (date(2024, 6, 2), None, "2024-07", "2026-01"),
        (None, date(2024, 9, 1), "2024-03", "2024-09"),
        (None, date(2024, 8, 31), "2024-03", "2024-08"),
    ],
)
def test_places_are_there_from_the_first_day_through_the_last(
    first: date | None, last: date | None, begins: str, ends: str
) -> None:
    there = [month for month, n in amounts(PlacesInTime("asiel", 40, 40, first, last)).items() if n]
    assert (there[0], there[-1]) == (begins, ends)


def test_long_amount_follows_the_short_one_after_its_peildatum() -> None:
    found = amounts(PlacesInTime("asiel", 40, 100, None, None))
    assert (found["2024-12"], found["2025-01"]) == (40, 100)


def test_total_is_the_sum_of_its_parts() -> None:
    lines = PlacesInTime("asiel", 40, 0, None, None), PlacesInTime("amv", 3, 0, None, None)
    assert amounts(*lines, opgave="totaal")["2024-05"] == 43
