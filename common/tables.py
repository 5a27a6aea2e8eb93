"""A table by its columns, and the workbook that holds such tables.

Each column says its title and where its value comes from, so that head, values and look of a column
cannot get out of step, whatever the file format.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from common.workbook import (
    DEMO_TEXT,
    FONT,
    GENERAL_FORMAT,
    Value,
    number_format,
    prepare_for_print,
)
from common.xlsx import CellMaker, Rows, xlsx_of

WIDEST_COLUMN = 60

HEADER_HEIGHT = 48  # points: three lines

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`number` aligns to the right, also the words that stand where a number is not known."""

    title: str
    value: Callable[[Row], Value]
    number: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]

    def values(self) -> list[list[Value]]:
        return [[column.value(row) for column in self.columns] for row in self.rows]


class _Kind(NamedTuple):
    """All that the look of a cell hangs on."""

    number: bool = False
    wrap: bool = False
    number_format: str = GENERAL_FORMAT
    head: bool = False


def xlsx_bytes(tables: Iterable[Table[Any]]) -> bytes:
    """The workbook with each table on a sheet of its own: to filter, to sort and to print."""
    book, maker = Workbook(write_only=True), CellMaker(_paint)
    return xlsx_of(book, {table.title: _add_sheet(book, table, maker) for table in tables})


def _add_sheet(book: Workbook, table: Table[Any], maker: CellMaker[_Kind]) -> Rows:
    rows, columns = table.values(), table.columns
    sheet = book.create_sheet(table.title)
    for index, column in enumerate(columns):
        width = _width(column.title, [row[index] for row in rows])
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    prepare_for_print(sheet)
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    return _rows(columns, rows, partial(maker.cell, sheet))


def _rows(
    columns: Sequence[Column[Any]], rows: list[list[Value]], cell: Callable[[Value, _Kind], Cell]
) -> Rows:
    head = [_Kind(column.number, wrap=True, head=True) for column in columns]
    yield [cell(column.title, kind) for column, kind in zip(columns, head, strict=True)]
    for row in rows:
        values = zip(columns, row, strict=True)
        yield [cell(value, _kind(value, column.number)) for column, value in values]
    if settings.PRT_DEMO:
        yield [cell(DEMO_TEXT, _Kind())]


def _width(title: str, values: list[Value]) -> int:
    """Wide enough for the values and for the longest word of the header, which may wrap."""
    longest = max([len(str(value)) for value in values if value is not None], default=0)
    return min(max(longest, *map(len, title.split())) + 4, WIDEST_COLUMN)


def _kind(value: Value, number: bool) -> _Kind:
    return _Kind(number, len(str(value)) > WIDEST_COLUMN, number_format(value))


def _paint(cell: Cell, kind: _Kind) -> None:
    cell.font = Font(name=FONT)
    if kind.head:
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color="003D66")
    align = "right" if kind.number else "left"
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=kind.wrap, indent=1)
    cell.number_format = kind.number_format
