"""A table by its columns, and how it lies on a sheet, whatever the file format.

Each column says its title, where its value comes from and what it means, so that head, values, look
and explanation of a column cannot get out of step.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, Generic, TypeVar

from common.workbook import Value

WIDEST_COLUMN = 32
"""In characters; what is longer goes on at the next line."""

MOST_ACROSS = 150
"""Characters that fit beside each other on A4 in landscape in letters of eight points or more."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`number` aligns to the right, also the words that stand where a number is not known.

    `meaning` is for who reads the table without having seen the portal; `widest` in characters.
    """

    title: str
    value: Callable[[Row], Value]
    number: bool = False
    meaning: str = ""
    widest: int = WIDEST_COLUMN


@dataclass(frozen=True)
class Table(Generic[Row]):
    """`repeated`: so many columns stand on every page, when it takes more than one beside the
    other."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    repeated: int = 1

    def values(self) -> list[list[Value]]:
        return [[column.value(row) for column in self.columns] for row in self.rows]


@dataclass(frozen=True)
class Sheet:
    """A table with the room it takes."""

    table: Table[Any]
    values: list[list[Value]]

    @cached_property
    def widths(self) -> list[int]:
        """In characters: wide enough for the values and for the longest word of the head."""
        return [self._width(position) for position in range(len(self.table.columns))]

    def _width(self, position: int) -> int:
        column = self.table.columns[position]
        longest = max((len(_as_text(row[position])) for row in self.values), default=0)
        longest_word = max(map(len, column.title.split()), default=0)
        return max(min(max(longest, 6), column.widest), longest_word) + 3

    @cached_property
    def pages_wide(self) -> int:
        again = sum(self.widths[: self.table.repeated])
        return max(1, ceil((sum(self.widths) - again) / (MOST_ACROSS - again)))

    @property
    def head_lines(self) -> int:
        titles: list[Value] = [column.title for column in self.table.columns]
        return self.lines_of(titles)

    def lines_of(self, row: Sequence[Value]) -> int:
        """How many lines the longest of its texts takes."""
        return max(map(_lines, row, self.widths), default=1)


def _as_text(value: Value) -> str:
    return "" if value is None else str(value)


def _lines(value: Value, width: int) -> int:
    """A little more than the letters ask: words do not break where it suits."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(len(line) * 1.15 / (width - 2))) for line in value.split("\n"))


def sheets_of(tables: Iterable[Table[Any]]) -> list[Sheet]:
    return [Sheet(table, table.values()) for table in tables]
