"""What the buttons of "Controleren en indienen" do. Each leads to the next page, or raises Refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from submissions import actions
from submissions.forms_reason import ReasonForm
from submissions.lookup import Bijdrage


def return_form(data=None) -> ReasonForm:
    return ReasonForm(
        data,
        label="Waarom geeft u de bijdrage terug?",
        missing="Vul in wat er moet veranderen, bijvoorbeeld: het aantal plekken in Beilen klopt niet.",
        help_text="Uw collega’s lezen dit in een mail en bij de bijdrage. De regietafel ziet het niet.",
    )


def hand_in(request: HttpRequest, bijdrage: Bijdrage, form: ReasonForm) -> HttpResponse:
    submitted = actions.submit(bijdrage.submission, request.user)
    return redirect("submissions:version", *bijdrage.url_args, submitted.number)


def _offer(request: HttpRequest, bijdrage: Bijdrage, form: ReasonForm) -> HttpResponse:
    actions.offer(bijdrage.submission, request.user)
    messages.success(request, "De bijdrage is aangeboden voor akkoord. Zij is nog niet ingediend.")
    return redirect("submissions:task_list", *bijdrage.url_args)


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


STEPS = {"submit": hand_in, "offer": _offer, "approve": _approve, "return": _return, "take_back": _take_back}
