"""Places per month as columns, with what is asked on both peildata. Plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from common.numbers import format_number
from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.findings import counted
from regietafel.comparison.months import MonthNumbers
from rounds.enums import Term

HEIGHT = 150
"""Of the highest column, in pixels; the width is that of the page."""


@dataclass(frozen=True)
class Column:
    month: date
    amount: int
    x: str
    width: str
    y: int
    height: int

    @property
    def begins_a_year(self) -> bool:
        return self.month.month == 1


@dataclass(frozen=True)
class Asked:
    """The opgave, as a short line where its peildatum lies."""

    amount: int
    peildatum: date
    x: str
    y: int


@dataclass(frozen=True)
class MonthPicture:
    finding: str
    columns: tuple[Column, ...]
    asked: tuple[Asked, ...]
    short_peildatum: date
    height: int = HEIGHT


def month_picture(
    months: Sequence[MonthNumbers],
    rows: Iterable[ComparisonRow],
    unit: str,
    peildata: Mapping[Term, date],
) -> MonthPicture:
    """Of one opgave, whose `rows` say what is asked on each term."""
    rows = list(rows)
    opgave = rows[0].opgave
    amounts = [(month.month, month.amounts[opgave]) for month in months]
    goals = {row.term: row.target.amount for row in rows if row.target and row.target.comparable}
    largest = max([amount for _, amount in amounts] + list(goals.values())) or 1
    width = 100 / len(amounts)
    return MonthPicture(
        _finding(amounts, unit),
        tuple(
            _column(number, month, amount, width, largest)
            for number, (month, amount) in enumerate(amounts)
        ),
        tuple(
            Asked(amount, day := peildata[term], _x(amounts, day, width), _y(amount, largest))
            for term, amount in goals.items()
        ),
        peildata[Term.SHORT],
    )


def _column(number: int, month: date, amount: int, width: float, largest: int) -> Column:
    y = _y(amount, largest)
    return Column(month, amount, f"{number * width:.2f}", f"{width * 0.8:.2f}", y, HEIGHT - y)


def _y(amount: int, largest: int) -> int:
    return HEIGHT - amount * HEIGHT // largest


def _x(amounts: Sequence[tuple[date, int]], day: date, width: float) -> str:
    """In its month, as far as the day is."""
    number = next(n for n, (month, _) in enumerate(amounts) if month >= day.replace(day=1))
    return f"{(number + (day.day - 1) / 31) * width:.2f}"


def _finding(amounts: Sequence[tuple[date, int]], unit: str) -> str:
    """`het minst in maart 2024 (1.200 plekken), het meest in januari 2025 (3.000)`."""
    least, most = (pick(amounts, key=lambda found: found[1]) for pick in (min, max))
    if least[1] == most[1]:
        return f"elke maand {counted(most[1], unit)}"
    return (
        f"het minst in {_month(least[0])} ({counted(least[1], unit)}), "
        f"het meest in {_month(most[0])} ({format_number(most[1])})"
    )


def _month(month: date) -> str:
    return date_format(month, "F Y")
