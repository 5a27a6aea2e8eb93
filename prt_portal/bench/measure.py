"""Work beside an empty and a bare page, alternating: what makes the machine slow for a while slows
all three."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from prt_portal.bench.visitor import Cost, Visitor
from prt_portal.bench.work import Work, bare_page, empty_page

LEAST = 3
IS_LONG = 2  # seconds
Aspect = Callable[[Cost], float]


class Quartiles(NamedTuple):
    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Quartiles":
        known = list(values)
        if len(known) < 2:
            return cls(*known * 3)
        return cls(*statistics.quantiles(known, n=4, method="inclusive"))


class Trial(NamedTuple):
    bare: Cost
    empty: Cost
    page: Cost


@dataclass(frozen=True)
class Measured:
    """One row of the table."""

    work: Work
    trials: list[Trial]

    def in_empty_pages(self, aspect: Aspect) -> Quartiles:
        return Quartiles.of(aspect(trial.page) / aspect(trial.empty) for trial in self.trials)

    def middle(self, aspect: Aspect) -> float:
        return statistics.median(aspect(trial.page) for trial in self.trials)

    @property
    def queries(self) -> int:
        """As nearly always: once a minute somebody’s session is written too."""
        return statistics.median_high(trial.page.queries for trial in self.trials)


def measure(work: Work, passer_by: Visitor, seconds: float) -> Measured:
    """As often as fits in so many seconds.

    The first time, when everything is still cold, does not count, unless the work is so long that
    it makes no difference.
    """
    end = time.monotonic() + seconds
    first = _trial(work, passer_by)
    trials = [first] if first.page.wall > IS_LONG else []
    while len(trials) < work.most and (time.monotonic() < end or len(trials) < LEAST):
        trials.append(_trial(work, passer_by))
    return Measured(work, trials)


def _trial(work: Work, passer_by: Visitor) -> Trial:
    return Trial(bare_page(passer_by), empty_page(work.visitor), work.do())


def cpu(cost: Cost) -> float:
    return cost.cpu


def wall(cost: Cost) -> float:
    return cost.wall


def in_bare_pages(rows: Iterable[Measured], aspect: Aspect) -> Quartiles:
    """The empty page, as measured in all rows together."""
    trials = [trial for row in rows for trial in row.trials]
    return Quartiles.of(aspect(trial.empty) / aspect(trial.bare) for trial in trials)
