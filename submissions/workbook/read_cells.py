"""Stage 4: every cell through the same fields and rules as the forms of the screen."""

import uuid
from collections import Counter
from collections.abc import Iterable

from submissions.content.plain import PlainLine, plain_fields
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.editing.line_form import LineForm
from submissions.editing.share_forms import PREFIX
from submissions.enums import AnswerKind, Nature
from submissions.models import Version
from submissions.workbook.cells import NotUsable, posted_value
from submissions.workbook.faults import Fault
from submissions.workbook.layout import (
    ANSWERS,
    HEADER,
    LINE_ID,
    LINES,
    OWN_ANSWER,
    SUBJECT,
    Column,
    Layout,
    share_name,
)
from submissions.workbook.open_cells import PlainRow, same_name
from submissions.workbook.tables import Table

MAX_LINES = 500

OPGAVE_MISSING = "Kies bij welke opgave deze locatie hoort, of maak de hele rij leeg."

TOO_MANY_LINES = (
    f"Er staan meer dan {MAX_LINES} locaties in het bestand. Voeg locaties samen of bel de "
    "projectleider."
)

LINE_TWICE = (
    "Deze rij is een kopie van een andere rij met dezelfde locatie. Maak de gele cellen van een "
    "van beide leeg en typ die locatie in een lege rij onderaan."
)

BROKEN_LINE_ID = (
    "Het verborgen regelnummer van deze rij is gewijzigd. Typ de locatie in een lege rij en maak "
    "deze rij leeg."
)

LINES_MISSING = (
    "U koos 'regels', maar op het blad Bijlage 3 staan geen locaties bij deze opgave. Vul ze in "
    "of wis dit antwoord."
)

LINES_TOO = (
    "Bij deze opgave staan ook locaties op het blad Bijlage 3. Kies 'regels' of wis dit antwoord, "
    "of haal daar de locaties weg."
)

ANSWER_MISSING = "Kies bij deze reden ook een antwoord: 'geen bijdrage' of 'nog niet bekend'."

REASON_UNUSED = (
    "Een reden hoort alleen bij 'geen bijdrage' of 'nog niet bekend'. Wis de reden, of zet haar "
    "bij de toelichting van de locatie."
)

Posted = dict[str, str]

Messages = dict[str, str]


def post(columns: Iterable[tuple[Column, object]]) -> tuple[Posted, Messages]:
    """What a browser would send, and a message for each column whose cell cannot be read."""
    data, messages = {}, {}
    for column, cell in columns:
        try:
            data[column.name] = posted_value(cell, column)
        except NotUsable as reason:
            data[column.name], messages[column.name] = "", reason.message
    return data, messages


def read_lines(
    table: Table, layout: Layout, known: set[str]
) -> tuple[list[PlainLine], list[Fault]]:
    rows = {number: row for number, row in table.rows.items() if _says_something(row, table)}
    if len(rows) > MAX_LINES:
        return [], [Fault(TOO_MANY_LINES, LINES)]
    ids, faults = _line_ids(table, rows, known)
    lines = []
    for number, row in rows.items():
        line, messages = _line(table, row, layout, ids[number])
        lines += [line] if line else []
        faults += _located(table, number, row, layout, messages)
    return lines, faults


def _says_something(row: PlainRow, table: Table) -> bool:
    """A row of which only the hidden line number is left, was emptied: the line is dropped."""
    return bool(set(row) - {table.columns[LINE_ID]})


def _line_ids(
    table: Table, rows: dict[int, PlainRow], known: set[str]
) -> tuple[dict[int, str], list[Fault]]:
    """The number of each line; a new line, and one that this municipality never had, get a new
    number."""
    written = {number: table.cell(row, LINE_ID) for number, row in rows.items()}
    texts = {number: _normal_id(cell.entered) if cell else "" for number, cell in written.items()}
    times = Counter(text for text in texts.values() if text)
    first = next(title for title in table.columns if title != LINE_ID)
    faults = []
    for number, text in texts.items():
        if times[text] > 1 or text is None:
            message = LINE_TWICE if text else BROKEN_LINE_ID
            faults.append(
                Fault(
                    message,
                    LINES,
                    table.address(number, first),
                    _name_of(table, rows[number], first),
                )
            )
    return {
        number: text if text in known else str(uuid.uuid4()) for number, text in texts.items()
    }, faults


def _normal_id(text: str) -> str | None:
    """None when it is no line number at all."""
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError:
        return None


def _name_of(table: Table, row: PlainRow, title: str) -> str:
    cell = table.cell(row, title)
    return cell.entered if cell else ""


def _line(
    table: Table, row: PlainRow, layout: Layout, line_id: str
) -> tuple[PlainLine | None, Messages]:
    data, messages = post((column, table.cell(row, column.title)) for column in layout.line_columns)
    if not data["opgave"] and "opgave" not in messages:
        messages["opgave"] = OPGAVE_MISSING
    _fill_in_defaults(data, messages, table, row, layout)
    opgave = next((o for o in layout.opgaven if o.code == data["opgave"]), layout.opgaven[0])
    rows = {f"{PREFIX}-TOTAL_FORMS": str(layout.shares), f"{PREFIX}-INITIAL_FORMS": "0"}
    form = LineForm(
        data | rows, opgave=opgave, round_=layout.round, partners=layout.partner_queryset
    )
    form.is_valid()
    messages = _form_messages(form) | messages
    if messages:
        return None, messages
    shares = {partner.cbs_code: amounts for partner, amounts in form.shares.shares().items()}
    values = plain_fields(form.stored_fields())
    return PlainLine(line_id, data["opgave"], values | {"shares": shares}), {}


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


def _form_messages(form: LineForm) -> Messages:
    messages = {name: " ".join(errors) for name, errors in form.errors.items()}
    for index, errors in enumerate(form.shares.errors):
        messages |= {share_name(index, field): " ".join(texts) for field, texts in errors.items()}
    if form.shares.non_form_errors():
        messages[share_name(0, "partner")] = " ".join(form.shares.non_form_errors())
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
            Fault(message, LINES, table.address(number, title), _name_of(table, row, title))
        )
    return faults


def read_answers(tables: dict[str, Table], layout: Layout) -> tuple[dict[str, dict], list[Fault]]:
    table = tables[ANSWERS]
    rows = table.by_name(layout.opgave.title)
    with_lines, all_known = _opgaven_with_lines(tables[LINES], layout)
    answers, faults = {}, []
    for code, label in layout.opgave.choices:
        number, row = rows[same_name(label)]
        has_lines = True if code in with_lines else (False if all_known else None)
        answer, messages = _answer(table, row, layout, has_lines)
        if answer:
            answers[code] = answer
        for name, message in messages.items():
            title = {"kind": layout.answer.title}.get(name, layout.reason.title)
            faults.append(
                Fault(message, ANSWERS, table.address(number, title), _name_of(table, row, title))
            )
    return answers, faults


def _opgaven_with_lines(table: Table, layout: Layout) -> tuple[set[str], bool]:
    """Also of lines with a fault, and whether every line says its opgave: a mistake there is told
    there alone."""
    cells = [
        table.cell(row, layout.opgave.title)
        for row in table.rows.values()
        if _says_something(row, table)
    ]
    data = [post([(layout.opgave, cell)])[0]["opgave"] for cell in cells]
    return set(filter(None, data)), all(data)


def _answer(
    table: Table, row: PlainRow, layout: Layout, has_lines: bool | None
) -> tuple[dict | None, Messages]:
    asked = [(column, table.cell(row, column.title)) for column in (layout.answer, layout.reason)]
    data, messages = post(asked)
    if messages:
        return None, messages
    kind = data["kind"]
    if kind in (AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN):
        return (None, {"kind": LINES_TOO}) if has_lines else _checked_answer(data)
    if kind == AnswerKind.LINES and has_lines is False:
        return None, {"kind": LINES_MISSING}
    if data["reason"]:
        return None, ({"reason": REASON_UNUSED} if has_lines else {"kind": ANSWER_MISSING})
    return None, {}


def _checked_answer(data: Posted) -> tuple[dict | None, Messages]:
    form = AnswerForm(data)
    if form.is_valid():
        return plain_fields(form.stored_fields()), {}
    return None, {name: " ".join(errors) for name, errors in form.errors.items()}


def read_header(tables: dict[str, Table], layout: Layout) -> tuple[dict, list[Fault]]:
    table = tables[HEADER]
    rows = table.by_name(SUBJECT)
    placed = {column.name: rows[same_name(column.title)] for column in layout.header_columns}
    data, messages = post(
        (q, table.cell(placed[q.name][1], OWN_ANSWER)) for q in layout.header_columns
    )
    form = HeaderForm(data, instance=Version())
    messages = {name: " ".join(errors) for name, errors in form.errors.items()} | messages
    faults = [
        Fault(
            message,
            HEADER,
            table.address(placed[name][0], OWN_ANSWER),
            _name_of(table, placed[name][1], OWN_ANSWER),
        )
        for name, message in messages.items()
    ]
    return ({} if faults else plain_fields(form.stored_fields())), faults
