"""What changed between two versions of a bijdrage, in the words of the forms, with the totals
before and after."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from common.posted import in_words
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.plain import Value, Values
from submissions.editing.forms import HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.merge import SHARES_LABEL, shares_in_words
from submissions.models import Answer, Line
from submissions.versions.compare import (
    ContentChange,
    LineChange,
    LineChangeKind,
    ValueChange,
    compare_contents,
)
from submissions.versions.totals import totals_between


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class LineInWords:
    kind: LineChangeKind
    title: str
    confidential: bool
    fields: tuple[FieldChange, ...]

    @property
    def tone(self) -> str:
        return {
            LineChangeKind.ADDED: "done",
            LineChangeKind.CHANGED: "busy",
            LineChangeKind.REVIVED: "busy",
        }.get(self.kind, "late")

    @property
    def is_added(self) -> bool:
        return self.kind == LineChangeKind.ADDED

    @property
    def is_removed(self) -> bool:
        return self.kind == LineChangeKind.REMOVED


@dataclass(frozen=True)
class OpgaveInWords:
    opgave: Opgave
    answer: tuple[FieldChange, ...]
    lines: tuple[LineInWords, ...]
    unchanged: int


@dataclass(frozen=True)
class ChangesInWords:
    """Only the opgaven in which something changed; what stayed the same is a number."""

    opgaven: tuple[OpgaveInWords, ...]
    header: tuple[FieldChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.opgaven or self.header)

    @property
    def lines_by_kind(self) -> dict[LineChangeKind, int]:
        """How many lines are new, changed and so on; without what did not happen."""
        kinds = [line.kind for opgave in self.opgaven for line in opgave.lines]
        return {kind: kinds.count(kind) for kind in LineChangeKind if kind in kinds}

    @property
    def tallies(self) -> list[tuple[str, int]]:
        numbers = [(kind.value, number) for kind, number in self.lines_by_kind.items()]
        return [*numbers, ("ongewijzigd", self.unchanged)] if self.unchanged else numbers


def changes_between(before: VersionContent, after: VersionContent) -> ChangesInWords:
    change = compare_contents(before.plain, after.plain)
    return describe(change, after.round, after.opgaven, before.partners | after.partners)


def describe(
    change: ContentChange, round_: Round, opgaven: Iterable[Opgave], partners: Mapping[str, str]
) -> ChangesInWords:
    """The same changes in the labels of the forms and the words of the lists.

    `partners` are the names of the municipalities with a share, by CBS code.
    """
    words = _Words(round_, {opgave.code: opgave for opgave in opgaven}, partners)
    return ChangesInWords(
        opgaven=tuple(_opgaven_in_words(change, words)),
        header=words.header(change.header),
        unchanged=sum(change.unchanged.values()),
    )


def _opgaven_in_words(change: ContentChange, words: "_Words") -> Iterator[OpgaveInWords]:
    for code, opgave in words.opgaven.items():
        answer = words.answer(change.answers.get(code, ()))
        lines = tuple(words.line(line) for line in change.lines if line.line.opgave == code)
        if answer or lines:
            yield OpgaveInWords(opgave, answer, lines, change.unchanged.get(code, 0))


class _Words:
    """The fields of the forms, made once per opgave: an amount is labelled with the unit of its
    opgave."""

    def __init__(
        self, round_: Round, opgaven: dict[str, Opgave], partners: Mapping[str, str]
    ) -> None:
        self.opgaven, self.partners = opgaven, partners
        self._header = HeaderForm().fields
        self._answer = {field.name: field for field in Answer._meta.fields}
        self._lines = {
            code: LineForm(opgave=opgave, round_=round_).fields for code, opgave in opgaven.items()
        }

    def header(self, changes: Iterable[ValueChange]) -> tuple[FieldChange, ...]:
        fields = [(change, self._header[change.name]) for change in changes]
        return tuple(_in_words(str(field.label), field, change) for change, field in fields)

    def answer(self, changes: Iterable[ValueChange]) -> tuple[FieldChange, ...]:
        fields = [(change, self._answer[change.name]) for change in changes]
        return tuple(
            _in_words(capfirst(str(field.verbose_name)), field, change) for change, field in fields
        )

    def line(self, change: LineChange) -> LineInWords:
        sides = [side.values for side in (change.before, change.after) if side]
        return LineInWords(
            kind=change.kind,
            title=_title(change.line.values),
            confidential=any(values.get("confidential") for values in sides),
            fields=tuple(self._line_field(change.line.opgave, value) for value in _told(change)),
        )

    def _line_field(self, code: str, change: ValueChange) -> FieldChange:
        if change.name == "opgave":
            was, now = self.opgaven[str(change.before)], self.opgaven[str(change.after)]
            return FieldChange("Opgave", was.name, now.name)
        if change.name == "shares":
            return FieldChange(
                SHARES_LABEL, self._shares(change.before), self._shares(change.after)
            )
        field = self._lines[code][change.name]
        return _in_words(str(field.label), field, change)

    def _shares(self, shares: Value) -> str:
        return shares_in_words(shares if isinstance(shares, Mapping) else {}, self.partners)


def _told(change: LineChange) -> list[ValueChange]:
    """A new or removed line stands under its opgave already."""
    whole = change.before is None or change.after is None
    return [value for value in change.values if not (whole and value.name == "opgave")]


def _in_words(
    label: str, field: "forms.Field | models.Field[Any, Any]", change: ValueChange
) -> FieldChange:
    return FieldChange(label, in_words(field, change.before), in_words(field, change.after))


def _title(values: Values) -> str:
    label = Line(
        location_name=str(values.get("location_name") or ""),
        location_unknown=bool(values.get("location_unknown")),
    ).location_label
    place = values.get("place")
    return f"{label}, {place}" if place and place != label else label


def comparison_context(before: VersionContent, after: VersionContent) -> dict:
    """What `includes/changes.html` shows."""
    return {
        "changes": changes_between(before, after),
        "totals": totals_between(before, after),
        "before": before.version,
        "after": after.version,
        "before_label": _version_label(before),
        "after_label": _version_label(after),
    }


def _version_label(content: VersionContent) -> str:
    return f"versie {content.version.number}" if content.version.number else "uw aanvulling"


@dataclass(frozen=True)
class VersionChoice:
    label: str
    url: str
    current: bool


def version_choices(
    numbers: Iterable[int], earlier: int, later: int, address: Callable[[int, int], str]
) -> list[tuple[str, list[VersionChoice]]]:
    """Links to every other pair, changing one side at a time; no links where there is nothing to
    choose."""
    numbers = list(numbers)
    sides = [
        (
            "Eerdere versie",
            [_choice(n, address(n, later), n == earlier) for n in numbers if n < later],
        ),
        (
            "Latere versie",
            [_choice(n, address(earlier, n), n == later) for n in numbers if n > earlier],
        ),
    ]
    return [(label, links) for label, links in sides if len(links) > 1]


def _choice(number: int, url: str, current: bool) -> VersionChoice:
    return VersionChoice(f"versie {number}", url, current)
