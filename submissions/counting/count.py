"""Lines into numbers: levels, located and counted, durable, expiring. Plain data in, plain data
out.

The rules are those of docs/begrippen.md ("Tellen"); the worked example of the tests pins every cell
of Drenthe 2024.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import Enum

from rounds.enums import Term
from submissions.counting.durable import durable_lines, expires_before, is_left_out
from submissions.counting.inputs import (
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    asylum_parts,
    parts_of,
)
from submissions.counting.levels import LEVEL_OF, Level
from submissions.enums import AnswerKind


class Attribution(Enum):
    """To whom a joint line belongs: to the place where it stands, or to those it counts for."""

    LOCATED = "hier gevestigd"
    COUNTED = "telt mee voor"


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
            for term in Term:
                cells[submission.municipality, row.code, term] = _sum_of_parts(
                    [
                        cells[submission.municipality, part, term]
                        for part in parts_of(row.code, rows, rules)
                    ]
                )
    return cells


def amounts_not_counted(
    lines: Iterable[CountedLine], rows: Sequence[OpgaveRow], rules: RoundRules
) -> dict[tuple[str, Term], int]:
    """Per opgave and term what was typed at lines that do not say yet how firm they are: it counts
    nowhere, and must be shown beside what does."""
    open_lines = [line for line in lines if not line.commitment]
    found = {
        (row.code, term): sum(line.amount(term) for line in open_lines if line.opgave == row.code)
        for row in rows
        for term in Term
    }
    for row in (row for row in rows if not row.has_lines):
        for term in Term:
            found[row.code, term] = sum(
                found[part, term] for part in parts_of(row.code, rows, rules)
            )
    return found


def _answered_cell(submission: CountedSubmission, opgave: str, tally: Tally | None) -> Cell:
    known = is_answered_with_a_number(submission, opgave)
    return Cell(known, tally or (Tally() if known else None))


def is_answered_with_a_number(submission: CountedSubmission, opgave: str) -> bool:
    """ "Geen bijdrage" is the number 0; lines that were all dropped answer nothing."""
    if not submission.handed_in:
        return False
    kind = submission.answers.get(opgave)
    if kind == AnswerKind.LINES:
        return any(line.opgave == opgave and line.counts for line in submission.lines)
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
    asylum = asylum_parts(rows, rules)
    tallies: dict[CellKey, Tally] = defaultdict(Tally)
    for submission in counted_submissions:
        for term in Term:
            durable = durable_lines(submission.lines, asylum, rules, term)
            for line in submission.lines:
                is_durable = line.line_id in durable
                left_out = is_left_out(line, is_durable, asylum, rules, term)
                for municipality, tally in _tallies_of_line(line, is_durable, rules, term, view):
                    key = (municipality, line.opgave, term)
                    tallies[key] += Tally() if left_out else tally
    return tallies


def _tallies_of_line(
    line: CountedLine, durable: bool, rules: RoundRules, term: Term, view: Attribution
) -> Iterator[tuple[str, Tally]]:
    if line.counts:
        for municipality, amount, unconfirmed in _owners(line, term, view):
            yield municipality, _tally(line, amount, unconfirmed, durable, rules, term)


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
        (share.municipality, share.amount(term), 0)
        for share in confirmed
        if share.amount(term)  # a share of 0 makes no number of what its municipality left unknown
    ]
