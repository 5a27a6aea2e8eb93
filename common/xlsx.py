"""Writing an .xlsx: the style of each kind of cell once, row by row, and nothing on the disk."""

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any, Generic, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from common.workbook import Value, xlsx_text

Rows = Iterable[list[Cell]]

Kind = TypeVar("Kind")


class CellMaker(Generic[Kind]):
    """Makes the cells of one workbook; `paint` gives the first cell of each kind its look.

    The others take its style over: to give a cell a font, openpyxl looks for it among all fonts of
    the workbook, which takes far longer than the rest of the cell.
    """

    def __init__(self, paint: Callable[[Cell, Kind], None]) -> None:
        self._paint = paint
        self._styles: dict[Kind, Any] = {}

    def cell(self, sheet: WriteOnlyWorksheet, value: Value, kind: Kind) -> Cell:
        """Text is never a formula."""
        if kind not in self._styles:
            first: Any = WriteOnlyCell(sheet)
            self._paint(first, kind)
            self._styles[kind] = first._style
        shown = xlsx_text(value) if isinstance(value, str) else value
        cell = Cell(sheet, 1, 1, shown, self._styles[kind])
        if isinstance(value, str):
            cell.data_type = "s"
        return cell


def xlsx_of(book: Workbook, rows: Mapping[str, Rows]) -> bytes:
    """The file of a write-only workbook, with the rows of each sheet by its title.

    A row is made when it is written, so that not all cells are there at once.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        _BookWriter(book, archive, rows).save()
    return stream.getvalue()


class _BookWriter(ExcelWriter):
    """Writes every sheet into the archive itself. openpyxl goes by a temporary file, which fails on
    a full disk, and then stays there."""

    def __init__(self, book: Workbook, archive: ZipFile, rows: Mapping[str, Rows]) -> None:
        super().__init__(book, archive)
        self._parts, self._rows = archive, rows

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        with self._parts.open(ws.path[1:], "w") as part:
            writer: Any = _SheetWriter(ws, part, self._rows[ws.title])
            writer.write()
        ws._rels = writer._rels
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):
    def __init__(self, sheet: WriteOnlyWorksheet, part: Any, rows: Rows) -> None:
        super().__init__(sheet, part)
        self._rows = rows

    def write_rows(self) -> None:
        xf: Any = self.xf.send(True)
        with xf.element("sheetData"):
            for number, row in enumerate(self._rows, start=1):
                for column, cell in enumerate(row, start=1):
                    cell.row, cell.column = number, column
                self.write_row(xf, row, number)
        self.xf.send(None)
