from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from submissions import actions, rules
from submissions.background import with_background
from submissions.drafts import load_draft
from submissions.errors import Refused
from submissions.lookup import get_bijdrage, submitted_version
from submissions.reading import attachments_of, read_version


def version(request: HttpRequest, round_slug: str, cbs_code: str, number: int) -> HttpResponse:
    """One submitted version, exactly as it was handed in."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    frozen = submitted_version(bijdrage.submission, number)
    draft = with_background(load_draft(frozen))
    context = {
        "bijdrage": bijdrage,
        "version": frozen,
        "sections": read_version(draft),
        "warnings": rules.warnings(draft),
        "attachments": attachments_of(frozen),
        "is_latest": number == bijdrage.latest_number,
        "earlier": number - 1,
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
            actions.discard_addition(bijdrage.submission, request.user, _seen_event(request))
            messages.success(request, f"De aanvulling is verworpen. Versie {bijdrage.latest_number} geldt.")
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("submissions:task_list", round_slug, cbs_code)
    last = bijdrage.submission.events.order_by("-pk").values_list("pk", flat=True).first()
    return render(request, "submissions/discard_addition.html", {"bijdrage": bijdrage, "seen_event": last or 0})


def _seen_event(request: HttpRequest) -> int | None:
    event = request.POST.get("seen_event", "")
    return int(event) if event.isdecimal() and len(event) < 19 else None
