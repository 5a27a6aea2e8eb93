"""One mail per event and person, stored with the action; the worker sends it, and nothing that a
mail server does reaches a person."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from common import mail as mails
from common.mail import MOST_ATTEMPTS, deliver, queue_mail, send
from common.mail_queue import QueueBackend
from common.models import Mail
from common.tests.outbox import outbox

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
OUTBOX = "django.core.mail.backends.locmem.EmailBackend"


def queue(
    event: str = "submitted:1",
    recipients: tuple[str, ...] = ("a@assen.example",),
    reason: str = "Ziekte <b>& zo</b>\n\nhttps://a.example/x",
) -> None:
    context = {"submission": {"municipality": "Assen"}, "reason": reason, "path": "/pad/"}
    queue_mail(
        event,
        "Uitstel gegeven op 12 maart 2024",
        "emails/extended.txt",
        context,
        recipients,
        reply_to="projectleider@drenthe.example",
    )


@pytest.fixture
def server_away(settings: Settings) -> None:
    settings.MAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def rested() -> None:
    Mail.objects.update(attempted_at=timezone.now() - timedelta(hours=2))


# What is queued


def test_mail_has_text_html_and_the_marks_of_a_machine_when_sent() -> None:
    queue()
    (message,) = outbox()
    html, kind = map(str, message.alternatives[0])
    assert kind == "text/html"
    assert "Reden: Ziekte <b>& zo</b>" in message.body
    assert "Ziekte &lt;b&gt;&amp; zo" in html
    assert '<a href="https://a.example/x"' in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.reply_to == ["projectleider@drenthe.example"]


def test_mail_goes_once_per_person_when_the_event_is_mailed_twice() -> None:
    queue(recipients=("a@assen.example", "b@assen.example", "a@assen.example"))
    queue(recipients=("a@assen.example",))
    queue(event="submitted:2", recipients=("a@assen.example",))
    assert [m.to[0] for m in outbox()] == ["a@assen.example", "b@assen.example", "a@assen.example"]


def test_nothing_is_sent_before_the_worker_comes() -> None:
    queue()
    assert Mail.objects.get().sent_at is None
    assert Mail.objects.get().attempts == 0


def test_nothing_goes_out_when_the_action_is_undone() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    assert outbox() == []


def test_same_mail_has_the_same_number_each_time() -> None:
    queue()
    stored = Mail.objects.get()
    first, second = (mails._message(stored).extra_headers["Message-ID"] for _ in range(2))
    assert first == second


# All that Django and its libraries mail


@pytest.fixture
def queued(settings: Settings) -> None:
    """pytest-django puts the outbox in the place of the queue."""
    settings.EMAIL_BACKEND = "common.mail_queue.QueueBackend"


def test_text_of_a_library_is_queued_and_forgotten_when_sent(queued: None) -> None:
    send_mail(
        "Wachtwoord", "https://a.example/geheim", None, ["a@a.nl"], html_message="<p>geheim</p>"
    )
    stored = Mail.objects.get()
    assert "geheim" in stored.text
    (message,) = outbox()
    assert "geheim" in message.body
    assert message.alternatives[0][0] == "<p>geheim</p>"
    stored.refresh_from_db()
    assert (stored.text, stored.html) == ("", "")


def test_every_recipient_of_a_library_gets_a_mail_of_their_own(queued: None) -> None:
    EmailMessage("Onderwerp", "Tekst", to=["a@a.nl"], cc=["b@a.nl"], bcc=["c@a.nl"]).send()
    assert [message.to for message in outbox()] == [["a@a.nl"], ["b@a.nl"], ["c@a.nl"]]


# A mail server on a bad day


def test_failed_mail_is_logged_and_kept_when_the_server_is_away(
    server_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    queue()
    deliver()
    stored = Mail.objects.get()
    assert (stored.sent_at, stored.attempts) == (None, 1)
    assert stored.last_error
    assert "mail not sent" in caplog.text


def test_rest_waits_when_the_server_is_away(server_away: None) -> None:
    queue(recipients=("a@a.nl", "b@a.nl", "c@a.nl"))
    assert deliver() == mails.Delivery(sent=0, failed=1)
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_command_sends_what_failed_when_the_server_is_back(
    server_away: None, settings: Settings
) -> None:
    queue()
    deliver()
    rested()
    settings.MAIL_BACKEND = OUTBOX
    out = StringIO()
    call_command("send_mail", stdout=out)
    call_command("send_mail", stdout=out)
    assert [m.to for m in outbox()] == [["a@assen.example"]]
    assert out.getvalue().splitlines() == [
        "1 verzonden, 0 niet gelukt.",
        "0 verzonden, 0 niet gelukt.",
    ]


def test_mail_is_left_alone_when_it_was_tried_a_moment_ago(
    server_away: None, settings: Settings
) -> None:
    queue()
    deliver()
    settings.MAIL_BACKEND = OUTBOX
    assert outbox() == []


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 5), (2, 10), (3, 20), (4, 40), (5, 60), (40, 60)]
)
def test_mail_rests_longer_after_each_failure(
    attempts: int, minutes: int, settings: Settings
) -> None:
    queue()
    tried = timezone.now() - timedelta(minutes=minutes)
    Mail.objects.update(attempts=attempts, attempted_at=tried + timedelta(seconds=30))
    assert outbox() == []
    Mail.objects.update(attempted_at=tried)
    assert len(outbox()) == 1


def test_address_is_given_up_when_tried_often() -> None:
    queue()
    rested()
    Mail.objects.update(attempts=MOST_ATTEMPTS)
    assert outbox() == []


@pytest.mark.parametrize("is_secret", [True, False])
def test_secret_is_forgotten_when_the_last_attempt_has_failed(
    server_away: None, is_secret: bool
) -> None:
    queue()
    rested()
    Mail.objects.update(attempts=MOST_ATTEMPTS - 2, is_secret=is_secret)
    deliver()
    assert Mail.objects.get().text
    rested()
    deliver()
    stored = Mail.objects.get()
    assert (stored.sent_at, stored.attempts) == (None, MOST_ATTEMPTS)
    assert stored.last_error
    assert bool(stored.text) == bool(stored.html) == (not is_secret)


def test_secret_is_forgotten_when_its_last_attempt_was_killed() -> None:
    queue()
    Mail.objects.update(attempts=MOST_ATTEMPTS, is_secret=True, attempted_at=timezone.now())
    deliver()
    assert (Mail.objects.get().text, Mail.objects.get().html) == ("", "")


def test_second_sender_does_nothing_when_somebody_else_has_taken_the_mail() -> None:
    queue()
    first, second = Mail.objects.get(), Mail.objects.get()
    assert send(first)
    assert send(second) is None
    assert len(outbox()) == 1


class BadServer:
    """A mail server of a test on a free port, that does to each visitor what it was told."""

    def __init__(self, behaviour: Any) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.behaviour, self.visits = behaviour, 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            threading.Thread(target=self._visit, args=(visitor,), daemon=True).start()

    def _visit(self, visitor: socket.socket) -> None:
        with visitor:
            try:
                self.behaviour(visitor)
            except OSError:
                return


def hang(visitor: socket.socket) -> None:
    time.sleep(60)


def drip(visitor: socket.socket) -> None:
    for letter in b"220 " + b"x" * 1000:
        visitor.sendall(bytes([letter]))
        time.sleep(0.05)


def refuse_everybody(visitor: socket.socket) -> None:
    visitor.sendall(b"220 hier\r\n")
    with visitor.makefile("rb") as lines:
        for line in lines:
            if line.upper().startswith(b"RCPT"):
                visitor.sendall(b"550 onbekend adres\r\n")
            elif line.upper().startswith(b"QUIT"):
                visitor.sendall(b"221 dag\r\n")
                return
            else:
                visitor.sendall(b"250 goed\r\n")


def take_everything(visitor: socket.socket) -> None:
    visitor.sendall(b"220 hier\r\n")
    with visitor.makefile("rb") as lines:
        in_text = False
        for line in lines:
            if in_text and line != b".\r\n":
                continue
            word, in_text = line.upper().strip(), False
            if word.startswith(b"DATA"):
                in_text = True
                visitor.sendall(b"354 toe maar\r\n")
            else:
                visitor.sendall(b"250 goed\r\n")


@pytest.fixture
def bad_server(settings: Settings) -> Iterator[Any]:
    servers: list[BadServer] = []

    def start(behaviour: Any) -> BadServer:
        servers.append(BadServer(behaviour))
        settings.MAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", servers[-1].port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        return servers[-1]

    yield start
    for server in servers:
        server.socket.close()


@pytest.fixture
def half_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "SECONDS_PER_MAIL", 0.5)


@pytest.mark.parametrize("behaviour", [hang, drip])
def test_slow_server_is_left_in_time(
    bad_server: Any, half_a_second: None, behaviour: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    bad_server(behaviour)
    queue()
    start = time.monotonic()
    assert deliver() == mails.Delivery(sent=0, failed=1)
    assert time.monotonic() - start < 3
    assert Mail.objects.get().sent_at is None


def test_refused_address_does_not_hold_up_the_others(
    bad_server: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    bad_server(refuse_everybody)
    queue(recipients=("a@a.nl", "b@a.nl"))
    assert deliver() == mails.Delivery(sent=0, failed=2)
    assert "onbekend adres" in Mail.objects.first().last_error


def test_mail_that_cannot_be_made_stops_no_other() -> None:
    queue("submitted:1")
    queue("submitted:2", ("b@assen.example",))
    Mail.objects.filter(event="submitted:1").update(subject="Assen\r\nBcc: c@elders.example")
    done = deliver()
    assert (done.sent, done.failed) == (1, 1)
    assert "newlines" in Mail.objects.get(event="submitted:1").last_error


def test_subject_is_one_line_whatever_it_is_made_of() -> None:
    queue_mail("a:1", "Assen\r\nBcc: c@x.example", "emails/closed.txt", {}, ["a@x.example"], "")
    message = EmailMessage("Assen\nBcc: c@x.example", "tekst", None, ["b@x.example"])
    QueueBackend().send_messages([message])
    assert {mail.subject.split(" (")[0] for mail in Mail.objects.all()} == {
        "Assen Bcc: c@x.example"
    }
