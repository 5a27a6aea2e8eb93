"""Workbooks as people and other programs make them: crossed out, moved about, with odd looks."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from submissions.tests.workbooks.case import AZC
from submissions.tests.workbooks.tools import ANSWERS, LINES, column, edited, parts_of, put, zipped

Change = Callable[[Workbook], None]
Bases = Mapping[str, bytes]
SHORT = "Aantal plekken op 31 december 2024 (korte termijn)"
LINE_3 = {"Opgave": "Reguliere opvang", "Naam_van_de_locatie": "Kazerne"}
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD_STYLES = {
    "opmaak-korte-kleur.xlsx": (rb'rgb="00FFFBE6"', b'rgb="FFF"'),
    "opmaak-lege-vulling.xlsx": (rb"<fill><patternFill[^>]*/></fill>", b"<fill/>"),
    "opmaak-onbekend-lettertype.xlsx": (rb'<family val="2" ?/>', b'<family val="34"/>'),
    "opmaak-rand-zonder-stijl.xlsx": (rb'<left style="thin">', b'<left style="">'),
    "opmaak-uitlijning-start.xlsx": (rb'horizontal="left"', b'horizontal="start"'),
}


def good_cases() -> dict[str, Callable[[Bases], tuple[bytes, dict[str, Any]]]]:
    nothing: dict[str, Any] = {}
    cases: dict[str, tuple[Callable[[Bases], bytes], dict[str, Any]]] = {
        "rijen-verwisseld.xlsx": (_edit(_swap_lines), nothing),
        "rij-omhoog-geschoven.xlsx": (
            _edit(_move_up),
            {"verwijderd": [f"{AZC}, Assen"]},
        ),
        "rij-gekopieerd.xlsx": (
            _edit(_copy_line),
            {"erbij": {f"{AZC}, Assen": {SHORT: "100"}}},
        ),
        "regelnummer-veranderd.xlsx": (_edit(lambda b: put(b, 2, Regelnummer="regel 1")), nothing),
        "ruis-achter-de-komma.xlsx": (
            _edit(lambda book: put(book, 2, Aantal_op_31=114.99999999999999)),
            {"gewijzigd": {f"{AZC}, Assen": {SHORT: ["100", "115"]}}},
        ),
        "lege-uitkomst.xlsx": (_empty_result, _short("leeg")),
        "vast-koppelteken.xlsx": (
            _edit(lambda book: put(book, 2, Hoe_vast="In\u00a0gebruik\u200b")),
            nothing,
        ),
        "strict-open-xml.xlsx": (_strict, nothing),
        "eigenschap-met-alleen-een-datum.xlsx": (_odd_properties, nothing),
        "antwoord-in-het-oude-woord.xlsx": (_edit(_earlier_answers), nothing),
        "zonder-mimetype.ods": (_without_mimetype, nothing),
        "locatie-wint-van-nog-niet-bekend.xlsx": (
            _edit(_location_beside_not_yet_known),
            {
                "erbij": {"Huis": {}},
                "antwoorden": {
                    "Opvang amv": {
                        "Antwoord": ["nog niet bekend", "locaties"],
                        "Reden": ["Na de zomer.", "leeg"],
                    }
                },
            },
        ),
    }
    odd = {name: (_with_styles(*change), nothing) for name, change in ODD_STYLES.items()}
    return {name: _made(make, expected) for name, (make, expected) in (cases | odd).items()}


def _made(
    make: Callable[[Bases], bytes], expected: dict[str, Any]
) -> Callable[[Bases], tuple[bytes, dict[str, Any]]]:
    return lambda bases: (make(bases), expected)


def bad_cases() -> dict[str, Callable[[Bases], bytes]]:
    return {
        "twee-getallen.xlsx": _edit(lambda book: put(book, 2, Aantal_op_31="80 120")),
        "twee-getallen-met-streepje.xlsx": _edit(lambda book: put(book, 2, Aantal_op_31="80-100")),
        "aantal-ntb.xlsx": _edit(lambda book: put(book, 2, Aantal_op_31="n.t.b.")),
        "deels-doorgehaald.xlsx": _edit(_partly_struck),
        "doorgehaald-in-de-cel-zelf.xlsx": _inline_struck,
        "rij-doorgehaald.xlsx": _edit(_struck_row),
        "titelrij-erboven.xlsx": _edit(lambda book: book[LINES].insert_rows(1, 2)),
        "datum-zonder-dag.xlsx": _edit(lambda book: put(book, 2, Eerste_dag="medio 2025")),
    }


def _short(now: str) -> dict[str, Any]:
    return {"gewijzigd": {f"{AZC}, Assen": {SHORT: ["100", now]}}}


def _edit(change: Change) -> Callable[[Bases], bytes]:
    return lambda bases: edited(bases["xlsx"], change)


def _swap_lines(book: Workbook) -> None:
    """All but the hidden number, as sorting a part of the sheet does."""
    hidden = column(book, "Regelnummer")
    for one, two in zip(book[LINES][2], book[LINES][3], strict=True):
        if one.column_letter != hidden:
            one.value, two.value = two.value, one.value


def _move_up(book: Workbook) -> None:
    _swap_lines(book)
    book[ANSWERS]["C2"].value = None
    hidden = column(book, "Regelnummer")
    for cell in book[LINES][3]:
        cell.value = cell.value if cell.column_letter == hidden else None


def _copy_line(book: Workbook) -> None:
    for cell in book[LINES][2]:
        book[LINES][f"{cell.column_letter}4"].value = cell.value


def _partly_struck(book: Workbook) -> None:
    struck = TextBlock(InlineFont(strike=True), "80")
    book[LINES][f"{_short_column(book)}2"].value = CellRichText(struck, " 120")


def _struck_row(book: Workbook) -> None:
    for cell in book[LINES][3]:
        cell.font = Font(strike=True)


def _short_column(book: Workbook) -> str:
    return next(
        cell.column_letter for cell in book[LINES][1] if str(cell.value).startswith("Aantal op 31")
    )


def _location_beside_not_yet_known(book: Workbook) -> None:
    put(book, 4, Opgave="Opvang amv", Naam_van_de_locatie="Huis")


def _earlier_answers(book: Workbook) -> None:
    """Pasted from a workbook of template 1."""
    book[ANSWERS]["C2"].value, book[ANSWERS]["C4"].value = "Regels", "regels"


def _with_styles(pattern: bytes, replacement: bytes) -> Callable[[Bases], bytes]:
    def make(bases: Bases) -> bytes:
        parts = parts_of(bases["xlsx"])
        changed, times = re.subn(pattern, replacement, parts[STYLES])
        assert times, pattern
        return zipped(parts | {STYLES: changed})

    return make


def _sheet(bases: Bases, change: Callable[[bytes], bytes]) -> bytes:
    """The first sheet rewritten as text."""
    parts = parts_of(bases["xlsx"])
    name = "xl/worksheets/sheet1.xml"
    changed = change(parts[name])
    assert changed != parts[name]
    return zipped(parts | {name: changed})


def _cell(content: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: re.sub(rb'(<c r="F2"[^>]*?)(?: t="n")?>.*?</c>', rb"\1" + content, sheet)


def _inline_struck(bases: Bases) -> bytes:
    run = b"<r><rPr><strike/></rPr><t>80</t></r><r><t>120</t></r>"
    return _sheet(bases, _cell(b' t="inlineStr"><is>' + run + b"</is></c>"))


def _empty_result(bases: Bases) -> bytes:
    return _sheet(bases, _cell(b' t="str"><f>""</f><v></v></c>'))


def _strict(bases: Bases) -> bytes:
    parts = parts_of(bases["xlsx"])
    return zipped({name: part.replace(TRANSITIONAL, STRICT) for name, part in parts.items()})


def _odd_properties(bases: Bases) -> bytes:
    name = "docProps/core.xml"
    parts = parts_of(bases["xlsx"])
    changed = re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>2024-03-12", parts[name])
    return zipped(parts | {name: changed})


def _without_mimetype(bases: Bases) -> bytes:
    parts = parts_of(bases["ods"])
    del parts["mimetype"]
    return zipped(parts)
