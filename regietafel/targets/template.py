"""The file to fill in: every place where a number may stand, with what stands there now."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from odfdo import Document
from odfdo import Table as OdsTable

from common.known import known
from common.tables import Column, Table, xlsx_bytes
from common.workbook import DEMO_MARK, DEMO_TEXT, Value, clean_text, guard_csv
from regietafel.targets.grid import INHABITANTS, INHABITANTS_NAME, TERM_WORDS, Grid
from rounds.enums import Certainty
from rounds.targets import TargetNumber

SHEET, WORDS_SHEET = "Opgaven", "Toegestane waarden"
WORD_OF: dict[str, str] = {term: word for word, term in TERM_WORDS.items()}


@dataclass(frozen=True)
class Place:
    """One row of the file; without a number nothing is known there."""

    subject: str
    term: str
    cbs_code: str
    municipality: str
    number: TargetNumber | None
    of_people: bool


COLUMNS: list[Column[Place]] = [
    Column("Opgave", lambda place: place.subject),
    Column("Termijn", lambda place: place.term),
    Column("CBS-code", lambda place: place.cbs_code),
    Column("Gemeente", lambda place: place.municipality),
    Column("Aantal", lambda place: place.number.amount if place.number else None, number=True),
    Column("Zekerheid", lambda place: _certainty(place)),
    Column("Jaar", lambda place: str(place.number.year or "") if place.number else ""),
    Column("Bron", lambda place: place.number.source if place.number else ""),
]


@dataclass(frozen=True)
class AllowedWord:
    column: str
    word: str


WORD_COLUMNS: list[Column[AllowedWord]] = [
    Column("Kolom", lambda allowed: allowed.column),
    Column("Wat er mag staan", lambda allowed: allowed.word),
]


def tables(grid: Grid) -> list[Table[Any]]:
    return [
        Table(SHEET, COLUMNS, _places(grid)),
        Table(WORDS_SHEET, WORD_COLUMNS, _words(grid)),
    ]


def _places(grid: Grid) -> list[Place]:
    return [
        Place(
            grid.subject_name(subject),
            WORD_OF[term] if term else "",
            code or "",
            grid.place_name(code) if code else "regio",
            grid.present.get((subject, term, code)),
            subject == INHABITANTS,
        )
        for subject, term, code in grid.keys
    ]


def _certainty(place: Place) -> str:
    if place.number is None or place.of_people:
        return ""
    return str(Certainty(place.number.certainty).label)


def _words(grid: Grid) -> Iterator[AllowedWord]:
    for opgave in grid.opgaven.values():
        yield AllowedWord("Opgave", opgave.name)
    yield AllowedWord("Opgave", INHABITANTS_NAME)
    for word in TERM_WORDS:
        yield AllowedWord("Termijn", word)
    for municipality in grid.municipalities:
        yield AllowedWord("CBS-code", f"{municipality.cbs_code} ({municipality.name})")
    yield AllowedWord("CBS-code", "leeg: de hele regio")
    yield AllowedWord("Aantal", "een heel aantal, of leeg als het niet bekend is")
    for certainty in Certainty:
        yield AllowedWord("Zekerheid", str(certainty.label))
    yield AllowedWord("Zekerheid", "leeg: zoals het was, of zoals u bij het inlezen kiest")
    yield AllowedWord("Jaar", "alleen bij ‘verouderd’ en bij inwoners, bijvoorbeeld 2024")
    yield AllowedWord("Bron", "leeg: zoals het was, of de bron die u bij het inlezen invult")


def ods_bytes(of_tables: list[Table[Any]]) -> bytes:
    document = Document("spreadsheet")
    body = known(document.body)
    body.clear()
    for table in of_tables:
        sheet = OdsTable(table.title)
        sheet.set_values([list(map(_plain, row)) for row in _rows(table)])
        body.append(sheet)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _plain(value: Value) -> Value:
    return clean_text(value) if isinstance(value, str) else value


def _rows(table: Table[Any]) -> list[list[Value]]:
    """With its head, and below it the mark of a demonstration."""
    marks: list[list[Value]] = [[DEMO_TEXT]] if settings.PRT_DEMO else []
    return [[column.title for column in table.columns], *table.values(), *marks]


def csv_bytes(of_tables: list[Table[Any]]) -> bytes:
    """The first table, as a Dutch Excel wants it: semicolons, a byte order mark, no formulas."""
    stream = io.StringIO()
    width = len(of_tables[0].columns)
    writer = csv.writer(stream, delimiter=";")
    for row in _rows(of_tables[0]):
        cells = [guard_csv(value) if isinstance(value, str) else value for value in row]
        writer.writerow(cells + [""] * (width - len(cells)))
    return stream.getvalue().encode("utf-8-sig")


WRITERS: dict[str, tuple[Callable[[list[Table[Any]]], bytes], str]] = {
    "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (ods_bytes, "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": (csv_bytes, "text/csv; charset=utf-8"),
}


def file_name(grid: Grid, kind: str) -> str:
    mark = f"-{DEMO_MARK.lower()}" if settings.PRT_DEMO else ""
    return f"opgaven-{grid.round.slug}{mark}.{kind}"
