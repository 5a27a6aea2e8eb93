"""The pages of the questions: the list, a new one, a thread. A municipality and the desk each show them at their address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Municipality
from autosave.kept import restore
from autosave.kept_form import KeptForm
from submissions.models import Contribution, Question
from submissions.questions import actions
from submissions.questions.forms import AnswerMessageForm, QuestionForm
from submissions.questions.readers import About, about, partners_of, readers_of, turn_of
from submissions.questions.side import Place, line_key

FORM = "vraag"

LINE_IS_GONE = "Deze regel is intussen verwijderd. Uw vraag gaat nu over de hele bijdrage."


@dataclass(frozen=True)
class Item:
    """One thread in a list."""

    question: Question
    url: str
    about: About
    turn: tuple[str, str]


def at(place_of: Callable[[HttpRequest, str, str], Place], page: Callable[..., HttpResponse]):
    """The view that shows one of the pages below at a municipality or at the desk."""

    @wraps(page)
    def view(request: HttpRequest, round_slug: str, cbs_code: str, **of_page) -> HttpResponse:
        return page(request, place_of(request, round_slug, cbs_code), **of_page)

    return view


def list_page(request: HttpRequest, place: Place) -> HttpResponse:
    items = thread_items(place.questions(), place.reader, place.may_write, place.url_of)
    context = {
        "place": place,
        "open_items": [item for item in items if item.question.closed_at is None],
        "closed_items": [item for item in items if item.question.closed_at],
    }
    return render(request, "submissions/questions/list.html", context)


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
    address = _address(request, place)
    line = _line_asked_about(request, place, address)
    partners = partners_of(place.submission, line.line_id) if line else []
    who = {"submission": place.submission, "by_regietafel": place.reader is None, "partners": partners}
    page = KeptForm(request, QuestionForm(request.POST if request.method == "POST" else None, **who), FORM, address)
    line_is_gone = line is None and address != place.new_url

    def ask(typed: dict) -> Question:
        fields, line_id = page.form.fields_of_question(), line.line_id if line else None
        return actions.ask_question(place.submission, request.user, place.reader, fields, line_id, tuple(partners))

    if not line_is_gone and page.carry_out(ask, refused_at="visibility"):
        messages.success(request, "Uw vraag is verstuurd.")
        return redirect(place.url("question", page.outcome.pk))
    context = page.context | {"place": place, "line": line, "action": address}
    if line_is_gone:
        context |= _without_line(page, place)
    return render(request, "submissions/questions/new.html", context)


def _address(request: HttpRequest, place: Place) -> str:
    line_id = request.GET.get("regel")
    return f"{place.new_url}?regel={line_key(line_id)}" if line_id else place.new_url


def _line_asked_about(request: HttpRequest, place: Place, address: str) -> Contribution | None:
    """None without a line, and when it is gone after something was typed about it."""
    if address == place.new_url:
        return None
    try:
        return place.line(request.GET["regel"])
    except Http404:
        if request.POST.get("text") or restore(request, FORM, address):
            return None
        raise


def _without_line(page: KeptForm, place: Place) -> dict:
    """The same text as a question about the whole bijdrage."""
    if page.form.is_bound:
        page.form.add_error(None, LINE_IS_GONE)
        page.keep()
    return {"action": place.new_url, "line_is_gone": LINE_IS_GONE, "after_throwing_away": place.new_url}


def thread_page(request: HttpRequest, place: Place, question_id: int) -> HttpResponse:
    question = place.question(question_id)
    if request.method == "POST" and not place.may_write:
        raise Http404
    page = KeptForm(request, AnswerMessageForm(request.POST or None), "bericht")
    if page.carry_out(
        lambda typed: actions.answer_question(question, request.user, place.reader, typed["text"]), "text"
    ):
        messages.success(request, "Uw antwoord is verstuurd.")
        return redirect(place.url("question", question.pk))
    is_open = question.closed_at is None
    context = page.context | {
        "place": place,
        "question": question,
        "about": about([question], place.reader)[question.pk],
        "readers": readers_of(question),
        "thread": question.messages.select_related("by", "municipality"),
        "turn": turn_of(question, place.reader, place.may_write),
        "may_answer": place.may_write and (is_open or page.form.errors or page.kept),
        "may_close": is_open and place.may_close(question),
        "close_url": place.url("question_close", question.pk),
    }
    return render(request, "submissions/questions/thread.html", context)


def close_page(request: HttpRequest, place: Place, question_id: int) -> HttpResponse:
    question = place.question(question_id)
    if not place.may_close(question):
        raise Http404
    actions.close_question(question, request.user, place.reader)
    messages.success(request, "De vraag is afgerond.")
    return redirect(place.list_url)
