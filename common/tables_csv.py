"""Tables as CSV for a Dutch Excel, zipped: a file per table, and one that explains the columns."""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from common.tables import Column, Table
from common.workbook import DEMO_TEXT, Value, clean_text, guard_csv

MEDIA_TYPE = "application/zip"

DICTIONARY = "Datawoordenboek"

Meaning = tuple[str, str, str]  # table, column, and what it means

DICTIONARY_COLUMNS: list[Column[Meaning]] = [
    Column("Bestand", lambda row: f"{row[0]}.csv"),
    Column("Kolom", lambda row: row[1]),
    Column("Betekenis", lambda row: row[2]),
]


def csv_zip_bytes(tables: Iterable[Table[Any]]) -> bytes:
    tables = list(tables)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for table in [*tables, _dictionary(tables)]:
            archive.writestr(f"{table.title}.csv", csv_bytes(table))
    return stream.getvalue()


def _dictionary(tables: list[Table[Any]]) -> Table[Meaning]:
    rows = [(t.title, column.title, column.meaning) for t in tables for column in t.columns]
    return Table(DICTIONARY, DICTIONARY_COLUMNS, rows)


def csv_bytes(table: Table[Any]) -> bytes:
    """With semicolons and a byte order mark, and no text that is read as a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([_plain(value) for value in row] for row in table.values())
    if settings.PRT_DEMO:
        writer.writerow([DEMO_TEXT] + [""] * (len(table.columns) - 1))
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value) if isinstance(value, int) else guard_csv(clean_text(value))
