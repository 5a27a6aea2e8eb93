"""The first page of the desk: who has handed in and where the region stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regietafel.chart import tile_map
from regietafel.desk import Desk
from regietafel.views.desk import load_desk_for, term_tables, warnings_of
from submissions.counting import View
from submissions.enums import TALK
from submissions.models import Event, Question
from submissions.transitions import regietafel_label


def dashboard(request: HttpRequest, round_slug: str) -> HttpResponse:
    desk = load_desk_for(request, round_slug)
    comparison = desk.comparison(View.COUNTED)
    context = {
        "round": desk.round,
        "desk": desk,
        "handed_in": desk.handed_in.count,
        "total": desk.handed_in.total,
        "municipalities": _municipality_rows(desk),
        "terms": term_tables(desk, comparison),
        "tiles": tile_map(desk.handed_in.submissions),
    }
    return render(request, "regietafel/dashboard.html", context)


def _municipality_rows(desk: Desk) -> list[dict]:
    """Per municipality its state, last change and open warnings; of a draft only that there is one."""
    changes = Event.objects.filter(submission__round=desk.round).exclude(kind__in=TALK)
    last_changes = dict(changes.order_by("submission", "at").values_list("submission", "at"))
    open_questions = Question.objects.filter(submission__round=desk.round).count_open()
    return [
        {
            "submission": submission,
            "municipality": submission.municipality,
            "label": regietafel_label(submission, submission.latest_number),
            "tone": "done" if submission.latest_number else "busy" if submission.state == "draft" else "todo",
            "version": desk.handed_in.latest_version(submission),
            "last_change": last_changes.get(submission.pk),
            "warnings": len(warnings_of(desk, submission)),
            "open_questions": open_questions.get(submission.pk, 0),
        }
        for submission in desk.handed_in.submissions
    ]
