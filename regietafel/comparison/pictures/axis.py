"""The axis that pictures of one unit share, so that lengths can be compared. Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow

# Of the width of the picture; behind it stands the number.
PLOT = 70

MOST_TICKS = 5


@dataclass(frozen=True)
class Tick:
    amount: int
    x: str


@dataclass(frozen=True)
class Axis:
    """From 0 to `largest`."""

    largest: int

    def x(self, amount: int) -> str:
        """Where an amount lies: the percentage of the width, as SVG writes it."""
        return f"{amount * PLOT / (self.largest or 1):.2f}"

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At 0 and at round numbers: 1, 2 or 5 with zeros."""
        step = _step(self.largest)
        return tuple(Tick(n, self.x(n)) for n in range(0, self.largest + 1, step))


def _step(largest: int) -> int:
    power = 1
    while True:
        for times in (1, 2, 5):
            if largest // (times * power) < MOST_TICKS:
                return times * power
        power *= 10


def axis_of(rows: Iterable[ComparisonRow]) -> Axis:
    """That of rows of one unit: the longest of what is offered and what is asked fits."""
    return Axis(max((amount for row in rows for amount in _amounts(row)), default=0))


def _amounts(row: ComparisonRow) -> Iterable[int]:
    if row.tally:
        yield row.tally.everything
    if row.target and row.target.comparable:
        yield row.target.amount
