"""One mail per event and person; a mail server that is away undoes nothing and is tried again."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from common.mail import MOST_ATTEMPTS, send, send_after_commit
from common.models import Mail

pytestmark = pytest.mark.django_db
AWAY = "django.core.mail.backends.smtp.EmailBackend"


def queue(
    event: str = "submitted:1",
    recipients: tuple[str, ...] = ("a@assen.example",),
    reason: str = "Ziekte <b>& zo</b>\n\nhttps://a.example/x",
) -> None:
    context = {"submission": {"municipality": "Assen"}, "reason": reason, "path": "/pad/"}
    send_after_commit(
        event, "Uitstel gegeven op 12 maart 2024", "emails/extended.txt", context, recipients
    )


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[..., None]:
    def run(**changes: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            queue(**changes)

    return run


@pytest.fixture
def server_away(settings: Settings) -> None:
    settings.EMAIL_BACKEND = AWAY
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def rested() -> None:
    Mail.objects.update(attempted_at=timezone.now() - timedelta(hours=1))


def test_mail_has_text_and_html_when_sent(committed: Callable[..., None]) -> None:
    committed()
    (message,) = mail.outbox
    html, kind = map(str, message.alternatives[0])
    assert kind == "text/html"
    assert "Reden: Ziekte <b>& zo</b>" in message.body
    assert "Ziekte &lt;b&gt;&amp; zo" in html
    assert '<a href="https://a.example/x"' in html


def test_mail_goes_once_per_person_when_the_event_is_mailed_twice(
    committed: Callable[..., None],
) -> None:
    committed(recipients=["a@assen.example", "b@assen.example", "a@assen.example"])
    committed(recipients=["a@assen.example"])
    committed(event="submitted:2", recipients=["a@assen.example"])
    assert [m.to[0] for m in mail.outbox] == [
        "a@assen.example",
        "b@assen.example",
        "a@assen.example",
    ]


def test_nothing_goes_out_when_the_transaction_is_not_committed() -> None:
    queue()
    assert mail.outbox == []


def test_failed_mail_is_logged_and_kept_when_the_server_is_away(
    committed: Callable[..., None], server_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    committed()
    stored = Mail.objects.get()
    assert (stored.sent_at, stored.attempts) == (None, 1)
    assert stored.last_error
    assert "mail not sent" in caplog.text


def test_command_sends_what_failed_when_the_server_is_back(
    committed: Callable[..., None], server_away: None, settings: Settings
) -> None:
    committed()
    rested()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    out = StringIO()
    call_command("send_mail", stdout=out)
    call_command("send_mail", stdout=out)
    assert [m.to for m in mail.outbox] == [["a@assen.example"]]
    assert out.getvalue().splitlines() == [
        "1 verzonden, 0 niet gelukt.",
        "0 verzonden, 0 niet gelukt.",
    ]


def test_command_says_how_many_failed_when_the_server_is_still_away(
    committed: Callable[..., None], server_away: None
) -> None:
    committed()
    rested()
    out = StringIO()
    call_command("send_mail", stdout=out)
    assert "0 verzonden, 1 niet gelukt" in out.getvalue()
    assert Mail.objects.get().attempts == 2


def test_command_leaves_a_mail_alone_when_it_was_tried_a_moment_ago(
    committed: Callable[..., None], server_away: None, settings: Settings
) -> None:
    committed()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_mail", stdout=StringIO())
    assert mail.outbox == []


def test_address_is_given_up_when_tried_often(
    committed: Callable[..., None], server_away: None, settings: Settings
) -> None:
    committed()
    rested()
    Mail.objects.update(attempts=MOST_ATTEMPTS)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_mail", stdout=StringIO())
    assert mail.outbox == []


def test_second_sender_does_nothing_when_somebody_else_has_taken_the_mail() -> None:
    queue()
    first, second = Mail.objects.get(), Mail.objects.get()
    assert send(first)
    assert not send(second)
    assert len(mail.outbox) == 1
