"""Tables as an .ods, the open standard: the cells and the look of the .xlsx."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from odfdo import Document
from openpyxl.utils import get_column_letter

from common.known import known
from common.numbers import format_number
from common.tables import Sheet, Table, sheets_of
from common.workbook import DEMO_MARK, DEMO_TEXT, Value, clean_text

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

MM_PER_CHARACTER = 1.9

# Name, kind of data, alignment, and whether it is a head.
CELLS = (
    ("text", "", "start", False),
    ("words", "", "end", False),  # where a number is not known
    ("whole", "whole", "end", False),
    ("day", "day", "start", False),
    ("head", "", "start", True),
    ("headnumber", "", "end", True),
)


def ods_bytes(tables: Iterable[Table[Any]]) -> bytes:
    sheets = sheets_of(tables)
    document = Document("spreadsheet")
    container = known(document.container)
    mark = DEMO_MARK if settings.PRT_DEMO else ""
    container.set_part("styles.xml", _part("styles.xml", sheets=sheets, mark=mark))
    container.set_part("content.xml", _part("content.xml", **_content(sheets)))
    document.meta.language = "nl-NL"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _part(name: str, **context: object) -> bytes:
    return render_to_string(f"common/ods/{name}", context).strip().encode()


def _content(sheets: list[Sheet]) -> dict[str, object]:
    return {
        "sheets": sheets,
        "cells": CELLS,
        "widths": sorted({_mm(width) for sheet in sheets for width in sheet.widths}),
        # Escaped where they are made.
        "tables": [SafeString("".join(_table(n, sheet))) for n, sheet in enumerate(sheets)],
        "filters": [(f"filter{n}", _area(sheet)) for n, sheet in enumerate(sheets)],
    }


def _mm(width: int) -> int:
    return round(width * MM_PER_CHARACTER)


def _area(sheet: Sheet) -> str:
    last = f"{get_column_letter(len(sheet.widths))}{len(sheet.values) + 1}"
    return f"'{sheet.table.title}'.A1:'{sheet.table.title}'.{last}"


def _table(number: int, sheet: Sheet) -> Iterator[str]:
    yield f'<table:table table:name={quoteattr(sheet.table.title)} table:style-name="ta{number}">'
    columns = [f'<table:table-column table:style-name="co{_mm(w)}"/>' for w in sheet.widths]
    repeated = sheet.table.repeated
    yield f"<table:table-header-columns>{''.join(columns[:repeated])}</table:table-header-columns>"
    yield "".join(columns[repeated:])
    heads = [_text(c.title, "headnumber" if c.number else "head") for c in sheet.table.columns]
    yield f"<table:table-header-rows>{_row(heads)}</table:table-header-rows>"
    for row in sheet.values:
        values = zip(row, sheet.table.columns, strict=True)
        yield _row(_cell(value, column.number) for value, column in values)
    if settings.PRT_DEMO:
        yield _row([_text(DEMO_TEXT, "text")])
    yield "</table:table>"


def _row(cells: Iterable[str]) -> str:
    return f'<table:table-row table:style-name="ro">{"".join(cells)}</table:table-row>'


def _cell(value: Value, number: bool) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int):
        return _typed("float", "value", str(value), "whole", format_number(value))
    if isinstance(value, date):
        return _typed("date", "date-value", value.isoformat(), "day", f"{value:%d-%m-%Y}")
    return _text(value, "words" if number else "text")


def _typed(kind: str, name: str, value: str, style: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" '
        f'office:{name}="{value}"><text:p>{shown}</text:p></table:table-cell>'
    )


def _text(text: str, style: str) -> str:
    """A paragraph per line; spaces beside each other stay."""
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in clean_text(text).split("\n"))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{lines}</table:table-cell>"
    )


def _spaced(line: str) -> str:
    shown = escape(line).replace("\t", "<text:tab/>").replace("  ", " <text:s/>")
    return f"<text:s/>{shown[1:]}" if shown.startswith(" ") else shown
