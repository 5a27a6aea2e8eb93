"""Questions: the list, a new one, a thread. The desk of the regietafel shows the same pages at its own address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import Municipality
from submissions import actions
from submissions.errors import Refused
from submissions.forms_questions import AnswerMessageForm, QuestionForm
from submissions.lookup import get_bijdrage
from submissions.models import Contribution, Question
from submissions.question_place import Place
from submissions.questions import About, about, partners_of, readers_of, turn_of


@dataclass(frozen=True)
class Item:
    """One thread in a list."""

    question: Question
    url: str
    about: About
    turn: tuple[str, str]


def list_page(request: HttpRequest, place: Place) -> HttpResponse:
    items = thread_items(place.questions(), place.reader, place.may_write, place.url_of)
    context = {
        "place": place,
        "open_items": [item for item in items if item.question.closed_at is None],
        "closed_items": [item for item in items if item.question.closed_at],
    }
    return render(request, "questions/list.html", context)


def thread_items(
    questions: Iterable[Question],
    reader: Municipality | None,
    may_write: bool,
    url_of: Callable[[Question], str],
) -> list[Item]:
    """The threads with the most recent message first."""
    in_order = sorted(questions, key=lambda question: question.last_at, reverse=True)
    subjects = about(in_order, reader)
    return [
        Item(question, url_of(question), subjects[question.pk], turn_of(question, reader, may_write))
        for question in in_order
    ]


def new_page(request: HttpRequest, place: Place) -> HttpResponse:
    """A new question, with `?regel=` about one line. When that line is gone by now, what was typed is given back."""
    if not place.may_write:
        raise Http404
    line, line_is_gone = _line_asked_about(request, place)
    partners = partners_of(place.submission, line.line_id) if line else []
    who = {"submission": place.submission, "by_regietafel": place.reader is None, "partners": partners}
    form = QuestionForm(request.POST if request.method == "POST" else None, **who)
    if form.is_valid() and not line_is_gone:
        fields, line_id = form.fields_of_question(), line.line_id if line else None
        try:
            question = actions.ask_question(
                place.submission, request.user, place.reader, fields, line_id, tuple(partners)
            )
            messages.success(request, "Uw vraag is verstuurd.")
            return redirect(place.url("question", question.pk))
        except Refused as refused:
            form.add_error("visibility", refused.message)
    if line_is_gone:
        form.add_error(None, "Deze regel is intussen verwijderd. Uw vraag gaat nu over de hele bijdrage.")
    action = f"{place.new_url}?regel={line.line_id}" if line else place.new_url
    return render(request, "questions/new.html", {"place": place, "form": form, "line": line, "action": action})


def _line_asked_about(request: HttpRequest, place: Place) -> tuple[Contribution | None, bool]:
    line_id = request.GET.get("regel")
    if not line_id:
        return None, False
    try:
        return place.line(line_id), False
    except Http404:
        if request.POST.get("text"):
            return None, True
        raise


def thread_page(request: HttpRequest, place: Place, question_id: int) -> HttpResponse:
    question = place.question(question_id)
    form = AnswerMessageForm(request.POST or None)
    if request.method == "POST" and not place.may_write:
        raise Http404
    if form.is_valid():
        try:
            actions.answer_question(question, request.user, place.reader, form.cleaned_data["text"])
            messages.success(request, "Uw antwoord is verstuurd.")
            return redirect(place.url("question", question.pk))
        except Refused as refused:
            form.add_error("text", refused.message)
    context = {
        "place": place,
        "question": question,
        "about": about([question], place.reader)[question.pk],
        "readers": readers_of(question),
        "thread": question.messages.select_related("by", "municipality"),
        "turn": turn_of(question, place.reader, place.may_write),
        "form": form,
        "may_answer": place.may_write and (question.closed_at is None or form.errors),
        "may_close": question.closed_at is None and place.may_close(question),
        "close_url": place.url("question_close", question.pk),
    }
    return render(request, "questions/thread.html", context)


def close_page(request: HttpRequest, place: Place, question_id: int) -> HttpResponse:
    question = place.question(question_id)
    if not place.may_close(question):
        raise Http404
    actions.close_question(question, request.user, place.reader)
    messages.success(request, "De vraag is afgerond.")
    return redirect(place.list_url)


def questions(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    return list_page(request, _place(request, round_slug, cbs_code))


def question_new(request: HttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    return new_page(request, _place(request, round_slug, cbs_code))


def question(request: HttpRequest, round_slug: str, cbs_code: str, question_id: int) -> HttpResponse:
    return thread_page(request, _place(request, round_slug, cbs_code), question_id)


@require_POST
def question_close(request: HttpRequest, round_slug: str, cbs_code: str, question_id: int) -> HttpResponse:
    return close_page(request, _place(request, round_slug, cbs_code), question_id)


def _place(request: HttpRequest, round_slug: str, cbs_code: str) -> Place:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    home = (f"Bijdrage van {bijdrage.municipality}", reverse("submissions:task_list", args=bijdrage.url_args))
    return Place(request.user, bijdrage.submission, bijdrage.municipality, (home,))
