from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from autosave.kept_form import KeptForm
from common.reason import ReasonForm
from submissions.lookup import get_own_submission
from submissions.more_time import actions


def ask_more_time(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> HttpResponse:
    """Ask the project leader for more time, or to reopen what was submitted."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    form = ReasonForm(
        request.POST or None,
        label="Wat wilt u nog doen, en tot wanneer heeft u daarvoor nodig?",
        missing=(
            "Vul in waarom u meer tijd nodig heeft en tot wanneer, bijvoorbeeld: de raad besluit "
            "op 29 april."
        ),
        help_text="De projectleider leest dit in een mail en op de pagina van uw gemeente.",
    )
    page = KeptForm(request, form, "verzoek")
    if page.carry_out(
        lambda typed: actions.ask_more_time(bijdrage.submission, request.user, typed["reason"])
    ):
        messages.success(
            request, "Uw verzoek is gestuurd aan de projectleider. U krijgt het antwoord per mail."
        )
        return redirect("submissions:task_list", round_slug, cbs_code)
    return render(
        request, "submissions/more_time/ask_more_time.html", page.context | {"bijdrage": bijdrage}
    )
