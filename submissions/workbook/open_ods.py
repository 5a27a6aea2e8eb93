"""An .ods as a plain workbook. Only after safety.kind_of.

A spreadsheet program writes equal rows and cells once, with how often they are repeated: a million
empty rows at the end of a sheet are one element. Only what is filled is repeated here, and never
more often than a sheet may have rows.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO, cast

from odfdo import Cell, Document, Element, Row, Table

from submissions.workbook.open_cells import (
    ERROR,
    FORMULA,
    MAX_COLUMNS,
    MAX_ROWS,
    CellValue,
    PlainBook,
    PlainCell,
    Wanted,
    gather,
)
from submissions.workbook.safety import BOMB, Unsafe

ROWS = "descendant::table:table-row"

CELLS = "table:table-cell|table:covered-table-cell"

SPACES = "descendant::text:s"

MAX_SPACES = 100_000

CELL_ERRORS = ("#", "Err:")


def read_ods(file: BinaryIO, wanted: Wanted) -> PlainBook:
    document = Document(BytesIO(file.read()))
    _judge_spaces(document.body)
    tables = document.body.get_elements("table:table")
    titles = {str(cast(Table, table).name): table for table in tables}
    return {title: gather(title, _rows(table)) for title, table in titles.items() if wanted(title)}


def _judge_spaces(body: Element) -> None:
    """A row of spaces is also written as how many there are; a billion would be a gigabyte of
    text."""
    counts = [space.get_attribute_integer("text:c") or 1 for space in body.get_elements(SPACES)]
    if sum(counts) > MAX_SPACES:
        raise Unsafe(BOMB)


def _rows(table: Element) -> Iterator[tuple[int, Iterator[PlainCell]]]:
    number = 1
    for row in cast(list[Row], table.get_elements(ROWS)):
        cells = list(_cells(row))
        times = row.repeated or 1
        for again in range(min(times, MAX_ROWS + 1) if cells else 0):
            yield number + again, (_moved(cell, number + again) for cell in cells)
        number += times


def _moved(cell: PlainCell, number: int) -> PlainCell:
    return PlainCell(number, cell.column, cell.value, cell.fault)


def _cells(row: Row) -> Iterator[PlainCell]:
    column = 1
    for cell in cast(list[Cell], row.get_elements(CELLS)):
        times = cell.repeated or 1
        value, fault = _value(cell)
        if value is not None:
            for again in range(min(times, MAX_COLUMNS - column + 1)):
                yield PlainCell(0, column + again, value, fault)
        column += times
        if column > MAX_COLUMNS:
            return


def _value(cell: Cell) -> tuple[CellValue | None, str]:
    formula = cell.get_attribute_string("table:formula")
    if cell.type == "string":
        text = _text(cell)
        fault = ERROR if formula and text.startswith(CELL_ERRORS) else ""
        return (text, fault) if text.strip() else (None, "")
    if cell.type is None:
        return (formula, FORMULA) if formula else (None, "")
    return _plain(cell.value), ""


def _text(cell: Cell) -> str:
    """What stands in the cell; a remark that hangs on it is not part of it."""
    paragraphs = [paragraph.inner_text for paragraph in cell.get_elements("text:p")]
    return "\n".join(paragraphs) if paragraphs else cell.string


def _plain(value: Any) -> CellValue | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return date(value.year, value.month, value.day)
    return value
