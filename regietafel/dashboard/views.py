"""The first page of the desk: where the region stands, what waits, and how far each is."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from common import clock
from common.folded import folded
from common.rendered import Part, rendered_parts
from regietafel.comparison.compare import Comparison
from regietafel.comparison.desk import Desk
from regietafel.comparison.findings import finding
from regietafel.comparison.same_locations import locations_at_two
from regietafel.comparison.tables import chosen_term, load_desk_for, term_tabs
from regietafel.dashboard import glance
from regietafel.dashboard.rows import MunicipalityRow, municipality_rows, with_bars
from regietafel.dashboard.time_left import time_left
from regietafel.dashboard.waiting import waiting_items
from rounds.enums import Term
from submissions.counting.count import Attribution
from submissions.counting.levels import Level
from submissions.lifecycle.standing import standings_of

MOST = 30
"""Of what waits and of what may be counted twice: with hundreds of municipalities the page weighs
enough."""


def dashboard(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """The table of municipalities is about one term."""
    desk, term = load_desk_for(request, round_slug), chosen_term(request)
    standings, compared = standings_of(desk.round), desk.comparison(Attribution.COUNTED)
    offered = compared.row(desk.headline.code, term) if desk.headline else None
    rows = municipality_rows(desk, standings, offered)
    now, may_remind = clock.now(), may(request.user, Action.REMIND, desk.round.regietafel)
    context = {
        "round": desk.round,
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "time_left": time_left(desk.round, now),
        "has_closed": now >= desk.round.closes_at,
        "totals": _totals(desk, compared),
        "may_remind": may_remind,
        "waiting": folded(waiting_items(desk, standings), MOST),
        "tabs": term_tabs(term),
        "rows": rows,
        **rendered_parts(
            {
                "at_two": _at_two(desk),
                "glance": _glance(desk, compared),
                "municipalities": _municipalities(desk, rows, term, may_remind),
            }
        ),
    }
    return render(request, "regietafel/dashboard/dashboard.html", context)


def _glance(desk: Desk, compared: Comparison) -> Part:
    found, round_ = glance.glance_rows(desk, compared.rows), desk.round
    terms = [(term.label, round_.term_date(term)) for term in Term]
    return Part(
        "regietafel/dashboard/includes/glance.html",
        lambda: {"round_slug": round_.slug, "terms": terms, "opgaven": glance.with_bars(found)},
        made_of=(round_.slug, terms, found),
    )


def _municipalities(
    desk: Desk, found: Sequence[MunicipalityRow], term: Term, may_choose: bool
) -> Part:
    about: dict[str, object] = {
        "round_slug": desk.round.slug,
        "municipalities_at": "gemeenten/",  # seen from this page: whole ones weigh
        "headline": str(desk.headline or ""),
        "term": str(term.label),
        "may_choose": may_choose,
    }
    return Part(
        "regietafel/dashboard/includes/municipalities.html",
        lambda: about | {"pairs": with_bars(found)},
        made_of=(about, found),
    )


def _at_two(desk: Desk) -> Part:
    """Made of the versions that count and the names that stand there."""
    slug = desk.round.slug
    versions = sorted(version.pk for version in desk.loaded.versions.values())
    names = [*map(str, desk.loaded.opgaven), *map(str, desk.municipalities.values())]
    return Part(
        "regietafel/dashboard/includes/locations_at_two.html",
        lambda: {"round_slug": slug, "at_two": folded(locations_at_two(desk), MOST)},
        made_of=(slug, versions, names, list(desk.municipalities)),
    )


def _totals(desk: Desk, compared: Comparison) -> list[dict]:
    """Of each term the asylum total."""
    if desk.headline is None:
        return []
    return [
        {
            "row": row,
            "difference": row.differences[Level.PLEDGED],
            "finding": finding(
                row, desk.headline.get_unit_display(), desk.round.term_date(row.term)
            ),
        }
        for row in compared.of_opgave(desk.headline.code)
    ]
