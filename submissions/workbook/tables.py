"""Stage 3: the sheets and their heads.

Which column stands where does not matter; that it is there does.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from submissions.workbook.earlier import row_name
from submissions.workbook.faults import Fault
from submissions.workbook.layout import (
    ANSWERS,
    HEADER,
    HELP,
    LINE_ID,
    LINES,
    OWN_ANSWER,
    SUBJECT,
    UNIT,
    Layout,
)
from submissions.workbook.open_cells import PlainBook, PlainCell, PlainRow, PlainSheet, same_name

SHEET_MISSING = (
    "Het blad ‘{}’ ontbreekt of heeft een andere naam. Geef het blad die naam, of download het "
    "bestand opnieuw."
)

COLUMN_MISSING = (
    "De kolom ‘{}’ ontbreekt of heeft een andere naam in rij 1. Herstel de naam, of download het "
    "bestand opnieuw."
)

COLUMN_UNKNOWN = (
    "Deze kolom kent het portaal niet. Herstel de naam in rij 1, of maak de hele kolom leeg."
)

COLUMN_TWICE = "Deze kolom staat twee keer op het blad. Haal er één weg."

ROW_MISSING = (
    "De rij ‘{}’ ontbreekt of heeft een andere naam in kolom {}. Herstel de naam, of download het "
    "bestand opnieuw."
)

ROW_UNKNOWN = "Deze rij kent het portaal niet. Herstel de naam, of maak de rij leeg."

ROW_TWICE = "Deze rij staat twee keer op het blad. Haal er één weg."


ROWS_ABOVE = (
    "Boven de kolomnamen staat nog iets. Haal {} weg, zodat de kolomnamen in rij 1 staan, en lees "
    "het bestand opnieuw in."
)

LOWEST_HEAD = 10  # the names of the columns stand in row 1; a title may have pushed them down


@dataclass(frozen=True)
class Table:
    """A sheet with where each column stands, and its rows below the head."""

    title: str
    columns: dict[str, int]
    rows: PlainSheet

    def cell(self, row: PlainRow, title: str) -> PlainCell | None:
        return row.get(self.columns[title])

    def entered(self, row: PlainRow, title: str) -> str:
        cell = self.cell(row, title)
        return cell.entered if cell else ""

    def filled_rows(self) -> dict[int, PlainRow]:
        """Without the rows of which only the hidden line number is left: their line is dropped."""
        hidden = {self.columns[LINE_ID]}
        return {number: row for number, row in self.rows.items() if set(row) - hidden}

    def address(self, number: int, title: str) -> str:
        return f"{get_column_letter(self.columns[title])}{number}"

    def by_name(self, title: str) -> dict[str, tuple[int, PlainRow]]:
        """The rows by what stands in one column."""
        named = {number: self.cell(row, title) for number, row in self.rows.items()}
        return {
            row_name(cell.entered): (number, self.rows[number])
            for number, cell in named.items()
            if cell
        }


def find_tables(book: PlainBook, layout: Layout) -> tuple[dict[str, Table], list[Fault]]:
    """All three sheets, or everything that is wrong with them."""
    sheets = {same_name(title): rows for title, rows in book.sheets.items()}
    tables, faults = {}, []
    for title, columns in _columns(layout).items():
        if same_name(title) not in sheets:
            faults.append(Fault(SHEET_MISSING.format(title), title))
            continue
        tables[title], found = _table(title, columns, sheets[same_name(title)])
        faults += found
    if not faults:
        opgaven = [label for _, label in layout.opgave.choices]
        faults += _row_faults(tables[ANSWERS], layout.opgave.title, opgaven)
        faults += _row_faults(tables[HEADER], SUBJECT, [q.title for q in layout.header_columns])
    return tables, faults


def _columns(layout: Layout) -> dict[str, list[str]]:
    return {
        LINES: [*(column.title for column in layout.line_columns), LINE_ID],
        ANSWERS: [layout.opgave.title, UNIT, layout.answer.title, layout.reason.title],
        HEADER: [SUBJECT, OWN_ANSWER, HELP],
    }


def _table(title: str, wanted: list[str], sheet: PlainSheet) -> tuple[Table, list[Fault]]:
    names = {same_name(name): name for name in wanted}
    above = _rows_above_the_head(sheet, names)
    if above:
        rows = "rij 1" if above == 1 else f"rij 1 tot en met {above}"
        return Table(title, {}, {}), [Fault(ROWS_ABOVE.format(rows), title)]
    head = sheet.get(1, {})
    columns: dict[str, int] = {}
    faults = []
    for number, cell in sorted(head.items()):
        name = names.get(same_name(cell.entered))
        if name is None or name in columns:
            faults.append(
                Fault(COLUMN_TWICE if name else COLUMN_UNKNOWN, title, cell.address, cell.entered)
            )
        else:
            columns[name] = number
    faults += [Fault(COLUMN_MISSING.format(name), title) for name in wanted if name not in columns]
    faults += _headless(title, head, sheet)
    return Table(
        title, columns, {number: row for number, row in sheet.items() if number > 1}
    ), faults


def _rows_above_the_head(sheet: PlainSheet, names: Collection[str]) -> int:
    """How many rows push the names of the columns down."""
    known = {
        number: sum(same_name(cell.entered) in names for cell in row.values())
        for number, row in sorted(sheet.items())[:LOWEST_HEAD]
    }
    head = max(known, key=lambda number: known[number], default=1)
    return head - 1 if known.get(1, 0) < len(names) / 2 <= known.get(head, 0) else 0


def _headless(title: str, head: PlainRow, sheet: PlainSheet) -> list[Fault]:
    """Cells in a column without a name would be read by nobody."""
    message = (
        "Boven deze cel staat in rij 1 geen kolomnaam. Zet de tekst in een van de kolommen, of "
        "maak de cel leeg."
    )
    cells = [cell for row in sheet.values() for cell in row.values() if cell.column not in head]
    return [Fault(message, title, cell.address, cell.entered) for cell in cells]


def _row_faults(table: Table, title: str, wanted: Iterable[str]) -> list[Fault]:
    names = {same_name(name): name for name in wanted}
    seen: set[str] = set()
    faults = []
    for number, row in table.rows.items():
        cell = table.cell(row, title)
        name = row_name(cell.entered) if cell else ""
        if name in names and name not in seen:
            seen.add(name)
        else:
            entered = cell.entered if cell else ""
            faults.append(
                Fault(
                    ROW_TWICE if name in seen else ROW_UNKNOWN,
                    table.title,
                    table.address(number, title),
                    entered,
                )
            )
    letter = get_column_letter(table.columns[title])
    missing = [
        Fault(ROW_MISSING.format(names[n], letter), table.title) for n in names if n not in seen
    ]
    return faults + missing
