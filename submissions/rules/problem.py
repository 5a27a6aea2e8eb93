"""What the rules read, and what a rule gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.models import Line


@dataclass(frozen=True)
class Problem:
    """A sentence and the place to mend it: a field of a line, of an opgave, or of the header."""

    sentence: str
    field: str
    rule: str
    line: Line | None = None
    opgave: Opgave | None = None
    explanation: str = ""

    @property
    def about(self) -> str:
        """The line, the opgave or (empty) the header, as an explanation remembers it through all
        versions."""
        if self.line:
            return str(self.line.line_id)
        return self.opgave.code if self.opgave else ""

    @property
    def subject(self) -> str:
        return f"{self.group}, {self.topic}" if self.line else self.group

    @property
    def group(self) -> str:
        """The part of bijlage 3 it belongs to."""
        return self.opgave.name if self.opgave else "Gegevens en besluit"

    @property
    def topic(self) -> str:
        """What it is about within its group."""
        return self.line.location_label if self.line else self.group

    @property
    def message(self) -> str:
        return f"{self.subject}: {self.sentence}"

    @property
    def confidential(self) -> bool:
        return bool(self.line and self.line.confidential)

    @property
    def explained(self) -> bool:
        return bool(self.explanation or self.line_explanation)

    @property
    def line_explanation(self) -> str:
        """What stands at the location itself."""
        return self.line.explanation if self.line else ""


LineRule = Callable[[Line, VersionContent], str | None]

OpgaveRule = Callable[[Opgave, VersionContent], str | None]

HeaderRule = Callable[[VersionContent], str | None]

# The field at which each rule stands.
LineRules = Iterable[tuple[str, LineRule]]

OpgaveRules = Iterable[tuple[str, OpgaveRule]]

HeaderRules = Iterable[tuple[str, HeaderRule]]


def line_problems(
    rules: LineRules, content: VersionContent, about: Iterable[Line] | None = None
) -> list[Problem]:
    """What the rules say of the lines that count, or of those `about`; a dropped line needs
    nothing."""
    return [
        Problem(sentence, field, rule.__name__, line, line.opgave)
        for line in (content.lines if about is None else about)
        if line.counts
        for field, rule in rules
        if (sentence := rule(line, content))
    ]


def opgave_problems(
    rules: OpgaveRules, opgaven: list[Opgave], content: VersionContent
) -> list[Problem]:
    return [
        Problem(sentence, field, rule.__name__, opgave=opgave)
        for opgave in opgaven
        for field, rule in rules
        if (sentence := rule(opgave, content))
    ]


def header_problems(rules: HeaderRules, content: VersionContent) -> list[Problem]:
    return [
        Problem(sentence, field, rule.__name__)
        for field, rule in rules
        if (sentence := rule(content))
    ]
