"""The project leader gives several municipalities more time at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from autosave.kept_form import KeptForm
from common.moments import until_and_including
from regietafel.comparison.tables import desk_round
from regietafel.dashboard.forms import SeveralExtensionsForm, choose
from rounds.models import Round
from submissions.models import Submission
from submissions.more_time.actions import SeveralExtended, extend_several


def extend(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Who, until when and why; what was chosen on the dashboard is chosen already."""
    round_ = desk_round(request, round_slug)
    if not may(request.user, Action.GRANT_MORE_TIME, round_.regietafel):
        raise Http404
    submissions = _submissions(round_)
    form = SeveralExtensionsForm(request.POST or None, round_=round_, submissions=submissions)
    page = KeptForm(request, form, "uitstel")
    choose(form, request.GET.getlist("gemeente"))
    if page.carry_out(_extender(request, form, submissions)):
        return _done(request, round_, form, page.outcome)
    context = page.context | {"round": round_, "submissions": submissions}
    return render(request, "regietafel/dashboard/extend.html", context)


def _submissions(round_: Round) -> list[Submission]:
    return list(
        Submission.objects.filter(round=round_)
        .select_related("municipality", "round")
        .with_latest_number()
    )


def _extender(
    request: AuthenticatedHttpRequest, form: SeveralExtensionsForm, submissions: list[Submission]
) -> Callable[[dict], SeveralExtended]:
    def act(typed: dict) -> SeveralExtended:
        chosen = [s for s in submissions if s.municipality.cbs_code in typed["municipalities"]]
        return extend_several(chosen, request.user, form.until, typed["reason"])

    return act


def _done(
    request: AuthenticatedHttpRequest,
    round_: Round,
    form: SeveralExtensionsForm,
    outcome: SeveralExtended,
) -> HttpResponse:
    if outcome.done:
        names = ", ".join(map(str, outcome.done))
        messages.success(
            request, f"Uitstel tot en met {until_and_including(form.until)} voor: {names}."
        )
    for refusal in outcome.refused:
        messages.warning(request, refusal)
    return redirect("regietafel:dashboard", round_.slug)
