from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from submissions import actions
from submissions.errors import Refused
from submissions.forms_reason import ReasonForm
from submissions.lookup import get_bijdrage


def ask_more_time(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Ask the project leader for more time, or to reopen what was submitted."""
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    form = ReasonForm(
        request.POST or None,
        label="Wat wilt u nog doen, en tot wanneer heeft u daarvoor nodig?",
        missing="Vul in waarom u meer tijd nodig heeft en tot wanneer, bijvoorbeeld: de raad besluit op 29 april.",
        help_text="De projectleider leest dit in een mail en op de pagina van uw gemeente.",
    )
    if form.is_valid():
        try:
            actions.ask_more_time(bijdrage.submission, request.user, form.cleaned_data["reason"])
            messages.success(request, "Uw vraag is gestuurd aan de projectleider. U krijgt het antwoord per mail.")
            return redirect("submissions:task_list", round_slug, cbs_code)
        except Refused as refused:
            form.add_error(None, refused.message)
    return render(request, "submissions/ask_more_time.html", {"bijdrage": bijdrage, "form": form})
