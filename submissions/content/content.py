from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from common import clock
from rounds.enums import Term
from rounds.models import Opgave, Round
from rounds.targets import Targets
from submissions.content.fields import HEADER_FIELDS, LINE_FIELDS
from submissions.content.plain import PlainContent, PlainLine, Shares, plain_fields
from submissions.counting.count import Attribution, Cell, count
from submissions.counting.durable import durable_lines, is_left_out, large_enough, lasts_long_enough
from submissions.counting.inputs import AsylumParts, asylum_parts
from submissions.counting.load import (
    Contents,
    locations_of,
    rows_of,
    rules_of,
    to_counted_submission,
    to_line,
    to_lines,
)
from submissions.models import Answer, Explanation, Line, Version

OWN = ""  # in a draft only one municipality is counted, and its code makes no difference


class Explained:
    """What was said about the warnings of these versions, read when one has something to warn
    about."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._versions = [version.pk for version in versions if version.pk]

    def of(self, version: Version) -> Mapping[tuple[str, str], str]:
        """By the rule and what it is about."""
        return self._found.get(version.pk, {})

    @cached_property
    def _found(self) -> dict[int, dict[tuple[str, str], str]]:
        found: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
        for explanation in Explanation.objects.filter(version__in=self._versions):
            found[explanation.version_id][explanation.rule, explanation.about] = explanation.text
        return found


@dataclass(frozen=True)
class RuleContext:
    """What the warnings set a version beside.

    `targets` are the regional opgaven and indicative shares that held when it was handed in.
    """

    today: date
    targets: Targets
    cbs_code: str
    previous: "VersionContent | None" = None
    explained: Explained = field(default_factory=lambda: Explained([]))


@dataclass(frozen=True)
class VersionContent:
    """A version with all that the rules read, each part loaded once, when somebody asks for it.
    Warnings need the context as well."""

    round: Round
    version: Version
    contents: Contents
    rule_context: RuleContext | None = None

    @property
    def all_opgaven(self) -> list[Opgave]:
        return self.round.all_opgaven

    @property
    def answers(self) -> dict[str, Answer]:
        """By the code of the opgave."""
        return self.contents.answers.get(self.version.pk, {})

    @property
    def lines(self) -> list[Line]:
        return self.contents.lines.get(self.version.pk, [])

    def line(self, line_id: UUID | None, alone: bool = False) -> Line | None:
        """`alone`: for who looks at nothing else, without reading the other lines."""
        if alone:
            return self.contents.line_alone(line_id) if line_id else None
        return next((line for line in self.lines if line.line_id == line_id), None)

    def with_line(self, line: Line) -> "VersionContent":
        """The same after this line was stored."""
        others = [other for other in self.lines if other.line_id != line.line_id]
        lines = sorted([*others, line], key=lambda line: (line.opgave.order, line.pk))
        contents = self.contents.with_lines(line.version, lines)
        return replace(self, version=line.version, contents=contents)

    @property
    def context(self) -> RuleContext:
        """Raises ValueError when it was not loaded: only the warnings need it."""
        if self.rule_context is None:
            raise ValueError("Warnings need the context: load it with rule_context.with_context().")
        return self.rule_context

    @property
    def today(self) -> date:
        """The day on which it was handed in, or today."""
        return self.rule_context.today if self.rule_context else clock.today()

    @property
    def opgaven(self) -> list[Opgave]:
        """The rows that a municipality fills in."""
        return [opgave for opgave in self.all_opgaven if opgave.has_lines]

    @property
    def unanswered(self) -> list[Opgave]:
        return [opgave for opgave in self.opgaven if opgave.code not in self.answers]

    def lines_of(self, opgave: Opgave) -> list[Line]:
        return [line for line in self.lines if line.opgave_id == opgave.pk]

    def counting_lines_of(self, opgave: Opgave) -> list[Line]:
        """Without the dropped ones, which may stand beside another answer."""
        return [line for line in self.lines_of(opgave) if line.counts]

    def cell(self, opgave: Opgave, term: Term) -> Cell:
        """What this version counts for at one opgave and term."""
        return self.cells[OWN, opgave.code, term]

    @cached_property
    def cells(self) -> dict[tuple[str, str, Term], Cell]:
        submission = to_counted_submission(OWN, self.answers.values(), self.lines)
        return count(
            [submission], rows_of(self.all_opgaven), rules_of(self.round), Attribution.LOCATED
        )

    def is_at_a_large_location(self, line: Line) -> bool:
        """Whether its location has the round's places on the long term, by the one calculation."""
        return line.line_id in self._large_enough

    def lasts_long(self, line: Line) -> bool:
        return lasts_long_enough(to_line(OWN, line, with_shares=False), rules_of(self.round))

    @cached_property
    def plain(self) -> PlainContent:
        return PlainContent(
            header=plain_fields({name: getattr(self.version, name) for name in HEADER_FIELDS}),
            answers={
                code: {"kind": str(answer.kind), "reason": answer.reason}
                for code, answer in self.answers.items()
            },
            lines=tuple(plain_line(line) for line in self.lines),
        )

    @cached_property
    def partners(self) -> dict[str, str]:
        """The names of the municipalities with a share in a line, by CBS code."""
        shares = (share for line in self.lines for share in line.shares.all())
        return {share.municipality.cbs_code: share.municipality.name for share in shares}

    @cached_property
    def asylum_parts(self) -> AsylumParts:
        return asylum_parts(rows_of(self.all_opgaven), rules_of(self.round))

    @cached_property
    def locations(self) -> dict[Hashable, str | None]:
        """By the id of the line which location it is; None for one without a name."""
        return locations_of(self.lines)

    @cached_property
    def left_out(self) -> set[Hashable]:
        """The ids of the lines that add nothing on the long term: this round counts durable places
        only."""
        rules, lines = rules_of(self.round), to_lines(OWN, self.lines, with_shares=False)
        durable = durable_lines(lines, self.asylum_parts, rules, Term.LONG)
        return {
            line.line_id
            for line in lines
            if line.counts
            and is_left_out(line, line.line_id in durable, self.asylum_parts, rules, Term.LONG)
        }

    @cached_property
    def _large_enough(self) -> set[Hashable]:
        lines = to_lines(OWN, self.lines, with_shares=False)
        return large_enough(lines, self.asylum_parts, rules_of(self.round), Term.LONG)


def plain_line(line: Line) -> PlainLine:
    values = plain_fields({name: getattr(line, name) for name in LINE_FIELDS})
    return PlainLine(str(line.line_id), line.opgave.code, values | {"shares": plain_shares(line)})


def plain_shares(line: Line) -> Shares:
    return {
        share.municipality.cbs_code: (share.amount_short, share.amount_long)
        for share in line.shares.all()
    }
