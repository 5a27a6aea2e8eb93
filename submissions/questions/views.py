"""The questions at the addresses of a municipality."""

from django.http import HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_POST

from submissions.lookup import get_bijdrage
from submissions.questions.pages import at, close_page, list_page, new_page, thread_page
from submissions.questions.side import Place


def _place(request: HttpRequest, round_slug: str, cbs_code: str) -> Place:
    bijdrage = get_bijdrage(request.user, round_slug, cbs_code)
    home = (f"Bijdrage van {bijdrage.municipality}", reverse("submissions:task_list", args=bijdrage.url_args))
    return Place(request.user, bijdrage.submission, bijdrage.municipality, (home,))


questions = at(_place, list_page)

question_new = at(_place, new_page)

question = at(_place, thread_page)

question_close = require_POST(at(_place, close_page))
