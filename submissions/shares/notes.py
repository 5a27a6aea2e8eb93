"""What of a municipality's numbers counts for another, and of another's for it: the small print of
the task list.

The amounts come out of `count`, so they are those of the desk, also when a rule of the round leaves
a line out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from common.numbers import format_number
from rounds.enums import Term
from submissions.content.content import VersionContent
from submissions.counting.count import Attribution, Cell, CellKey, count
from submissions.counting.inputs import (
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    SharePart,
)
from submissions.counting.load import RoundSubmissions
from submissions.models import Share, Submission

Belongs = Callable[[Share], bool]
Note = tuple[tuple[str, Term], str]  # the opgave and the term, and the text

GIVEN: dict[str, Belongs] = {
    "waarvan {amount} voor {municipality}": lambda share: share.is_confirmed,
    "waarvan {amount} voor {municipality} (afgewezen)": lambda share: share.is_declined,
    "waarvan {amount} voor {municipality} (nog niet bevestigd)": lambda share: (
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


class JointNumbers:
    """The small print of one municipality for every opgave and term."""

    def __init__(
        self,
        own: CountedSubmission,
        content: VersionContent,
        leads: RoundSubmissions | None,
        rows: Sequence[OpgaveRow],
        rules: RoundRules,
    ) -> None:
        self.code, self.rows, self.rules = own.municipality, rows, rules
        received = (
            list(zip(leads.submissions, leads.counted_submissions, strict=True)) if leads else []
        )
        self.located = count([own], rows, rules, Attribution.LOCATED)
        self.counted = self._counted(own, *(lead for _, lead in received))
        self.notes = [*self._given(own, content), *self._received(received)]

    def of(self, opgave: str, term: Term) -> Joint:
        notes = tuple(text for key, text in self.notes if key == (opgave, term))
        located, counted = (
            _amount(cells[self.code, opgave, term]) for cells in (self.located, self.counted)
        )
        return Joint(notes, counted if counted != located else None)

    def _counted(self, *counted_submissions: CountedSubmission) -> dict[CellKey, Cell]:
        return count(counted_submissions, self.rows, self.rules, Attribution.COUNTED)

    def _given(self, own: CountedSubmission, content: VersionContent) -> Iterator[Note]:
        partners = {share.municipality for line in content.lines for share in line.shares.all()}
        names = {partner.cbs_code: partner.name for partner in sorted(partners, key=str)}
        for words, belongs in GIVEN.items():
            cells = self._counted(
                _as_if_only(own, content, belongs), *map(CountedSubmission, names)
            )
            for code, name in names.items():
                yield from self._notes(words, cells, code, name)

    def _received(self, leads: list[tuple[Submission, CountedSubmission]]) -> Iterator[Note]:
        for submission, lead in leads:
            cells = self._counted(CountedSubmission(self.code), lead)
            yield from self._notes(RECEIVED, cells, self.code, submission.municipality.name)

    def _notes(
        self, words: str, cells: dict[CellKey, Cell], code: str, municipality: str
    ) -> Iterator[Note]:
        """Of the opgaven with lines; a sum tells only what then counts."""
        for row in (row for row in self.rows if row.has_lines):
            for term in Term:
                if amount := _amount(cells[code, row.code, term]):
                    yield (
                        (row.code, term),
                        words.format(amount=format_number(amount), municipality=municipality),
                    )


def _amount(cell: Cell) -> int:
    return cell.tally.everything if cell.tally else 0


def _as_if_only(
    own: CountedSubmission, content: VersionContent, belongs: Belongs
) -> CountedSubmission:
    """The same lines, in which only the shares that belong to this state count for the partner."""
    lines = zip(own.lines, content.lines, strict=True)
    return replace(
        own,
        lines=tuple(
            replace(line, shares=_parts(line, c.shares.all(), belongs)) for line, c in lines
        ),
    )


def _parts(line: CountedLine, shares: Iterable[Share], belongs: Belongs) -> tuple[SharePart, ...]:
    parts = zip(line.shares, shares, strict=True)
    return tuple(replace(part, confirmed=True) for part, share in parts if belongs(share))
