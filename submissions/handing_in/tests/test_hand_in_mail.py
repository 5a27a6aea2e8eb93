"""The mail after a hand-in: to whom, what it says, when there is none, and a mail server that is
away."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.enums import Role
from accounts.models import Membership, Municipality, User
from accounts.tests.builders import make_person
from common.tests.outbox import outbox
from submissions.handing_in import actions
from submissions.lifecycle.refusals import Incomplete
from submissions.models import Submission, Version
from submissions.tests.builders import AFTER_DEADLINE


@pytest.fixture
def submit_and_commit(
    draft_assen: Version, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[User], list[mail.EmailMultiAlternatives]]:
    """submit_and_commit(person): the mails that go out when this person hands in for Assen."""

    def submit(person: User) -> list[mail.EmailMultiAlternatives]:
        with django_capture_on_commit_callbacks(execute=True):
            actions.submit(draft_assen.submission, person)
        return outbox()

    return submit


def test_mail_goes_to_sender_and_colleagues_once_each_when_submitted(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
    approver_assen: User,
    editor_westerveld: User,
    project_leader: User,
) -> None:
    sent = submit_and_commit(approver_assen)
    assert [message.to for message in sent] == [
        ["akkoord@assen.example"],
        ["invuller@assen.example"],
    ]


def test_mail_skips_colleagues_when_their_access_ended(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
    approver_assen: User,
    assen: Municipality,
) -> None:
    Membership.objects.filter(user=approver_assen).update(valid_until=date(2024, 3, 11))
    left = make_person("weg@assen.example", Role.EDITOR, municipality=assen)
    left.is_active = False
    left.save()
    assert [message.to for message in submit_and_commit(editor_assen)] == [
        ["invuller@assen.example"]
    ]


def test_mail_says_what_was_submitted_when_sent(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
) -> None:
    message = submit_and_commit(editor_assen)[0]
    assert "Assen, versie 1" in message.subject
    assert "12 maart 2024" in message.body
    assert "Door: Invuller" in message.body
    assert "http://127.0.0.1:8000/2024/bijdrage/GM0106/versies/1/" in message.body
    assert "http://127.0.0.1:8000/2024/bijdrage/GM0106/versies/1.pdf" in message.body
    assert "te laat" not in message.body


def test_mail_is_marked_when_in_the_demo(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
) -> None:
    message = submit_and_commit(editor_assen)[0]
    assert message.subject.endswith("(VOORBEELDGEGEVENS)")
    assert message.body.startswith("VOORBEELDGEGEVENS")


def test_mail_has_no_mark_when_outside_the_demo(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_DEMO = False
    message = submit_and_commit(editor_assen)[0]
    assert "VOORBEELD" not in f"{message.subject}{message.body}"


def test_mail_says_late_when_after_the_deadline(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    assert "te laat" in submit_and_commit(editor_assen)[0].body


def test_mail_names_the_closing_day_of_this_municipality_when_it_has_more_time(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    draft_assen: Version,
    editor_assen: User,
) -> None:
    assert "15 april 2024, 23.59 uur" in submit_and_commit(editor_assen)[0].body
    outbox().clear()
    actions.start_addition(draft_assen.submission, editor_assen)
    until = draft_assen.submission.round.closes_at + timedelta(days=14)
    Submission.objects.filter(pk=draft_assen.submission.pk).update(extended_until=until)
    assert "29 april 2024, 23.59 uur" in submit_and_commit(editor_assen)[0].body


def test_nothing_is_mailed_when_the_hand_in_is_undone(
    draft_assen: Version, editor_assen: User, approver_assen: User
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.submit(draft_assen.submission, editor_assen)
        raise RuntimeError
    assert outbox() == []


def test_nothing_is_mailed_again_when_submitted_twice(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
) -> None:
    submit_and_commit(editor_assen)
    assert len(submit_and_commit(editor_assen)) == 1


def test_nothing_is_mailed_when_refused(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    draft_assen: Version,
    editor_assen: User,
) -> None:
    draft_assen.answers.all().delete()
    with pytest.raises(Incomplete):
        submit_and_commit(editor_assen)
    assert outbox() == []


def test_hand_in_stands_when_the_mail_server_is_away(
    submit_and_commit: Callable[[User], list[mail.EmailMultiAlternatives]],
    draft_assen: Version,
    editor_assen: User,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    submit_and_commit(editor_assen)
    assert Version.objects.get(pk=draft_assen.pk).number == 1
    assert "mail not sent" in caplog.text
