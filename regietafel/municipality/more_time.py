"""Only the project leader: more time for one municipality, reopening what it submitted, or
declining its request."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from autosave.kept_form import KeptForm
from common.moments import until_and_including
from common.reason import ReasonForm
from regietafel.comparison.tables import desk_round
from regietafel.lookup import get_submission
from regietafel.municipality.forms import ExtensionForm, ReopenForm
from rounds.models import Round
from submissions.lifecycle.last_events import last_events
from submissions.models import Submission
from submissions.more_time import actions


def extend(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Give one municipality more time."""
    round_, submission = _found(request, round_slug, cbs_code)
    page = KeptForm(request, ExtensionForm(request.POST or None, round_=round_), "uitstel")
    if page.carry_out(
        lambda typed: actions.extend(submission, request.user, page.form.until, typed["reason"])
    ):
        messages.success(
            request,
            (
                f"{submission.municipality} kan indienen tot en met "
                f"{until_and_including(page.form.until)}."
            ),
        )
        return redirect("regietafel:municipality", round_slug, cbs_code)
    return _page(request, "regietafel/municipality/extend.html", round_, submission, page)


def reopen(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Let one municipality change what it submitted."""
    round_, submission = _found(request, round_slug, cbs_code)
    page = KeptForm(request, ReopenForm(request.POST or None, round_=round_), "heropenen")
    if page.carry_out(
        lambda typed: actions.reopen(submission, request.user, page.form.until, typed["reason"])
    ):
        messages.success(
            request,
            (
                f"Heropend: {submission.municipality} kan wijzigen tot en met "
                f"{until_and_including(page.form.until)}."
            ),
        )
        return redirect("regietafel:municipality", round_slug, cbs_code)
    return _page(request, "regietafel/municipality/reopen.html", round_, submission, page)


def decline(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Answer a request for more time with no."""
    round_, submission = _found(request, round_slug, cbs_code)
    form = ReasonForm(
        request.POST or None,
        label="Waarom wijst u het verzoek af?",
        missing="Vul in waarom u het verzoek afwijst.",
        help_text="De gemeente leest dit in een mail en bij de bijdrage.",
    )
    page = KeptForm(request, form, "afwijzen")
    if page.carry_out(
        lambda typed: actions.decline_more_time(submission, request.user, typed["reason"])
    ):
        messages.success(request, f"Het verzoek van {submission.municipality} is afgewezen.")
        return redirect("regietafel:municipality", round_slug, cbs_code)
    return _page(request, "regietafel/municipality/decline.html", round_, submission, page)


def _found(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> tuple[Round, Submission]:
    round_ = desk_round(request, round_slug)
    if not may(request.user, Action.GRANT_MORE_TIME, round_.regietafel):
        raise Http404
    return round_, get_submission(request.user, round_, cbs_code)


def _page(
    request: AuthenticatedHttpRequest,
    template: str,
    round_: Round,
    submission: Submission,
    page: KeptForm,
) -> HttpResponse:
    context = page.context | {
        "round": round_,
        "submission": submission,
        "municipality": submission.municipality,
        "municipality_url": reverse(
            "regietafel:municipality", args=[round_.slug, submission.municipality.cbs_code]
        ),
        "open_request": last_events(submission).request,
    }
    return render(request, template, context)
