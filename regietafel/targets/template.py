"""The file to fill in: every place where a number may stand, with what stands there now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from common import tables_ods, tables_xlsx
from common.tables import Column, Table
from common.tables_csv import csv_bytes
from common.workbook import DEMO_MARK
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


def csv_of_first(of_tables: list[Table[Any]]) -> bytes:
    return csv_bytes(of_tables[0])


WRITERS: dict[str, tuple[Callable[[list[Table[Any]]], bytes], str]] = {
    "xlsx": (tables_xlsx.xlsx_bytes, tables_xlsx.MEDIA_TYPE),
    "ods": (tables_ods.ods_bytes, tables_ods.MEDIA_TYPE),
    "csv": (csv_of_first, "text/csv; charset=utf-8"),
}


def file_name(grid: Grid, kind: str) -> str:
    mark = f"-{DEMO_MARK.lower()}" if settings.PRT_DEMO else ""
    return f"opgaven-{grid.round.slug}{mark}.{kind}"
