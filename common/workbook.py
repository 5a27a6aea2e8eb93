"""What all workbooks have in common: text as it was typed, Dutch formats, print set-up, the demo's
mark."""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DEMO_MARK = "VOORBEELDGEGEVENS"
DEMO_TEXT = (
    f"{DEMO_MARK}: dit is een demonstratie. Geen gemeente heeft deze gegevens zelf ingediend."
)
NUMBER_FORMAT = "#,##0"
DATE_FORMAT = "dd-mm-yyyy"
TEXT_FORMAT = "@"
GENERAL_FORMAT = "General"
FONT = "Calibri"
# A workbook is XML, which knows no control characters, halves of a character, U+FFFE and U+FFFF.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPED_CHARACTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | date | None


@dataclass(frozen=True)
class Paper:
    """In landscape, with the number that .xlsx gives it (ECMA-376, paperSize)."""

    number: int
    width: str
    height: str


A4 = Paper(9, "29.7cm", "21cm")
A3 = Paper(8, "42cm", "29.7cm")


def clean_text(text: str) -> str:
    """Without the characters that no workbook can hold."""
    return NOT_IN_XML.sub("", text)


def xlsx_text(text: str) -> str:
    """Text that a spreadsheet program shows as it is: it reads `_x0041_` as the letter A, and the
    one who typed it meant what it says (ECMA-376, ST_Xstring)."""
    return ESCAPED_CHARACTER.sub("_x005F_", clean_text(text))


def number_format(value: Value) -> str:
    """How the value of a cell reads the Dutch way."""
    if isinstance(value, int):
        return NUMBER_FORMAT
    return DATE_FORMAT if isinstance(value, date) else GENERAL_FORMAT


def prepare_for_print(
    sheet: Worksheet, paper: Paper = A4, pages_wide: int = 1, title: str = ""
) -> None:
    """`title` says below each page what the sheet is of: printed ones look alike."""
    sheet.page_setup.paperSize = paper.number
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    footer = HeaderFooterItem()
    footer.left.text = f"{clean_text(title).replace('&', '&&')}: &A" if title else "&A"
    footer.right.text = "&P van &N"
    if settings.PRT_DEMO:
        footer.center.text = DEMO_MARK
    sheet.HeaderFooter.oddFooter = footer


def guard_csv(text: str) -> str:
    """Text for a CSV file that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
