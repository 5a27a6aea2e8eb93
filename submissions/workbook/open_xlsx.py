"""An .xlsx as a plain workbook. Only after safety.kind_of."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from submissions.workbook.open_cells import (
    ERROR,
    FORMULA,
    MAX_COLUMNS,
    PlainBook,
    PlainCell,
    Wanted,
    gather,
    is_blank,
)

LAST_ROW = 1_048_576  # of any spreadsheet: a row number beyond it is made up


def read_xlsx(file: BinaryIO, wanted: Wanted) -> PlainBook:
    """The values; what a formula came to is read from what the spreadsheet program stored beside
    it."""
    written = load_workbook(file, read_only=True, keep_links=False)
    formulas: set[tuple[str, int, int]] = set()
    sheets = [sheet for sheet in written.worksheets if wanted(sheet.title)]
    book = {sheet.title: gather(sheet.title, _rows(sheet, formulas)) for sheet in sheets}
    if formulas:
        file.seek(0)
        calculated = load_workbook(file, read_only=True, keep_links=False, data_only=True)
        _fill_in(book, calculated, {title for title, _, _ in formulas})
    return book


def _rows(sheet: Any, formulas: set) -> Iterator[tuple[int, Iterator[PlainCell]]]:
    sheet.reset_dimensions()  # what the file says about its size may be a lie
    rows = sheet.iter_rows(min_row=1, max_row=LAST_ROW, max_col=MAX_COLUMNS)
    for number, row in enumerate(rows, start=1):
        yield number, _cells(sheet.title, number, row, formulas)


def _cells(title: str, number: int, row: tuple, formulas: set) -> Iterator[PlainCell]:
    for column, cell in enumerate(row, start=1):
        if cell.value is None:
            continue
        if cell.data_type == "f":
            formulas.add((title, number, column))
            yield PlainCell(number, column, _formula(cell.value), FORMULA)
        elif not is_blank(cell.value):
            yield _cell(number, column, cell)


def _formula(value: object) -> str:
    return value if isinstance(value, str) else str(getattr(value, "text", "="))


def _cell(number: int, column: int, cell: Any) -> PlainCell:
    value = cell.value
    if isinstance(value, str):
        value = unescape(value).replace("\r", "")
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return PlainCell(number, column, value, ERROR if cell.data_type == "e" else "")


def _fill_in(book: PlainBook, calculated: Workbook, titles: Collection[str]) -> None:
    for title in titles:
        for number, cells in _rows(calculated[title], set()):
            for cell in cells:
                known = book[title].get(number, {}).get(cell.column)
                if known is not None and known.fault == FORMULA:
                    book[title][number][cell.column] = cell
