"""Where saving leads to: back to the page the person came from, or on to what is left to do."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from accounts.http import AuthenticatedHttpRequest
from submissions import rules
from submissions.links import FROM_CHECK, FROM_TASK_LIST, submission_url
from submissions.lookup import OwnSubmission

# By what the address says: the page, and the place on it where the person goes on. On the task
# list that is the top, with the message that it was saved.
WAYS_BACK = {FROM_CHECK: ("check", "#volgende"), FROM_TASK_LIST: ("task_list", "")}


def comes_from_check(request: AuthenticatedHttpRequest) -> bool:
    return request.GET.get("terug") == FROM_CHECK


def way_back(request: AuthenticatedHttpRequest, bijdrage: OwnSubmission) -> str | None:
    """The page that the person came from, when the address tells."""
    page, place = WAYS_BACK.get(request.GET.get("terug", ""), ("", ""))
    return submission_url(page, bijdrage) + place if page else None


def with_way_back(request: AuthenticatedHttpRequest, address: str) -> str:
    way = request.GET.get("terug")
    return f"{address}?terug={way}" if way in WAYS_BACK else address


def after_saving(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, page: str, *rest: object
) -> HttpResponse:
    """To where the person came from, or to the page of this name."""
    back = way_back(request, bijdrage)
    return HttpResponseRedirect(back) if back else redirect(submission_url(page, bijdrage, *rest))


def to_what_is_left(request: AuthenticatedHttpRequest, bijdrage: OwnSubmission) -> HttpResponse:
    """After an answer or the header, with the bijdrage as it now is: to the header when only that
    is missing, to the check page when nothing is, and else to the list of what is left."""
    content = bijdrage.content
    missing = rules.errors(content)
    if not missing:
        return after_saving(request, bijdrage, "check")
    here = request.resolver_match.url_name if request.resolver_match else ""
    only_header = missing == rules.header_errors(content) and here != "header"
    return after_saving(request, bijdrage, "header" if only_header else "task_list")
