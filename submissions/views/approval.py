"""What the buttons of "Controleren en indienen" do. Each leads to the next page, or raises Refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from common import clock
from common.moments import format_time
from submissions import actions
from submissions.explanation_forms import ExplanationsForm
from submissions.forms_reason import ReasonForm
from submissions.lookup import Bijdrage


def return_form(data=None) -> ReasonForm:
    return ReasonForm(
        data,
        label="Waarom geeft u de bijdrage terug?",
        missing="Vul in wat er moet veranderen, bijvoorbeeld: het aantal plekken in Beilen klopt niet.",
        help_text="Uw collega’s lezen dit in een mail en bij de bijdrage. De regietafel ziet het niet.",
    )


def hand_in(request: HttpRequest, bijdrage: Bijdrage, form: ExplanationsForm) -> HttpResponse:
    submitted = actions.explain_and_submit(bijdrage.submission, request.user, form.typed())
    _tell_homeless(request, form)
    return redirect("submissions:version", *bijdrage.url_args, submitted.number)


def _explain(request: HttpRequest, bijdrage: Bijdrage, form: ExplanationsForm) -> HttpResponse:
    actions.explain(bijdrage.submission, request.user, form.typed())
    messages.success(request, f"Toelichtingen opgeslagen als concept om {format_time(clock.now())}.")
    _tell_homeless(request, form)
    return redirect("submissions:check", *bijdrage.url_args)


def _offer(request: HttpRequest, bijdrage: Bijdrage, form: ExplanationsForm) -> HttpResponse:
    actions.explain_and_offer(bijdrage.submission, request.user, form.typed())
    messages.success(request, "De bijdrage is aangeboden voor akkoord. Zij is nog niet ingediend.")
    _tell_homeless(request, form)
    return redirect("submissions:task_list", *bijdrage.url_args)


def _tell_homeless(request: HttpRequest, form: ExplanationsForm) -> None:
    for text in form.homeless():
        messages.warning(request, f"Een punt dat u toelichtte, valt niet meer op. Deze tekst is niet bewaard: {text}")


def _approve(request: HttpRequest, bijdrage: Bijdrage, form: ReasonForm) -> HttpResponse:
    submitted = actions.approve(bijdrage.submission, request.user, request.POST.get("offered_at", ""))
    return redirect("submissions:version", *bijdrage.url_args, submitted.number)


def _return(request: HttpRequest, bijdrage: Bijdrage, form: ReasonForm) -> HttpResponse:
    actions.return_offer(bijdrage.submission, request.user, form.cleaned_data["reason"])
    messages.success(request, "De bijdrage is teruggegeven. Uw collega’s hebben uw reden per mail gekregen.")
    return redirect("submissions:task_list", *bijdrage.url_args)


def _take_back(request: HttpRequest, bijdrage: Bijdrage, form: ReasonForm) -> HttpResponse:
    actions.take_back(bijdrage.submission, request.user)
    messages.success(request, "U kunt de bijdrage weer wijzigen. Bied haar daarna opnieuw aan.")
    return redirect("submissions:task_list", *bijdrage.url_args)


# What is decided about an offer carries no explanations.
DECISIONS = {"approve": _approve, "return": _return, "take_back": _take_back}
STEPS = {"explain": _explain, "submit": hand_in, "offer": _offer} | DECISIONS
