"""The lines behind the numbers of the comparison, and what stands out in them: a page each.

Grouped per municipality; what is long is folded, and opens for one municipality or for all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from accounts.models import Municipality
from regietafel.comparison.desk import Desk, load_desk
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.comparison.tables import desk_round, with_drafts
from submissions.kept.counts import KeptWarning
from submissions.lifecycle.permissions import may_write_for

MOST_UNFOLDED = 10

Row = TypeVar("Row")


@dataclass(frozen=True)
class Group(Generic[Row]):
    """The rows of one municipality; `of_draft`: it has not handed these in."""

    municipality: Municipality
    rows: Sequence[Row]
    of_draft: bool = False


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """`groups` have rows; `is_folded` says that only how many there are is shown, but for the group
    that is `open`."""

    groups: Sequence[Group[Row]]
    is_folded: bool
    open: Municipality | None

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def listing(
    request: AuthenticatedHttpRequest, desk: Desk, groups: list[Group[Row]]
) -> Listing[Row]:
    groups = [group for group in groups if group.rows]
    is_long = sum(len(group.rows) for group in groups) > MOST_UNFOLDED
    asked = desk.municipalities.get(request.GET.get("gemeente", ""))
    return Listing(groups, is_long and request.GET.get("alle") != "ja", asked)


def by_municipality(desk: Desk, lines: Iterable[LineRow]) -> list[Group[LineRow]]:
    found: dict[str, list[LineRow]] = defaultdict(list)
    for row in lines:
        found[row.municipality.cbs_code].append(row)
    return [Group(desk.municipalities[code], found[code]) for code in desk.municipalities]


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
    lines = [row for row in line_rows(desk) if shown(row)]
    context = {
        "round": round_,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "title": title,
        "lines": lines,
        "listing": listing(request, desk, by_municipality(desk, lines)),
        "may_ask": may_write_for(request.user, round_, None),
    }
    return render(request, f"regietafel/comparison/{name}.html", context)


def warnings(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Per municipality what asks for an explanation, and what it said about it."""
    round_ = desk_round(request, round_slug)
    drafts = with_drafts(request, round_)
    desk = load_desk(round_, drafts, with_warnings=True)
    only_unexplained = request.GET.get("zonder") == "toelichting"
    groups = [
        Group(submission.municipality, found, desk.loaded.is_draft(submission))
        for submission in desk.loaded.submissions
        if (found := _warnings_of(desk, submission.pk, only_unexplained))
    ]
    context = {
        "round": round_,
        "with_drafts": drafts,
        "drafts": desk.loaded.drafts,
        "title": "Wat opvalt",
        "only_unexplained": only_unexplained,
        "listing": listing(request, desk, groups),
    }
    return render(request, "regietafel/comparison/warnings.html", context)


def _warnings_of(desk: Desk, submission: int, only_unexplained: bool) -> list[KeptWarning]:
    count = desk.counts.get(submission)
    found = count.warnings if count else []
    return [warning for warning in found if not (only_unexplained and warning.explained)]
