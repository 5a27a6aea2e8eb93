"""Mails that follow an action: stored with it, one per event and person, and sent by the worker.

No request waits for a mail server, and a mail server can undo no action.
"""

import logging
import signal
import smtplib
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from common import clock
from common.models import Mail
from common.texts import on_one_line

logger = logging.getLogger(__name__)

DEMO_MARK = " (VOORBEELDGEGEVENS)"
# Longer than one mail may take: what was tried more recently may still be under way in another
# process.
REST_BEFORE_RETRY = timedelta(minutes=5)
LONGEST_REST = timedelta(hours=1)
MOST_ATTEMPTS = 75  # three days

# In all: a server that drips a byte now and then never passes the limit on a single answer.
SECONDS_PER_MAIL = 30


@dataclass(frozen=True)
class Delivery:
    sent: int = 0
    failed: int = 0


def demo_subject(subject: str) -> str:
    """The subject, marked in the demo so that no mail can pass for one about real figures."""
    return subject + DEMO_MARK if settings.PRT_DEMO else subject


def mail_text(template: str, context: Mapping[str, object]) -> str:
    """The text of a mail, with what every text template knows."""
    everywhere = {"demo": settings.PRT_DEMO, "base_url": settings.PRT_BASE_URL}
    return render_to_string(template, {**context, **everywhere})


def queue_mail(
    event: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    recipients: Iterable[str],
    reply_to: str,
) -> None:
    """Store the text `template` for each recipient, as part of the surrounding transaction.

    `event` names what happened, such as `submitted:12`: the same event is mailed to the same person
    only once. The subject begins with the action and the date; `path` in the context is the page
    that the mail leads to; an answer goes to `reply_to`.
    """
    text = mail_text(template, context)
    html = render_to_string("emails/base.html", {"subject": subject, "text": text.strip()})
    for recipient in dict.fromkeys(recipients):
        Mail.objects.get_or_create(
            event=event,
            recipient=recipient,
            defaults={
                "subject": on_one_line(demo_subject(subject)),
                "text": text,
                "html": html,
                "path": str(context.get("path", "")),
                "reply_to": reply_to,
                "made_at": clock.now(),
            },
        )


def deliver() -> Delivery:
    """Send all that has to go out now. When the server cannot be reached, the rest waits."""
    try:
        return _send_due()
    finally:
        _forget_given_up()


def _send_due() -> Delivery:
    sent = failed = 0
    for mail in _due(timezone.now()):
        outcome = send(mail)
        sent += outcome is True
        failed += outcome is False
        if outcome is False and not mail.was_refused:
            break
    return Delivery(sent, failed)


def _due(now: datetime) -> Iterator[Mail]:
    """What was not tried a moment ago; after each failure it rests twice as long."""
    waiting = Mail.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    for mail in waiting:
        if mail.attempted_at is None or now - mail.attempted_at >= _rest(mail.attempts):
            yield mail


def _forget_given_up() -> None:
    """A secret that will be tried no more, also when its last attempt was killed under way."""
    given_up = Mail.objects.filter(is_secret=True, sent_at=None, attempts__gte=MOST_ATTEMPTS)
    given_up.exclude(text="", html="").update(text="", html="")


def _rest(attempts: int) -> timedelta:
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(REST_BEFORE_RETRY * doubled, LONGEST_REST)


def send(mail: Mail) -> bool | None:
    """Send one mail; False when it did not go out, None when somebody else is at it.

    Never raises for a mail server.
    """
    mine = Mail.objects.filter(pk=mail.pk, sent_at=None, attempts=mail.attempts)
    if not mine.update(attempts=mail.attempts + 1, attempted_at=timezone.now()):
        return None
    try:
        with _time_limit(SECONDS_PER_MAIL):
            _message(mail).send()
    except Exception as error:  # one mail that cannot be sent stops no other
        logger.exception("mail not sent: %s", mail.event)
        mail.was_refused = not _is_unreachable(error)
        Mail.objects.filter(pk=mail.pk).update(last_error=str(error)[:500])
        return False
    stored = {"sent_at": timezone.now(), "last_error": ""}
    if mail.is_secret:
        stored |= {"text": "", "html": ""}
    Mail.objects.filter(pk=mail.pk).update(**stored)
    return True


def _is_unreachable(error: Exception) -> bool:
    """Whether the server did not answer, so that no other mail would go out either.

    smtplib's errors are OSErrors, and so is a TimeoutError.
    """
    refused = smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused
    return isinstance(error, OSError) and not isinstance(error, refused)


def _message(mail: Mail) -> EmailMultiAlternatives:
    """The number of the mail makes its Message-ID: should it ever be sent twice, a mailbox knows
    that it is the same."""
    host = urlsplit(settings.PRT_BASE_URL).hostname
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answer of an absent colleague
            "Message-ID": f"<{mail.pk}.{int(mail.made_at.timestamp())}@{host}>",
        },
        connection=get_connection(settings.MAIL_BACKEND),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeoutError. Only the main thread can be woken; a worker sends in that one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"De mailserver was na {seconds:g} seconden nog niet klaar.")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
