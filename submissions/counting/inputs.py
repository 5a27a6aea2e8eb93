"""What counting is given: the rules of the round, its opgaven, what each municipality handed in.

Plain data, made from the database by `load.py`.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rounds.enums import CountsInPart, Term
from submissions.counting.levels import LEVEL_OF


@dataclass(frozen=True)
class RoundRules:
    """The rules of the round that change a sum. `open_since` stands in for an empty first day."""

    short_term_date: date
    long_term_date: date
    open_since: date
    count_emergency: bool = False
    durable_only: bool = False
    sum_small_sites: bool = False
    durable_years: int = 5
    durable_places: int = 100

    def term_date(self, term: Term) -> date:
        return self.short_term_date if term == Term.SHORT else self.long_term_date


@dataclass(frozen=True)
class OpgaveRow:
    code: str
    part_of: str | None = None
    counts_in_part: str = ""
    has_lines: bool = True
    is_asylum_total: bool = False

    def counts_in_total(self, rules: RoundRules) -> bool:
        """Whether the row adds to the total it is part of (emergency places only when the round
        says so)."""
        if self.counts_in_part == CountsInPart.ROUND:
            return rules.count_emergency
        return self.counts_in_part == CountsInPart.YES


def parts_of(total: str, rows: Iterable[OpgaveRow], rules: RoundRules) -> list[str]:
    """The opgaven that a total is the sum of, by the rules of this round."""
    return [row.code for row in rows if row.part_of == total and row.counts_in_total(rules)]


@dataclass(frozen=True)
class AsylumParts:
    """The opgaven inside the asylum total, and which of them this round counts in it."""

    codes: frozenset[str]
    counting: frozenset[str]


def asylum_parts(rows: Sequence[OpgaveRow], rules: RoundRules) -> AsylumParts:
    totals = {row.code for row in rows if row.is_asylum_total}
    parts = [row for row in rows if row.part_of in totals]
    return AsylumParts(
        frozenset(row.code for row in parts),
        frozenset(row.code for row in parts if row.counts_in_total(rules)),
    )


@dataclass(frozen=True)
class SharePart:
    """What of a joint line is for a partner; it moves to the partner only once confirmed.

    `answer` is a ShareAnswer, or empty while the partner has said nothing of these numbers.
    """

    municipality: str
    short: int
    long: int
    answer: str = ""

    def amount(self, term: Term) -> int:
        return self.short if term == Term.SHORT else self.long


@dataclass(frozen=True)
class CountedLine:
    """One line as counting needs it.

    `line_id` tells it from the other lines of the submission. `location` is None when not known
    yet: then it is nobody else's location.
    """

    line_id: Hashable
    municipality: str
    opgave: str
    short: int
    long: int
    commitment: str
    location: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    open_ended: bool = False
    shares: tuple[SharePart, ...] = ()

    @property
    def counts(self) -> bool:
        """A dropped line counts nowhere, and neither does one that does not say how firm it is."""
        return self.commitment in LEVEL_OF

    def amount(self, term: Term) -> int:
        return self.short if term == Term.SHORT else self.long


@dataclass(frozen=True)
class CountedSubmission:
    """What counts of one municipality: its latest submitted version, or nothing when it has not
    handed in."""

    municipality: str
    handed_in: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[CountedLine, ...] = ()
