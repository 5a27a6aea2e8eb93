"""The overview as the paper for the bestuurlijk PRT: PDF/UA on A4, to be read at arm's length.

Takes the overview as it is and adds nothing up.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from common.made_files import Order
from common.pdf import render_for_pdf
from regietafel.comparison.compare import ComparisonRow, Difference
from regietafel.comparison.findings import FindingKind
from regietafel.comparison.pictures.axis import Axis, axis_of
from regietafel.comparison.pictures.bars import LEGEND, Bar, region_bar
from regietafel.comparison.pictures.months import month_picture
from regietafel.comparison.pictures.tile_map import value_map
from regietafel.overview.content import OpgaveHead, Overview, TermHead
from rounds.enums import Term
from submissions.counting.levels import Level
from submissions.counting.version import Tally

TEMPLATE = "regietafel/overview/paper.html"


def paper_order(overview: Overview, subject: str) -> Order:
    return Order("pdf", subject, paper_html(overview), is_frozen=False)


def paper_html(overview: Overview) -> str:
    context: dict[str, object] = {
        "overview": overview,
        "heading": overview.heading,
        "headlines": [f for f in overview.findings if f.kind == FindingKind.HEADLINE],
        "findings": _other_findings(overview),
        "matrices": [_matrix(overview, term) for term in overview.heading.terms],
        "demo": settings.PRT_DEMO,
        "legend": LEGEND,
        "on_paper": True,
    }
    headline = _headline(overview)
    return render_for_pdf(TEMPLATE, context | (_pictures(overview, headline) if headline else {}))


def _headline(overview: Overview) -> OpgaveHead | None:
    code = overview.heading.headline
    return overview.opgave(code) if code else None


def _other_findings(overview: Overview) -> list[tuple[TermHead, list[str]]]:
    """By term; terms of which nothing else stands out are left out."""
    found = [
        (
            head,
            [
                finding.text
                for finding in overview.findings
                if finding.term == head.term and finding.kind != FindingKind.HEADLINE
            ],
        )
        for head in overview.heading.terms
    ]
    return [(head, texts) for head, texts in found if texts]


def _pictures(overview: Overview, headline: OpgaveHead) -> dict[str, object]:
    rows = {term: overview.row(headline.code, term) for term in Term}
    axis = axis_of(rows.values())
    cells = [numbers.cell for numbers in overview.cells(headline.code, Term.SHORT)]
    peildata = {head.term: head.peildatum for head in overview.heading.terms}
    return {
        "headline": headline,
        "bars": [
            (head, _bar(rows[head.term], head, headline, axis), rows[head.term])
            for head in overview.heading.terms
        ],
        "axis": axis,
        "tiles": value_map(overview.places, cells, Level.PLEDGED),
        "months": month_picture(overview.months, rows.values(), headline.unit, peildata),
    }


def _bar(row: ComparisonRow, head: TermHead, headline: OpgaveHead, axis: Axis) -> Bar:
    return region_bar(row, f"{headline.name}, {head.term.label}", axis)


@dataclass(frozen=True)
class Amount:
    """Firm and pledged, without what expires; None is onbekend."""

    value: int | None
    partial: bool


@dataclass(frozen=True)
class Matrix:
    """One term: a column per opgave, a row per municipality, and below them the region."""

    head: TermHead
    opgaven: tuple[OpgaveHead, ...]
    municipalities: tuple[tuple[str, tuple[Amount, ...]], ...]
    region: tuple[tuple[ComparisonRow, Amount, Difference | None], ...]


def _matrix(overview: Overview, head: TermHead) -> Matrix:
    rows = [overview.row(opgave.code, head.term) for opgave in overview.opgaven]
    return Matrix(
        head,
        overview.opgaven,
        tuple(_municipalities(overview, head.term)),
        tuple(
            (row, _amount(row.tally, bool(row.partial)), row.net_differences[Level.PLEDGED])
            for row in rows
        ),
    )


def _municipalities(overview: Overview, term: Term) -> Iterator[tuple[str, tuple[Amount, ...]]]:
    found: dict[str, dict[str, Amount]] = defaultdict(dict)
    for numbers in overview.matrix:
        if numbers.term == term:
            cell = numbers.cell.cell
            found[numbers.municipality][numbers.opgave] = _amount(cell.tally, cell.partial)
    for municipality, amounts in found.items():
        yield municipality, tuple(amounts[opgave.code] for opgave in overview.opgaven)


def _amount(tally: Tally | None, partial: bool) -> Amount:
    return Amount(tally.net_at(Level.PLEDGED) if tally else None, partial)
