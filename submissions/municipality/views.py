"""The page of the own municipality: who has access, what was done when and by whom, what was
mailed, and more time."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from accounts.querysets import MembershipQuerySet
from submissions.lookup import get_own_submission
from submissions.municipality.activity import EVENTS_PER_PAGE, events_of, latest_mails


def municipality(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    desk = bijdrage.round.regietafel.memberships.filter(role__in=(Role.PROJECT_LEADER, Role.CHAIR))
    events = Paginator(events_of(bijdrage.submission), EVENTS_PER_PAGE)
    context = {
        "bijdrage": bijdrage,
        "colleagues": _people(bijdrage.municipality.memberships.all()),
        "desk": _people(desk),
        "events": events.get_page(request.GET.get("pagina")),
        "mails": latest_mails(bijdrage.submission),
    }
    return render(request, "submissions/municipality/municipality.html", context)


def _people(memberships: MembershipQuerySet) -> MembershipQuerySet:
    return memberships.active().select_related("user").order_by("user__name", "user__email")
