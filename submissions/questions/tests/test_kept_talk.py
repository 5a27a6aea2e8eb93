"""Questions, answers, reasons and reminders that were typed and not sent are there when the page is
opened again."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, User
from autosave.models import Autosave
from common.tests.responses import Response, page_source
from submissions.editing.actions import remove_line
from submissions.editing.tests.typing import token
from submissions.models import Question, ShareConfirmation, Submission
from submissions.questions.actions import close_question
from submissions.questions.tests.talk import ask
from submissions.tests.builders import add_line
from submissions.tests.joint import hand_in_joint, request_to

NOTICE = "die u niet had opgeslagen"

TEXT = "Mijn lange verhaal."

WORDS = {"subject": "De bus", "text": TEXT, "visibility": "both"}


@pytest.fixture
def question(submission_assen: Submission, project_leader: User) -> Question:
    return ask(submission_assen, project_leader, by_regietafel=True)


@pytest.fixture
def type_into(client: Client) -> Callable[..., Client]:
    """type_into(user, address, text="..."): open a page and type; what the browser then keeps."""

    def keep(user: User, address: str, **typed: Any) -> Client:
        client.force_login(user)
        client.post("/concept/", {"form_identity": token(client.get(address))} | typed)
        return client

    return keep


@pytest.fixture
def expired(client: Client) -> Callable[..., Response]:
    """expired(user, address, text="..."): sent from a page that was opened before the session
    ended."""

    def post(user: User, address: str, **typed: Any) -> Response:
        client.force_login(user)
        own = token(client.get(address))
        del client.cookies[portal_settings.SESSION_COOKIE_NAME]
        answer = client.post(address, {"form_identity": own} | typed)
        client.force_login(user)
        return answer

    return post


def desk(name: str, *arguments: int) -> str:
    return reverse(f"regietafel:{name}", args=["2024", "GM0106", *arguments])


def test_answer_to_a_question_is_back_when_the_session_had_expired(
    expired: Callable[..., Response],
    as_editor: Client,
    editor_assen: User,
    url: Callable[..., str],
    question: Question,
) -> None:
    address = url("question", question.pk)
    assert (
        expired(editor_assen, address, text=TEXT)["Location"] == f"/account/login/?next={address}"
    )
    page = page_source(as_editor.get(address))
    assert NOTICE in page
    assert f"{TEXT}</textarea>" in page
    assert question.messages.count() == 1


def test_answer_at_the_desk_is_back_when_the_session_had_expired(
    expired: Callable[..., Response],
    client: Client,
    project_leader: User,
    submission_assen: Submission,
    editor_assen: User,
) -> None:
    address = desk("question", ask(submission_assen, editor_assen).pk)
    expired(project_leader, address, text=TEXT)
    assert f"{TEXT}</textarea>" in page_source(client.get(address))


def test_question_about_a_line_is_back_at_that_line_only(
    expired: Callable[..., Response],
    as_editor: Client,
    editor_assen: User,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    line = add_line(submission_assen, editor_assen)
    address = f"{url('question_new')}?regel={line.line_id}"
    expired(editor_assen, address, **WORDS)
    assert f"{TEXT}</textarea>" in page_source(as_editor.get(address))
    assert TEXT not in page_source(as_editor.get(url("question_new")))


def test_question_is_about_the_bijdrage_when_its_line_was_removed_meanwhile(
    type_into: Callable[..., Client],
    editor_assen: User,
    approver_assen: User,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    line = add_line(submission_assen, editor_assen)
    address = f"{url('question_new')}?regel={line.line_id}"
    client = type_into(editor_assen, address, **WORDS)
    remove_line(submission_assen, approver_assen, line.line_id)
    opened = client.get(address)
    assert "Deze regel is intussen verwijderd" in page_source(opened)
    client.post(opened.context["action"], WORDS | {"form_identity": token(opened)})
    assert (Question.objects.get().line_id, Autosave.objects.count()) == (None, 0)
    assert client.get(address).status_code == 404


def test_nothing_is_kept_for_a_line_that_never_was(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    as_editor.post(f"{url('question_new')}?regel=x", WORDS)
    assert not Autosave.objects.exists()


def test_answer_is_shown_when_the_question_was_closed_meanwhile(
    type_into: Callable[..., Client],
    editor_assen: User,
    project_leader: User,
    url: Callable[..., str],
    question: Question,
) -> None:
    client = type_into(editor_assen, url("question", question.pk), text=TEXT)
    close_question(question, project_leader, None)
    assert TEXT in page_source(client.get(url("question", question.pk)))


def test_kept_answer_is_gone_when_sent(
    type_into: Callable[..., Client],
    editor_assen: User,
    url: Callable[..., str],
    question: Question,
) -> None:
    client = type_into(editor_assen, url("question", question.pk), text="Mijn")
    client.post(url("question", question.pk), {"text": TEXT})
    assert question.messages.count() == 2
    assert not Autosave.objects.exists()


@pytest.fixture
def share(
    submission_westerveld: Submission, editor_westerveld: User, de_wolden: Municipality
) -> ShareConfirmation:
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)})
    return request_to(de_wolden)


def test_reason_not_to_confirm_a_share_is_back_when_the_session_had_expired(
    expired: Callable[..., Response],
    client: Client,
    editor_de_wolden: User,
    share: ShareConfirmation,
) -> None:
    address = reverse("submissions:share", args=["2024", "GM1690", share.pk])
    expired(editor_de_wolden, address, answer="declined", reason=TEXT)
    page = page_source(client.get(address))
    assert NOTICE in page
    assert f"{TEXT}</textarea>" in page


def test_own_text_in_a_reminder_is_back_until_it_is_sent(
    type_into: Callable[..., Client], project_leader: User, submission_assen: Submission
) -> None:
    address = reverse("regietafel:remind", args=["2024"])
    choice = {"municipalities": ["GM0106"], "note": TEXT}
    client = type_into(project_leader, address, **choice)
    client.post(address, choice)
    assert f"{TEXT}</textarea>" in page_source(client.get(address))
    client.post(address, choice | {"send": "1", "sending": str(uuid.uuid4())})
    assert not Autosave.objects.exists()
