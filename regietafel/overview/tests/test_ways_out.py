"""All files of one overview say the same, number by number; a pivot of the lines is the sheet of
municipalities."""

import csv
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from odfdo import Document
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from pypdf import PdfReader

from accounts.models import ExportEvent
from common.known import known
from common.tables_csv import DICTIONARY, csv_zip_bytes
from common.tables_ods import ods_bytes
from common.tables_xlsx import xlsx_bytes
from regietafel.comparison.desk import load_desk
from regietafel.overview.build import overview_of
from regietafel.overview.content import Overview
from regietafel.overview.matrix import matrix_of
from regietafel.overview.redaction import PUBLIC, redact
from regietafel.overview.tables import overview_tables
from regietafel.tests.region import Row, hand_in, line, read_workbook
from regietafel.tests.walk import Walk
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.levels import Level

Sheets = dict[str, list[Row]]


def overview(round_: Round) -> Overview:
    fresh = Round.objects.get(pk=round_.pk)
    return redact(overview_of(load_desk(fresh, with_warnings=True)), PUBLIC)


@pytest.fixture(params=[1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))])
def region(request: pytest.FixtureRequest, db: None) -> Overview:
    walk = Walk(request.param)
    assert list(walk.steps(14))
    return overview(walk.round)


def from_ods(content: bytes) -> Sheets:
    document = Document(BytesIO(content))
    return {
        known(table.name): [
            tuple(_of_ods(cell.value) for cell in row.traverse()) for row in table.traverse()
        ]
        for table in known(document.body).get_tables()
    }


def _of_ods(value: Any) -> Any:
    if value is None:
        return ""
    return value.date() if hasattr(value, "date") else value


def from_csv(content: bytes) -> dict[str, list[list[str]]]:
    with ZipFile(BytesIO(content)) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {
        name.removesuffix(".csv"): list(csv.reader(StringIO(text), delimiter=";"))
        for name, text in texts.items()
    }


def as_csv(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def test_every_file_has_the_cells_of_the_workbook(region: Overview) -> None:
    book = read_workbook(xlsx_bytes(overview_tables(region)))
    ods = from_ods(ods_bytes(overview_tables(region)))
    assert list(ods) == list(book)
    for name, rows in book.items():
        assert [tuple(filter(lambda v: v != "", row)) for row in ods[name]] == [
            tuple(filter(lambda v: v != "", row)) for row in rows
        ]
    plain = from_csv(csv_zip_bytes(overview_tables(region)))
    assert list(plain) == [*book, DICTIONARY]
    for name, rows in book.items():
        assert [[c for c in row if c] for row in plain[name]] == [
            [as_csv(c) for c in row if c != ""] for row in rows
        ]


def test_sheets_have_the_numbers_of_the_overview(region: Overview) -> None:
    book = read_workbook(xlsx_bytes(overview_tables(region)))
    header, *rows = book["Gemeenten"]
    place = {name: index for index, name in enumerate(header)}
    for numbers, row in zip(region.matrix, rows, strict=False):
        tally = numbers.cell.cell.tally
        shown = [row[place[name]] for name in ("Vast", "Vast en toegezegd", "Alles")]
        assert shown == [tally.at(level) if tally else "onbekend" for level in Level]
        gone = [row[place[name]] for name in ("Waarvan vervalt", "Zonder wat vervalt")]
        if tally:
            assert gone == [tally.pledged_expiring, tally.pledged - tally.pledged_expiring]
    for head in region.heading.terms:
        title = "Matrix kort" if head.term == Term.SHORT else "Matrix lang"
        matrix = matrix_of(region, head)
        expected = [
            (row.name, *("onbekend" if a.value is None else a.value for a in row.amounts))
            for row in (*matrix.municipalities, matrix.total)
        ]
        assert book[title][1 : len(expected) + 1] == expected


COUNTS_AT = {
    "vast": ("Vast", "Vast en toegezegd", "Alles"),
    "vast en toegezegd": ("Vast en toegezegd", "Alles"),
    "alles": ("Alles",),
}


def test_pivot_on_counts_for_is_the_sheet_of_municipalities(region: Overview) -> None:
    """Of every opgave with lines: who adds up Regels finds Gemeenten."""
    book = read_workbook(xlsx_bytes(overview_tables(region)))
    header, *lines = book["Regels"]
    pivot: Counter[tuple[str, str, str, str]] = Counter()
    for values in lines[:-1]:
        row = dict(zip(header, values, strict=True))
        for term in ("Kort", "Lang"):
            amount = row[term] if isinstance(row[term], int) else 0
            for level in COUNTS_AT.get(row["Niveau"], ()):
                pivot[row["Telt mee voor"], row["Opgave"], term.lower(), level] += amount
    header, *rows = book["Gemeenten"]
    sums = {opgave.name for opgave in region.opgaven if opgave.is_sum}
    compared = 0
    for values in rows[:-1]:
        row = dict(zip(header, values, strict=True))
        if row["Opgave"] not in sums and row["Vast"] != "onbekend":
            for level in ("Vast", "Vast en toegezegd", "Alles"):
                key = row["CBS-code"], row["Opgave"], row["Termijn"], level
                assert row[level] == pivot.pop(key, 0)
                compared += 1
    assert compared
    assert not any(pivot.values())


def test_id_of_a_line_is_never_read_as_a_number(region: Overview) -> None:
    _head, *rows, _mark = from_csv(csv_zip_bytes(overview_tables(region)))["Regels"]
    assert all(row[3].startswith("R") for row in rows)


def test_dictionary_explains_every_column(round_: Round) -> None:
    plain = from_csv(csv_zip_bytes(overview_tables(overview(round_))))
    _head, *rows, _mark = plain[DICTIONARY]
    explained = {(file, column): meaning for file, column, meaning in rows}
    for name, table in plain.items():
        if name != DICTIONARY:
            assert all(explained[f"{name}.csv", column] for column in table[0])


@pytest.mark.parametrize("typed", ["=1+1", "+31", "-5", "@SUM(A1)"])
def test_typed_text_is_no_formula_in_csv_and_ods(round_: Round, typed: str) -> None:
    hand_in(round_, "Assen", line("asiel", 10, 10, location_name=typed))
    tables = overview_tables(overview(round_))
    row = dict(zip(*from_csv(csv_zip_bytes(tables))["Regels"][:2], strict=True))
    assert row["Locatie"] == f"'{typed}"
    _head, first, *_ = from_ods(ods_bytes(tables))["Regels"]
    assert typed in first
    assert "table:formula" not in _content_of(ods_bytes(tables))


def _content_of(ods: bytes) -> str:
    with ZipFile(BytesIO(ods)) as archive:
        return archive.read("content.xml").decode()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("overview_ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("overview_csv", "application/zip"),
    ],
)
def test_file_is_sent_with_its_name_and_logged(desk_client: Client, name: str, kind: str) -> None:
    answer = desk_client.get(reverse(f"regietafel:{name}", args=["2024"]))
    assert answer["Content-Type"] == kind
    assert 'filename="overzicht-2024-voorbeeldgegevens-2024-03-12.' in answer["Content-Disposition"]
    assert ExportEvent.objects.get().what.startswith("Overzicht van 2024")


# On paper, as LibreOffice prints it


@pytest.fixture
def printed(request: pytest.FixtureRequest, round_: Round, tmp_path: Path) -> PdfReader:
    long_text = "Een toelichting die veel langer is dan de kolom breed is. " * 3
    hand_in(
        round_,
        "Assen",
        *(line("asiel", n, n, location_name=f"{long_text[:140]} {n}") for n in range(1, 30)),
    )
    write, kind = (xlsx_bytes, "xlsx") if request.param == "xlsx" else (ods_bytes, "ods")
    file = tmp_path / f"overzicht.{kind}"
    file.write_bytes(write(overview_tables(overview(round_))))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return PdfReader(tmp_path / "overzicht.pdf")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("printed", ["xlsx", "ods"], indirect=True)
def test_sheets_print_readable_and_nothing_over_another(printed: PdfReader) -> None:
    for page in printed.pages:
        assert float(page.mediabox.width) > float(page.mediabox.height)
        pieces = sorted(set(_pieces(page)))  # what goes on at the next page is drawn twice
        assert min(size for _, _, size, _ in pieces) >= 8
        for one, other in _beside_each_other(pieces):
            assert one[1] - other[1] >= 0.7 * one[2], (one, other)


def _pieces(page: Any) -> Iterator[tuple[float, float, float, str]]:
    """Left, height, size in points, text."""
    found: list[tuple[float, float, float, str]] = []

    def see(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            scale = abs(cm[0]) * abs(tm[0] or 1)
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((round(x), round(y, 1), round(size * scale, 1), text.strip()))

    page.extract_text(visitor_text=see)
    yield from found


def _beside_each_other(
    pieces: list[tuple[float, float, float, str]],
) -> Iterator[tuple[tuple[float, float, float, str], tuple[float, float, float, str]]]:
    """Lines that begin at the same place, from top to bottom."""
    columns: dict[float, list[tuple[float, float, float, str]]] = {}
    for piece in pieces:
        columns.setdefault(piece[0], []).append(piece)
    for column in columns.values():
        ordered = sorted(column, key=lambda piece: -piece[1])
        yield from pairwise(ordered)


@pytest.mark.slow
def test_large_workbook_is_made_about_as_fast_as_its_cells_can_be_written(round_: Round) -> None:
    """As many lines as 342 municipalities with forty each. The rest is noise of the machine."""
    hand_in(round_, "Assen", *(line("asiel", n, n) for n in range(1, 9)))
    small = overview(round_)
    large = replace(small, lines=small.lines * (342 * 5))
    tables = overview_tables(large)
    values = [[list(row) for row in table.values()] for table in tables]
    start = time.process_time()
    xlsx_bytes(tables)
    ours = time.process_time() - start
    start = time.process_time()
    _write_only(values)
    assert ours <= 2 * (time.process_time() - start)


def _write_only(tables: list[list[list[Any]]]) -> None:
    book = Workbook(write_only=True)
    for rows in tables:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([WriteOnlyCell(sheet, value) for value in row])
    book.save(BytesIO())
