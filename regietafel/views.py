from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import is_project_leader
from common import clock
from common.moments import until_and_including
from regietafel.chart import bar_of, tile_map
from regietafel.comparison import Comparison
from regietafel.desk import Desk, load_desk
from regietafel.exports.account import account_texts
from regietafel.exports.xlsx import file_name, overview_workbook
from regietafel.forms import ExtensionForm
from regietafel.lines import line_rows
from regietafel.lookup import get_desk_round, get_submission
from regietafel.stand import cell_label
from submissions import actions, rules
from submissions.counting import Level, View, expires_before
from submissions.drafts import load_draft
from submissions.enums import EventKind, Term
from submissions.lookup import submitted_version
from submissions.models import Event, Round, Submission, Version
from submissions.permissions import closing_moment
from submissions.reading import read_version
from submissions.rules import Draft
from submissions.transitions import regietafel_label

# Of a draft the regietafel sees only that there is one, when it last changed and how much is still missing.
EVENTS_FOR_THE_DESK = (
    EventKind.SUBMITTED,
    EventKind.ADDITION_STARTED,
    EventKind.ADDITION_DISCARDED,
    EventKind.EXTENDED,
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _round(request: HttpRequest, round_slug: str) -> Round:
    return get_desk_round(request.user, round_slug)


def _desk(request: HttpRequest, round_slug: str) -> Desk:
    return load_desk(_round(request, round_slug))


def _view(request: HttpRequest) -> View:
    return View.LOCATED if request.GET.get("weergave") == "gevestigd" else View.COUNTED


def dashboard(request: HttpRequest, round_slug: str) -> HttpResponse:
    desk = _desk(request, round_slug)
    comparison = desk.comparison(View.COUNTED)
    context = {
        "round": desk.round,
        "desk": desk,
        "handed_in": desk.handed_in.count,
        "total": desk.handed_in.total,
        "municipalities": _municipality_rows(desk),
        "terms": _terms(desk, comparison),
        "tiles": tile_map(desk.handed_in.submissions),
    }
    return render(request, "regietafel/dashboard.html", context)


def _municipality_rows(desk: Desk) -> list[dict]:
    """Per municipality its state, last change and open warnings; of a draft only that there is one."""
    last_changes = dict(
        Event.objects.filter(submission__round=desk.round).order_by("submission", "at").values_list("submission", "at")
    )
    return [
        {
            "submission": submission,
            "municipality": submission.municipality,
            "label": regietafel_label(submission, submission.latest_number),
            "tone": "done" if submission.latest_number else "busy" if submission.state == "draft" else "todo",
            "version": desk.handed_in.latest_version(submission),
            "last_change": last_changes.get(submission.pk),
            "warnings": len(_warnings(desk, submission)),
        }
        for submission in desk.handed_in.submissions
    ]


def _warnings(desk: Desk, submission: Submission) -> list[rules.Problem]:
    version = desk.handed_in.latest_version(submission)
    if version is None:
        return []
    version.submission.round = desk.round
    draft = Draft(
        desk.round,
        version,
        [opgave for opgave in desk.handed_in.opgaven if opgave.has_lines],
        desk.handed_in.answers[version.pk],
        desk.handed_in.contributions_of(submission),
    )
    return rules.warnings(draft)


def _terms(desk: Desk, comparison: Comparison) -> list[dict]:
    """The rows of each term with their opgave and bar, ready for a table."""
    return [
        {
            "term": term,
            "words": desk.round.short_term if term == Term.SHORT else desk.round.long_term,
            "peildatum": desk.round.term_date(term),
            "rows": [
                {
                    "opgave": desk.opgaven[row.opgave],
                    "row": row,
                    "bar": bar_of(row, desk.opgaven[row.opgave].name),
                    "differences": [row.differences[level] for level in Level],
                }
                for row in comparison.of_term(term)
            ],
        }
        for term in Term
    ]


def comparison(request: HttpRequest, round_slug: str) -> HttpResponse:
    desk = _desk(request, round_slug)
    view = _view(request)
    lines = line_rows(desk)
    context = {
        "round": desk.round,
        "view": view,
        "terms": _terms(desk, desk.comparison(view)),
        "handed_in": desk.handed_in.count,
        "total": desk.handed_in.total,
        "target_set": desk.targets,
        "expiring": [row for row in lines if _expires(row, desk.round)],
        "unconfirmed": [row for row in lines if row.confirmed is False],
        "contradictions": _contradictions(desk),
    }
    return render(request, "regietafel/comparison.html", context)


def _expires(row, round_: Round) -> bool:
    return row.line.counts and any(
        row.amount(term) and expires_before(row.line.available_until, round_.term_date(term)) for term in Term
    )


def _contradictions(desk: Desk) -> list[tuple]:
    return [
        (submission.municipality, problem)
        for submission in desk.handed_in.submissions
        for problem in _warnings(desk, submission)
    ]


def comparison_opgave(request: HttpRequest, round_slug: str, opgave_code: str) -> HttpResponse:
    """One opgave: the municipalities, and the lines that the numbers are made of."""
    desk = _desk(request, round_slug)
    if opgave_code not in desk.opgaven:
        raise Http404
    opgave = desk.opgaven[opgave_code]
    view = _view(request)
    numbers = {s.municipality.cbs_code: s.latest_number for s in desk.handed_in.submissions}
    parts = desk.counting_parts(opgave_code)
    context = {
        "round": desk.round,
        "opgave": opgave,
        "view": view,
        "tables": [
            {
                "row": row,
                "peildatum": desk.round.term_date(row.term),
                "differences": [row.differences[level] for level in Level],
                "bar": bar_of(row, opgave.name),
                "cells": [
                    (desk.municipalities[cell.cbs_code], cell, cell_label(cell, numbers[cell.cbs_code]))
                    for cell in row.cells
                ],
            }
            for row in desk.comparison(view).of_opgave(opgave_code)
        ],
        "lines": [row for row in line_rows(desk) if row.line.opgave.code in (parts or {opgave_code})],
        "parts": [part for part in desk.handed_in.opgaven if part.code in parts],
    }
    return render(request, "regietafel/comparison_opgave.html", context)


def municipality(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """One municipality: its versions, its latest lines, its events. Of a draft only state and last change."""
    round_ = _round(request, round_slug)
    submission = _submission(request, round_, cbs_code)
    versions = list(
        Version.objects.filter(submission=submission)
        .submitted()
        .select_related("submitted_by", "submission__round", "submission__municipality")
        .order_by("-number")
    )
    draft = load_draft(versions[0]) if versions else None
    context = {
        "round": round_,
        "submission": submission,
        "municipality": submission.municipality,
        "label": regietafel_label(submission, submission.latest_number),
        "versions": versions,
        "version": versions[0] if versions else None,
        "sections": read_version(draft) if draft else [],
        "warnings": rules.warnings(draft) if draft else [],
        "events": submission.events.filter(kind__in=EVENTS_FOR_THE_DESK).select_related("by")[:50],
        "open_errors": _open_errors(submission),
        "last_change": submission.events.first(),
        "closes_at": closing_moment(submission),
        "may_extend": is_project_leader(request.user, round_.regietafel),
    }
    return render(request, "regietafel/municipality.html", context)


def _open_errors(submission: Submission) -> int | None:
    """How many points stop the hand-in of the draft; None without a draft."""
    version = submission.versions.working_copies().select_related("submission__round").first()
    return len(rules.errors(load_draft(version))) if version else None


def extend(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Give one municipality more time; only the project leader may."""
    round_ = _round(request, round_slug)
    if not is_project_leader(request.user, round_.regietafel):
        raise Http404
    submission = _submission(request, round_, cbs_code)
    form = ExtensionForm(request.POST or None, round_=round_)
    if form.is_valid():
        actions.extend(submission, request.user, form.until, form.cleaned_data["reason"])
        messages.success(
            request, f"{submission.municipality} kan indienen tot en met {until_and_including(form.until)}."
        )
        return redirect("regietafel:municipality", round_slug, cbs_code)
    context = {"round": round_, "submission": submission, "municipality": submission.municipality, "form": form}
    return render(request, "regietafel/extend.html", context)


def version(request: HttpRequest, round_slug: str, cbs_code: str, number: int) -> HttpResponse:
    round_ = _round(request, round_slug)
    submission = _submission(request, round_, cbs_code)
    frozen = submitted_version(submission, number)
    draft = load_draft(frozen)
    context = {
        "round": round_,
        "municipality": submission.municipality,
        "version": frozen,
        "is_latest": number == submission.latest_number,
        "earlier": number - 1,
        "sections": read_version(draft),
        "warnings": rules.warnings(draft),
    }
    return render(request, "regietafel/version.html", context)


def _submission(request: HttpRequest, round_: Round, cbs_code: str) -> Submission:
    return get_submission(request.user, round_, cbs_code)


def overview(request: HttpRequest, round_slug: str) -> HttpResponse:
    """The chair's page: reads from top to bottom as the paper for the bestuurlijk PRT."""
    desk = _desk(request, round_slug)
    lines = line_rows(desk)
    context = {
        "round": desk.round,
        "made_at": clock.now(),
        "handed_in": desk.handed_in.count,
        "total": desk.handed_in.total,
        "not_handed_in": [s.municipality for s in desk.handed_in.submissions if not s.latest_number],
        "terms": _terms(desk, desk.comparison(View.COUNTED)),
        "expiring": [row for row in lines if _expires(row, desk.round)],
        "unconfirmed": [row for row in lines if row.confirmed is False],
        "account": account_texts(desk.round),
        "has_confidential": any(row.line.confidential for row in lines),
    }
    return render(request, "regietafel/overview.html", context)


def overview_xlsx(request: HttpRequest, round_slug: str) -> HttpResponse:
    desk = _desk(request, round_slug)
    answer = HttpResponse(overview_workbook(desk), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(desk)}"'
    return answer
