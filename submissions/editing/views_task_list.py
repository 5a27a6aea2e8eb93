from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from autosave.kept import KeptTexts, forget, keep
from common.buttons import button_on
from common.refused import Refused
from rounds.lookup import get_round
from submissions import rules
from submissions.editing import actions
from submissions.editing.forms import RestForm
from submissions.editing.task_list import (
    BUSY,
    NOT_YET_KNOWN,
    NOTHING_YET,
    header_status,
    rows_with_leads,
)
from submissions.editing.unsaved import kept_texts, unsaved_texts
from submissions.editing.way_back import to_what_is_left
from submissions.enums import AnswerKind, State
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.models import Question, Submission
from submissions.shares.requests import requests_to

REST_FORM = "overige"


def choose(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """To the only municipality of the person, or a choice."""
    round_ = get_round(request.user, round_slug)
    submissions = list(
        Submission.objects.editable_by(request.user)
        .filter(round__slug=round_slug)
        .select_related("municipality", "round")
        .order_by("municipality__name")
    )
    if len(submissions) == 1:
        return redirect("submissions:task_list", round_slug, submissions[0].municipality.cbs_code)
    return render(
        request, "submissions/editing/choose.html", {"round": round_, "submissions": submissions}
    )


def task_list(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    texts = kept_texts(bijdrage)
    kept = texts.of(REST_FORM, request.path)
    context = _task_list_context(request.user, bijdrage) | {
        "unsaved": kept,
        "rest_form": RestForm(initial={"reason": kept.data.get("reason", "") if kept else ""}),
        "texts_of_removed_lines": _texts_of_removed_lines(bijdrage, texts),
        "unsaved_texts": unsaved_texts(bijdrage, texts),
    }
    return render(request, "submissions/editing/task_list.html", context)


def _texts_of_removed_lines(bijdrage: OwnSubmission, kept: KeptTexts) -> list[str]:
    """Text typed for a line that a colleague removed; no other page leads to it."""
    under = reverse("submissions:task_list", args=bijdrage.url_args) + "regels/"
    lines = {f"{under}{line.line_id}/" for line in bijdrage.content.lines}
    return [page for page in kept.pages if page.startswith(under) and page not in lines]


def _task_list_context(user: User, bijdrage: OwnSubmission) -> dict:
    rows = rows_with_leads(bijdrage)
    requests = requests_to(bijdrage.municipality, bijdrage.share_requests)
    statuses = [row.status for row in rows]
    fillable = [row for row in rows if row.opgave.has_lines]
    return {
        "bijdrage": bijdrage,
        "not_yet_known": statuses.count(NOT_YET_KNOWN[0]),
        "form_name": REST_FORM,
        "form_page": reverse("submissions:task_list", args=bijdrage.url_args),
        "rows": rows,
        "has_shares": any(row.short.share or row.long.share for row in rows),
        "remaining": sum(row.status == NOTHING_YET[0] for row in fillable),
        "answered": sum(row.status not in (NOTHING_YET[0], BUSY[0]) for row in fillable),
        "fillable": len(fillable),
        "header_status": header_status(bijdrage.content),
        "nothing_left": not rules.errors(bijdrage.content),
        "share_requests": [request for request in requests if not request.successor],
        "has_replaced_requests": any(request.successor for request in requests),
        "shares_waiting": sum(request.is_open for request in requests),
        "joint_lines": [line for line in bijdrage.content.lines if line.shares.all()],
        "attachment_count": bijdrage.content.version.attachment_count,
        "questions": _question_counts(user, bijdrage),
        "versions": bijdrage.submitted_versions,
        "may_start_addition": bijdrage.is_open and bijdrage.submission.state == State.SUBMITTED,
        "may_discard": bijdrage.is_open
        and bijdrage.submission.state == State.DRAFT
        and bijdrage.latest_number is not None,
    }


def _question_counts(user: User, bijdrage: OwnSubmission) -> dict[str, int]:
    here = Question.objects.visible_to(user, at=bijdrage.municipality).filter(
        submission__round=bijdrage.round
    )
    return here.count_waiting(bijdrage.municipality)


@button_on("submissions:task_list")
def answer_remaining(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    page = reverse("submissions:task_list", args=bijdrage.url_args)
    form = RestForm(request.POST)
    if form.is_valid():
        try:
            number = actions.answer_remaining(
                bijdrage.submission, request.user, **form.stored_fields()
            )
            forget(request, REST_FORM, page)
            label = AnswerKind(form.cleaned_data["kind"]).label
            messages.success(
                request, f"{number} opgave{'' if number == 1 else 'n'} beantwoord met ‘{label}’."
            )
            return to_what_is_left(request, bijdrage.again())
        except Refused as refused:
            form.add_error(None, refused.message)
    keep(request, REST_FORM, page)
    context = _task_list_context(request.user, bijdrage) | {"rest_form": form}
    return render(request, "submissions/editing/task_list.html", context)
