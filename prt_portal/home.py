"""The first page of every role: where you stand and what the next step is.

The only place that sees all rooms.
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from accounts.models import Municipality, User
from accounts.permissions import Action, may
from common import clock
from regietafel.permissions import may_see_desk
from rounds.models import Round
from routekaart.enums import MilestoneState
from routekaart.progress import Step, steps
from submissions.enums import State
from submissions.lookup import OwnSubmission, own_submissions
from submissions.models import Question, Submission
from submissions.shares.requests import ShareRequest, load_requests

NEXT_MILESTONES = 3


@dataclass(frozen=True)
class WaitingQuestion:
    """A question that waits for an answer of this person, with its page."""

    question: Question
    url: str


@dataclass(frozen=True)
class RoundAtHome:
    """One round as it concerns this person."""

    round: Round
    bijdragen: list[OwnSubmission]
    shares_to_confirm: list[ShareRequest]
    is_late: bool
    has_closed: bool
    desk: bool
    administrates: bool
    handed_in: int
    total: int
    steps: list[Step]
    waiting: list[WaitingQuestion]

    @property
    def next_steps(self) -> list[Step]:
        return [s for s in self.steps if s.state != MilestoneState.DONE][:NEXT_MILESTONES]

    @property
    def begins(self) -> bool:
        """Whether one of the bijdragen can be begun now."""
        return any(
            bijdrage.is_open and bijdrage.submission.state == State.OPEN
            for bijdrage in self.bijdragen
        )


def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).select_related("regietafel")
    return render(
        request,
        "home.html",
        {
            "title": _title({round_.regietafel.name for round_ in rounds}),
            "rounds": [_round_at_home(request.user, round_) for round_ in rounds],
        },
    )


def _title(regietafels: set[str]) -> str:
    """The name of the own regietafel; of who has none or several what they are."""
    return regietafels.pop() if len(regietafels) == 1 else "Provinciale regietafels"


def _waiting(
    user: User, round_: Round, municipalities: list[Municipality]
) -> list[WaitingQuestion]:
    """For each of the own municipalities, and at the desk for the project leader; each question
    once."""
    found: dict[int, WaitingQuestion] = {}
    for reader in [
        *municipalities,
        *([None] if may(user, Action.WRITE_QUESTIONS, round_.regietafel) else []),
    ]:
        visible = Question.objects.visible_to(user, at=reader or round_.regietafel).waiting_for(
            reader
        )
        for question in visible.filter(submission__round=round_).select_related(
            "submission__municipality"
        ):
            found.setdefault(
                question.pk, WaitingQuestion(question, _question_url(round_, question, reader))
            )
    return list(found.values())


def _question_url(round_: Round, question: Question, reader: Municipality | None) -> str:
    room, municipality = (
        ("submissions", reader) if reader else ("regietafel", question.submission.municipality)
    )
    return reverse(f"{room}:question", args=[round_.slug, municipality.cbs_code, question.pk])


def _round_at_home(user: User, round_: Round) -> RoundAtHome:
    submissions = list(Submission.objects.filter(round=round_).with_latest_number())
    own = own_submissions(user).filter(round=round_)
    return RoundAtHome(
        round=round_,
        bijdragen=[OwnSubmission(submission, submission.latest_number, user) for submission in own],
        shares_to_confirm=_shares_to_confirm(
            round_, [submission.municipality for submission in own]
        ),
        is_late=clock.now() >= round_.deadline_at,
        has_closed=clock.now() >= round_.closes_at,
        desk=may_see_desk(user, round_),
        administrates=may(user, Action.ADMINISTER, round_.regietafel),
        handed_in=sum(submission.latest_number is not None for submission in submissions),
        total=len(submissions),
        waiting=_waiting(user, round_, [submission.municipality for submission in own]),
        steps=steps(round_, clock.today()),
    )


def _shares_to_confirm(round_: Round, municipalities: list[Municipality]) -> list[ShareRequest]:
    return [request for request in load_requests(round_, *municipalities) if request.is_open]
