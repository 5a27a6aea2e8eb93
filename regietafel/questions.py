"""The questions at the desk: of one municipality, and all that are open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from common.buttons import button_on
from regietafel.comparison.tables import desk_round
from regietafel.lookup import get_submission
from rounds.models import Round
from submissions.lifecycle.permissions import may_write_for
from submissions.models import Question
from submissions.questions.pages import (
    at,
    close_page,
    list_page,
    new_page,
    thread_items,
    thread_page,
)
from submissions.questions.side import QuestionSide


def open_questions(request: AuthenticatedHttpRequest, round_slug: str) -> HttpResponse:
    """Everything that is open in this round."""
    round_ = desk_round(request, round_slug)
    visible = Question.objects.visible_to(request.user, at=round_.regietafel).open().with_turns()
    found = visible.filter(submission__round=round_).select_related(
        "submission__municipality", "asked_by"
    )
    may_write = may_write_for(request.user, round_, None)
    items = thread_items(found, None, may_write, lambda question: _url_of(round_, question))
    return render(
        request, "regietafel/questions/open_questions.html", {"round": round_, "items": items}
    )


def _url_of(round_: Round, question: Question) -> str:
    return reverse(
        "regietafel:question",
        args=[round_.slug, question.submission.municipality.cbs_code, question.pk],
    )


def _side(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> QuestionSide:
    round_ = desk_round(request, round_slug)
    submission = get_submission(request.user, round_, cbs_code)
    crumbs = (
        ("Regietafel", reverse("regietafel:dashboard", args=[round_slug])),
        (
            str(submission.municipality),
            reverse("regietafel:municipality", args=[round_slug, cbs_code]),
        ),
    )
    return QuestionSide(request.user, submission, None, crumbs)


questions = at(_side, list_page)

question_new = at(_side, new_page)

question = at(_side, thread_page)

question_close = button_on("regietafel:question")(at(_side, close_page))
