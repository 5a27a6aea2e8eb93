"""A workbook without its file format: sheets of filled cells.

Both ways of opening end here; all checks begin here.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from common.texts import as_seen

MAX_ROWS = 2_000

MAX_COLUMNS = 80

FIRST_ROWS = 20

CellValue = str | int | float | bool | date | datetime | time | timedelta


class CellFault(Enum):
    """Why the value of a cell cannot be taken as it is."""

    FORMULA = auto()  # not calculated
    ERROR = auto()
    STRUCK = auto()  # some of it is crossed out
    RAISED = auto()  # some of it is a footnote mark, or cannot be seen; of a number only
    PERCENTAGE = auto()  # of a number only
    SHOWN_OTHERWISE = auto()  # the format shows another number; of a number only
    MERGED = auto()


@dataclass(frozen=True)
class PlainCell:
    """A cell with something in it."""

    row: int
    column: int
    value: CellValue
    fault: CellFault | None = None

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def entered(self) -> str:
        """What the person sees in the cell."""
        return in_words(self.value)


Wanted = Callable[[str], bool]

PlainRow = dict[int, PlainCell]

PlainSheet = dict[int, PlainRow]


@dataclass
class PlainBook:
    """The sheets by their title, and by title the addresses of the cells with a note; `others` are
    the titles of the sheets that were not read, with the texts of their first rows."""

    sheets: dict[str, PlainSheet] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)


class TooManyRows(Exception):
    """More filled rows than anybody's bijdrage has."""

    def __init__(self, sheet: str):
        super().__init__(sheet)
        self.sheet = sheet


def gather(title: str, rows: Iterable[tuple[int, Iterator[PlainCell]]]) -> PlainSheet:
    """The rows with something in them; a row that only has a layout does not count."""
    sheet: PlainSheet = {}
    for number, cells in rows:
        row = {cell.column: cell for cell in cells}
        if row:
            sheet[number] = row
        if len(sheet) > MAX_ROWS:
            raise TooManyRows(title)
    return sheet


def first_texts(rows: Iterable[tuple[int, Iterator[PlainCell]]]) -> set[str]:
    """What stands in the first rows of a sheet that is not read, as names are compared."""
    found: set[str] = set()
    with suppress(Exception):  # what nobody reads may be as odd as it likes
        for number, cells in rows:
            if number > FIRST_ROWS:
                break
            found |= {same_name(cell.entered) for cell in cells}
    return found


def mark_merged(sheet: PlainSheet, areas: Iterable[str]) -> None:
    """Only the first cell of a merged area holds something; the others seem empty."""
    for area in areas:
        cells = CellRange(area)
        row = sheet.get(cells.min_row, {})
        if cells.size != {"columns": 1, "rows": 1} and cells.min_col in row:
            row[cells.min_col] = replace(row[cells.min_col], fault=CellFault.MERGED)


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not as_seen(value))


def same_name(text: str) -> str:
    """Names of sheets, columns and choices are compared without regard for capitals, spaces and
    letters that look the same."""
    return as_seen(text).casefold()


def in_words(value: CellValue) -> str:
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value.day:02}-{value.month:02}-{value.year:04}"
    if isinstance(value, float):
        shown = float(f"{value:.15g}")  # as many digits as spreadsheet programs show
        return (str(int(shown)) if shown.is_integer() else repr(shown)).replace(".", ",")
    return str(value)
