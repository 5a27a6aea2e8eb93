"""Answers without lines, and what would throw away the work of a colleague: nothing disappears
unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from common.tests.responses import Response, page_source
from rounds.models import Round
from submissions.editing.actions import answer_opgave
from submissions.editing.tests.typing import choices, hidden_fields, messages
from submissions.enums import AnswerKind
from submissions.handing_in.actions import start_addition
from submissions.models import Answer, Line, Submission, Version
from submissions.tests.builders import add_line, opgave, posted_line, working_copy

# The answer without lines


@pytest.fixture
def answer_flex(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    start = hidden_fields(as_editor.get(url("opgave", "flex")))

    def post(kind: str = "none", reason: str = "Van mij.", **changes: Any) -> Response:
        return as_editor.post(
            url("opgave", "flex"), start | {"kind": kind, "reason": reason} | changes
        )

    return post


@pytest.fixture
def colleague_answers(submission_assen: Submission, approver_assen: User) -> Callable[..., None]:
    def save(kind: str = "none", reason: str = "Van mijn collega.", code: str = "flex") -> None:
        answer_opgave(
            submission_assen,
            approver_assen,
            opgave(submission_assen, code),
            AnswerKind(kind),
            reason,
        )

    return save


def test_both_answers_are_to_choose_when_two_people_answer(
    answer_flex: Callable[..., Response], colleague_answers: Callable[..., None]
) -> None:
    colleague_answers()
    answer = answer_flex()
    assert choices(answer) == {"reason": ("Van mij.", "Van mijn collega.", "")}
    assert "Een collega heeft dit intussen gewijzigd" in page_source(answer)
    assert Answer.objects.get().reason == "Van mijn collega."


@pytest.mark.parametrize(
    ("choice", "stays"), [("mine", "Van mij."), ("theirs", "Van mijn collega.")]
)
def test_chosen_answer_is_stored_when_saved_after_choosing(
    choice: str,
    stays: str,
    answer_flex: Callable[..., Response],
    colleague_answers: Callable[..., None],
    url: Callable[..., str],
) -> None:
    colleague_answers()
    again = hidden_fields(answer_flex())
    assert answer_flex(**again | {"keuze-reason": choice})["Location"] == url("task_list")
    assert Answer.objects.get().reason == stays


def test_same_answer_is_quiet_when_a_colleague_gave_it_too(
    answer_flex: Callable[..., Response],
    colleague_answers: Callable[..., None],
    url: Callable[..., str],
) -> None:
    colleague_answers("none", "Van mij.")
    assert answer_flex()["Location"] == url("task_list")


def test_answer_is_changed_when_nobody_else_came_by(
    as_editor: Client, url: Callable[..., str], colleague_answers: Callable[..., None]
) -> None:
    colleague_answers()
    start = hidden_fields(as_editor.get(url("opgave", "flex")))
    as_editor.post(
        url("opgave", "flex"), start | {"kind": "not_yet_known", "reason": "Na de zomer."}
    )
    assert Answer.objects.values_list("kind", "reason").get() == ("not_yet_known", "Na de zomer.")


def test_rest_overwrites_nothing_when_a_colleague_answered_meanwhile(
    as_editor: Client, url: Callable[..., str], colleague_answers: Callable[..., None]
) -> None:
    as_editor.get(url("task_list"))
    colleague_answers()
    answer = as_editor.post(
        url("answer_remaining"), {"kind": "not_yet_known", "reason": "Van mij."}
    )
    assert messages(answer) == ["2 opgaven beantwoord met ‘nog niet bekend’."]
    assert Answer.objects.get(opgave__code="flex").reason == "Van mijn collega."


def test_answer_of_a_colleague_is_shown_first_when_a_line_would_replace_it(
    as_editor: Client, url: Callable[..., str], colleague_answers: Callable[..., None]
) -> None:
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    colleague_answers()
    answer = as_editor.post(url("line_add", "flex"), posted_line((), **start))
    assert "Reden: Van mijn collega. Kies nog een keer" in page_source(answer).replace(
        "&#x27;", "'"
    )
    assert Answer.objects.get().reason == "Van mijn collega."
    as_editor.post(url("line_add", "flex"), posted_line((), **hidden_fields(answer)))
    assert Answer.objects.get().kind == "lines"


def test_own_answer_makes_place_for_a_line_when_it_was_known(
    as_editor: Client, url: Callable[..., str], colleague_answers: Callable[..., None]
) -> None:
    colleague_answers()
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    assert as_editor.post(url("line_add", "flex"), posted_line((), **start))["Location"] == url(
        "opgave", "flex"
    )


# What would throw away the work of a colleague


def test_line_is_added_once_when_clicked_twice(
    as_editor: Client, url: Callable[..., str], round_2024: Round
) -> None:
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    answers = [
        as_editor.post(url("line_add", "flex"), posted_line([("GM1701", "1", "2")], **start))
        for _ in range(2)
    ]
    assert {answer["Location"] for answer in answers} == {url("opgave", "flex")}
    assert Line.objects.count() == 1


def test_second_line_is_added_when_the_form_was_changed_after_going_back(
    as_editor: Client, url: Callable[..., str], round_2024: Round
) -> None:
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    for place in ("Assen", "Peelo"):
        as_editor.post(url("line_add", "flex"), posted_line((), place=place, **start))
    assert sorted(Line.objects.values_list("place", flat=True)) == ["Assen", "Peelo"]
    assert len(set(Line.objects.values_list("line_id", flat=True))) == 2


def test_addition_is_not_thrown_away_when_a_colleague_changed_it_since_the_question(
    as_editor: Client, url: Callable[..., str], version_assen: Version, approver_assen: User
) -> None:
    submission = version_assen.submission
    start_addition(submission, approver_assen)
    seen = as_editor.get(url("discard_addition")).context["seen_event"]
    add_line(submission, approver_assen, "flex", location_name="Van mijn collega")
    answer = as_editor.post(url("discard_addition"), {"seen_event": seen})
    assert "Een collega heeft intussen iets gewijzigd" in messages(answer)[0]
    assert working_copy(submission).lines.filter(location_name="Van mijn collega").exists()


def test_addition_is_thrown_away_when_nothing_happened_meanwhile(
    as_editor: Client, url: Callable[..., str], version_assen: Version, approver_assen: User
) -> None:
    submission = version_assen.submission
    start_addition(submission, approver_assen)
    seen = as_editor.get(url("discard_addition")).context["seen_event"]
    as_editor.post(url("discard_addition"), {"seen_event": seen})
    assert not submission.versions.working_copies().exists()
