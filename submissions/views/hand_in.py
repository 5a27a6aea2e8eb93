from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from submissions import actions, rules
from submissions.drafts import load_draft
from submissions.enums import State
from submissions.errors import Refused
from submissions.lookup import get_bijdrage
from submissions.models import Version
from submissions.reading import attachments_of, read_version


def check(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Everything on one page, with what stops and what wants an explanation; a POST hands in."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    problem = None
    if request.method == "POST":
        try:
            submitted = actions.submit(bijdrage.submission, request.user)
            return redirect("submissions:version", round_slug, cbs_code, submitted.number)
        except Refused as refused:
            problem = refused.message
    draft = bijdrage.draft
    context = {
        "bijdrage": bijdrage,
        "problem": problem,
        "errors": rules.errors(draft),
        "warnings": rules.warnings(draft),
        "sections": read_version(draft),
        "version": draft.version,
        "attachments": attachments_of(draft.version),
        "may_submit": bijdrage.is_editable,
        "submitted": bijdrage.submission.state == State.SUBMITTED,
    }
    return render(request, "submissions/check.html", context)


def version(request: HttpRequest, round_slug: str, cbs_code: str, number: int) -> HttpResponse:
    """One submitted version, exactly as it was handed in."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    frozen = get_object_or_404(
        Version.objects.submitted().select_related("submission__round", "submitted_by"),
        submission=bijdrage.submission,
        number=number,
    )
    context = {
        "bijdrage": bijdrage,
        "version": frozen,
        "sections": read_version(load_draft(frozen)),
        "attachments": attachments_of(frozen),
        "is_latest": number == bijdrage.latest_number,
    }
    return render(request, "submissions/version.html", context)


@require_POST
def start_addition(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    try:
        actions.start_addition(bijdrage.submission, request.user)
        messages.info(
            request,
            f"U bewerkt nu een aanvulling. Versie {bijdrage.latest_number} blijft gelden tot u opnieuw indient.",
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("submissions:task_list", round_slug, cbs_code)


def discard_addition(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Asks first; a POST throws the addition away."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    if request.method == "POST":
        try:
            actions.discard_addition(bijdrage.submission, request.user)
            messages.success(request, f"De aanvulling is verworpen. Versie {bijdrage.latest_number} geldt.")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("submissions:task_list", round_slug, cbs_code)
    return render(request, "submissions/discard_addition.html", {"bijdrage": bijdrage})
