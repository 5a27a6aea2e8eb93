"""Tables as an .xlsx: a sheet each, to filter, to sort and to print."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from common.tables import Sheet, Table, sheets_of
from common.workbook import (
    DEMO_TEXT,
    FONT,
    GENERAL_FORMAT,
    Value,
    number_format,
    prepare_for_print,
)
from common.xlsx import CellMaker, Rows, xlsx_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LINE = 15
"""Points."""

MARGINS = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)


class _Kind(NamedTuple):
    """All that the look of a cell hangs on."""

    number: bool = False
    wrap: bool = True
    number_format: str = GENERAL_FORMAT
    head: bool = False


def xlsx_bytes(tables: Iterable[Table[Any]]) -> bytes:
    book, maker = Workbook(write_only=True), CellMaker(_paint)
    rows = {sheet.table.title: _add_sheet(book, sheet, maker) for sheet in sheets_of(tables)}
    return xlsx_of(book, rows)


def _add_sheet(book: Workbook, sheet: Sheet, maker: CellMaker[_Kind]) -> Rows:
    made = book.create_sheet(sheet.table.title)
    for position, width in enumerate(sheet.widths, start=1):
        made.column_dimensions[get_column_letter(position)].width = width
    made.freeze_panes = "A2"
    last = get_column_letter(len(sheet.table.columns))
    made.auto_filter.ref = f"A1:{last}{len(sheet.values) + 1}"
    prepare_for_print(made, pages_wide=sheet.pages_wide)
    made.page_margins = MARGINS
    if sheet.pages_wide > 1:
        made.print_title_cols = f"A:{get_column_letter(sheet.table.repeated)}"
    made.row_dimensions[1].height = sheet.head_lines * LINE + 3
    for number, row in enumerate(sheet.values, start=2):
        if (lines := sheet.lines_of(row)) > 1:
            made.row_dimensions[number].height = lines * LINE
    return _rows(sheet, partial(maker.cell, made))


def _rows(sheet: Sheet, cell: Callable[[Value, _Kind], Cell]) -> Rows:
    columns = sheet.table.columns
    yield [cell(column.title, _Kind(column.number, head=True)) for column in columns]
    for row in sheet.values:
        yield [
            cell(value, _Kind(column.number, number_format=number_format(value)))
            for column, value in zip(columns, row, strict=True)
        ]
    if settings.PRT_DEMO:
        yield [cell(DEMO_TEXT, _Kind(wrap=False))]


def _paint(cell: Cell, kind: _Kind) -> None:
    cell.font = Font(name=FONT)
    if kind.head:
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color="003D66")
    align = "right" if kind.number else "left"
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=kind.wrap, indent=1)
    cell.number_format = kind.number_format
