"""The project leader reminds chosen municipalities: choose, read the mail, send."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from autosave.kept_form import KeptForm
from regietafel.comparison.tables import desk_round
from regietafel.dashboard.forms import ReminderForm, choose
from rounds.models import Round
from submissions.models import Submission
from submissions.reminders import notices


def remind(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """First the choice, then the mail as it will be; only a POST with `send` sends."""
    round_ = desk_round(request, round_slug)
    if not may(request.user, Action.REMIND, round_.regietafel):
        raise Http404
    submissions = notices.remindable(round_)
    form = ReminderForm(request.POST or None, submissions=submissions)
    page = KeptForm(request, form, "herinnering")
    choose(form, request.GET.getlist("gemeente"))
    if (
        request.POST.get("send")
        and request.POST.get("sending")
        and page.carry_out(_sender(request, round_))
    ):
        return _sent(request, round_, page.outcome)
    page.finish(done=False)
    if "edit" in request.POST or not form.is_valid():
        context = page.context | {"round": round_, "submissions": submissions}
        return render(request, "regietafel/dashboard/remind.html", context)
    return _preview(request, round_, submissions, form.cleaned_data)


def _sender(request: AuthenticatedHttpRequest, round_: Round) -> Callable[[dict], int]:
    return lambda choice: notices.remind(
        round_, request.user, choice["municipalities"], choice["note"], str(choice["sending"])
    )


def _sent(request: AuthenticatedHttpRequest, round_: Round, people: int) -> HttpResponse:
    messages.success(
        request,
        f"De herinnering is gestuurd aan {people} {'persoon' if people == 1 else 'personen'}.",
    )
    return redirect("regietafel:dashboard", round_.slug)


def _preview(
    request: AuthenticatedHttpRequest, round_: Round, submissions: list[Submission], choice: dict
) -> HttpResponse:
    chosen = [s for s in submissions if s.municipality.cbs_code in choice["municipalities"]]
    addresses = notices.addresses_of(chosen)
    example = notices.reminder_by_hand(chosen[0], choice["note"])
    context = {
        "round": round_,
        "choice": choice,
        "chosen": chosen,
        "people": sum(len(found) for found in addresses.values()),
        "unreachable": [s.municipality for s in chosen if not addresses.get(s.municipality_id)],
        "example": chosen[0].municipality,
        "subject": example.subject,
        "text": notices.preview(example),
        "sending": uuid.uuid4(),
    }
    return render(request, "regietafel/dashboard/remind_preview.html", context)
