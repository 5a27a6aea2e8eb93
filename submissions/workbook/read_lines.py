"""Stage 4, the sheet Bijlage 3: every row through the line form of the screen."""

import uuid

from submissions.content.plain import PlainLine, plain_fields
from submissions.enums import Nature
from submissions.workbook.faults import Fault
from submissions.workbook.layout import LINE_ID, LINES, Layout, share_name
from submissions.workbook.open_cells import CellFault, PlainRow
from submissions.workbook.read_cells import Messages, Posted, post
from submissions.workbook.row_form import RowForm
from submissions.workbook.tables import Table

MAX_LINES = 500

OPGAVE_MISSING = "Kies bij welke opgave deze locatie hoort, of maak de hele rij leeg."

TOO_MANY_LINES = (
    f"Er staan meer dan {MAX_LINES} locaties in het bestand. Voeg locaties samen of bel de "
    "projectleider."
)

STRUCK_ROW = (
    "Deze rij is doorgehaald. Haal de rij weg als de locatie vervalt, of zet de doorhaling uit."
)


def read_lines(table: Table, layout: Layout) -> tuple[list[PlainLine], list[Fault]]:
    """The lines with the number that is written in their row, empty when there is none."""
    rows = table.filled_rows()
    if len(rows) > MAX_LINES:
        return [], [Fault(TOO_MANY_LINES, LINES)]
    lines, faults = [], []
    for number, row in rows.items():
        if _is_struck(table, row):
            faults.append(_struck(table, number, row, layout))
            continue
        line, messages = _line(table, row, layout)
        lines += [line] if line else []
        faults += _located(table, number, row, layout, messages)
    return lines, faults


def _is_struck(table: Table, row: PlainRow) -> bool:
    asked = [cell for column, cell in row.items() if column != table.columns[LINE_ID]]
    return all(cell.fault == CellFault.STRUCK for cell in asked)


def _struck(table: Table, number: int, row: PlainRow, layout: Layout) -> Fault:
    first = layout.opgave.title
    return Fault(STRUCK_ROW, LINES, table.address(number, first), table.entered(row, first))


def _line_id(table: Table, row: PlainRow) -> str:
    try:
        return str(uuid.UUID(table.entered(row, LINE_ID).strip()))
    except ValueError:
        return ""


def _line(table: Table, row: PlainRow, layout: Layout) -> tuple[PlainLine | None, Messages]:
    data, messages = post((column, table.cell(row, column.title)) for column in layout.line_columns)
    if not data["opgave"] and "opgave" not in messages:
        messages["opgave"] = OPGAVE_MISSING
    _fill_in_defaults(data, messages, table, row, layout)
    opgave = next((o for o in layout.opgaven if o.code == data["opgave"]), layout.opgaven[0])
    form = RowForm(data, opgave, layout)
    form.is_valid()
    messages = _form_messages(form) | messages
    if messages:
        return None, messages
    shares = {partner.cbs_code: amounts for partner, amounts in form.shares.shares().items()}
    values = plain_fields(form.stored_fields())
    return PlainLine(_line_id(table, row), data["opgave"], values | {"shares": shares}), {}


def _fill_in_defaults(
    data: Posted, messages: Messages, table: Table, row: PlainRow, layout: Layout
) -> None:
    """What the form on the screen starts with."""
    if not data["nature"] and "nature" not in messages:
        data["nature"] = Nature.EXISTING
    titles = {column.name: column.title for column in layout.line_columns}
    if (
        table.cell(row, titles["confidential"]) is None
        and data["opgave"] in layout.confidential_by_default
    ):
        data["confidential"] = "on"


def _form_messages(form: RowForm) -> Messages:
    messages = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
    for index, row in enumerate(form.shares.forms):
        for field, texts in row.errors.items():
            messages[share_name(index, field)] = " ".join(map(str, texts))
    if form.shares.non_form_errors():
        messages[share_name(0, "partner")] = " ".join(map(str, form.shares.non_form_errors()))
    return messages


def _located(
    table: Table, number: int, row: PlainRow, layout: Layout, messages: Messages
) -> list[Fault]:
    """A message that belongs to no column stands at the first one."""
    titles = {column.name: column.title for column in layout.line_columns}
    faults = []
    for name, message in messages.items():
        title = titles.get(name, layout.opgave.title)
        faults.append(
            Fault(message, LINES, table.address(number, title), table.entered(row, title))
        )
    return faults
