"""One municipality as the desk sees it: versions, lines, events, more time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import is_project_leader
from common.moments import until_and_including
from regietafel.forms import ExtensionForm
from regietafel.views.desk import desk_round
from regietafel.views.desk import desk_submission as _submission
from submissions import actions, rules
from submissions.drafts import load_draft
from submissions.enums import TALK, EventKind
from submissions.models import Submission, Version
from submissions.permissions import closing_moment, may_write_for
from submissions.reading import attachments_of, read_version
from submissions.transitions import regietafel_label

# Of a draft the regietafel sees only that there is one, when it last changed and how much is still missing.
EVENTS_FOR_THE_DESK = (
    EventKind.SUBMITTED,
    EventKind.ADDITION_STARTED,
    EventKind.ADDITION_DISCARDED,
    EventKind.EXTENDED,
)


def municipality(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """One municipality: its versions, its latest lines, its events. Of a draft only state and last change."""
    round_ = desk_round(request, round_slug)
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
        "last_change": submission.events.exclude(kind__in=TALK).first(),
        "open_questions": submission.questions.open().asked().count(),
        "closes_at": closing_moment(submission),
        "may_extend": is_project_leader(request.user, round_.regietafel),
        "may_ask": may_write_for(request.user, round_, None),
        "latest_number": submission.latest_number,
        "attachments": attachments_of(versions[0]) if versions else [],
    }
    return render(request, "regietafel/municipality.html", context)


def _open_errors(submission: Submission) -> int | None:
    """How many points stop the hand-in of the draft; None without a draft."""
    version = submission.versions.working_copies().select_related("submission__round").first()
    return len(rules.errors(load_draft(version))) if version else None


def extend(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Give one municipality more time; only the project leader may."""
    round_ = desk_round(request, round_slug)
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
    round_ = desk_round(request, round_slug)
    submission = _submission(request, round_, cbs_code)
    frozen = get_object_or_404(
        Version.objects.submitted().select_related("submitted_by", "submission__round", "submission__municipality"),
        submission=submission,
        number=number,
    )
    draft = load_draft(frozen)
    context = {
        "round": round_,
        "municipality": submission.municipality,
        "version": frozen,
        "is_latest": number == submission.latest_number,
        "sections": read_version(draft),
        "warnings": rules.warnings(draft),
        "may_ask": may_write_for(request.user, round_, None),
        "latest_number": submission.latest_number,
        "attachments": attachments_of(frozen),
    }
    return render(request, "regietafel/version.html", context)
