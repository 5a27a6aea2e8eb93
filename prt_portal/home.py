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
from submissions.lookup import OwnSubmission
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
    desk: bool
    administrates: bool
    handed_in: int
    total: int
    next_steps: list[Step]
    waiting: list[WaitingQuestion]


def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    rounds = Round.objects.visible_to(request.user).select_related("regietafel")
    return render(
        request,
        "home.html",
        {"rounds": [_round_at_home(request.user, round_) for round_ in rounds]},
    )


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
    own = (
        Submission.objects.editable_by(user)
        .filter(round=round_)
        .select_related("round__regietafel", "municipality")
        .with_latest_number()
    )
    return RoundAtHome(
        round=round_,
        bijdragen=[OwnSubmission(submission, submission.latest_number, user) for submission in own],
        shares_to_confirm=_shares_to_confirm(
            round_, [submission.municipality for submission in own]
        ),
        desk=may_see_desk(user, round_),
        administrates=may(user, Action.ADMINISTER, round_.regietafel),
        handed_in=sum(submission.latest_number is not None for submission in submissions),
        total=len(submissions),
        waiting=_waiting(user, round_, [submission.municipality for submission in own]),
        next_steps=[s for s in steps(round_, clock.today()) if s.state != MilestoneState.DONE][
            :NEXT_MILESTONES
        ],
    )


def _shares_to_confirm(round_: Round, municipalities: list[Municipality]) -> list[ShareRequest]:
    return [request for request in load_requests(round_, *municipalities) if request.is_open]
