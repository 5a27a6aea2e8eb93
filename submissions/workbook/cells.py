"""From a cell to what a browser would have sent, so that the form of the screen judges the workbook
too."""

import re
from datetime import date, datetime, time, timedelta

from common.workbook import clean_text
from submissions.workbook.columns import NO, YES, Column, ColumnKind
from submissions.workbook.open_cells import (
    CellFault,
    CellValue,
    PlainCell,
    in_words,
    same_name,
)

FORMULA_WITHOUT_VALUE = (
    "Hier staat een formule waarvan de uitkomst niet is opgeslagen. Typ de uitkomst zelf in de cel."
)

FORMULA_ERROR = "De formule in deze cel geeft een fout. Typ de waarde zelf in de cel."

FORMULA_AS_TEXT = "Hier staat een formule als tekst. Typ de uitkomst zelf in de cel."

STRUCK = (
    "In deze cel is tekst doorgehaald. Haal weg wat niet meer geldt en zet de doorhaling uit, want "
    "het portaal kan niet zien wat er nog geldt."
)

RAISED = (
    "In deze cel staat bij het getal een voetnootteken of een teken dat niet te zien is. Typ "
    "alleen het aantal, en zet de rest in de toelichting."
)

PERCENTAGE = "In deze cel staat een percentage. Vul het aantal in, en kies als celopmaak ‘Getal’."

SHOWN_OTHERWISE = (
    "De opmaak van deze cel laat iets anders zien dan het getal dat erin staat. Kies als celopmaak "
    "‘Getal’ en typ het aantal opnieuw."
)

MERGED = (
    "Deze cel is samengevoegd met andere cellen. Hef de samenvoeging op en vul elke cel apart in."
)

OF_NUMBERS_ONLY = {CellFault.RAISED, CellFault.PERCENTAGE, CellFault.SHOWN_OTHERWISE}

FAULTS = {
    CellFault.FORMULA: FORMULA_WITHOUT_VALUE,
    CellFault.ERROR: FORMULA_ERROR,
    CellFault.STRUCK: STRUCK,
    CellFault.RAISED: RAISED,
    CellFault.PERCENTAGE: PERCENTAGE,
    CellFault.SHOWN_OTHERWISE: SHOWN_OTHERWISE,
    CellFault.MERGED: MERGED,
}

INVISIBLE = (
    "In deze tekst staat een onzichtbaar teken. Typ de tekst opnieuw of plak die als platte tekst."
)

NUMBER_NOT_BOOLEAN = "Vul een heel aantal in, geen WAAR of ONWAAR."

NUMBER_NOT_DATE = (
    "In deze cel staat een datum of tijd. Vul een heel aantal in en kies als celopmaak ‘Getal’."
)

DATE_NOT_NUMBER = "Vul een datum in als dd-mm-jjjj, bijvoorbeeld 31-12-2024."

# `#NAAM?`, `#VERW!`, `#N/B`: what a program shows in the place of a number.
ERROR_AS_TEXT = re.compile(r"#[A-Za-z0-9/]+[!?]?")

YES_OR_NO = "Vul ja of nee in."

YES_WORDS = {YES, "j", "x", "waar", "true"}

NO_WORDS = {NO, "n", "onwaar", "false"}

LONGEST_LIST = 12


class NotUsable(Exception):
    """The cell cannot be read; the message says what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def posted_value(cell: PlainCell | None, column: Column) -> str:
    """What the form gets. Raises NotUsable."""
    if cell is None:
        return ""
    is_number = column.kind in (ColumnKind.NUMBER, ColumnKind.DATE)
    if cell.fault and (is_number or cell.fault not in OF_NUMBERS_ONLY):
        raise NotUsable(FAULTS[cell.fault])
    return READERS[column.kind](cell.value, column).strip()


def _text(value: CellValue, column: Column) -> str:
    text = in_words(value)
    if clean_text(text) != text:
        raise NotUsable(INVISIBLE)
    return text


def _number(value: CellValue, column: Column) -> str:
    if isinstance(value, bool):
        raise NotUsable(NUMBER_NOT_BOOLEAN)
    if isinstance(value, date | datetime | time | timedelta):
        raise NotUsable(NUMBER_NOT_DATE)
    text = _text(value, column)
    if ERROR_AS_TEXT.fullmatch(text.strip()):
        raise NotUsable(FORMULA_ERROR)
    return _not_a_formula(text)


def _date(value: CellValue, column: Column) -> str:
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if not isinstance(value, str):
        raise NotUsable(DATE_NOT_NUMBER)
    return _not_a_formula(_text(value, column))


def _choice(value: CellValue, column: Column) -> str:
    wanted = same_name(_text(value, column))
    codes = {same_name(label): code for code, label in (*column.earlier_choices, *column.choices)}
    if wanted not in codes:
        raise NotUsable(_not_in_the_list(column))
    return codes[wanted]


def _not_in_the_list(column: Column) -> str:
    if len(column.choices) > LONGEST_LIST:
        return "Dit staat niet in de lijst. Kies een waarde uit de lijst van deze cel."
    return f"Dit staat niet in de lijst. Kies een van: {'; '.join(column.words)}."


def _yes_no(value: CellValue, column: Column) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    word = same_name(_text(value, column))
    if word not in YES_WORDS | NO_WORDS:
        raise NotUsable(YES_OR_NO)
    return "on" if word in YES_WORDS else ""


def _not_a_formula(text: str) -> str:
    if text.lstrip().startswith("="):
        raise NotUsable(FORMULA_AS_TEXT)
    return text


READERS = {
    ColumnKind.TEXT: _text,
    ColumnKind.NUMBER: _number,
    ColumnKind.DATE: _date,
    ColumnKind.CHOICE: _choice,
    ColumnKind.YES_NO: _yes_no,
}
