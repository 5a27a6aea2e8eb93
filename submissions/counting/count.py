"""Lines into numbers: levels, located and counted, durable, expiring. Plain data in, plain data
out.

The rules are those of docs/begrippen.md ("Tellen"); the worked example of the tests pins every cell
of Drenthe 2024.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum

from rounds.enums import CountsInPart, Term
from submissions.enums import AnswerKind, Commitment


class Level(Enum):
    """How firm a place is. The levels are cumulative: each holds the ones before it."""

    FIRM = "vast"
    PLEDGED = "vast en toegezegd"
    ALL = "alles"


LEVEL_OF = {
    Commitment.IN_USE: Level.FIRM,
    Commitment.COA_AGREEMENT: Level.FIRM,
    Commitment.COUNCIL_DECISION: Level.FIRM,
    Commitment.COLLEGE_DECISION: Level.FIRM,
    Commitment.PLEDGED: Level.PLEDGED,
    Commitment.UNDER_STUDY: Level.ALL,
    Commitment.IDEA: Level.ALL,
}


class Attribution(Enum):
    """To whom a joint line belongs: to the place where it stands, or to those it counts for."""

    LOCATED = "hier gevestigd"
    COUNTED = "telt mee voor"


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

    def counts_in_total(self, rules: RoundRules) -> bool:
        """Whether the row adds to the total it is part of (emergency places only when the round
        says so)."""
        if self.counts_in_part == CountsInPart.ROUND:
            return rules.count_emergency
        return self.counts_in_part == CountsInPart.YES


@dataclass(frozen=True)
class SharePart:
    """What of a joint line is for a partner; it moves to the partner only once confirmed."""

    municipality: str
    short: int
    long: int
    confirmed: bool = False

    def amount(self, term: Term) -> int:
        return self.short if term == Term.SHORT else self.long


@dataclass(frozen=True)
class CountedLine:
    """One line as counting needs it.

    `location` is None when not known yet: then it is nobody else's location.
    """

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


@dataclass(frozen=True)
class Tally:
    """Numbers that add up. `durable`, `expiring` and `unconfirmed` are parts of `everything`."""

    firm: int = 0
    pledged: int = 0
    everything: int = 0
    durable: int = 0
    expiring: int = 0
    unconfirmed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def at(self, level: Level) -> int:
        return {Level.FIRM: self.firm, Level.PLEDGED: self.pledged, Level.ALL: self.everything}[
            level
        ]


@dataclass(frozen=True)
class Cell:
    """One municipality at one opgave and term in one view.

    `known` says the municipality itself gave a number. `partial` marks a total of which some part
    is unknown. `tally` is None for onbekend; a confirmed share of another's line gives a number to
    one who is not `known`.
    """

    known: bool
    tally: Tally | None
    partial: bool = False


CellKey = tuple[str, str, Term]

UNKNOWN_CELL = Cell(known=False, tally=None)


def count(
    counted_submissions: Iterable[CountedSubmission],
    rows: Sequence[OpgaveRow],
    rules: RoundRules,
    view: Attribution,
) -> dict[CellKey, Cell]:
    """The cell of every municipality × opgave × term.

    The order of what comes in makes no difference.
    """
    counted_submissions = list(counted_submissions)
    tallies = _tallies(counted_submissions, rows, rules, view)
    cells: dict[CellKey, Cell] = {}
    for submission in counted_submissions:
        for row in (row for row in rows if row.has_lines):
            for term in Term:
                key = (submission.municipality, row.code, term)
                cells[key] = _answered_cell(submission, row.code, tallies.get(key))
        for row in (row for row in rows if not row.has_lines):
            parts = [
                part.code
                for part in rows
                if part.part_of == row.code and part.counts_in_total(rules)
            ]
            for term in Term:
                cells[submission.municipality, row.code, term] = _sum_of_parts(
                    [cells[submission.municipality, part, term] for part in parts]
                )
    return cells


def _answered_cell(submission: CountedSubmission, opgave: str, tally: Tally | None) -> Cell:
    known = is_answered_with_a_number(submission, opgave)
    return Cell(known, tally or (Tally() if known else None))


def is_answered_with_a_number(submission: CountedSubmission, opgave: str) -> bool:
    """ "Geen bijdrage" is the number 0; lines that were all dropped answer nothing."""
    if not submission.handed_in:
        return False
    kind = submission.answers.get(opgave)
    if kind == AnswerKind.LINES:
        return any(
            line.opgave == opgave and line.commitment in LEVEL_OF for line in submission.lines
        )
    return kind == AnswerKind.NONE


def _sum_of_parts(parts: list[Cell]) -> Cell:
    numbers = [part.tally for part in parts if part.tally is not None]
    if not numbers:
        return UNKNOWN_CELL
    known = any(part.known for part in parts)
    return Cell(known, sum(numbers, Tally()), partial=not all(part.known for part in parts))


def _tallies(
    counted_submissions: list[CountedSubmission],
    rows: Sequence[OpgaveRow],
    rules: RoundRules,
    view: Attribution,
) -> dict[CellKey, Tally]:
    asylum = {row.code for row in rows if row.part_of}
    tallies: dict[CellKey, Tally] = {}
    for submission in counted_submissions:
        for term in Term:
            durable = durable_lines(submission.lines, asylum, rules, term)
            for index, line in enumerate(submission.lines):
                if line.commitment not in LEVEL_OF:
                    continue
                left_out = (
                    rules.durable_only
                    and term == Term.LONG
                    and line.opgave in asylum
                    and index not in durable
                )
                for municipality, amount, unconfirmed in _owners(line, term, view):
                    key = (municipality, line.opgave, term)
                    tally = (
                        Tally()
                        if left_out
                        else _tally(line, amount, unconfirmed, index in durable, rules, term)
                    )
                    tallies[key] = tallies.get(key, Tally()) + tally
    return tallies


def _tally(
    line: CountedLine, amount: int, unconfirmed: int, durable: bool, rules: RoundRules, term: Term
) -> Tally:
    level = LEVEL_OF[line.commitment]
    return Tally(
        firm=amount if level == Level.FIRM else 0,
        pledged=amount if level in (Level.FIRM, Level.PLEDGED) else 0,
        everything=amount,
        durable=amount if durable else 0,
        expiring=amount if expires_before(line.last_day, rules.term_date(term)) else 0,
        unconfirmed=unconfirmed,
    )


def _owners(line: CountedLine, term: Term, view: Attribution) -> list[tuple[str, int, int]]:
    """(municipality, amount, of which not yet confirmed), adding up to the line."""
    unconfirmed = sum(share.amount(term) for share in line.shares if not share.confirmed)
    if view == Attribution.LOCATED:
        return [(line.municipality, line.amount(term), unconfirmed)]
    confirmed = [share for share in line.shares if share.confirmed]
    own = line.amount(term) - sum(share.amount(term) for share in confirmed)
    return [(line.municipality, own, unconfirmed)] + [
        (share.municipality, share.amount(term), 0) for share in confirmed
    ]


def expires_before(last_day: date | None, peildatum: date) -> bool:
    """A last day on the peildatum itself is still there that day."""
    return last_day is not None and last_day < peildatum


def durable_lines(
    lines: Sequence[CountedLine], asylum: set[str], rules: RoundRules, term: Term
) -> set[int]:
    """The indexes of the durable lines: long enough by themselves, large enough with their
    location."""
    return {
        index
        for index in large_enough(lines, asylum, rules, term)
        if lasts_long_enough(lines[index], rules)
    }


def large_enough(
    lines: Sequence[CountedLine], asylum: set[str], rules: RoundRules, term: Term
) -> set[int]:
    """The indexes of the asylum lines whose location has the round's places.

    With `sum_small_sites` all asylum lines of the municipality together may reach the number of
    places.
    """
    counting = {
        i: line
        for i, line in enumerate(lines)
        if line.opgave in asylum and line.commitment in LEVEL_OF
    }
    places: dict[object, int] = {}
    for index, line in counting.items():
        site = _site(line, index, rules)
        places[site] = places.get(site, 0) + line.amount(term)
    return {
        index
        for index, line in counting.items()
        if places[_site(line, index, rules)] >= rules.durable_places
    }


def _site(line: CountedLine, index: int, rules: RoundRules) -> object:
    if rules.sum_small_sites:
        return "all"
    return index if line.location is None else line.location


def lasts_long_enough(line: CountedLine, rules: RoundRules) -> bool:
    """Open-ended, or from the first to the last day at least the round's years."""
    if line.open_ended:
        return True
    if line.last_day is None:
        return False
    return line.last_day >= _years_after(line.first_day or rules.open_since, rules.durable_years)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year without one
        return date(day.year + years, 3, 1)
