"""Places per month: a picture of when they are there, which feeds no sum. Plain data out.

Of each line the short amount through the short peildatum and the long amount after it, from its
first day (unknown: since the round opened) through its last, of what is firm or pledged.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rounds.enums import Term


@dataclass(frozen=True)
class PlacesInTime:
    """One line, as far as this picture needs it; `long` is 0 when the round leaves it out."""

    opgave: str
    short: int
    long: int
    first_day: date | None
    last_day: date | None

    def on(self, day: date, short_peildatum: date) -> int:
        if (self.first_day and day < self.first_day) or (self.last_day and day > self.last_day):
            return 0
        return self.short if day <= short_peildatum else self.long


@dataclass(frozen=True)
class MonthNumbers:
    """What there is on the first day of a month, by opgave."""

    month: date
    amounts: Mapping[str, int]


def places_per_month(
    lines: Iterable[PlacesInTime],
    parts: Mapping[str, Collection[str]],
    opened: date,
    peildata: Mapping[Term, date],
) -> tuple[MonthNumbers, ...]:
    """From the first month that begins in the round through half a year after the long peildatum.

    `parts` are by opgave the opgaven whose lines count in it: its own, or those of a total.
    """
    lines = list(lines)
    return tuple(
        MonthNumbers(month, _amounts(lines, parts, month, peildata[Term.SHORT]))
        for month in _months(opened, peildata[Term.LONG])
    )


def _amounts(
    lines: Iterable[PlacesInTime], parts: Mapping[str, Collection[str]], day: date, short: date
) -> dict[str, int]:
    by_opgave: Counter[str] = Counter()
    for line in lines:
        by_opgave[line.opgave] += line.on(day, short)
    return {code: sum(by_opgave[part] for part in codes) for code, codes in parts.items()}


AFTERWARDS = 6  # months, so that what ends at the long peildatum is seen to end


def _months(opened: date, last_peildatum: date) -> Iterator[date]:
    first = opened.year * 12 + opened.month - (1 if opened.day == 1 else 0)
    last = last_peildatum.year * 12 + last_peildatum.month - 1 + AFTERWARDS
    for number in range(first, last + 1):
        yield date(number // 12, number % 12 + 1, 1)
