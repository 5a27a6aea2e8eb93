"""The pages of the questions (list, new one, thread), for the municipality and for the desk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.http import AuthenticatedHttpRequest
from accounts.models import Municipality
from autosave.kept import restore
from autosave.kept_form import KeptForm
from common import clock
from submissions.models import Line, Question
from submissions.questions import actions
from submissions.questions.forms import AnswerMessageForm, QuestionForm
from submissions.questions.readers import About, about, partners_of, readers_of, whose_turn
from submissions.questions.side import QuestionSide, line_key

FORM = "vraag"

LINE_IS_GONE = "Deze regel is intussen verwijderd. Uw vraag gaat nu over de hele bijdrage."


@dataclass(frozen=True)
class Item:
    """One thread in a list."""

    question: Question
    url: str
    about: About
    turn: tuple[str, str]

    @property
    def days_waiting(self) -> int:
        """Since the last message of a thread that is open."""
        if self.question.closed_at:
            return 0
        return (clock.today() - timezone.localdate(self.question.last_at)).days


def at(
    side_of: Callable[[AuthenticatedHttpRequest, str, str], QuestionSide],
    page: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view that shows one of the pages below at a municipality or at the desk."""

    @wraps(page)
    def view(
        request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, **of_page: int
    ) -> HttpResponse:
        return page(request, side_of(request, round_slug, cbs_code), **of_page)

    return view


def list_page(request: AuthenticatedHttpRequest, side: QuestionSide) -> HttpResponse:
    items = thread_items(side.questions(), side.reader, side.may_write, side.url_of)
    context = {
        "side": side,
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
        Item(
            question,
            url_of(question),
            subjects[question.pk],
            whose_turn(question, reader, may_write),
        )
        for question in in_order
    ]


def new_page(request: AuthenticatedHttpRequest, side: QuestionSide) -> HttpResponse:
    """A new question, with `?regel=` about one line.

    When that line is gone by now, what was typed is given back.
    """
    if not side.may_write:
        raise Http404
    address = _address(request, side)
    line = _line_asked_about(request, side, address)
    partners = partners_of(side.submission, line.line_id) if line else []
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        submission=side.submission,
        by_regietafel=side.reader is None,
        partners=partners,
    )
    page = KeptForm(request, form, FORM, address)
    line_is_gone = line is None and address != side.new_url

    def ask(typed: dict) -> Question:
        fields, line_id = form.fields_of_question(), line.line_id if line else None
        return actions.ask_question(
            side.submission, request.user, side.reader, fields, line_id, tuple(partners)
        )

    if not line_is_gone and page.carry_out(ask, refused_at="visibility"):
        messages.success(request, "Uw vraag is verstuurd.")
        return redirect(side.url("question", page.outcome.pk))
    context = page.context | {"side": side, "line": line, "action": address}
    if line_is_gone:
        context |= _without_line(page, side)
    return render(request, "submissions/questions/new.html", context)


def _address(request: AuthenticatedHttpRequest, side: QuestionSide) -> str:
    line_id = request.GET.get("regel")
    return f"{side.new_url}?regel={line_key(line_id)}" if line_id else side.new_url


def _line_asked_about(
    request: AuthenticatedHttpRequest, side: QuestionSide, address: str
) -> Line | None:
    """None without a line, and when it is gone after something was typed about it."""
    if address == side.new_url:
        return None
    try:
        return side.line(request.GET["regel"])
    except Http404:
        if request.POST.get("text") or restore(request, FORM, address):
            return None
        raise


def _without_line(page: KeptForm[QuestionForm], side: QuestionSide) -> dict:
    """The same text as a question about the whole bijdrage."""
    if page.form.is_bound:
        page.form.add_error(None, LINE_IS_GONE)
        page.finish(done=False)
    return {
        "action": side.new_url,
        "line_is_gone": LINE_IS_GONE,
        "after_throwing_away": side.new_url,
    }


def thread_page(
    request: AuthenticatedHttpRequest, side: QuestionSide, question_id: int
) -> HttpResponse:
    question = side.question(question_id)
    if request.method == "POST" and not side.may_write:
        raise Http404
    page = KeptForm(request, AnswerMessageForm(request.POST or None), "bericht")
    if page.carry_out(
        lambda typed: actions.answer_question(question, request.user, side.reader, typed["text"]),
        "text",
    ):
        messages.success(request, "Uw antwoord is verstuurd.")
        return redirect(side.url("question", question.pk))
    is_open = question.closed_at is None
    context = page.context | {
        "side": side,
        "question": question,
        "about": about([question], side.reader)[question.pk],
        "readers": readers_of(question),
        "thread": question.messages.select_related("by", "municipality"),
        "turn": whose_turn(question, side.reader, side.may_write),
        "may_answer": side.may_write and (is_open or page.form.errors or page.unsaved),
        "may_close": is_open and side.may_close(question),
        "close_url": side.url("question_close", question.pk),
    }
    return render(request, "submissions/questions/thread.html", context)


def close_page(
    request: AuthenticatedHttpRequest, side: QuestionSide, question_id: int
) -> HttpResponse:
    question = side.question(question_id)
    if not side.may_close(question):
        raise Http404
    actions.close_question(question, request.user, side.reader)
    messages.success(request, "De vraag is afgerond.")
    return redirect(side.list_url)
