"""Two people, or two clicks, at the same moment, on questions and files. PostgreSQL only."""

import threading
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from submissions.attachments.actions import remove_attachment
from submissions.lifecycle.refusals import QuestionClosed, TooManyAttachments
from submissions.models import Attachment, Question, QuestionMessage, StoredFile, Submission
from submissions.questions.actions import answer_question
from submissions.questions.tests.talk import PDF, ask, attach
from submissions.tests.test_concurrency import (
    PATIENCE,
    Runner,
    act_while_locked,
    side_by_side,
    wait_until_somebody_waits,
)

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def failures(outcomes: list[Any]) -> list[Exception]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_question_is_asked_once_when_clicked_twice_at_once(
    submission_assen: Submission, editor_assen: User
) -> None:
    outcomes = side_by_side(*[lambda: ask(submission_assen, editor_assen)] * 2)
    assert failures(outcomes) == []
    assert (Question.objects.count(), QuestionMessage.objects.count()) == (1, 1)


def test_answer_is_refused_when_the_question_closes_at_the_same_moment(
    submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    outcome = act_while_locked(
        submission_assen,
        lambda: answer_question(question, editor_assen, submission_assen.municipality, "Nog iets."),
        lambda: Question.objects.update(closed_at=question.asked_at, closed_by=project_leader),
    )
    assert isinstance(outcome, QuestionClosed)
    assert question.messages.count() == 1


def test_bytes_are_stored_once_when_two_municipalities_add_them_at_once(
    submission_assen: Submission,
    editor_assen: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    outcomes = side_by_side(
        lambda: attach(submission_assen, editor_assen),
        lambda: attach(submission_westerveld, editor_westerveld),
    )
    assert failures(outcomes) == []
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_twentieth_file_is_the_last_when_two_people_add_one_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    for number in range(19):
        attach(submission_assen, editor_assen, content=PDF + b"%d" % number)
    outcomes = side_by_side(
        lambda: attach(submission_assen, editor_assen, content=PDF + b"a"),
        lambda: attach(submission_assen, approver_assen, content=PDF + b"b"),
    )
    assert [type(failure) for failure in failures(outcomes)] == [TooManyAttachments]


@pytest.mark.parametrize("repetition", range(3))
def test_bytes_are_there_when_one_removes_and_another_adds_them(
    repetition: int,
    submission_assen: Submission,
    editor_assen: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    first = attach(submission_assen, editor_assen)
    outcomes = side_by_side(
        lambda: remove_attachment(submission_assen, editor_assen, first.pk),
        lambda: attach(submission_westerveld, editor_westerveld),
    )
    assert failures(outcomes) == []
    assert bytes(Attachment.objects.get().file.content) == PDF


def test_bytes_stay_when_somebody_adds_them_while_they_are_removed(
    submission_assen: Submission,
    editor_assen: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    """The other has added them but not yet committed: the removal has to wait, and then finds them
    in use."""
    first = attach(submission_assen, editor_assen)
    remove = Runner(
        lambda: remove_attachment(submission_assen, editor_assen, first.pk), threading.Barrier(1)
    )
    with transaction.atomic():
        attach(submission_westerveld, editor_westerveld)
        remove.start()
        wait_until_somebody_waits()
    remove.join(PATIENCE)
    assert remove.outcome is None
    assert bytes(Attachment.objects.get().file.content) == PDF
