"""A table by its columns, and the workbook that holds such tables.

Each column says its title and where its value comes from, so that head, values and look of a column
cannot get out of step, whatever the file format.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Generic, TypeVar

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from common.workbook import DEMO_TEXT, FONT, as_plain, prepare_for_print, xlsx_text

WIDEST_COLUMN = 60

HEADER_HEIGHT = 48  # points: three lines

Value = str | int | date | None

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


def xlsx_bytes(tables: Iterable[Table[Any]]) -> bytes:
    """The workbook with each table on a sheet of its own: to filter, to sort and to print."""
    book = Workbook(write_only=True)
    for table in tables:
        _add_sheet(book, table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _add_sheet(book: Workbook, table: Table[Any]) -> None:
    rows, columns = table.values(), table.columns
    sheet = book.create_sheet(table.title)
    for index, column in enumerate(columns):
        width = _width(column.title, [row[index] for row in rows])
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    prepare_for_print(sheet)
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    sheet.append([_header_cell(sheet, column) for column in columns])
    for row in rows:
        cells = zip(columns, row, strict=True)
        sheet.append([_cell(sheet, value, column.number) for column, value in cells])
    if settings.PRT_DEMO:
        sheet.append([_cell(sheet, DEMO_TEXT, wrap=False)])


def _width(title: str, values: list[Value]) -> int:
    """Wide enough for the values and for the longest word of the header, which may wrap."""
    longest = max([len(str(value)) for value in values if value is not None], default=0)
    return min(max(longest, *map(len, title.split())) + 4, WIDEST_COLUMN)


def _header_cell(sheet: WriteOnlyWorksheet, column: Column[Any]) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.value = xlsx_text(column.title)
    as_plain(cell)
    cell.font = Font(name=FONT, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color="003D66")
    cell.alignment = _alignment(column.number, wrap=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value, number: bool = False, wrap: bool = True) -> Cell:
    """A cell whose text can never become a formula and whose numbers read the Dutch way."""
    cell = WriteOnlyCell(sheet)
    cell.value = xlsx_text(value) if isinstance(value, str) else value
    cell.font = Font(name=FONT)
    cell.alignment = _alignment(number, wrap and len(str(value)) > WIDEST_COLUMN)
    as_plain(cell)
    return cell


def _alignment(number: bool, wrap: bool) -> Alignment:
    align = "right" if number else "left"
    return Alignment(horizontal=align, vertical="top", wrap_text=wrap, indent=1)
