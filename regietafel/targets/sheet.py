"""Rows of a file or of pasted cells, whatever they came in: each cell as text under the name of its
column, with the place where its maker finds it."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from common.archives import OLE
from common.numbers import format_number
from common.reference.files import text_of
from common.reference.lines import read_lines, without_empty_end
from common.texts import with_plain_line_ends
from common.workbook import DEMO_MARK
from submissions.workbook.cells import NotUsable, posted_value
from submissions.workbook.columns import Column, ColumnKind
from submissions.workbook.faults import WorkbookFaults
from submissions.workbook.open_cells import PlainCell, PlainSheet, same_name
from submissions.workbook.read import open_any_book
from submissions.workbook.safety import EMPTY, MAX_UPLOAD, TOO_LARGE

COLUMNS = ("opgave", "termijn", "cbs-code", "gemeente", "aantal", "zekerheid", "jaar", "bron")
WIDE = ("kort", "lang", "inwoners")  # an amount each, instead of the columns termijn and aantal
KNOWN = {*COLUMNS, *WIDE}
AMOUNTS = {"aantal", "jaar", *WIDE}
GUARDED = ("'=", "'+", "'-", "'@")

NO_HEAD = (
    "Hier staat geen kop boven met de namen van de kolommen. Nodig zijn Opgave, CBS-code of "
    "Gemeente, en Aantal met Termijn, of Kort en Lang. Download het sjabloon en vul dat in."
)
NO_TABS = (
    "Hier staan geen cellen naast elkaar. Kopieer ze in uw rekenblad, met de namen van de "
    "gemeenten erbij, en plak ze hier."
)
TOO_WIDE = (
    "Deze rij heeft meer cellen dan er kolommen zijn. Plak alleen de namen van de gemeenten en de "
    "aantallen, of zet er een kop boven."
)


MOST_ROWS = 10_000  # 342 municipalities have some 6,000 numbers
TOO_LONG = (
    f"Hier staan meer dan {format_number(MOST_ROWS)} getallen. Haal weg wat niet bij deze "
    "regietafel hoort."
)
WRONG_QUOTES = (
    "De aanhalingstekens kloppen niet: een tekst die ermee begint, eindigt er ook mee. Haal ze weg "
    "of zet er een bij."
)


@dataclass(frozen=True)
class Fault:
    """What must change in one cell, or in the whole file: then it has no row."""

    message: str
    row: int | None = None
    column: str = ""
    entered: str = ""


class Unreadable(Exception):
    """No row can be read; the message says why and what to do."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, row)


@dataclass(frozen=True)
class SheetCell:
    """`problem` says why its text cannot be taken as it is."""

    text: str
    column: str
    problem: str = ""


@dataclass(frozen=True)
class SheetRow:
    number: int
    cells: dict[str, SheetCell]

    def cell(self, column: str) -> SheetCell:
        return self.cells.get(column, SheetCell("", column.capitalize()))


def rows_of_file(file: BinaryIO, size: int, name: str) -> list[SheetRow]:
    """Of an .xlsx, .ods or .csv, by what it holds and not by its name. Raises Unreadable."""
    if not size or size > MAX_UPLOAD:
        raise Unreadable(TOO_LARGE if size else EMPTY)
    content = file.read()
    file.seek(0)
    if content.startswith((b"PK", OLE)):
        return _all(_long(_rows_of_book(file, size)))
    return _all(_long(_rows_of_csv(content, name)))


def _all(rows: Iterator[SheetRow]) -> list[SheetRow]:
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    return found


def rows_of_paste(text: str, subject: str = "", wide: Sequence[str] = ()) -> list[SheetRow]:
    """Cells as a sheet puts them on the clipboard. Without a head they are of the chosen subject:
    a municipality and then the columns `wide`. Raises Unreadable."""
    table = _table_of(text)
    if not any(len(row) > 1 for _, row in table):
        raise Unreadable(NO_TABS)
    corner, *others = [_name(cell) for cell in table[0][1]]
    head = [corner or "gemeente", *others]  # mostly nothing stands above the names
    if not _is_head(head, bool(subject)):
        if not subject:
            raise Unreadable(NO_HEAD)
        head = ["gemeente", *wide]
    else:
        table = table[1:]
    return _all(_long((_pasted(number, row, head) for number, row in table), subject))


def _table_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers."""
    lines = csv.reader(io.StringIO(with_plain_line_ends(text)), delimiter="\t", strict=True)
    try:
        return [(number, row) for number, row in enumerate(lines, 1) if any(map(str.strip, row))]
    except csv.Error as error:
        raise Unreadable(WRONG_QUOTES, lines.line_num) from error


def _pasted(number: int, row: list[str], head: list[str]) -> SheetRow:
    row = without_empty_end(row, len(head))
    if len(row) > len(head):
        raise Unreadable(TOO_WIDE, number)
    return SheetRow(number, _cells(dict(zip(head, row, strict=False))))


def _cells(texts: dict[str, str]) -> dict[str, SheetCell]:
    return {
        name: SheetCell(_unguarded(text.strip()), name.capitalize())
        for name, text in texts.items()
        if name in KNOWN
    }


def _unguarded(text: str) -> str:
    """Without the sign that keeps a spreadsheet from reading a text as a formula."""
    return text[1:] if text.startswith(GUARDED) else text


def _name(text: str) -> str:
    return same_name(text).replace("_", "-").replace(" ", "-")


def _is_head(names: Sequence[str], has_subject: bool = False) -> bool:
    found = set(names)
    place = found & {"cbs-code", "gemeente"}
    amount = found & {"aantal", *WIDE}
    return bool(place and amount and (has_subject or found & {"opgave", "inwoners"}))


def _rows_of_csv(content: bytes, name: str) -> Iterator[SheetRow]:
    try:
        head, lines = read_lines(text_of(content, name), name)
        names = {column: _name(column) for column in head.columns}
        if not _is_head(list(names.values())):
            raise Unreadable(NO_HEAD)
        for number, values in lines:
            yield SheetRow(number, _cells({names[c]: text for c, text in values.items()}))
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _rows_of_book(file: BinaryIO, size: int) -> Iterator[SheetRow]:
    """Of the first sheet with the columns of the template."""
    try:
        book = open_any_book(file, size)
    except WorkbookFaults as refused:
        raise Unreadable(refused.faults[0].message) from refused
    for sheet in book.sheets.values():
        first = min(sheet, default=None)
        if first is not None:
            head = {c: _name(cell.entered) for c, cell in sheet[first].items()}
            if _is_head(list(head.values())):
                return _rows_of_sheet(sheet, first, head)
    raise Unreadable(NO_HEAD)


def _rows_of_sheet(sheet: PlainSheet, first: int, head: dict[int, str]) -> Iterator[SheetRow]:
    for number in sorted(sheet.keys() - {first}):
        cells = {head[c]: cell for c, cell in sheet[number].items() if head.get(c) in KNOWN}
        if cells:
            yield SheetRow(number, {name: _book_cell(name, cell) for name, cell in cells.items()})


def _book_cell(name: str, cell: PlainCell) -> SheetCell:
    kind = ColumnKind.NUMBER if name in AMOUNTS else ColumnKind.TEXT
    place = f"{name.capitalize()} ({cell.address})"
    try:
        return SheetCell(posted_value(cell, Column(name, name, kind)), place)
    except NotUsable as reason:
        return SheetCell(cell.entered, place, reason.message)


def _long(rows: Iterator[SheetRow], subject: str = "") -> Iterator[SheetRow]:
    """One amount per row: a row with the columns Kort and Lang becomes two."""
    for row in rows:
        if row.cell("opgave").text.startswith(DEMO_MARK):
            continue  # the mark of a demonstration, below its tables
        if subject:
            row = replace(row, cells=row.cells | {"opgave": SheetCell(subject, "Opgave")})
        wide = [name for name in WIDE if name in row.cells]
        yield from (_of_column(row, name) for name in wide) if wide else [row]


def _of_column(row: SheetRow, name: str) -> SheetRow:
    said = {"termijn": SheetCell("" if name == "inwoners" else name, name.capitalize())}
    if name == "inwoners":
        said["opgave"] = SheetCell(name, "Inwoners")
    return replace(row, cells=row.cells | said | {"aantal": row.cells[name]})
