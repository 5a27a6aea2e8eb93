"""The lines behind the numbers of the comparison, and what stands out in them: a page each."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.desk import load_desk
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.comparison.tables import desk_round, with_drafts
from submissions.lifecycle.permissions import may_write_for


def expiring(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """What is counted on a peildatum on which it is gone."""
    title = "Vervalt vóór de peildatum"
    return _lines(request, round_slug, "expiring", title, lambda row: bool(row.expires_on))


def unconfirmed(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Shares that still count for the municipality that leads the location."""
    title = "Niet bevestigde aandelen"
    return _lines(request, round_slug, "unconfirmed", title, lambda row: row.unconfirmed)


def _lines(
    request: AuthenticatedHttpRequest,
    round_slug: str,
    name: str,
    title: str,
    shown: Callable[[LineRow], bool],
) -> HttpResponse:
    round_ = desk_round(request, round_slug)
    drafts = with_drafts(request, round_)
    desk = load_desk(round_, drafts)
    context = {
        "round": round_,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "title": title,
        "lines": [row for row in line_rows(desk) if shown(row)],
        "may_ask": may_write_for(request.user, round_, None),
    }
    return render(request, f"regietafel/comparison/{name}.html", context)


def warnings(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Per municipality what asks for an explanation, and what it said about it."""
    round_ = desk_round(request, round_slug)
    drafts = with_drafts(request, round_)
    desk = load_desk(round_, drafts, with_warnings=True)
    context = {
        "round": round_,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "title": "Wat opvalt",
        "municipalities": [
            (submission.municipality, desk.loaded.is_draft(submission), count)
            for submission in desk.loaded.submissions
            if (count := desk.counts.get(submission.pk)) and count.warning_count
        ],
    }
    return render(request, "regietafel/comparison/warnings.html", context)
