from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from common import clock
from common.moments import format_time
from submissions import actions
from submissions.enums import AnswerKind, State
from submissions.errors import Refused, Stale
from submissions.forms import AnswerForm, HeaderForm
from submissions.lookup import Bijdrage, get_bijdrage, get_round
from submissions.models import Question, Submission, Version
from submissions.reading import attachments_of
from submissions.stale import differing_fields, with_revision
from submissions.targets import load_targets
from submissions.task_list import NOTHING_YET, header_status, task_rows


def choose(request: HttpRequest, round_slug: str) -> HttpResponse:
    """To the only municipality of the person, or a choice."""
    round_ = get_round(request.user, round_slug)
    submissions = list(
        Submission.objects.editable_by(request.user)
        .filter(round__slug=round_slug)
        .select_related("municipality")
        .order_by("municipality__name")
    )
    if len(submissions) == 1:
        return redirect("submissions:task_list", round_slug, submissions[0].municipality.cbs_code)
    return render(request, "submissions/choose.html", {"round": round_, "submissions": submissions})


def task_list(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    return render(request, "submissions/task_list.html", _task_list_context(request.user, bijdrage))


def _task_list_context(user, bijdrage: Bijdrage) -> dict:
    targets = load_targets(bijdrage.round)
    rows = task_rows(bijdrage.draft, targets, list(bijdrage.round.opgaven.select_related("part_of")))
    fillable = [row for row in rows if row.opgave.has_lines]
    versions = Version.objects.filter(submission=bijdrage.submission).submitted()
    return {
        "bijdrage": bijdrage,
        "rows": rows,
        "remaining": sum(row.status == NOTHING_YET[0] for row in fillable),
        "answered": sum(row.status != NOTHING_YET[0] for row in fillable),
        "fillable": len(fillable),
        "header_status": header_status(bijdrage.draft),
        "attachment_count": len(attachments_of(bijdrage.draft.version)),
        "questions": _question_counts(user, bijdrage),
        "versions": versions.select_related("submitted_by", "submission__round").order_by("-number"),
        "may_start_addition": bijdrage.is_open and bijdrage.submission.state == State.SUBMITTED,
        "may_discard": bijdrage.is_open
        and bijdrage.submission.state == State.DRAFT
        and bijdrage.latest_number is not None,
    }


def _question_counts(user, bijdrage: Bijdrage) -> dict[str, int]:
    here = Question.objects.visible_to(user, at=bijdrage.municipality).filter(submission__round=bijdrage.round)
    return {"open": here.open().asked().count(), "waiting": here.waiting_for(bijdrage.municipality).count()}


@require_POST
def answer_remaining(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            number = actions.answer_remaining(bijdrage.submission, request.user, **form.cleaned_data)
            label = AnswerKind(form.cleaned_data["kind"]).label
            messages.success(request, f"{number} opgave{'' if number == 1 else 'n'} beantwoord met '{label}'.")
            return redirect("submissions:task_list", round_slug, cbs_code)
        except Refused as refused:
            form.add_error(None, refused.message)
    problem = next(message for messages_ in form.errors.values() for message in messages_)
    context = _task_list_context(request.user, bijdrage) | {
        "reason": request.POST.get("reason", ""),
        "reason_error": problem,
        "reason_errors": [{"message": problem, "href": "#id_reason"}],
    }
    return render(request, "submissions/task_list.html", context)


def header(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    stored = bijdrage.draft.version
    form = HeaderForm(request.POST or None, instance=stored)
    differences = []
    if form.is_valid():
        try:
            actions.save_header(bijdrage.submission, request.user, form.stored_fields(), form.base_revision)
            messages.success(request, f"Opgeslagen als concept om {format_time(clock.now())}.")
            return redirect("submissions:task_list", round_slug, cbs_code)
        except Stale as stale:
            now = get_bijdrage(request.user, round_slug, cbs_code).draft.version
            differences = differing_fields(form, now)
            form = HeaderForm(with_revision(request.POST, now.revision), instance=now)
            form.add_error(None, stale.message)
        except Refused as refused:
            form.add_error(None, refused.message)
    back = reverse("submissions:task_list", args=bijdrage.url_args)
    return render(
        request,
        "submissions/header.html",
        {"bijdrage": bijdrage, "form": form, "differences": differences, "back": back},
    )
