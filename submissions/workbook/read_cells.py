"""Stage 4: every cell through the same fields and rules as the forms of the screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from submissions.content.plain import plain_fields
from submissions.editing.forms import AnswerForm, HeaderForm
from submissions.enums import AnswerKind, Commitment
from submissions.models import Version
from submissions.workbook.cells import NotUsable, posted_value
from submissions.workbook.columns import Column
from submissions.workbook.faults import Fault
from submissions.workbook.layout import ANSWERS, HEADER, LINES, OWN_ANSWER, SUBJECT, Layout
from submissions.workbook.open_cells import PlainCell, PlainRow, same_name
from submissions.workbook.tables import Table

LINES_MISSING = (
    "U koos ‘locaties’, maar op het blad Bijlage 3 staan geen locaties bij deze opgave. Vul ze in "
    "of wis dit antwoord."
)

LINES_TOO = (
    "Bij deze opgave staan ook locaties op het blad Bijlage 3. Kies ‘locaties’ of wis dit "
    "antwoord, of haal daar de locaties weg."
)

ANSWER_MISSING = "Kies bij deze reden ook een antwoord: ‘geen bijdrage’ of ‘nog niet bekend’."

REASON_UNUSED = (
    "Een reden hoort alleen bij ‘geen bijdrage’ of ‘nog niet bekend’. Wis de reden, of zet die "
    "bij de toelichting van de locatie."
)

Posted = dict[str, str]

Messages = dict[str, str]


def post(columns: Iterable[tuple[Column, PlainCell | None]]) -> tuple[Posted, Messages]:
    """What a browser would send, and a message for each column whose cell cannot be read."""
    data: Posted = {}
    messages: Messages = {}
    for column, cell in columns:
        try:
            data[column.name] = posted_value(cell, column)
        except NotUsable as reason:
            data[column.name], messages[column.name] = "", reason.message
    return data, messages


def read_answers(tables: dict[str, Table], layout: Layout) -> tuple[dict[str, dict], list[Fault]]:
    table = tables[ANSWERS]
    rows = table.by_name(layout.opgave.title)
    located = _located(tables[LINES], layout)
    answers, faults = {}, []
    for code, label in layout.opgave.choices:
        number, row = rows[same_name(label)]
        answer, messages = _answer(table, row, layout, located.of(code))
        if answer:
            answers[code] = answer
        for name, message in messages.items():
            title = {"kind": layout.answer.title}.get(name, layout.reason.title)
            faults.append(
                Fault(message, ANSWERS, table.address(number, title), table.entered(row, title))
            )
    return answers, faults


class LinesOfOpgave(Enum):
    """What stands on the sheet Bijlage 3 for one opgave."""

    COUNTING = auto()
    DROPPED = auto()  # lines that answer nothing
    NONE = auto()
    UNSURE = auto()  # a line does not say its opgave: a mistake that is told there alone


@dataclass(frozen=True)
class Located:
    """The opgaven with lines, also with lines that have a fault."""

    counting: set[str]
    dropped: set[str]
    all_known: bool

    def of(self, opgave: str) -> LinesOfOpgave:
        if opgave in self.counting:
            return LinesOfOpgave.COUNTING
        if opgave in self.dropped:
            return LinesOfOpgave.DROPPED
        return LinesOfOpgave.NONE if self.all_known else LinesOfOpgave.UNSURE


def _located(table: Table, layout: Layout) -> Located:
    asked = (layout.opgave, next(c for c in layout.line_columns if c.name == "commitment"))
    rows = [
        post((column, table.cell(row, column.title)) for column in asked)[0]
        for row in table.filled_rows().values()
    ]
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for row in rows:
        found[row["commitment"] != Commitment.DROPPED].add(row["opgave"])
    return Located(found[True] - {""}, found[False] - {""}, all(row["opgave"] for row in rows))


def _answer(
    table: Table, row: PlainRow, layout: Layout, lines: LinesOfOpgave
) -> tuple[dict | None, Messages]:
    columns = (layout.answer, layout.reason)
    data, messages = post((column, table.cell(row, column.title)) for column in columns)
    if messages:
        return None, messages
    kind, has_lines = data["kind"], lines == LinesOfOpgave.COUNTING
    if kind == AnswerKind.NOT_YET_KNOWN and has_lines:
        return None, {}  # the locations are what is known
    if kind in (AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN):
        return (None, {"kind": LINES_TOO}) if has_lines else _checked_answer(data)
    if kind == AnswerKind.LINES and lines == LinesOfOpgave.NONE:
        return None, {"kind": LINES_MISSING}
    if data["reason"]:
        return None, ({"reason": REASON_UNUSED} if has_lines else {"kind": ANSWER_MISSING})
    return None, {}


def _checked_answer(data: Posted) -> tuple[dict | None, Messages]:
    form = AnswerForm(data)
    if form.is_valid():
        return plain_fields(form.stored_fields()), {}
    return None, {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


def read_header(tables: dict[str, Table], layout: Layout) -> tuple[dict, list[Fault]]:
    table = tables[HEADER]
    rows = table.by_name(SUBJECT)
    placed = {column.name: rows[same_name(column.title)] for column in layout.header_columns}
    data, messages = post(
        (q, table.cell(placed[q.name][1], OWN_ANSWER)) for q in layout.header_columns
    )
    form = HeaderForm(data, instance=Version())
    messages = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()} | messages
    faults = [
        Fault(
            message,
            HEADER,
            table.address(placed[name][0], OWN_ANSWER),
            table.entered(placed[name][1], OWN_ANSWER),
        )
        for name, message in messages.items()
    ]
    return ({} if faults else plain_fields(form.stored_fields())), faults
