from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from common import clock
from rounds.lookup import get_round
from routekaart.enums import Fact, MilestoneState
from routekaart.progress import Step, steps
from submissions.models import Submission


def timeline(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """The routekaart for everyone of the regietafel."""
    round_ = get_round(request.user, round_slug)
    own = list(
        Submission.objects.editable_by(request.user)
        .filter(round=round_)
        .select_related("municipality")
        .with_latest_number()
    )
    context = {
        "round": round_,
        "today": clock.today(),
        "steps": [
            (step, own if _is_own_step(step) else []) for step in steps(round_, clock.today())
        ],
    }
    return render(request, "routekaart/timeline.html", context)


def _is_own_step(step: Step) -> bool:
    return step.milestone.fact == Fact.ROUND and step.state != MilestoneState.PLANNED
