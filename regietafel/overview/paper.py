"""The overview as the paper for the bestuurlijk PRT: PDF/UA on A4, to be read at arm's length.

Takes the overview as it is and adds nothing up.
"""

from django.conf import settings

from common.made_files import Order
from common.pdf import render_for_pdf
from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.findings import FindingKind
from regietafel.comparison.pictures.axis import Axis, axis_of
from regietafel.comparison.pictures.bars import LEGEND, Bar, region_bar
from regietafel.comparison.pictures.months import month_picture
from regietafel.comparison.pictures.tile_map import value_map
from regietafel.overview.content import OpgaveHead, Overview, TermHead
from regietafel.overview.matrix import matrix_of
from rounds.enums import Term
from submissions.counting.levels import Level

TEMPLATE = "regietafel/overview/paper.html"


def paper_order(overview: Overview, subject: str) -> Order:
    return Order("pdf", subject, paper_html(overview), is_frozen=False)


def paper_html(overview: Overview) -> str:
    context: dict[str, object] = {
        "overview": overview,
        "heading": overview.heading,
        "headlines": [f for f in overview.findings if f.kind == FindingKind.HEADLINE],
        "findings": _other_findings(overview),
        "matrices": [matrix_of(overview, head) for head in overview.heading.terms],
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
