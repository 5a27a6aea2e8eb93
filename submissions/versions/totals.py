"""What two versions of a bijdrage add up to, per opgave and term."""

from dataclasses import dataclass

from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import Targets
from submissions.content.content import VersionContent
from submissions.editing.task_list import TaskRow, task_rows

NO_TARGETS = Targets(None, "", {})


@dataclass(frozen=True)
class TermTotal:
    """`difference` is None while one of the two is unknown."""

    term: Term
    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class TotalRow:
    opgave: Opgave
    terms: tuple[TermTotal, ...]


def totals_between(before: VersionContent, after: VersionContent) -> list[TotalRow]:
    """Per opgave what each of the two adds up to: the numbers of the task list."""
    all_opgaven = list(after.round.opgaven.select_related("part_of"))
    rows = (task_rows(content, NO_TARGETS, all_opgaven) for content in (before, after))
    return [
        TotalRow(was.opgave, (_total(Term.SHORT, was, now), _total(Term.LONG, was, now)))
        for was, now in zip(*rows, strict=True)
    ]


def _total(term: Term, before: TaskRow, after: TaskRow) -> TermTotal:
    cells = [row.short if term == Term.SHORT else row.long for row in (before, after)]
    return TermTotal(term, *(cell.tally.everything if cell.tally else None for cell in cells))
