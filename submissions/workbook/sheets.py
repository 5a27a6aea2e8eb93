"""The workbook before it has a file format: sheets of rows of entries. write_xlsx and write_ods
both read this."""

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from common import clock
from common.moments import format_moment
from common.workbook import A3, A4, Paper, clean_text
from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.enums import AnswerKind
from submissions.models import Line
from submissions.workbook.columns import NO, YES, Column, ColumnKind
from submissions.workbook.content import content_fingerprint
from submissions.workbook.help_sheet import explanation_rows
from submissions.workbook.layout import (
    ANSWERS,
    EXPLANATION,
    HEADER,
    HELP,
    LINE_ID,
    LINES,
    LISTS,
    OWN_ANSWER,
    SUBJECT,
    SYSTEM,
    TEMPLATE,
    UNIT,
    Layout,
    layout_of,
    share_name,
)

SPARE_ROWS = 40

READABLE_ON_A3 = 300  # characters beside each other, in letters of 8 points


class Look(Enum):
    INPUT = "input"
    HEAD = "head"
    HEAD_MORE = "head_more"
    HEAD_SHARES = "head_shares"
    LABEL = "label"
    NOTE = "note"


HEADS = {"main": Look.HEAD, "more": Look.HEAD_MORE, "shares": Look.HEAD_SHARES}


@dataclass(frozen=True)
class Entry:
    """One cell. With a column it can be filled in; without one it is locked."""

    value: str | int | date | None = None
    column: Column | None = None
    look: Look = Look.INPUT


Row = list[Entry]


@dataclass
class Sheet:
    title: str
    widths: list[int]
    rows: list[Row]
    hidden: bool = False
    hidden_columns: tuple[int, ...] = ()
    frozen_columns: int = 0
    paper: Paper = A4
    pages_wide: int = 1

    @property
    def repeated_columns(self) -> int:
        """How many columns are printed again on every page beside the first."""
        return self.frozen_columns if self.pages_wide > 1 else 0

    @property
    def has_free_rows(self) -> bool:
        """Whether a person may sort, filter, add and delete rows: a line is recognised by what it
        says, and its hidden number moves along."""
        return bool(self.hidden_columns)


@dataclass
class Book:
    """All sheets; `lists` tells in which column of the hidden sheet each drop-down list stands,
    counted from 1."""

    title: str
    sheets: list[Sheet]
    lists: dict[tuple[str, ...], int]


def book_of(content: VersionContent, spare_rows: int = SPARE_ROWS) -> Book:
    layout = layout_of(content)
    visible = [
        _lines_sheet(content, layout, spare_rows),
        _answers_sheet(content, layout),
        _header_sheet(content, layout),
        _explanation_sheet(layout),
    ]
    lists = {words: index for index, words in enumerate(_lists(visible), start=1)}
    title = f"Bijlage 3 van {layout.municipality}, {layout.round}"
    hidden = [_system_sheet(content, layout), _lists_sheet(lists)]
    return Book(clean_text(title), [*visible, *hidden], lists)


def shown(value: Any, column: Column) -> str | int | date | None:
    """A stored value as it stands in a cell: a choice by its label, yes and no as words, nothing as
    an empty cell."""
    if column.kind == ColumnKind.YES_NO:
        return YES if value else NO
    if column.kind == ColumnKind.CHOICE:
        return dict(column.choices).get(value)
    return None if value == "" else value


def lines_needed(row: Row, widths: list[int]) -> int:
    """How many lines of text the highest cell of a row takes, about; a column that is not seen does
    not count."""
    texts = [
        (entry.value, width)
        for entry, width in zip(row, widths, strict=True)
        if isinstance(entry.value, str)
    ]
    return max(
        [sum(_wrapped(part, width) for part in text.split("\n")) for text, width in texts],
        default=1,
    )


def _wrapped(text: str, width: int) -> int:
    return max(1, len(textwrap.wrap(text, max(width - 2, 5))))


def _lines_sheet(content: VersionContent, layout: Layout, spare_rows: int) -> Sheet:
    columns = layout.line_columns
    head = [Entry(q.title, look=HEADS[q.group.value]) for q in columns] + [
        Entry(LINE_ID, look=Look.HEAD)
    ]
    filled = [_line_row(line, columns) for line in content.lines]
    spare = [
        [Entry(column=q) for q in columns] + [Entry(look=Look.NOTE)] for _ in range(spare_rows)
    ]
    printed = [q.width for q in columns]
    return Sheet(
        LINES,
        [*printed, 38],
        [head, *filled, *spare],
        hidden_columns=(len(columns),),
        frozen_columns=2,
        paper=A3,
        pages_wide=_pages_wide(printed, frozen_columns=2),
    )


def _pages_wide(widths: list[int], frozen_columns: int) -> int:
    """As few as can be read: on one A3 the letters would be 5 points high, on A4 it takes a page
    more. There is no print area, for it would leave out the rows that are filled in later."""
    repeated = sum(widths[:frozen_columns])
    return math.ceil((sum(widths) - repeated) / (READABLE_ON_A3 - repeated))


def _line_row(line: Line, columns: tuple[Column, ...]) -> Row:
    values = _line_values(line)
    row = [Entry(shown(values.get(q.name), q), q) for q in columns]
    return [*row, Entry(str(line.line_id), look=Look.NOTE)]


def _line_values(line: Line) -> dict:
    values = {field.name: getattr(line, field.attname) for field in line._meta.concrete_fields}
    for index, share in enumerate(line.shares.all()):
        values[share_name(index, "partner")] = share.municipality.cbs_code
        values[share_name(index, "short")] = share.amount_short
        values[share_name(index, "long")] = share.amount_long
    return values | {"opgave": line.opgave.code}


def _answers_sheet(content: VersionContent, layout: Layout) -> Sheet:
    kind, reason = layout.answer, layout.reason
    head = [
        Entry(text, look=Look.HEAD)
        for text in (layout.opgave.title, UNIT, kind.title, reason.title)
    ]
    labels = dict(layout.opgave.choices)
    rows = []
    for opgave in layout.opgaven:
        given, why = _answer(content, opgave)
        name, unit = (
            Entry(labels[opgave.code], look=Look.LABEL),
            Entry(opgave.get_unit_display(), look=Look.NOTE),
        )
        rows.append([name, unit, Entry(shown(given, kind), kind), Entry(why or None, reason)])
    return Sheet(ANSWERS, [60, 12, kind.width, reason.width], [head, *rows], frozen_columns=1)


def _answer(content: VersionContent, opgave: Opgave) -> tuple[str | None, str]:
    answer = content.answers.get(opgave.code)
    if answer and answer.kind != AnswerKind.LINES:
        return answer.kind, answer.reason
    return (AnswerKind.LINES, "") if content.lines_of(opgave) else (None, "")


def _header_sheet(content: VersionContent, layout: Layout) -> Sheet:
    head = [Entry(text, look=Look.HEAD) for text in (SUBJECT, OWN_ANSWER, HELP)]
    rows = [
        [
            Entry(q.title, look=Look.LABEL),
            Entry(shown(getattr(content.version, q.name), q), q),
            Entry(_help(q), look=Look.NOTE),
        ]
        for q in layout.header_columns
    ]
    return Sheet(HEADER, [46, 60, 62], [head, *rows])


def _help(column: Column) -> str:
    extra = {
        ColumnKind.CHOICE: "Kies uit de lijst.",
    }
    return " ".join(filter(None, (column.help, extra.get(column.kind))))


def _explanation_sheet(layout: Layout) -> Sheet:
    head = [Entry(text, look=Look.HEAD) for text in (SUBJECT, EXPLANATION)]
    rows = [
        [Entry(a, look=Look.LABEL), Entry(b, look=Look.NOTE)] for a, b in explanation_rows(layout)
    ]
    return Sheet(EXPLANATION, [30, 105], [head, *rows])


def _system_sheet(content: VersionContent, layout: Layout) -> Sheet:
    facts = {
        "Sjabloon": TEMPLATE,
        "Ronde": layout.round.slug,
        "CBS-code": layout.municipality.cbs_code,
        "Aandelen": str(layout.shares),
        "Concept": content_fingerprint(content, layout),
        "Gedownload": format_moment(clock.now()),
    }
    rows = [
        [Entry(name, look=Look.LABEL), Entry(value, look=Look.NOTE)]
        for name, value in facts.items()
    ]
    return Sheet(SYSTEM, [20, 70], rows, hidden=True)


def _lists(sheets: list[Sheet]) -> Iterator[tuple[str, ...]]:
    """Every list once, in the order of first use."""
    entries = (entry for sheet in sheets for row in sheet.rows for entry in row)
    return iter(dict.fromkeys(e.column.words for e in entries if e.column and e.column.words))


def _lists_sheet(lists: dict[tuple[str, ...], int]) -> Sheet:
    longest = max(map(len, lists))
    rows = [
        [Entry(words[index] if index < len(words) else None, look=Look.NOTE) for words in lists]
        for index in range(longest)
    ]
    return Sheet(LISTS, [30] * len(lists), rows, hidden=True)
