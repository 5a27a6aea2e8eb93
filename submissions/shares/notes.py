"""What of a municipality's numbers counts for another, and of another's for it: the small print of
the task list.

The amounts are those of the one calculation, so they are those of the desk, also when a rule of the
round leaves a line out.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from common.numbers import format_number
from rounds.enums import Term
from submissions.content.content import VersionContent
from submissions.counting.count import Attribution, Cell, combine
from submissions.counting.inputs import OpgaveRow, RoundRules
from submissions.counting.version import CountedShare, CountedVersion
from submissions.models import Share

Belongs = Callable[[Share], bool]
Note = tuple[tuple[str, Term], str]  # the opgave and the term, and the text

GIVEN: dict[str, Belongs] = {
    "waarvan {amount} voor {municipality}": lambda share: share.is_confirmed,
    "waarvan {amount} voor {municipality} (afgewezen)": lambda share: share.is_declined,
    "waarvan {amount} voor {municipality} (wacht op antwoord)": lambda share: (
        not share.is_confirmed and not share.is_declined
    ),
}

RECEIVED = "plus {amount} in {municipality} (bevestigd)"


@dataclass(frozen=True)
class Joint:
    """One number of the task list.

    `counted` is what counts for the municipality, None when all that stands there.
    """

    notes: tuple[str, ...] = ()
    counted: int | None = None


@dataclass(frozen=True)
class Lead:
    """A municipality in one of whose lines this one has a share."""

    name: str
    counted: CountedVersion


class JointNumbers:
    """The small print of one municipality for every opgave and term."""

    def __init__(
        self,
        own: CountedVersion,
        content: VersionContent,
        leads: Sequence[Lead],
        rows: Sequence[OpgaveRow],
        rules: RoundRules,
    ) -> None:
        self.code = own.municipality
        all_of_them = [own, *(lead.counted for lead in leads)]
        self.located = combine([own], rows, rules, Attribution.LOCATED)
        self.counted = combine(all_of_them, rows, rules, Attribution.COUNTED)
        self.notes = [*_given(own, content), *_received(self.code, leads)]

    def of(self, opgave: str, term: Term) -> Joint:
        notes = tuple(text for key, text in self.notes if key == (opgave, term))
        located, counted = (
            _amount(cells[self.code, opgave, term]) for cells in (self.located, self.counted)
        )
        return Joint(notes, counted if counted != located else None)


def _given(own: CountedVersion, content: VersionContent) -> Iterator[Note]:
    """First what is confirmed; within that the partners in the order of their names."""
    stored: dict[tuple[Hashable, str], Share] = {
        (line.line_id, share.municipality.cbs_code): share
        for line in content.lines
        for share in line.shares.all()
    }
    names = {share.municipality.cbs_code: share.municipality.name for share in stored.values()}
    for words, belongs in GIVEN.items():
        shares = [s for s in own.shares if belongs(stored[s.line_id, s.municipality])]
        for code in sorted(names, key=lambda code: names[code]):
            yield from _notes(words, [s for s in shares if s.municipality == code], names[code])


def _received(code: str, leads: Iterable[Lead]) -> Iterator[Note]:
    for lead in leads:
        own = [s for s in lead.counted.shares if s.municipality == code and s.confirmed]
        yield from _notes(RECEIVED, own, lead.name)


def _notes(words: str, shares: Iterable[CountedShare], municipality: str) -> Iterator[Note]:
    amounts: dict[tuple[str, Term], int] = defaultdict(int)
    for share in shares:
        for term in Term:
            amounts[share.opgave, term] += share.tallies[term].everything
    for key, amount in amounts.items():
        if amount:
            yield key, words.format(amount=format_number(amount), municipality=municipality)


def _amount(cell: Cell) -> int:
    return cell.tally.everything if cell.tally else 0
