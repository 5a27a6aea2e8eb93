"""Lines into numbers: levels, located and counted, durable, expiring. Plain data in, plain data
out.

The rules are those of docs/begrippen.md ("Tellen"); the worked example of the tests pins every cell
of Drenthe 2024.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from rounds.enums import Term
from submissions.counting.inputs import (
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    parts_of,
)
from submissions.counting.version import (
    CountedShare,
    CountedVersion,
    Tally,
    count_version,
    total,
)
from submissions.enums import ShareAnswer


class Attribution(Enum):
    """To whom a joint line belongs: to the place where it stands, or to those it counts for."""

    LOCATED = "hier gevestigd"
    COUNTED = "telt mee voor"


class Cell(NamedTuple):
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
    versions = [count_version(given, rows, rules) for given in counted_submissions]
    return combine(versions, rows, rules, view)


def combine(
    versions: Sequence[CountedVersion],
    rows: Sequence[OpgaveRow],
    rules: RoundRules,
    view: Attribution,
) -> dict[CellKey, Cell]:
    """Put side by side what each version counts for, with each share at its lead or partner."""
    tallies = _tallies(versions, view)
    cells: dict[CellKey, Cell] = {}
    for version in versions:
        for row in rows:
            for term in Term:
                key = (version.municipality, row.code, term)
                if row.has_lines:
                    known = row.code in version.known
                    cells[key] = Cell(known, tallies.get(key) or (Tally() if known else None))
    for version in versions:
        for row in (row for row in rows if not row.has_lines):
            parts = parts_of(row.code, rows, rules)
            for term in Term:
                cells[version.municipality, row.code, term] = _sum_of_parts(
                    [cells[version.municipality, part, term] for part in parts]
                )
    return cells


def _tallies(versions: Sequence[CountedVersion], view: Attribution) -> dict[CellKey, Tally]:
    tallies = {
        (version.municipality, *key): tally
        for version in versions
        for key, tally in version.tallies.items()
    }
    for version in versions:
        for share in version.shares:
            for term in Term:
                _place_share(tallies, version.municipality, share, term, view)
    return tallies


def _place_share(
    tallies: dict[CellKey, Tally], lead: str, share: CountedShare, term: Term, view: Attribution
) -> None:
    """A share of 0 makes no number of what its municipality left unknown."""
    at_lead, tally = (lead, share.opgave, term), share.tallies[term]
    if share.answer == ShareAnswer.DECLINED:
        tallies[at_lead] += Tally(declined=tally.everything)
    elif not share.confirmed:
        tallies[at_lead] += Tally(waiting=tally.everything)
    elif view == Attribution.COUNTED and share.typed[term]:
        at_partner = (share.municipality, share.opgave, term)
        tallies[at_lead] -= tally
        tallies[at_partner] = tallies.get(at_partner, Tally()) + tally


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


def _sum_of_parts(parts: list[Cell]) -> Cell:
    numbers = [part.tally for part in parts if part.tally is not None]
    if not numbers:
        return UNKNOWN_CELL
    known = any(part.known for part in parts)
    return Cell(known, total(numbers), partial=not all(part.known for part in parts))
