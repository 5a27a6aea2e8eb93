from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from common.buttons import button_on
from common.posted import posted_number
from common.refused import Refused
from submissions.handing_in import actions
from submissions.lookup import get_own_submission


@button_on("submissions:task_list")
def start_addition(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    try:
        actions.start_addition(bijdrage.submission, request.user)
        messages.info(
            request,
            (
                f"U bewerkt nu een aanvulling. Versie {bijdrage.latest_number} blijft gelden tot "
                "u opnieuw indient."
            ),
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("submissions:task_list", round_slug, cbs_code)


def discard_addition(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> HttpResponse:
    """Asks first; a POST throws the addition away."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    if request.method == "POST":
        try:
            actions.discard_addition(bijdrage.submission, request.user, _seen_event(request))
            messages.success(
                request, f"De aanvulling is verworpen. Versie {bijdrage.latest_number} geldt."
            )
        except Refused as refused:
            messages.error(request, refused.message)
        return redirect("submissions:task_list", round_slug, cbs_code)
    last = bijdrage.submission.events.order_by("-pk").values_list("pk", flat=True).first()
    return render(
        request,
        "submissions/handing_in/discard_addition.html",
        {"bijdrage": bijdrage, "seen_event": last or 0},
    )


def _seen_event(request: AuthenticatedHttpRequest) -> int | None:
    return posted_number(request.POST.get("seen_event", ""))
