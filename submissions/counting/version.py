"""What one version counts for by itself. Plain data in, plain data out."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, sub
from typing import NamedTuple

from rounds.enums import Term
from submissions.counting.durable import durable_lines, expires_before, is_left_out
from submissions.counting.inputs import (
    AsylumParts,
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    SharePart,
    asylum_parts,
)
from submissions.counting.levels import LEVEL_OF, Level
from submissions.enums import AnswerKind, ShareAnswer


class Tally(NamedTuple):
    """Numbers that add up.

    `durable`, `waiting` and `declined` are parts of `everything`; each level has what of it expires
    before the peildatum: `expiring` is that of `everything`.
    """

    firm: int = 0
    pledged: int = 0
    everything: int = 0
    durable: int = 0
    expiring: int = 0
    waiting: int = 0
    declined: int = 0
    firm_expiring: int = 0
    pledged_expiring: int = 0

    def __add__(self, other: "Tally") -> "Tally":  # type: ignore[override]
        return Tally(*map(add, self, other))

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(*map(sub, self, other))

    def at(self, level: Level) -> int:
        return {Level.FIRM: self.firm, Level.PLEDGED: self.pledged, Level.ALL: self.everything}[
            level
        ]

    def expiring_at(self, level: Level) -> int:
        return {
            Level.FIRM: self.firm_expiring,
            Level.PLEDGED: self.pledged_expiring,
            Level.ALL: self.expiring,
        }[level]

    def net_at(self, level: Level) -> int:
        """Without what expires before the peildatum."""
        return self.at(level) - self.expiring_at(level)


def total(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True)))


@dataclass(frozen=True)
class CountedShare:
    """A share in a line that counts: what goes from the lead to the partner once it confirms.

    `typed` are the amounts as typed, by which a confirmation is known; in a round that leaves the
    line out, `tallies` are zero beside them. `answer` is a ShareAnswer, or empty.
    """

    line_id: Hashable
    municipality: str
    opgave: str
    typed: Mapping[Term, int]
    tallies: Mapping[Term, Tally]
    answer: str

    @property
    def confirmed(self) -> bool:
        return self.answer == ShareAnswer.CONFIRMED


@dataclass(frozen=True)
class CountedVersion:
    """What one version counts for by itself: it changes no more once the version is frozen.

    `tallies` give every line to the municipality that leads it; `known` are the opgaven to which it
    gave a number. Only whether a share is confirmed is decided later, by its partner.
    """

    municipality: str
    handed_in: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    tallies: Mapping[tuple[str, Term], Tally] = field(default_factory=dict)
    shares: tuple[CountedShare, ...] = ()


def count_version(
    submission: CountedSubmission, rows: Sequence[OpgaveRow], rules: RoundRules
) -> CountedVersion:
    asylum = asylum_parts(rows, rules)
    tallies: dict[tuple[str, Term], Tally] = defaultdict(Tally)
    durable = {term: durable_lines(submission.lines, asylum, rules, term) for term in Term}
    counting = [line for line in submission.lines if line.counts]
    for line in counting:
        for term in Term:
            tallies[line.opgave, term] += _tally_of_line(
                line, line.amount(term), durable[term], asylum, rules, term
            )
    return CountedVersion(
        submission.municipality,
        submission.handed_in,
        submission.answers,
        frozenset(
            row.code
            for row in rows
            if row.has_lines and is_answered_with_a_number(submission, row.code)
        ),
        tallies,
        tuple(
            _counted_share(line, share, durable, asylum, rules)
            for line in counting
            for share in line.shares
        ),
    )


def is_answered_with_a_number(submission: CountedSubmission, opgave: str) -> bool:
    """ "Geen bijdrage" is the number 0; lines that were all dropped answer nothing."""
    if not submission.handed_in:
        return False
    kind = submission.answers.get(opgave)
    if kind == AnswerKind.LINES:
        return any(line.opgave == opgave and line.counts for line in submission.lines)
    return kind == AnswerKind.NONE


def _counted_share(
    line: CountedLine,
    share: SharePart,
    durable: Mapping[Term, set[Hashable]],
    asylum: AsylumParts,
    rules: RoundRules,
) -> CountedShare:
    return CountedShare(
        line.line_id,
        share.municipality,
        line.opgave,
        {term: share.amount(term) for term in Term},
        {
            term: _tally_of_line(line, share.amount(term), durable[term], asylum, rules, term)
            for term in Term
        },
        share.answer,
    )


def _tally_of_line(
    line: CountedLine,
    amount: int,
    durable: set[Hashable],
    asylum: AsylumParts,
    rules: RoundRules,
    term: Term,
) -> Tally:
    """Of `amount`, all places of the line or those of one share."""
    is_durable = line.line_id in durable
    if is_left_out(line, is_durable, asylum, rules, term):
        return Tally()
    level = LEVEL_OF[line.commitment]
    firm = amount if level == Level.FIRM else 0
    pledged = amount if level in (Level.FIRM, Level.PLEDGED) else 0
    expires = expires_before(line.last_day, rules.term_date(term))
    return Tally(
        firm=firm,
        pledged=pledged,
        everything=amount,
        durable=amount if is_durable else 0,
        expiring=amount if expires else 0,
        firm_expiring=firm if expires else 0,
        pledged_expiring=pledged if expires else 0,
    )
