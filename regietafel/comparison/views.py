"""The contributions set against the regional opgaven, down to the lines they are made of."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.chosen_set import ChosenSet, chosen_set
from regietafel.comparison.compare import Comparison, ComparisonRow
from regietafel.comparison.desk import Desk, load_desk
from regietafel.comparison.findings import FindingKind
from regietafel.comparison.lines import line_rows
from regietafel.comparison.lists import by_municipality, listing
from regietafel.comparison.municipality_rows import municipality_rows
from regietafel.comparison.pictures.bars import LEGEND, region_bar
from regietafel.comparison.tables import (
    TERM_WORDS,
    axes_of,
    chosen_term,
    chosen_view,
    desk_round,
    term_table,
    term_tabs,
    with_drafts,
)
from regietafel.comparison.told import findings_of, meetings_of
from submissions.counting.count import Attribution
from submissions.counting.levels import Level
from submissions.lifecycle.permissions import may_write_for


def comparison(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """One term at a time. The region counts the same in both views, so no view is asked here."""
    round_ = desk_round(request, round_slug)
    drafts, term = with_drafts(request, round_), chosen_term(request)
    beside = chosen_set(request, round_)
    desk = load_desk(round_, drafts, targets=beside.targets)
    compared = desk.comparison(Attribution.COUNTED)
    told = [found for found in findings_of(desk, compared) if found.term == term]
    context = {
        "round": desk.round,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "by_letter": desk.by_letter,
        "tabs": term_tabs(term),
        "headline": [found for found in told if found.kind == FindingKind.HEADLINE],
        "findings": [found for found in told if found.kind != FindingKind.HEADLINE],
        "meetings": [m for m in meetings_of(desk, compared) if m.term == term],
        "shown": term_table(desk, compared, term, _suffix(request, beside)),
        "legend": LEGEND,
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "target_set": desk.targets,
        "beside": beside,
    }
    return render(request, "regietafel/comparison/comparison.html", context)


def _suffix(request: AuthenticatedHttpRequest, beside: ChosenSet) -> str:
    """What was chosen, for the links in the table: only what this page knows, for the table is kept
    under it."""
    chosen = {
        name: request.GET[name]
        for name, known in (("termijn", TERM_WORDS), ("concepten", ("ja",)))
        if request.GET.get(name) in known
    }
    if beside.earlier:
        chosen["opgaven"] = str(beside.earlier.number)
    return f"?{urlencode(chosen)}" if chosen else ""


def comparison_opgave(
    request: AuthenticatedHttpRequest, round_slug: str, opgave_code: str
) -> HttpResponse:
    """One opgave on one term: the municipalities, and the lines that the numbers are made of."""
    round_ = desk_round(request, round_slug)
    drafts, term = with_drafts(request, round_), chosen_term(request)
    beside = chosen_set(request, round_)
    desk = load_desk(round_, drafts, targets=beside.targets)
    if opgave_code not in desk.opgaven:
        raise Http404
    parts = desk.counting_parts(opgave_code)
    view = chosen_view(request)
    compared = desk.comparison(view)
    told = findings_of(desk, compared)
    opgave = desk.opgaven[opgave_code]
    context = {
        "round": desk.round,
        "opgave": opgave,
        "beside": beside,
        "may_be_durable": opgave_code in desk.may_be_durable,
        "view": view,
        "has_two_views": desk.has_confirmed_shares(parts or [opgave_code]),
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "tabs": term_tabs(term),
        "findings": [found for found in told if found.opgave == opgave_code and found.term == term],
        "table": _municipality_table(desk, compared, compared.row(opgave_code, term)),
        "legend": LEGEND,
        **_lines(request, desk, parts or [opgave_code]),
        "may_ask": may_write_for(request.user, desk.round, None),
        "parts": [part for part in desk.loaded.opgaven if part.code in parts],
    }
    return render(request, "regietafel/comparison/comparison_opgave.html", context)


def _lines(request: AuthenticatedHttpRequest, desk: Desk, opgaven: Collection[str]) -> dict:
    """What the numbers are made of; of one municipality when its number was followed."""
    lines = [row for row in line_rows(desk) if row.line.opgave.code in opgaven]
    return {"lines": lines, "listing": listing(request, desk, by_municipality(desk, lines))}


def _municipality_table(desk: Desk, compared: Comparison, row: ComparisonRow) -> dict:
    opgave = desk.opgaven[row.opgave]
    axis, rows = municipality_rows(desk, row)
    return {
        "row": row,
        "peildatum": desk.round.term_date(row.term),
        "differences": [row.differences[level] for level in Level],
        "net": row.tally.net_at(Level.PLEDGED) if row.tally else None,
        "net_difference": row.net_differences[Level.PLEDGED],
        "bar": region_bar(row, opgave.name, axes_of(desk, compared)[opgave.unit]),
        "axis": axis,
        "municipalities": rows,
    }
