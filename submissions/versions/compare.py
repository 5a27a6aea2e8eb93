"""What differs between two contents of a bijdrage, line by line and field by field. Plain data in,
plain data out.

A content is a submitted version, the working copy, or what a workbook holds; `words.py` puts the
answer in words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from submissions.content.plain import PlainContent, PlainLine, Value, Values
from submissions.enums import Commitment


@dataclass(frozen=True)
class ValueChange:
    name: str
    before: Value
    after: Value


class LineChangeKind(Enum):
    """What happened to a line.

    One that was dropped ("vervallen") is still there but counts no more.
    """

    ADDED = "nieuw"
    CHANGED = "gewijzigd"
    DROPPED = "vervallen"
    REVIVED = "telt weer mee"
    REMOVED = "verwijderd"


@dataclass(frozen=True)
class LineChange:
    """`before` is None for a new line, `after` for one that was removed.

    `line` is the line as it is now, or as it was when it is gone.
    """

    kind: LineChangeKind
    line: PlainLine
    before: PlainLine | None
    after: PlainLine | None
    values: tuple[ValueChange, ...]


@dataclass(frozen=True)
class ContentChange:
    """`answers` and `unchanged` (the number of lines that stayed the same) are keyed by the code of
    the opgave."""

    header: tuple[ValueChange, ...]
    answers: Mapping[str, tuple[ValueChange, ...]]
    lines: tuple[LineChange, ...]
    unchanged: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        return not (self.header or self.answers or self.lines)


def compare_contents(before: PlainContent, after: PlainContent) -> ContentChange:
    pairs = _pairs(before.lines, after.lines)
    changes = [_line_change(was, now) for was, now in pairs]
    answers = {
        code: _changed_values(before.answers.get(code, {}), after.answers.get(code, {}))
        for code in dict.fromkeys([*before.answers, *after.answers])
    }
    return ContentChange(
        header=_changed_values(before.header, after.header),
        answers={code: values for code, values in answers.items() if values},
        lines=tuple(change for change in changes if change is not None),
        unchanged=_unchanged(
            now for (_, now), change in zip(pairs, changes, strict=True) if now and not change
        ),
    )


Pair = tuple[PlainLine | None, PlainLine | None]


def _pairs(before: Iterable[PlainLine], after: Iterable[PlainLine]) -> list[Pair]:
    """Each line once with what it was and what it is: in the order of now, what is gone at the
    end."""
    was = {line.line_id: line for line in before}
    pairs: list[Pair] = [(was.pop(line.line_id, None), line) for line in after]
    return [*pairs, *((line, None) for line in was.values())]


def _line_change(before: PlainLine | None, after: PlainLine | None) -> LineChange | None:
    line = after or before
    values = _changed_values(_all_values(before), _all_values(after))
    if line is None or (before and after and not values):
        return None
    return LineChange(_kind(before, after), line, before, after, values)


def _all_values(line: PlainLine | None) -> Values:
    return {"opgave": line.opgave, **line.values} if line else {}


def _kind(before: PlainLine | None, after: PlainLine | None) -> LineChangeKind:
    if before is None:
        return LineChangeKind.ADDED
    if after is None:
        return LineChangeKind.REMOVED
    counted, counts = _counts(before), _counts(after)
    if counted == counts:
        return LineChangeKind.CHANGED
    return LineChangeKind.REVIVED if counts else LineChangeKind.DROPPED


def _counts(line: PlainLine) -> bool:
    return line.values.get("commitment") != Commitment.DROPPED


def _changed_values(before: Values, after: Values) -> tuple[ValueChange, ...]:
    """What is empty is the same as what is not there, so that a new line shows only what was filled
    in."""
    changes = (
        ValueChange(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*after, *before])
    )
    return tuple(change for change in changes if not _same(change.before, change.after))


def _same(before: Value, after: Value) -> bool:
    return before == after or (_is_empty(before) and _is_empty(after))


def _is_empty(value: Value) -> bool:
    """0 is a number, not an empty field."""
    return value is None or value is False or value in ("", {})


def _unchanged(lines: Iterable[PlainLine | None]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for line in filter(None, lines):
        numbers[line.opgave] = numbers.get(line.opgave, 0) + 1
    return numbers
