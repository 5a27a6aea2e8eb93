"""Back to where the person came from: who mends a point of the check page wants to go on there."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from accounts.http import AuthenticatedHttpRequest
from submissions.links import WAY_BACK, submission_url
from submissions.lookup import OwnSubmission

NEXT_POINT = "#volgende"


def comes_from_check(request: AuthenticatedHttpRequest) -> bool:
    return request.GET.get("terug") == "controleren"


def with_way_back(request: AuthenticatedHttpRequest, address: str) -> str:
    return f"{address}{WAY_BACK}" if comes_from_check(request) else address


def after_saving(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, page: str, *rest: object
) -> HttpResponse:
    """To the next point of the check page, or to the page of this name."""
    if comes_from_check(request):
        return HttpResponseRedirect(submission_url("check", bijdrage) + NEXT_POINT)
    return redirect(submission_url(page, bijdrage, *rest))
