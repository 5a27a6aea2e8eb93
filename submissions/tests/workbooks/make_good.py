"""Workbooks that must be read, each with what it changes in the draft of case.py."""

from collections.abc import Callable
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from submissions.tests.workbooks.case import AZC, FLEX
from submissions.tests.workbooks.tools import (
    ANSWERS,
    HEADER,
    LINES,
    by_libreoffice,
    column,
    edited,
    put,
)

Made = tuple[bytes | None, dict]
Case = Callable[[dict[str, bytes]], Made]
NEW_ROW = 4
NEW = {"Opgave": "Reguliere opvang", "Naam_van_de_locatie": "Kazerne"}
NOTHING: dict = {}
SHORT = "Aantal plekken op 31 december 2024 (korte termijn)"
ADDED = {"erbij": {"Kazerne": {SHORT: "120"}}}
DROPPED = {"verwijderd": [f"{FLEX}, Assen"]}


def cases() -> dict[str, Case]:
    return {
        "ongewijzigd.xlsx": lambda bases: (bases["xlsx"], NOTHING),
        "ongewijzigd.ods": lambda bases: (bases["ods"], NOTHING),
        "nieuwe-locatie.xlsx": _edit(_add_line, ADDED),
        "locatie-leeggemaakt.xlsx": _edit(_empty_line, DROPPED),
        "rij-verwijderd.xlsx": _edit(_delete_row, DROPPED),
        "lege-rijen-tussendoor.xlsx": _edit(_leave_rows_empty, ADDED),
        "getal-met-punt-als-tekst.xlsx": _changed("Aantal op 31", "1.200", "100", "1.200"),
        "getal-met-spatie-als-tekst.xlsx": _changed("Aantal op 31", "1 200", "100", "1.200"),
        "getal-met-komma-nul.xlsx": _changed("Aantal op 31", 1200.0, "100", "1.200"),
        "datum-als-tekst.xlsx": _changed("Eerste dag", "1-6-2023", "1 mei 2023", "1 juni 2023"),
        "datum-met-tijd.xlsx": _changed(
            "Eerste dag", datetime(2023, 6, 1, 9, 30), "1 mei 2023", "1 juni 2023"
        ),
        "keuze-met-hoofdletters-en-spaties.xlsx": _changed(
            "Hoe vast",
            "  BESLUIT van de   Gemeenteraad ",
            "In gebruik",
            "Besluit van de gemeenteraad",
        ),
        "ja-als-waar.xlsx": _changed("Deze locatie is vertrouwelijk", True, "nee", "ja"),
        "tekst-die-op-een-formule-lijkt.xlsx": _edit(
            _text_like_a_formula, _change("Plaats", "Assen", "=1+1")
        ),
        "tekst-met-regels-en-tekens.xlsx": _changed(
            "Toelichting", "a\n\nb <&> é", "Verlengd in 2023.", "a\n\nb <&> é"
        ),
        "getal-in-een-tekstveld.xlsx": _changed("Plaats", 9401, "Assen", "9401"),
        "kolommen-verplaatst.xlsx": _edit(_swap_columns, NOTHING),
        "kop-met-hoofdletters.xlsx": _edit(_shout_head, NOTHING),
        "blad-in-kleine-letters.xlsx": _edit(_small_title, NOTHING),
        "extra-blad.xlsx": _edit(_own_sheet, NOTHING),
        "opmerking-bij-een-cel.xlsx": _edit(_comment, NOTHING),
        "duizenden-lege-rijen-met-opmaak.xlsx": _edit(_paint_rows, NOTHING),
        "datumsysteem-1904.xlsx": _edit(
            _mac_dates, _change("Eerste dag", "1 mei 2023", "1 juni 2023")
        ),
        "opgave-van-een-locatie-gewijzigd.xlsx": _edit(
            _other_opgave, _change("Opgave", "Reguliere opvang", "Flexwoningen")
        ),
        "amv-zonder-keuze-vertrouwelijk.xlsx": _edit(_amv_line, _amv_expected()),
        "onvolledige-locatie.xlsx": _edit(
            _incomplete_line, {"erbij": {"Locatie zonder naam, Smilde": {"Plaats": "Smilde"}}}
        ),
        "aandeel-van-een-tweede-gemeente.xlsx": _edit(
            _second_share, _shares("De Wolden: 5 kort, onbekend lang; ")
        ),
        "geen-bijdrage-met-reden.xlsx": _edit(_no_contribution, _no_contribution_expected()),
        "antwoord-weggehaald.xlsx": _edit(_no_answer, _answer_expected("leeg", "leeg")),
        "antwoord-leeg-bij-locaties.xlsx": _edit(_leave_answer_empty, NOTHING),
        "gegevens-gewijzigd.xlsx": _edit(
            _header, {"gegevens": {"Telefoonnummer": ["0592 123456", "592123456"]}}
        ),
        "libreoffice-ongewijzigd.xlsx": _libreoffice("xlsx", "xlsx", None, NOTHING),
        "libreoffice-ongewijzigd.ods": _libreoffice("ods", "ods", None, NOTHING),
        "libreoffice-van-xlsx-naar-ods.ods": _libreoffice("xlsx", "ods", _add_line, ADDED),
        "libreoffice-van-ods-naar-xlsx.xlsx": _libreoffice("ods", "xlsx", None, NOTHING),
        "libreoffice-twee-gelijke-rijen.ods": _libreoffice(
            "xlsx", "ods", _two_equal_lines, _two_equal_expected()
        ),
        "libreoffice-formule-met-uitkomst.xlsx": _libreoffice("xlsx", "xlsx", _formula, ADDED),
        "libreoffice-formule-met-uitkomst.ods": _libreoffice("xlsx", "ods", _formula, ADDED),
    }


def _edit(change: Callable[[Workbook], None], expected: dict) -> Case:
    return lambda bases: (edited(bases["xlsx"], change), expected)


def _changed(title: str, value: str | float | datetime | int, old: str, new: str) -> Case:
    """The first line with another value in one column."""
    full = {"Aantal op 31": SHORT, "Hoe vast": "Hoe vast staat dit?"}
    change = {title.replace(" ", "_"): value}
    return _edit(lambda book: put(book, 2, **change), _change(full.get(title, title), old, new))


def _change(title: str, old: str, new: str) -> dict:
    place = new if title == "Plaats" else "Assen"
    return {"gewijzigd": {f"{AZC}, {place}": {title: [old, new]}}}


def _libreoffice(
    source: str, target: str, change: Callable[[Workbook], None] | None, expected: dict
) -> Case:
    def make(bases: dict[str, bytes]) -> Made:
        file = edited(bases[source], change) if change else bases[source]
        return by_libreoffice(file, source, target), expected

    return make


def _add_line(book: Workbook, row: int = NEW_ROW) -> None:
    put(book, row, **NEW, Aantal_op_31=120)


def _two_equal_lines(book: Workbook) -> None:
    _add_line(book)
    _add_line(book, NEW_ROW + 1)


def _two_equal_expected() -> dict:
    new = ADDED["erbij"]["Kazerne"]
    return {"erbij": {"Kazerne": new, "Kazerne (2)": new}}


def _leave_rows_empty(book: Workbook) -> None:
    _add_line(book, NEW_ROW + 4)
    put(book, NEW_ROW + 1, Plaats="   ")


def _empty_line(book: Workbook) -> None:
    hidden = column(book, "Regelnummer")
    for cell in book[LINES][3]:
        cell.value = cell.value if cell.column_letter == hidden else None
    book[ANSWERS]["C4"].value = None


def _delete_row(book: Workbook) -> None:
    book[LINES].delete_rows(3)
    book[ANSWERS]["C4"].value = None


def _text_like_a_formula(book: Workbook) -> None:
    put(book, 2, Plaats="=1+1")
    book[LINES][f"{column(book, 'Plaats')}2"].data_type = "s"


def _swap_columns(book: Workbook) -> None:
    one, two = column(book, "Plaats"), column(book, "Toelichting")
    for row in range(1, book[LINES].max_row + 1):
        a, b = book[LINES][f"{one}{row}"], book[LINES][f"{two}{row}"]
        a.value, b.value = b.value, a.value


def _shout_head(book: Workbook) -> None:
    for cell in book[LINES][1]:
        cell.value = f" {cell.value.upper()}  "


def _own_sheet(book: Workbook) -> None:
    notes = book.create_sheet("Notities")
    for number in range(2500):
        notes.append(["voor onszelf", number % 7])


def _small_title(book: Workbook) -> None:
    book[LINES].title = "tijdelijk"
    book["tijdelijk"].title = "bijlage 3"


def _other_opgave(book: Workbook) -> None:
    put(book, 2, Opgave="Flexwoningen")
    book[ANSWERS]["C2"].value = None


def _comment(book: Workbook) -> None:
    book[LINES]["B2"].comment = Comment("Navragen bij het COA", "collega")


def _paint_rows(book: Workbook) -> None:
    for row in range(20, 3020):
        for letter in "ABCDEFGHIJ":
            book[LINES][f"{letter}{row}"].fill = PatternFill("solid", start_color="FFFFEE")


def _mac_dates(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    put(book, 2, Eerste_dag=date(2023, 6, 1))


def _amv_line(book: Workbook) -> None:
    put(book, NEW_ROW, Opgave="Opvang amv", Naam_van_de_locatie="Kleinschalig huis")
    book[ANSWERS]["C3"].value, book[ANSWERS]["D3"].value = "locaties", None


def _amv_expected() -> dict:
    house = {"Kleinschalig huis": {"Deze locatie is vertrouwelijk": "ja"}}
    return {"erbij": house} | _answer_expected("locaties", "leeg")


def _incomplete_line(book: Workbook) -> None:
    put(book, NEW_ROW, Opgave="Reguliere opvang", Plaats="Smilde")


def _second_share(book: Workbook) -> None:
    put(book, 2, Andere_gemeente_2="de wolden", Aandeel_2_korte="5")


def _shares(more: str) -> dict:
    now = "Westerveld: 10 kort, 20 lang"
    return _change("Aandelen van andere gemeenten", now, more + now)


def _no_contribution(book: Workbook) -> None:
    book[ANSWERS]["C3"].value, book[ANSWERS]["D3"].value = (
        "Geen bijdrage",
        "Geen geschikte locatie.",
    )


def _no_contribution_expected() -> dict:
    return _answer_expected("geen bijdrage", "Geen geschikte locatie.")


def _answer_expected(kind: str, reason: str) -> dict:
    changes = {"Antwoord": ["nog niet bekend", kind], "Reden": ["Na de zomer.", reason]}
    return {"antwoorden": {"Opvang amv": changes}}


def _no_answer(book: Workbook) -> None:
    book[ANSWERS]["C3"].value = book[ANSWERS]["D3"].value = None


def _leave_answer_empty(book: Workbook) -> None:
    book[ANSWERS]["C2"].value = None


def _header(book: Workbook) -> None:
    row = next(row for row in book[HEADER].iter_rows(min_row=2) if row[0].value == "Telefoonnummer")
    row[1].value = 592123456


def _formula(book: Workbook) -> None:
    put(book, NEW_ROW, **NEW, Aantal_op_31="=100+20")
