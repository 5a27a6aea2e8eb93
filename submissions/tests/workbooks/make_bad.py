"""Workbooks to refuse: broken, hostile, not ours, or filled in wrongly. expected.py says where each
stops."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from submissions.tests.workbooks.make_hostile import hostile_cases
from submissions.tests.workbooks.tools import (
    ANSWERS,
    HEADER,
    LINES,
    by_libreoffice,
    column,
    edited,
    put,
    saved,
)

Case = Callable[[dict[str, bytes]], bytes | None]
Change = Callable[[Workbook], None]
NEW_ROW = 4
SYSTEM = "Systeem"


def cases() -> dict[str, Case]:
    return hostile_cases() | _identity_cases() | _sheet_cases() | _cell_cases()


def _edit(change: Change) -> Case:
    return lambda bases: edited(bases["xlsx"], change)


def _first_line(**values: Any) -> Case:
    """The first line with other values."""
    return _edit(lambda book: put(book, 2, **values))


def _new_line(**values: Any) -> Case:
    return _edit(lambda book: put(book, NEW_ROW, **values))


def _libreoffice(change: Change, target: str) -> Case:
    return lambda bases: by_libreoffice(edited(bases["xlsx"], change), "xlsx", target)


def _cell(sheet: str, address: str, value: str | None) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][address].value = value

    return change


def _identity_cases() -> dict[str, Case]:
    return {
        "eigen-werkblad.xlsx": lambda bases: saved(_own_book()),
        "eigen-werkblad.ods": lambda bases: by_libreoffice(saved(_own_book()), "xlsx", "ods"),
        "ander-sjabloon.xlsx": _edit(_cell(SYSTEM, "B1", "0")),
        "andere-ronde.xlsx": _edit(_cell(SYSTEM, "B2", "2022")),
        "andere-gemeente.xlsx": _edit(_cell(SYSTEM, "B3", "GM1701")),
        "andere-gemeente.ods": _libreoffice(_cell(SYSTEM, "B3", "GM1701"), "ods"),
    }


def _own_book() -> Workbook:
    book = Workbook()
    book.active.append(["Locatie", "Aantal"])
    book.active.append(["azc Assen", 100])
    return book


def _sheet_cases() -> dict[str, Case]:
    return {
        "blad-hernoemd.xlsx": _edit(lambda book: setattr(book[LINES], "title", "Locaties")),
        "blad-weggehaald.xlsx": _edit(lambda book: book.remove(book[HEADER])),
        "kolom-hernoemd.xlsx": _edit(_cell(LINES, "K1", "Zekerheid")),
        "kolom-weggehaald.xlsx": _edit(lambda book: book[LINES].delete_cols(5)),
        "kolom-erbij.xlsx": _edit(_cell(LINES, "Z1", "Voor onszelf")),
        "kolom-dubbel.xlsx": _edit(_cell(LINES, "Z1", "Plaats")),
        "kop-leeggemaakt.xlsx": _edit(_cell(LINES, "E1", None)),
        "tekst-naast-de-tabel.xlsx": _edit(_cell(LINES, "Z3", "nog navragen")),
        "antwoord-rij-weggehaald.xlsx": _edit(lambda book: book[ANSWERS].delete_rows(3)),
        "antwoord-rij-hernoemd.xlsx": _edit(_cell(ANSWERS, "A3", "Amv")),
        "gegeven-dubbel.xlsx": _edit(_cell(HEADER, "A11", "E-mailadres")),
    }


def _cell_cases() -> dict[str, Case]:
    return _number_cases() | _date_cases() | _line_cases() | _answer_cases()


def _number_cases() -> dict[str, Case]:
    return {
        "komma-getal.xlsx": _first_line(Aantal_op_31=1.5),
        "komma-getal-als-tekst.xlsx": _first_line(Aantal_op_31="1,5"),
        "komma-getal.ods": _libreoffice(lambda book: put(book, 2, Aantal_op_31=1.5), "ods"),
        "negatief-getal.xlsx": _first_line(Aantal_op_31=-5),
        "te-groot-getal.xlsx": _first_line(Aantal_op_31=1e20),
        "tekst-bij-aantal.xlsx": _first_line(Aantal_op_31="ongeveer 100"),
        "waar-bij-aantal.xlsx": _first_line(Aantal_op_31=True),
        "datum-bij-aantal.xlsx": _first_line(Aantal_op_31=datetime(2024, 3, 1)),
        "formule-als-tekst-bij-aantal.xlsx": _edit(_formula_as_text),
        "formule-zonder-uitkomst.xlsx": _first_line(Aantal_op_31="=100+20"),
        "foutwaarde.xlsx": _first_line(Aantal_op_31="#REF!"),
        "libreoffice-foutwaarde.xlsx": _libreoffice(_division, "xlsx"),
        "libreoffice-foutwaarde.ods": _libreoffice(_division, "ods"),
    }


def _formula_as_text(book: Workbook) -> None:
    put(book, 2, Aantal_op_31="=100+20")
    book[LINES][f"{column(book, 'Aantal op 31 december 2024 (korte termijn)')}2"].data_type = "s"


def _division(book: Workbook) -> None:
    put(book, 2, Aantal_op_31="=1/0")


def _date_cases() -> dict[str, Case]:
    return {
        "onbestaande-datum.xlsx": _first_line(Eerste_dag="31-02-2023"),
        "getal-bij-datum.xlsx": _edit(_number_as_date),
        "jaar-1899.xlsx": _first_line(Eerste_dag="01-01-1899"),
        "laatste-dag-voor-eerste.xlsx": _first_line(Laatste_dag=date(2022, 1, 1)),
        "laatste-dag-en-geen-einddatum.xlsx": _first_line(Er_is_geen_einddatum="ja"),
    }


def _number_as_date(book: Workbook) -> None:
    cell = book[LINES][f"{column(book, 'Eerste dag')}2"]
    cell.number_format, cell.value = "0", 45000


def _line_cases() -> dict[str, Case]:
    return {
        "onbekende-keuze.xlsx": _first_line(Hoe_vast="bijna zeker"),
        "misschien-bij-ja-of-nee.xlsx": _first_line(Er_is_geen_einddatum="misschien"),
        "naam-en-nog-niet-bekend.xlsx": _first_line(De_locatie_is="ja"),
        "te-lange-tekst.xlsx": _first_line(Naam_van="x" * 151),
        "onzichtbaar-teken.xlsx": _first_line(Plaats="Assen_x0007_"),
        "locatie-zonder-opgave.xlsx": _new_line(Naam_van="Kazerne"),
        "zeshonderd-locaties.xlsx": _edit(_many_lines),
        "aandelen-te-groot.xlsx": _first_line(Aandeel_1_korte=101),
        "aandeel-zonder-gemeente.xlsx": _first_line(Aandeel_2_korte=5),
        "aandeel-van-eigen-gemeente.xlsx": _first_line(
            Andere_gemeente_2="Assen", Aandeel_2_korte=5
        ),
        "zelfde-gemeente-twee-keer.xlsx": _first_line(
            Andere_gemeente_2="Westerveld", Aandeel_2_korte=5
        ),
    }


def _many_lines(book: Workbook) -> None:
    for row in range(NEW_ROW, NEW_ROW + 600):
        book[LINES][f"A{row}"].value = "Flexwoningen"


def _answer_cases() -> dict[str, Case]:
    return {
        "regels-zonder-locaties.xlsx": _edit(_cell(ANSWERS, "C3", "regels")),
        "antwoord-locaties-zonder-locaties.xlsx": _edit(_cell(ANSWERS, "C3", "locaties")),
        "geen-bijdrage-met-locaties.xlsx": _edit(_cell(ANSWERS, "C2", "geen bijdrage")),
        "geen-bijdrage-zonder-reden.xlsx": _edit(_no_reason),
        "reden-zonder-antwoord.xlsx": _edit(_cell(ANSWERS, "C3", None)),
        "onbekend-antwoord.xlsx": _edit(_cell(ANSWERS, "C3", "wellicht")),
        "e-mailadres-fout.xlsx": _edit(_cell(HEADER, "B3", "jan bij assen")),
    }


def _no_reason(book: Workbook) -> None:
    book[ANSWERS]["C3"].value, book[ANSWERS]["D3"].value = "geen bijdrage", None
