"""What two versions of a bijdrage add up to, per opgave, level and term."""

from collections.abc import Iterator
from dataclasses import dataclass

from rounds.enums import Term
from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.counting.levels import Level
from submissions.editing.task_list import TaskRow, TermAmount, total_rows


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
    """One opgave at one level; `level` is None when it comes to the same at all levels."""

    opgave: Opgave
    level: Level | None
    terms: tuple[TermTotal, ...]
    is_first: bool


def totals_between(before: VersionContent, after: VersionContent) -> list[TotalRow]:
    """Per opgave what each of the two adds up to: the numbers of the task list.

    All levels, firm first; one row where they are the same.
    """
    rows = zip(total_rows(before), total_rows(after), strict=True)
    return [total for was, now in rows for total in _levels(was, now)]


def _levels(was: TaskRow, now: TaskRow) -> Iterator[TotalRow]:
    terms = {level: _terms(was, now, level) for level in Level}
    if len(set(terms.values())) == 1:
        yield TotalRow(was.opgave, None, terms[Level.ALL], is_first=True)
        return
    for level in Level:
        yield TotalRow(was.opgave, level, terms[level], is_first=level == Level.FIRM)


def _terms(was: TaskRow, now: TaskRow, level: Level) -> tuple[TermTotal, ...]:
    return (
        TermTotal(Term.SHORT, _amount(was.short, level), _amount(now.short, level)),
        TermTotal(Term.LONG, _amount(was.long, level), _amount(now.long, level)),
    )


def _amount(amount: TermAmount, level: Level) -> int | None:
    return amount.tally.at(level) if amount.tally else None
