"""An .xlsx as a plain workbook. Only after safety.kind_of."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, BinaryIO, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)

from submissions.workbook.open_cells import (
    MAX_COLUMNS,
    CellFault,
    PlainBook,
    PlainCell,
    Wanted,
    first_texts,
    gather,
    is_blank,
    mark_merged,
)
from submissions.workbook.xlsx_package import RichText, XlsxPackage, plain_text, rich_text

LAST_ROW = 1_048_576  # of any spreadsheet: a row number beyond it is made up

IN_A_ROW = {"c", "v", "f", "is", "t", "r", "rPr", "strike", "dstrike", "vertAlign", "color"}


def read_xlsx(file: BinaryIO, wanted: Wanted) -> PlainBook:
    """The values; what a formula came to is what the spreadsheet program stored beside it."""
    with ZipFile(file) as archive:
        package = XlsxPackage(archive)
        book = PlainBook()
        for sheet in package.sheets:
            with package.open(sheet.part) as stream:
                cells = _Cells(stream, package)
                if not wanted(sheet.title):
                    book.others[sheet.title] = first_texts(cells.rows())
                    continue
                book.sheets[sheet.title] = gather(sheet.title, cells.rows())
            mark_merged(book.sheets[sheet.title], cells.merged)
            book.notes[sheet.title] = package.notes(sheet)
        return book


class _Cells(WorkSheetParser):
    """The reader of openpyxl, for the cells alone."""

    def __init__(self, source: IO[bytes], package: XlsxPackage) -> None:
        super().__init__(
            source,
            cast(list[str], package.strings),  # what it looks up, it hands on as it is
            data_only=True,
            epoch=package.epoch,
            date_formats=package.formats.dates,
            timedelta_formats=package.formats.durations,
        )
        self._formats = package.formats
        self.merged: list[str] = []

    def rows(self) -> Iterator[tuple[int, Iterator[PlainCell]]]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number = self._number(element)
                if number > LAST_ROW:
                    return
                yield number, self._row(number, element)
            if str(element.tag).endswith("}mergeCell"):
                self.merged.append(element.get("ref", ""))
            if str(element.tag).rsplit("}", 1)[-1] not in IN_A_ROW:
                element.clear()

    def _number(self, row: Element) -> int:
        self.row_counter = int(float(row.get("r") or self.row_counter + 1))
        self.col_counter = 0
        return self.row_counter

    def _row(self, number: int, row: Element) -> Iterator[PlainCell]:
        for element in row:
            if str(element.tag).endswith("}c"):
                column, cell = self._cell(number, element)
                if cell is not None and column <= MAX_COLUMNS:
                    yield cell

    def _cell(self, row: int, element: Element) -> tuple[int, PlainCell | None]:
        found: dict[str, Any] = self.parse_cell(element)
        column, value = found["column"], found["value"]
        formula = element.find(FORMULA_TAG)
        if formula is not None and not _has_result(element):
            return column, PlainCell(row, column, f"={formula.text or ''}", CellFault.FORMULA)
        fault = self._fault(found["style_id"], value)
        if isinstance(value, RichText):
            value = value.text
        if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
            value = value.date()
        if is_blank(value):
            return column, None
        if found["data_type"] == "e":
            return column, PlainCell(row, column, value, CellFault.ERROR)
        return column, PlainCell(row, column, value, fault)

    def _fault(self, style: int, value: object) -> CellFault | None:
        rich = value if isinstance(value, RichText) else RichText("")
        if style in self._formats.struck or rich.struck:
            return CellFault.STRUCK
        if rich.raised:
            return CellFault.RAISED
        if isinstance(value, int | float) and style in self._formats.percentages:
            return CellFault.PERCENTAGE
        if isinstance(value, int | float) and style in self._formats.otherwise:
            return CellFault.SHOWN_OTHERWISE
        return None

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """As openpyxl does it, but for text that stands in the cell itself."""
        inline = element.find(INLINE_STRING)
        if inline is not None:
            element.remove(inline)
        found: dict[str, Any] = super().parse_cell(element)
        if inline is not None and found["data_type"] == "inlineStr":
            found["value"] = rich_text(inline)
        elif isinstance(found["value"], str):
            found["value"] = plain_text(found["value"])
        return found


def _has_result(cell: Element) -> bool:
    """Whether the formula was calculated; a text may well be empty."""
    value = cell.find(VALUE_TAG)
    return value is not None and (bool(value.text) or cell.get("t") == "str")
