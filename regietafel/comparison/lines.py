"""The submitted lines as the desk lists them: one row per municipality, a joint line gives one for
each."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from accounts.models import Municipality
from regietafel.comparison.desk import Desk
from rounds.enums import Term
from submissions.counting.durable import durable_lines
from submissions.counting.levels import LEVEL_OF
from submissions.counting.load import to_line
from submissions.models import Line, Share, Submission, Version


@dataclass(frozen=True)
class LineRow:
    """`short` and `long` are the numbers of this municipality; over the rows of one line they add
    up to the line.

    `share_of` is the municipality that leads the line, for the rows of its partners; `share` says
    what they answered.
    """

    municipality: Municipality
    version: Version
    line: Line
    short: int
    long: int
    durable: bool
    share_of: Municipality | None = None
    share: Share | None = None

    @property
    def confirmed(self) -> bool | None:
        return self.share.is_confirmed if self.share else None

    @property
    def unconfirmed(self) -> bool:
        """A share that still counts for the lead: not answered, or declined."""
        return self.confirmed is False and self.line.counts

    @property
    def level(self) -> str:
        level = LEVEL_OF.get(self.line.commitment)
        return level.value if level else "telt niet mee"

    def amount(self, term: Term) -> int:
        return self.short if term == Term.SHORT else self.long


def line_rows(desk: Desk) -> list[LineRow]:
    return [
        row
        for submission in desk.loaded.submissions
        for row in _rows_of_municipality(desk, submission)
    ]


def _rows_of_municipality(desk: Desk, submission: Submission) -> Iterator[LineRow]:
    version = desk.loaded.latest_version(submission)
    if version is not None:
        lines = desk.loaded.lines_of(submission)
        durable = _durable(desk, submission.municipality.cbs_code, lines)
        for line in lines:
            yield from _rows_of_line(
                submission.municipality, version, line, line.line_id in durable
            )


def _durable(desk: Desk, cbs_code: str, lines: list[Line]) -> set[Hashable]:
    """Durable on at least one of the two terms."""
    rules = desk.loaded.rules
    asylum = {row.code for row in desk.loaded.rows if row.part_of}
    counted = [to_line(cbs_code, line) for line in lines]
    return set().union(*(durable_lines(counted, asylum, rules, term) for term in Term))


def _rows_of_line(
    lead: Municipality, version: Version, line: Line, durable: bool
) -> Iterator[LineRow]:
    yield LineRow(lead, version, line, *line.remaining, durable)
    for share in line.shares.all():
        yield LineRow(
            share.municipality,
            version,
            line,
            share.amount_short or 0,
            share.amount_long or 0,
            durable,
            share_of=lead,
            share=share,
        )
