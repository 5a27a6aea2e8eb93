"""Which line of the draft a row of the workbook is.

By what it says first, and only then by the number hidden in the row: people move, sort and copy
rows, and the number moves, stays or is copied with them.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from common.texts import as_seen
from submissions.content.plain import PlainLine
from submissions.workbook.differences import changed_fields

IsTheSame = Callable[[PlainLine, PlainLine], bool]


def recognise(
    rows: Sequence[PlainLine], draft: Sequence[PlainLine], earlier: set[str]
) -> tuple[PlainLine, ...]:
    """The rows with the number of the line that they are; any other row gets a new number.

    `line_id` of a row is what is written in it, empty when that is no number. `earlier` are the
    numbers of lines that this municipality handed in before: a row with such a number is that line
    again.
    """
    found: dict[int, str] = {}
    left = {line.line_id: line for line in draft}
    for is_the_same in PASSES:
        for index, row in enumerate(rows):
            if index not in found:
                same = next((line for line in left.values() if is_the_same(row, line)), None)
                if same:
                    found[index] = left.pop(same.line_id).line_id
    again = earlier - {line.line_id for line in draft}
    for index, row in enumerate(rows):
        if index not in found and row.line_id in again:
            found[index] = row.line_id
            again.discard(row.line_id)
    return tuple(
        replace(row, line_id=found.get(index) or str(uuid.uuid4()))
        for index, row in enumerate(rows)
    )


def _has_its_number(row: PlainLine, line: PlainLine) -> bool:
    return row.line_id == line.line_id


def _says_the_same(row: PlainLine, line: PlainLine) -> bool:
    return row.opgave == line.opgave and not changed_fields(line.values, row.values)


def _is_the_same_location(row: PlainLine, line: PlainLine) -> bool:
    return _has_the_same_name(row, line) and _text(row, "place") == _text(line, "place")


def _has_the_same_name(row: PlainLine, line: PlainLine) -> bool:
    return (
        row.opgave == line.opgave
        and _text(row, "location_name") == _text(line, "location_name") != ""
    )


def _got_another_name(row: PlainLine, line: PlainLine) -> bool:
    """In its own row, and at the same place or without a name before: somebody corrected it."""
    return _has_its_number(row, line) and (
        _text(row, "location_name") == _text(line, "location_name")
        or _text(row, "place") == _text(line, "place")
        or not _text(line, "location_name")
    )


def _text(line: PlainLine, name: str) -> str:
    return as_seen(str(line.values.get(name) or "")).casefold()


PASSES: tuple[IsTheSame, ...] = (
    lambda row, line: _has_its_number(row, line) and _says_the_same(row, line),
    lambda row, line: _has_its_number(row, line) and _is_the_same_location(row, line),
    _says_the_same,
    _is_the_same_location,
    _has_the_same_name,
    _got_another_name,
)
