"""The first page of the desk: who has handed in and where the region stands."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from common import clock
from common.rendered import Part, rendered_parts
from regietafel.comparison.desk import Desk
from regietafel.comparison.findings import finding
from regietafel.comparison.pictures.tile_map import state_map
from regietafel.comparison.same_locations import locations_at_two
from regietafel.comparison.tables import load_desk_for
from submissions.counting.count import Attribution
from submissions.counting.levels import Level
from submissions.enums import State
from submissions.lifecycle.standing import Standing, standings_of
from submissions.lifecycle.transitions import regietafel_label
from submissions.lifecycle.window import has_closed
from submissions.models import Submission

WITH_A_DRAFT = (State.DRAFT, State.AWAITING_APPROVAL)


def dashboard(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    desk = load_desk_for(request, round_slug)
    rows = _municipality_rows(desk)
    context = {
        "round": desk.round,
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "totals": _totals(desk),
        "may_remind": may(request.user, Action.REMIND, desk.round.regietafel),
        "rows": rows,
        **rendered_parts(
            {
                "at_two": _at_two(desk),
                "municipalities": _part(
                    "municipalities", {"round_slug": desk.round.slug, "rows": rows}
                ),
                "tiles": _tiles(desk),
            }
        ),
    }
    return render(request, "regietafel/dashboard/dashboard.html", context)


def _tiles(desk: Desk) -> Part:
    context = {
        "tiles": state_map(desk.loaded.submissions),
        "label": "Tegelkaart met de stand per gemeente; dezelfde gegevens staan in de tabel",
    }
    return Part("regietafel/pictures/tile_map.html", lambda: context, made_of=context)


def _part(name: str, context: dict[str, object]) -> Part:
    """Of plain data only."""
    return Part(f"regietafel/dashboard/includes/{name}.html", lambda: context, made_of=context)


def _at_two(desk: Desk) -> Part:
    """Made of the versions that count and the names that stand there."""
    slug = desk.round.slug
    versions = sorted(version.pk for version in desk.loaded.versions.values())
    names = [*map(str, desk.loaded.opgaven), *map(str, desk.municipalities.values())]
    return Part(
        "regietafel/dashboard/includes/locations_at_two.html",
        lambda: {"round_slug": slug, "at_two": locations_at_two(desk)},
        made_of=(slug, versions, names, list(desk.municipalities)),
    )


def _totals(desk: Desk) -> list[dict]:
    """Of each term the asylum total."""
    if desk.headline is None:
        return []
    rows = desk.comparison(Attribution.COUNTED).of_opgave(desk.headline.code)
    return [
        {
            "opgave": desk.headline,
            "row": row,
            "difference": row.differences[Level.PLEDGED],
            "net": row.tally.net_at(Level.PLEDGED) if row.tally else None,
            "finding": finding(
                row, desk.headline.get_unit_display(), desk.round.term_date(row.term)
            ),
        }
        for row in rows
    ]


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality in the table; of a draft only that there is one.

    `asks_for` is what it waits for: uitstel or heropening. `warnings` and `unexplained` are None
    when nothing was handed in.
    """

    cbs_code: str
    name: str
    label: str
    tone: str
    by_letter: str
    is_late: bool
    asks_for: str
    readable_draft: bool
    last_change: date | None
    open_questions: int
    warnings: int | None
    unexplained: int | None


def _municipality_rows(desk: Desk) -> list[MunicipalityRow]:
    now, standings = clock.now(), standings_of(desk.round)
    return [
        _municipality_row(
            desk, submission, standings[submission.pk], closed=has_closed(submission, now)
        )
        for submission in desk.loaded.submissions
    ]


def _municipality_row(
    desk: Desk, submission: Submission, standing: Standing, closed: bool
) -> MunicipalityRow:
    version, count = desk.loaded.latest_version(submission), desk.counts.get(submission.pk)
    wanted = "heropening" if submission.state == State.SUBMITTED else "uitstel"
    return MunicipalityRow(
        cbs_code=submission.municipality.cbs_code,
        name=submission.municipality.name,
        label=regietafel_label(submission, submission.latest_number, closed),
        tone=_tone(submission, closed),
        by_letter=version.by_letter if version else "",
        is_late=version is not None and version.is_late,
        asks_for=wanted if standing.waits else "",
        readable_draft=submission.draft_open_to_regietafel and submission.state in WITH_A_DRAFT,
        last_change=timezone.localdate(standing.changed) if standing.changed else None,
        open_questions=standing.open_questions,
        warnings=count.warning_count if count else None,
        unexplained=count.unexplained_count if count else None,
    )


def _tone(submission: Submission, closed: bool) -> str:
    if submission.latest_number:
        return "done"
    if closed:
        return "late"
    return "todo" if submission.state == State.OPEN else "busy"
