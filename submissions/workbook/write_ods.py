"""Bijlage 3 as .ods, the open standard: the same sheets, locks and drop-down lists as the .xlsx."""

from datetime import date
from io import BytesIO
from typing import cast

from django.conf import settings
from django.template.loader import render_to_string
from odfdo import Cell, Content, Document, Element, Paragraph, Row, Table
from odfdo import Column as OdsColumn

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.known import known
from common.numbers import MAXIMUM, format_number
from common.texts import with_plain_line_ends
from common.workbook import DEMO_MARK, clean_text
from submissions.workbook.columns import Column, ColumnKind
from submissions.workbook.layout import LISTS
from submissions.workbook.ods_rows import (
    LAST_COLUMN,
    allowed_in_rows,
    filters,
    free,
    with_attributes,
)
from submissions.workbook.sheets import Book, Entry, Look, Sheet
from submissions.workbook.write_xlsx import FILLS, HEAD_LOOKS

CM_PER_CHARACTER = 0.19

DATA_STYLES = {ColumnKind.NUMBER: "number", ColumnKind.DATE: "date", None: ""}


def ods_bytes(book: Book) -> bytes:
    document = Document("spreadsheet")
    # The set-up of the empty document in odfdo is French; this one is ours.
    container = known(document.container)
    container.set_part(
        "styles.xml",
        _part(
            "styles.xml",
            sheets=book.sheets,
            title=book.title,
            mark=DEMO_MARK if settings.PRT_DEMO else "",
        ),
    )
    container.set_part(
        "settings.xml", _part("settings.xml", sheets=[s for s in book.sheets if not s.hidden])
    )
    document.meta.title, document.meta.language = book.title, "nl-NL"
    _add_styles(document, book)
    body = known(document.body)
    body.clear()
    rules = _rules(book)
    body.append(_validations(rules, book.lists))
    for index, sheet in enumerate(book.sheets):
        body.append(_table(sheet, index, rules))
    body.append(filters(book.sheets))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _part(name: str, **context: object) -> bytes:
    return render_to_string(f"submissions/workbook/ods/{name}", context).strip().encode()


def _add_styles(document: Document, book: Book) -> None:
    content = cast(Content, document.get_part("content.xml"))
    styles = known(content.get_element("//office:automatic-styles"))
    styles.clear()
    for child in Element.from_tag(
        _part("content_styles.xml", **_style_context(book)).decode()
    ).children:
        styles.append(child)


def _style_context(book: Book) -> dict:
    kinds = [None, *ColumnKind]
    cells = [
        (look, kind)
        for look in Look
        for kind in kinds
        if (look == Look.INPUT) == (kind is not None)
    ]
    return {
        "cells": [
            {
                "name": _cell_style(look, kind),
                "data": DATA_STYLES.get(kind, "text"),
                "fill": FILLS[look],
                "head": look in HEAD_LOOKS,
                "bold": look in HEAD_LOOKS or look == Look.LABEL,
                "align": "end" if kind in (ColumnKind.NUMBER, ColumnKind.DATE) else "start",
                "open": kind is not None,
            }
            for look, kind in cells
        ],
        "columns": [
            {"name": _column_style(width), "cm": f"{width * CM_PER_CHARACTER:.2f}cm"}
            for width in sorted({width for sheet in book.sheets for width in sheet.widths})
        ],
        "tables": [
            {"name": f"ta{index}", "shown": not sheet.hidden}
            for index, sheet in enumerate(book.sheets)
        ],
    }


def _cell_style(look: Look, kind: ColumnKind | None) -> str:
    return f"ce_{look.value}" + (f"_{kind.value}" if kind else "")


def _column_style(width: int) -> str:
    return f"co{width}"


def _table(sheet: Sheet, index: int, rules: dict[Column, str]) -> Table:
    table = Table(sheet.title, style=f"ta{index}")
    table.set_attribute("table:protected", "true")
    _add_columns(table, sheet)
    _add_rows(table, sheet, rules)
    if sheet.repeated_columns:
        _repeat_on_every_page(table, sheet.repeated_columns)
    if sheet.has_free_rows:
        table.insert(allowed_in_rows(), start=True)
    return table


def _add_columns(table: Table, sheet: Sheet) -> None:
    for position, width in enumerate(sheet.widths):
        hidden = {"table:visibility": "collapse"} if position in sheet.hidden_columns else {}
        table.append(with_attributes(OdsColumn(style=_column_style(width)), **hidden))
    if sheet.has_free_rows:
        table.append(OdsColumn(repeated=LAST_COLUMN - len(sheet.widths)))


def _add_rows(table: Table, sheet: Sheet, rules: dict[Column, str]) -> None:
    for number, row in enumerate(sheet.rows):
        line = Row(style="ro1")
        for entry in row:
            line.append_cell(_cell(entry, rules), clone=False)
        if number > 0 and sheet.has_free_rows:
            free(line, sheet)
        if number == 0 and not sheet.hidden:
            heads = Element.from_tag("table:table-header-rows")
            heads.append(line)
            table.append(heads)
        else:
            table.append(line)


def _repeat_on_every_page(table: Table, columns: int) -> None:
    """When all rows are there: odfdo does not count columns that stand in an element of their own,
    and would add them again."""
    heads = Element.from_tag("table:table-header-columns")
    for column in table.get_elements("table:table-column")[:columns]:
        heads.append(column)
    table.insert(heads, start=True)


def _cell(entry: Entry, rules: dict[Column, str]) -> Cell:
    kind = entry.column.kind if entry.column else None
    cell = Cell(style=_cell_style(entry.look, kind))
    if entry.column in rules:
        cell.set_attribute("table:content-validation-name", rules[entry.column])
    if isinstance(entry.value, str):
        _set_text(cell, entry.value)
    elif isinstance(entry.value, date):
        cell.set_value(entry.value, text=f"{entry.value:%d-%m-%Y}")
    elif entry.value is not None:
        cell.set_value(entry.value, text=format_number(entry.value))
    return cell


def _set_text(cell: Cell, text: str) -> None:
    """A paragraph per line: kept in one attribute, the lines would come back as one."""
    cell.set_attribute("office:value-type", "string")
    for line in with_plain_line_ends(clean_text(text)).split("\n"):
        cell.append(Paragraph(line))


def _rules(book: Book) -> dict[Column, str]:
    """A name for the validation of every column that has something to check or to say."""
    entries = (entry for sheet in book.sheets for row in sheet.rows for entry in row)
    columns = dict.fromkeys(entry.column for entry in entries if entry.column)
    telling = [column for column in columns if column.help or _condition(column, book.lists)[0]]
    return {column: f"val{index}" for index, column in enumerate(telling, start=1)}


def _validations(rules: dict[Column, str], lists: dict) -> Element:
    whole = Element.from_tag("table:content-validations")
    for column, name in rules.items():
        whole.append(_validation(column, name, lists))
    return whole


def _validation(column: Column, name: str, lists: dict) -> Element:
    condition, error = _condition(column, lists)
    rule = with_attributes(Element.from_tag("table:content-validation"), **{"table:name": name})
    if condition:
        with_attributes(
            rule, **{"table:condition": f"of:{condition}", "table:allow-empty-cell": "true"}
        )
    if column.words:
        rule.set_attribute("table:display-list", "unsorted")
    if column.help:
        rule.append(_message("table:help-message", column.title, column.help))
    if error:
        rule.append(_message("table:error-message", "Controleer deze cel", error))
    return rule


def _message(tag: str, title: str, text: str) -> Element:
    message = with_attributes(
        Element.from_tag(tag), **{"table:title": title, "table:display": "true"}
    )
    if tag == "table:error-message":
        message.set_attribute("table:message-type", "stop")
    message.append(Paragraph(text))
    return message


def _condition(column: Column, lists: dict) -> tuple[str, str]:
    if column.words:
        letter = chr(ord("A") + lists[column.words] - 1)
        area = f"[${LISTS}.${letter}$1:.${letter}${len(column.words)}]"
        return f"cell-content-is-in-list({area})", "Kies een waarde uit de lijst."
    if column.kind == ColumnKind.NUMBER:
        between = f"cell-content-is-whole-number() and cell-content-is-between(0,{MAXIMUM})"
        return between, "Vul een heel aantal van 0 of meer in, bijvoorbeeld 120."
    if column.kind == ColumnKind.DATE:
        days = f"DATE({EARLIEST_YEAR};1;1),DATE({LATEST_YEAR};12;31)"
        return (
            f"cell-content-is-date() and cell-content-is-between({days})",
            "Vul een datum in, zoals 31-12-2024.",
        )
    return "", ""
