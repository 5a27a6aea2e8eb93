"""A workbook without its file format: sheets of filled cells.

Both ways of opening end here; all checks begin here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter

MAX_ROWS = 2_000

MAX_COLUMNS = 80

CellValue = str | int | float | bool | date | datetime | time | timedelta

FORMULA = "formula"

ERROR = "error"


@dataclass(frozen=True)
class PlainCell:
    """A cell with something in it; `fault` when the value could not be known."""

    row: int
    column: int
    value: CellValue
    fault: str = ""

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

PlainBook = dict[str, PlainSheet]


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


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def same_name(text: str) -> str:
    """Names of sheets, columns and choices are compared without regard for capitals and spaces."""
    return " ".join(text.split()).casefold()


def in_words(value: CellValue) -> str:
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value.day:02}-{value.month:02}-{value.year:04}"
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else repr(value)).replace(".", ",")
    return str(value)
