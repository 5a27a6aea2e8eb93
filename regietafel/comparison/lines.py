"""The submitted lines as the desk lists them: one row per municipality, a joint line gives one for
each."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Municipality
from regietafel.comparison.desk import Desk
from rounds.enums import Term
from submissions.counting.durable import durable_lines, expires_before, is_left_out
from submissions.counting.inputs import asylum_parts
from submissions.counting.levels import LEVEL_OF
from submissions.counting.load import to_lines
from submissions.models import Line, Share, Submission, Version


@dataclass(frozen=True)
class LineRow:
    """`short` and `long` are the numbers of this municipality; over the rows of one line they add
    up to the line.

    `durable` are the terms on which the line is durable; one that is `left_out` adds nothing to the
    long term, because this round counts durable places only.
    `share_of` is the municipality that leads the line, for the rows of its partners; `share` says
    what they answered.
    """

    municipality: Municipality
    version: Version
    line: Line
    short: int
    long: int
    durable: frozenset[Term]
    left_out: bool
    share_of: Municipality | None = None
    share: Share | None = None

    @property
    def expires_on(self) -> list[Term]:
        """The terms on whose peildatum these places are gone."""
        round_ = self.version.submission.round
        return [
            term
            for term in Term
            if self.line.counts
            and self.amount(term)
            and not (self.left_out and term == Term.LONG)
            and expires_before(self.line.available_until, round_.term_date(term))
        ]

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
        rules, asylum = desk.loaded.rules, asylum_parts(desk.loaded.rows, desk.loaded.rules)
        counted = to_lines(submission.municipality.cbs_code, lines)
        durable = {term: durable_lines(counted, asylum, rules, term) for term in Term}
        for line, plain in zip(lines, counted, strict=True):
            terms = frozenset(term for term in Term if line.line_id in durable[term])
            left_out = plain.counts and is_left_out(
                plain, Term.LONG in terms, asylum, rules, Term.LONG
            )
            yield from _rows_of_line(submission.municipality, version, line, terms, left_out)


def _rows_of_line(
    lead: Municipality, version: Version, line: Line, durable: frozenset[Term], left_out: bool
) -> Iterator[LineRow]:
    yield LineRow(lead, version, line, *line.remaining, durable, left_out)
    for share in line.shares.all():
        yield LineRow(
            share.municipality,
            version,
            line,
            share.amount_short or 0,
            share.amount_long or 0,
            durable,
            left_out,
            share_of=lead,
            share=share,
        )
