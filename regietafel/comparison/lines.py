"""The submitted lines as the desk lists them: one row per municipality, a joint line gives one for
each."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Municipality
from regietafel.comparison.desk import Desk
from rounds.enums import Term
from submissions.counting.count import LEVEL_OF, durable_lines
from submissions.counting.load import rows_of, rules_of, to_line
from submissions.models import Line, Share, Version


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


def _rows_of_municipality(desk: Desk, submission) -> Iterator[LineRow]:
    version = desk.loaded.latest_version(submission)
    lines = desk.loaded.lines_of(submission)
    durable = _durable(desk, submission.municipality.cbs_code, lines)
    for index, line in enumerate(lines):
        yield from _rows_of_line(submission.municipality, version, line, index in durable)


def _durable(desk: Desk, cbs_code: str, lines: list[Line]) -> set[int]:
    """Durable on at least one of the two terms."""
    rules = rules_of(desk.round)
    asylum = {row.code for row in rows_of(desk.loaded.opgaven) if row.part_of}
    counted = [to_line(cbs_code, line) for line in lines]
    return set().union(*(durable_lines(counted, asylum, rules, term) for term in Term))


def _rows_of_line(
    lead: Municipality, version: Version, line: Line, durable: bool
) -> Iterator[LineRow]:
    shares = list(line.shares.all())
    own_short = (line.amount_short or 0) - sum(share.amount_short or 0 for share in shares)
    own_long = (line.amount_long or 0) - sum(share.amount_long or 0 for share in shares)
    yield LineRow(lead, version, line, own_short, own_long, durable)
    for share in shares:
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
