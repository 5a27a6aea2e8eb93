"""The first page of every role: where you stand and what the next step is. The only place that sees all rooms."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Municipality
from accounts.permissions import is_administrator
from common import clock
from regietafel.permissions import may_see_desk
from routekaart.enums import MilestoneState
from routekaart.progress import Step, steps
from submissions.confirmations import ShareRequest, load_requests
from submissions.lookup import Bijdrage
from submissions.models import Round, Submission

NEXT_MILESTONES = 3


@dataclass(frozen=True)
class RoundAtHome:
    """One round as it concerns this person."""

    round: Round
    bijdragen: list[Bijdrage]
    shares_to_confirm: list[ShareRequest]
    desk: bool
    administrates: bool
    handed_in: int
    total: int
    next_steps: list[Step]


def home(request: HttpRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).select_related("regietafel")
    return render(request, "home.html", {"rounds": [_round_at_home(request.user, round_) for round_ in rounds]})


def _round_at_home(user, round_: Round) -> RoundAtHome:
    submissions = list(Submission.objects.filter(round=round_).with_latest_number())
    own = (
        Submission.objects.editable_by(user)
        .filter(round=round_)
        .select_related("round__regietafel", "municipality")
        .with_latest_number()
    )
    return RoundAtHome(
        round=round_,
        bijdragen=[Bijdrage(submission, submission.latest_number, user) for submission in own],
        shares_to_confirm=_shares_to_confirm(round_, [submission.municipality for submission in own]),
        desk=may_see_desk(user, round_),
        administrates=is_administrator(user, round_.regietafel),
        handed_in=sum(submission.latest_number is not None for submission in submissions),
        total=len(submissions),
        next_steps=[s for s in steps(round_, clock.today()) if s.state != MilestoneState.DONE][:NEXT_MILESTONES],
    )


def _shares_to_confirm(round_: Round, municipalities: list[Municipality]) -> list[ShareRequest]:
    return [request for request in load_requests(round_, *municipalities) if request.is_open]
