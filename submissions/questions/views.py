"""The questions at the addresses of a municipality."""

from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from common.buttons import button_on
from submissions.lookup import get_own_submission
from submissions.questions.pages import at, close_page, list_page, new_page, thread_page
from submissions.questions.side import QuestionSide


def _side(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> QuestionSide:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    home = (
        f"Bijdrage van {bijdrage.municipality}",
        reverse("submissions:task_list", args=bijdrage.url_args),
    )
    return QuestionSide(request.user, bijdrage.submission, bijdrage.municipality, (home,))


questions = at(_side, list_page)

question_new = at(_side, new_page)

question = at(_side, thread_page)

question_close = button_on("submissions:question")(at(_side, close_page))
