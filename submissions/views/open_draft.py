from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from submissions import actions
from submissions.lookup import get_bijdrage


@require_POST
def open_draft(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """The tick "De regietafel mag ons concept inzien": a box that is not ticked is not sent."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    if request.POST.get("open"):
        actions.open_draft(bijdrage.submission, request.user)
        messages.success(request, "De projectleider en de voorzitter kunnen uw concept nu lezen.")
    else:
        actions.close_draft(bijdrage.submission, request.user)
        messages.success(request, "De regietafel kan uw concept nu niet lezen.")
    return redirect("submissions:task_list", round_slug, cbs_code)
