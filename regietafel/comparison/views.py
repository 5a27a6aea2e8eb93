"""The contributions set against the regional opgaven, down to the lines they are made of."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.chart import bar_of
from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.desk import Desk, load_desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import line_rows
from regietafel.comparison.tables import (
    chosen_view,
    desk_round,
    term_tables,
    with_drafts,
)
from submissions.counting.levels import Level
from submissions.lifecycle.permissions import may_write_for


def comparison(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    round_ = desk_round(request, round_slug)
    drafts = with_drafts(request, round_)
    desk = load_desk(round_, drafts)
    view = chosen_view(request)
    context = {
        "round": desk.round,
        "view": view,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "by_letter": desk.by_letter,
        "terms": term_tables(desk, desk.comparison(view), _suffix(request)),
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "target_set": desk.targets,
    }
    return render(request, "regietafel/comparison/comparison.html", context)


def _suffix(request: AuthenticatedHttpRequest) -> str:
    """The chosen view, for the links in the table: only what this page knows."""
    chosen = {name: request.GET[name] for name in ("weergave", "concepten") if name in request.GET}
    return f"?{urlencode(chosen)}" if chosen else ""


def comparison_opgave(
    request: AuthenticatedHttpRequest, round_slug: str, opgave_code: str
) -> HttpResponse:
    """One opgave: the municipalities, and the lines that the numbers are made of."""
    round_ = desk_round(request, round_slug)
    drafts = with_drafts(request, round_)
    desk = load_desk(round_, drafts)
    if opgave_code not in desk.opgaven:
        raise Http404
    parts = desk.counting_parts(opgave_code)
    view = chosen_view(request)
    context = {
        "round": desk.round,
        "opgave": desk.opgaven[opgave_code],
        "may_be_durable": opgave_code in desk.may_be_durable,
        "view": view,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "tables": [
            _municipality_table(desk, row) for row in desk.comparison(view).of_opgave(opgave_code)
        ],
        "lines": [
            row for row in line_rows(desk) if row.line.opgave.code in (parts or {opgave_code})
        ],
        "may_ask": may_write_for(request.user, desk.round, None),
        "parts": [part for part in desk.loaded.opgaven if part.code in parts],
    }
    return render(request, "regietafel/comparison/comparison_opgave.html", context)


def _municipality_table(desk: Desk, row: ComparisonRow) -> dict:
    """One term of an opgave: the cell of each municipality, with how it handed in."""
    cells = [
        (
            desk.municipalities[cell.cbs_code],
            cell,
            cell_label(cell, desk.version_of(cell.cbs_code)),
        )
        for cell in row.cells
    ]
    return {
        "row": row,
        "peildatum": desk.round.term_date(row.term),
        "differences": [row.differences[level] for level in Level],
        "net": row.tally.net_at(Level.PLEDGED) if row.tally else None,
        "net_difference": row.net_differences[Level.PLEDGED],
        "bar": bar_of(row, desk.opgaven[row.opgave].name),
        "cells": cells,
    }
