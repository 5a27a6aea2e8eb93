"""An .ods as a plain workbook. Only after safety.kind_of.

A spreadsheet program writes equal rows and cells once, with how often they are repeated: a million
empty rows at the end of a sheet are one element. Only what is filled is repeated here, and never
more often than a sheet may have rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO, cast
from zipfile import ZipFile

from odfdo import Cell, Document, Element, Row, Table, XmlPart
from openpyxl.utils import get_column_letter

from submissions.workbook.ods_text import text_of
from submissions.workbook.open_cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    CellFault,
    CellValue,
    PlainBook,
    PlainCell,
    Wanted,
    first_texts,
    gather,
    is_blank,
    mark_merged,
)
from submissions.workbook.safety import BOMB, ODS_MIMETYPE, Unsafe

ROWS = "descendant::table:table-row"

CELLS = "table:table-cell|table:covered-table-cell"

SPACES = "descendant::text:s"

LARGEST_WHOLE = 1e15  # spreadsheet programs keep no more digits

MAX_SPACES = 100_000

CELL_ERRORS = ("#", "Err:")


RAISED_STYLES = (
    "//style:style[style:text-properties["
    "@style:text-position and not(starts-with(@style:text-position, '0%'))"
    " or translate(@fo:color, 'F', 'f') = '#ffffff']]"
)

STRUCK_STYLES = (
    "//style:style[style:text-properties[@style:text-line-through-style"
    " and @style:text-line-through-style != 'none']]"
)


def read_ods(file: BinaryIO, wanted: Wanted) -> PlainBook:
    document = Document(BytesIO(with_mimetype(file.read())))
    _judge_spaces(document.body)
    looks = _Looks(_styles(document, STRUCK_STYLES), _styles(document, RAISED_STYLES))
    book = PlainBook()
    for table in cast(list[Table], document.body.get_elements("table:table")):
        title = str(table.name)
        rows = _Rows(table, looks)
        if wanted(title):
            book.sheets[title] = gather(title, rows.filled())
            book.notes[title] = rows.notes
            mark_merged(book.sheets[title], rows.merged)
        else:
            book.others[title] = first_texts(rows.filled())
    return book


def with_mimetype(content: bytes) -> bytes:
    """The file with the part that says its kind, which some programs leave out."""
    stream = BytesIO(content)
    with ZipFile(stream, "a") as archive:
        if "mimetype" not in archive.namelist():
            archive.writestr("mimetype", ODS_MIMETYPE)
    return stream.getvalue()


def _judge_spaces(body: Element) -> None:
    """A row of spaces is also written as how many there are; a billion would be a gigabyte of
    text."""
    counts = [space.get_attribute_integer("text:c") or 1 for space in body.get_elements(SPACES)]
    if sum(counts) > MAX_SPACES:
        raise Unsafe(BOMB)


@dataclass(frozen=True)
class _Looks:
    """The styles, by name, that cross text out, and those that raise, lower or hide it."""

    struck: set[str]
    raised: set[str]


def _styles(document: Document, own_path: str) -> set[str]:
    """The styles, by name, of this path, and those made after them."""
    parts = [document.get_part("content.xml"), document.get_part("styles.xml")]
    roots = [cast(XmlPart, part).root for part in parts if part]
    own = [style for root in roots for style in root.xpath(own_path)]
    found = {_attribute(cast(Element, style), "style:name") for style in own}
    children = [cast(Element, s) for root in roots for s in root.xpath("//style:style")]
    found |= {
        _attribute(child, "style:name")
        for child in children
        if _attribute(child, "style:parent-style-name") in found
        and not child.xpath("style:text-properties/@style:text-line-through-style")
    }
    return found - {""}


def _attribute(element: Element, name: str) -> str:
    return element.get_attribute_string(name) or ""


class _Rows:
    """The rows of a sheet; on the way `notes` gets the addresses of the cells that have one, and
    `merged` the areas of cells made into one."""

    def __init__(self, table: Table, looks: _Looks) -> None:
        self._table, self._looks = table, looks
        self.notes: list[str] = []
        self.merged: list[str] = []
        self._columns = list(self._column_styles())

    def _column_styles(self) -> Iterator[str]:
        left = MAX_COLUMNS
        for column in self._table.get_elements("descendant::table:table-column"):
            repeated = column.get_attribute_integer("table:number-columns-repeated") or 1
            style = _attribute(column, "table:default-cell-style-name")
            yield from [style] * min(repeated, left)
            left -= min(repeated, left)

    def filled(self) -> Iterator[tuple[int, Iterator[PlainCell]]]:
        number = 1
        for row in cast(list[Row], self._table.get_elements(ROWS)):
            cells = list(self._cells(number, row))
            times = row.repeated or 1
            for again in range(min(times, MAX_ROWS + 1) if cells else 0):
                yield number + again, (replace(cell, row=number + again) for cell in cells)
            number += times

    def _cells(self, number: int, row: Row) -> Iterator[PlainCell]:
        column, style_of_row = 1, _attribute(row, "table:default-cell-style-name")
        for cell in cast(list[Cell], row.get_elements(CELLS)):
            times = cell.repeated or 1
            if cell.get_elements("office:annotation"):
                self.notes.append(f"{get_column_letter(column)}{number}")
            if area := _merged_area(cell, number, column):
                self.merged.append(area)
            value, fault = _value(cell)
            if value is not None:
                for again in range(min(times, MAX_COLUMNS - column + 1)):
                    struck = self._is_struck(cell, style_of_row, column + again)
                    found = fault or (CellFault.STRUCK if struck else self._is_raised(cell))
                    yield PlainCell(number, column + again, value, found)
            column += times
            if column > MAX_COLUMNS:
                return

    def _is_struck(self, cell: Cell, style_of_row: str, column: int) -> bool:
        styles = [_attribute(cell, "table:style-name"), style_of_row, *self._columns[column - 1 :]]
        style = next(filter(None, styles[:3]), "")
        spans = cell.get_elements("descendant::text:span")
        return style in self._looks.struck or any(
            _attribute(span, "text:style-name") in self._looks.struck and span.inner_text.strip()
            for span in spans
        )

    def _is_raised(self, cell: Cell) -> CellFault | None:
        """Whether some of the text is, and the rest is not."""
        raised = [
            span.inner_text
            for span in cell.get_elements("descendant::text:span")
            if _attribute(span, "text:style-name") in self._looks.raised
        ]
        some = "".join(raised).strip()
        return CellFault.RAISED if some and some != text_of(cell).strip() else None


def _merged_area(cell: Cell, row: int, column: int) -> str:
    across = cell.get_attribute_integer("table:number-columns-spanned") or 1
    down = cell.get_attribute_integer("table:number-rows-spanned") or 1
    if across == down == 1:
        return ""
    last = get_column_letter(min(column + across - 1, MAX_COLUMNS))
    return f"{get_column_letter(column)}{row}:{last}{row + down - 1}"


def _value(cell: Cell) -> tuple[CellValue | None, CellFault | None]:
    formula = cell.get_attribute_string("table:formula")
    if cell.type == "string":
        text = text_of(cell)
        fault = CellFault.ERROR if formula and text.startswith(CELL_ERRORS) else None
        return (None, None) if is_blank(text) else (text, fault)
    if cell.type is None:
        return (formula, CellFault.FORMULA) if formula else (None, None)
    if (huge := _huge_number(cell)) is not None:
        return huge, None
    return _plain(cell.value), CellFault.PERCENTAGE if cell.type == "percentage" else None


def _huge_number(cell: Cell) -> float | None:
    """In a few characters, such as `1e1000000`, stand a million digits: odfdo would write them out,
    which takes minutes. As a float it is merely too large."""
    try:
        number = float(cell.get_attribute_string("office:value") or 0)
    except ValueError:
        return None
    return number if abs(number) > LARGEST_WHOLE else None


def _plain(value: Any) -> CellValue | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return date(value.year, value.month, value.day)
    return value
