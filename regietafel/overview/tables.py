"""The overview as tables, the same for every kind of file. Nothing is added up here."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings

from common import clock
from common.moments import format_moment
from common.numbers import UNKNOWN
from common.tables import Column, Table
from common.workbook import Value
from regietafel.overview.columns import (
    LINE_COLUMNS,
    METHODOLOGY_COLUMNS,
    MUNICIPALITY_COLUMNS,
    OVERVIEW_COLUMNS,
)
from regietafel.overview.content import Overview, TermHead
from regietafel.overview.matrix import Matrix, MatrixRow, matrix_of
from regietafel.overview.values import NO_TARGET, TERM_WORD, Municipal, Placed, Regional

MATRIX_HEAD = "Gemeente (vast en toegezegd, zonder wat vervalt)"


def file_name(round_slug: str, kind: str) -> str:
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    return f"overzicht-{round_slug}{mark}-{clock.today():%Y-%m-%d}.{kind}"


def overview_tables(overview: Overview) -> list[Table[Any]]:
    opgaven = {opgave.code: opgave for opgave in overview.opgaven}
    regional = [Regional(opgaven[row.opgave], row) for row in overview.rows]
    municipal = [Municipal(opgaven[row.opgave], row) for row in overview.matrix]
    placed = [Placed(opgaven[line.opgave], line) for line in overview.lines]
    return [
        Table("Overzicht", OVERVIEW_COLUMNS, regional, repeated=3),
        Table("Gemeenten", MUNICIPALITY_COLUMNS, municipal, repeated=4),
        *(_matrix_table(matrix_of(overview, head)) for head in overview.heading.terms),
        Table("Regels", LINE_COLUMNS, placed, repeated=4),
        Table("Verantwoording", METHODOLOGY_COLUMNS, list(_methodology(overview))),
    ]


def _matrix_table(matrix: Matrix) -> Table[MatrixRow]:
    first: Column[MatrixRow] = Column(
        MATRIX_HEAD, lambda row: row.name, meaning="Gemeente; onderaan de regio.", widest=26
    )
    columns = [
        Column(
            opgave.name,
            partial(_amount, position),
            number=True,
            meaning=f"Aantal {opgave.unit}, vast en toegezegd, zonder wat vervalt.",
            widest=14,
        )
        for position, opgave in enumerate(matrix.opgaven)
    ]
    title = f"Matrix {TERM_WORD[matrix.head.term]}"
    return Table(title, [first, *columns], [*matrix.municipalities, matrix.total])


def _amount(position: int, row: MatrixRow) -> Value:
    value = row.amounts[position].value
    return UNKNOWN if value is None else value


def _methodology(overview: Overview) -> Iterator[tuple[str, str]]:
    heading = overview.heading
    yield "Ronde", heading.round_title
    yield "Gemaakt", format_moment(heading.made_at)
    yield "Voor wie", _for_whom(overview)
    yield "Ingediend", f"{heading.handed_in} van {heading.municipalities} gemeenten"
    yield "Per brief", "; ".join(heading.by_letter) or "geen"
    targets = f"Versie {heading.target_set}: {heading.target_source}"
    yield "Opgaven", targets if heading.target_set else NO_TARGET
    yield from map(_term, heading.terms)
    yield from overview.methodology
    for source in overview.sources:
        yield (
            f"Bron: {overview.opgave(source.opgave).name}, {TERM_WORD[source.term]}",
            f"{source.municipality}: {source.number.amount}. {source.number.source}",
        )


def _for_whom(overview: Overview) -> str:
    if overview.shows_confidential:
        return "Alleen voor de regietafel, met vertrouwelijke locaties op uitdrukkelijk verzoek"
    return "Alleen voor de regietafel; naam en plaats van vertrouwelijke locaties zijn weggelaten"


def _term(head: TermHead) -> tuple[str, str]:
    return head.term.label.capitalize(), f"Stand op {head.peildatum:%d-%m-%Y}: {head.words}"
