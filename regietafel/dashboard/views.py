"""The first page of the desk: who has handed in and where the region stands."""

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from common import clock
from regietafel.comparison.chart import tile_map
from regietafel.comparison.desk import Desk
from regietafel.comparison.same_locations import locations_at_two
from regietafel.comparison.tables import load_desk_for, term_tables
from submissions.counting.count import Attribution
from submissions.enums import TALK, State
from submissions.lifecycle.last_events import open_requests
from submissions.lifecycle.transitions import regietafel_label
from submissions.lifecycle.window import has_closed
from submissions.models import Event, Question, Submission

WITH_A_DRAFT = (State.DRAFT, State.AWAITING_APPROVAL)


def dashboard(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    desk = load_desk_for(request, round_slug)
    comparison = desk.comparison(Attribution.COUNTED)
    context = {
        "round": desk.round,
        "desk": desk,
        "handed_in": desk.loaded.count,
        "total": desk.loaded.total,
        "municipalities": _municipality_rows(desk),
        "terms": term_tables(desk, comparison),
        "may_remind": may(request.user, Action.REMIND, desk.round.regietafel),
        "at_two": locations_at_two(desk),
        "tiles": tile_map(desk.loaded.submissions),
    }
    return render(request, "regietafel/dashboard/dashboard.html", context)


def _municipality_rows(desk: Desk) -> list[dict]:
    """Per municipality its state, last change and open warnings; of a draft only that there is
    one."""
    now, requests = clock.now(), open_requests(desk.round)
    changes = Event.objects.filter(submission__round=desk.round).exclude(kind__in=TALK)
    last_changes = dict(changes.order_by().values_list("submission").annotate(Max("at")))
    open_questions = Question.objects.filter(submission__round=desk.round).count_open()
    return [
        {
            "submission": submission,
            "municipality": submission.municipality,
            "label": regietafel_label(
                submission, submission.latest_number, has_closed(submission, now)
            ),
            "tone": _tone(submission, has_closed(submission, now)),
            "open_request": requests.get(submission.pk),
            "readable_draft": submission.draft_open_to_regietafel
            and submission.state in WITH_A_DRAFT,
            "version": desk.loaded.latest_version(submission),
            "last_change": last_changes.get(submission.pk),
            "count": desk.counts.get(submission.pk),
            "open_questions": open_questions.get(submission.pk, 0),
        }
        for submission in desk.loaded.submissions
    ]


def _tone(submission: Submission, closed: bool) -> str:
    if submission.latest_number:
        return "done"
    if closed:
        return "late"
    return "todo" if submission.state == State.OPEN else "busy"
