"""Asking, answering and closing a question.

The round may be closed and the bijdrage submitted: talking goes on.
"""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.models import Municipality, User
from common import clock
from common.mail import queue_mail
from common.moments import format_day
from submissions.enums import EventKind, QuestionVisibility
from submissions.lifecycle.locking import lock, record
from submissions.lifecycle.permissions import may_close, may_write_for
from submissions.lifecycle.recipients import addresses_of, desk_of
from submissions.lifecycle.refusals import (
    QuestionClosed,
    ReadersChanged,
    TooManyMessages,
    TooManyQuestions,
)
from submissions.models import Line, Question, QuestionMessage, Submission
from submissions.questions.readers import partners_of

MOST_OPEN_QUESTIONS = 200  # at one bijdrage

MOST_MESSAGES = 200  # in one thread


@transaction.atomic
def ask_question(
    submission: Submission,
    user: User,
    municipality: Municipality | None,
    fields: dict,
    line_id: uuid.UUID | None = None,
    partners: tuple[Municipality, ...] = (),
) -> Question:
    """Start a thread, for the municipality or (None) for the desk. Who reads it is fixed here.

    `fields` are subject, text and visibility. The same question once more is a double click. Raises
    ReadersChanged when `partners` are not the municipalities that have a share in the line now.
    """
    locked = lock(submission)
    if municipality not in (None, locked.municipality) or not may_write_for(
        user, locked.round, municipality
    ):
        raise PermissionDenied
    first = {"subject": fields["subject"], "visibility": fields["visibility"], "line_id": line_id}
    first |= {"submission": locked, "by_regietafel": municipality is None, "asked_by": user}
    same = _asked_before(first, fields["text"])
    if same:
        return same
    if locked.questions.open().count() >= MOST_OPEN_QUESTIONS:
        raise TooManyQuestions(MOST_OPEN_QUESTIONS)
    _require_partners(first, partners)
    now = clock.now()
    question = Question.objects.create(**first, asked_at=now)
    question.partners.set(partners if question.visibility == QuestionVisibility.PARTNERS else ())
    _say(question, user, municipality, fields["text"], EventKind.QUESTION_ASKED, now)
    return question


def _require_partners(first: dict, partners: tuple[Municipality, ...]) -> None:
    if first["visibility"] == QuestionVisibility.PARTNERS:
        now = partners_of(first["submission"], first["line_id"])
        if not partners or set(partners) != set(now):
            raise ReadersChanged


def _asked_before(first: dict, text: str) -> Question | None:
    """The same open question of the same person, on which nobody has said anything yet."""
    for question in Question.objects.open().filter(**first):
        if [message.text for message in question.messages.all()] == [text]:
            return question
    return None


@transaction.atomic
def answer_question(
    question: Question, user: User, municipality: Municipality | None, text: str
) -> QuestionMessage:
    """Add a message.

    The same message once more is a double click; on a closed thread it is refused.
    """
    locked = lock(question.submission)
    thread = _thread(question, user, municipality)
    if not may_write_for(user, locked.round, municipality):
        raise PermissionDenied
    last = thread.messages.last()
    if last and (last.by_id, last.municipality_id, last.text) == (
        user.pk,
        municipality and municipality.pk,
        text,
    ):
        return last
    if thread.closed_at:
        raise QuestionClosed
    if thread.messages.count() >= MOST_MESSAGES:
        raise TooManyMessages(MOST_MESSAGES)
    return _say(thread, user, municipality, text, EventKind.QUESTION_ANSWERED, clock.now())


@transaction.atomic
def close_question(question: Question, user: User, municipality: Municipality | None) -> None:
    """Nothing more needs to be said. A second click finds the work done."""
    lock(question.submission)
    thread = _thread(question, user, municipality)
    if not may_close(user, thread, municipality):
        raise PermissionDenied
    if thread.closed_at is None:
        thread.closed_at, thread.closed_by = clock.now(), user
        thread.save(update_fields=["closed_at", "closed_by"])
        record(thread.submission, user, EventKind.QUESTION_CLOSED, _in_events(thread))


def _thread(question: Question, user: User, municipality: Municipality | None) -> Question:
    """The thread as it is now, behind the lock."""
    at = municipality or question.submission.round.regietafel
    found = Question.objects.visible_to(user, at=at).filter(pk=question.pk)
    thread = found.select_related(
        "submission__municipality", "submission__round__regietafel"
    ).first()
    if thread is None:
        raise PermissionDenied
    return thread


def _say(
    question: Question,
    user: User,
    municipality: Municipality | None,
    text: str,
    kind: EventKind,
    now: datetime,
) -> QuestionMessage:
    message = QuestionMessage.objects.create(
        question=question, text=text, municipality=municipality, by=user, at=now
    )
    record(question.submission, user, kind, _in_events(question))
    if question.visibility != QuestionVisibility.OWN_SIDE:
        _tell(message, kind)
    return message


def _in_events(question: Question) -> str:
    """Only the number: what was asked is not for everybody who reads the events."""
    return f"vraag {question.pk}"


def _tell(message: QuestionMessage, kind: EventKind) -> None:
    """Mail those who read the thread and can answer, each with the address of the page for their
    own side.

    An internal note is mailed to nobody and the chair reads without mail. The text stays in the
    portal, and so does the subject when it is about a confidential line.
    """
    question = message.question
    readers = [None, question.submission.municipality, *question.partners.all()]
    pages: dict[str, str] = {}
    for reader in readers:
        for email in addresses_of(reader) if reader else desk_of(question.submission):
            pages.setdefault(email, _page(question, reader))
    pages.pop(message.by.email, None)
    subject = (
        f"{kind.label} op {format_day(message.at)}: bijdrage {question.submission.municipality}"
    )
    context = {
        "message": message,
        "question": question,
        "kind": kind,
        "shows_subject": not _is_secret(question),
    }
    for email, path in pages.items():
        queue_mail(
            f"question:{message.pk}",
            subject,
            "emails/question.txt",
            context | {"path": path},
            [email],
            reply_to=question.submission.round.regietafel.contact_email,
        )


def _page(question: Question, reader: Municipality | None) -> str:
    room, municipality = (
        ("submissions", reader) if reader else ("regietafel", question.submission.municipality)
    )
    return reverse(
        f"{room}:question",
        args=[question.submission.round.slug, municipality.cbs_code, question.pk],
    )


def _is_secret(question: Question) -> bool:
    """About a line that is, or in some version was, confidential."""
    if question.line_id is None:
        return False
    lines = Line.objects.filter(version__submission=question.submission, line_id=question.line_id)
    return lines.filter(confidential=True).exists()
