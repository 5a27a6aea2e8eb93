"""Bijlage 3 as .xlsx: locked but for the cells that ask something, with drop-down lists from a
hidden sheet."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.numbers import MAXIMUM
from common.workbook import (
    DATE_FORMAT,
    FONT,
    NUMBER_FORMAT,
    TEXT_FORMAT,
    Value,
    number_format,
    prepare_for_print,
)
from common.xlsx import CellMaker, Rows, xlsx_of
from submissions.workbook.columns import Column, ColumnKind
from submissions.workbook.layout import LISTS
from submissions.workbook.sheets import Book, Entry, Look, Sheet, lines_needed

LINE_HEIGHT = 15  # points

PROMPT_LENGTH = 255

FILLS = {
    Look.INPUT: "FFFBE6",
    Look.HEAD: "003D66",
    Look.HEAD_MORE: "4A5A68",
    Look.HEAD_SHARES: "1F5C4D",
    Look.LABEL: "EEF2F5",
    Look.NOTE: "FFFFFF",
}

HEAD_LOOKS = (Look.HEAD, Look.HEAD_MORE, Look.HEAD_SHARES)

FORMATS = {ColumnKind.NUMBER: NUMBER_FORMAT, ColumnKind.DATE: DATE_FORMAT}


class _Kind(NamedTuple):
    """All that the look of a cell hangs on."""

    look: Look
    asked: ColumnKind | None
    locked: bool
    number_format: str


def xlsx_bytes(book: Book) -> bytes:
    workbook, maker = Workbook(write_only=True), CellMaker(_paint)
    workbook.properties.title = book.title
    workbook.properties.creator = "PRT-portaal"
    return xlsx_of(
        workbook, {sheet.title: _add_sheet(workbook, sheet, book, maker) for sheet in book.sheets}
    )


def _add_sheet(workbook: Workbook, sheet: Sheet, book: Book, maker: CellMaker[_Kind]) -> Rows:
    target = workbook.create_sheet(sheet.title)
    _validate(target, sheet, book.lists)
    _arrange(target, sheet, book.title)
    target.protection.sheet = True
    # "False" gives these to the person: wider columns, higher rows, sorting and filtering stay
    # possible.
    target.protection.formatColumns = target.protection.formatRows = False
    if sheet.has_free_rows:
        _free_the_rows(target, sheet)
    return _rows(sheet, partial(maker.cell, target))


def _rows(sheet: Sheet, cell: Callable[[Value, _Kind], Cell]) -> Rows:
    for number, row in enumerate(sheet.rows, start=1):
        is_free = sheet.has_free_rows and number > 1
        yield [cell(entry.value, _kind(entry, is_free)) for entry in row]


def _free_the_rows(target: Worksheet, sheet: Sheet) -> None:
    """A program deletes a row only when none of its cells is locked, up to the last column."""
    for number in range(2, len(sheet.rows) + 1):
        target.row_dimensions[number].protection = Protection(locked=False)
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.widths))}{len(sheet.rows)}"
    protection = target.protection
    protection.sort = protection.autoFilter = False
    protection.insertRows = protection.deleteRows = False


def _arrange(target: Worksheet, sheet: Sheet, title: str) -> None:
    for index, width in enumerate(sheet.widths):
        dimension = target.column_dimensions[get_column_letter(index + 1)]
        dimension.width, dimension.hidden = width, index in sheet.hidden_columns
    target.sheet_view.showGridLines = False
    if sheet.hidden:
        target.sheet_state = "hidden"
        return
    _set_heights(target, sheet)
    target.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    prepare_for_print(target, sheet.paper, sheet.pages_wide, title)
    target.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    if sheet.repeated_columns:
        target.print_title_cols = f"A:{get_column_letter(sheet.repeated_columns)}"


def _set_heights(target: Worksheet, sheet: Sheet) -> None:
    """Only where text needs more than one line: a row with a height of its own no longer grows
    while somebody types."""
    target.sheet_format.defaultRowHeight, target.sheet_format.customHeight = LINE_HEIGHT + 3, True
    for number, row in enumerate(sheet.rows, start=1):
        lines = lines_needed(row, sheet.widths)
        if lines > 1 or number == 1:
            target.row_dimensions[number].height = LINE_HEIGHT * lines + 4


def _kind(entry: Entry, is_free: bool) -> _Kind:
    """Of a cell in a row that a person may delete (`is_free`), or in another one."""
    if entry.column is None:
        return _Kind(entry.look, None, not is_free, number_format(entry.value))
    asked = entry.column.kind
    return _Kind(entry.look, asked, locked=False, number_format=FORMATS.get(asked, TEXT_FORMAT))


def _paint(cell: Cell, kind: _Kind) -> None:
    head = kind.look in HEAD_LOOKS
    line = Side(style="thin", color="C8CDD2")
    align = "right" if kind.asked in (ColumnKind.NUMBER, ColumnKind.DATE) else "left"
    cell.font = Font(
        name=FONT, bold=head or kind.look == Look.LABEL, color="FFFFFF" if head else "1B1B1B"
    )
    cell.fill = PatternFill("solid", start_color=FILLS[kind.look])
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(
        horizontal=align,
        vertical="center" if head else "top",
        wrap_text=True,
        indent=1 if align == "left" else 0,
    )
    cell.protection = Protection(locked=kind.locked)
    cell.number_format = kind.number_format


def _validate(target: Worksheet, sheet: Sheet, lists: dict) -> None:
    """One validation per column, over all cells that ask it."""
    rules: dict[Column, DataValidation] = {}
    for column, cells in _runs(sheet).items():
        if not _condition(column, lists) and not column.help:
            continue
        rules[column] = _rule(column, lists)
        for first, last in cells:
            rules[column].add(f"{first}:{last}" if first != last else first)
        target.data_validations.append(rules[column])


def _runs(sheet: Sheet) -> dict[Column, list[tuple[str, str]]]:
    """The cells of each column as ranges within a column."""
    found: dict[Column, list] = {}
    for position in range(len(sheet.widths)):
        letter, previous = get_column_letter(position + 1), None
        for number, row in enumerate(sheet.rows, start=1):
            column = row[position].column
            if column and column == previous:
                found[column][-1] = (found[column][-1][0], f"{letter}{number}")
            elif column:
                found.setdefault(column, []).append((f"{letter}{number}", f"{letter}{number}"))
            previous = column
    return found


def _rule(column: Column, lists: dict) -> DataValidation:
    rule = DataValidation(
        allow_blank=True, errorTitle="Controleer deze cel", **_condition(column, lists)
    )
    rule.showErrorMessage, rule.showInputMessage = True, bool(column.help)
    if column.help:
        rule.promptTitle, rule.prompt = column.title[:32], column.help[:PROMPT_LENGTH]
    return rule


def _condition(column: Column, lists: dict) -> dict:
    if column.words:
        letter = get_column_letter(lists[column.words])
        formula = f"{LISTS}!${letter}$1:${letter}${len(column.words)}"
        return {"type": "list", "formula1": formula, "error": "Kies een waarde uit de lijst."}
    if column.kind == ColumnKind.NUMBER:
        error = "Vul een heel aantal van 0 of meer in, bijvoorbeeld 120."
        return {
            "type": "whole",
            "operator": "between",
            "formula1": "0",
            "formula2": str(MAXIMUM),
            "error": error,
        }
    if column.kind == ColumnKind.DATE:
        days = {"formula1": f"DATE({EARLIEST_YEAR},1,1)", "formula2": f"DATE({LATEST_YEAR},12,31)"}
        return {
            "type": "date",
            "operator": "between",
            **days,
            "error": "Vul een datum in, bijvoorbeeld 31-12-2024.",
        }
    return {}
