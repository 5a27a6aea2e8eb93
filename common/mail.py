"""Mails that follow an action: one per event and person, after the commit, and never able to undo
it."""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from common import clock
from common.models import Mail

logger = logging.getLogger(__name__)

DEMO_MARK = " (VOORBEELDGEGEVENS)"
# Longer than a mail server may take: what was tried more recently may still be under way in another
# process.
REST_BEFORE_RETRY = timedelta(minutes=5)
MOST_ATTEMPTS = 20


def demo_subject(subject: str) -> str:
    """The subject, marked in the demo so that no mail can pass for one about real figures."""
    return subject + DEMO_MARK if settings.PRT_DEMO else subject


def mail_text(template: str, context: Mapping[str, object]) -> str:
    """The text of a mail, with what every text template knows."""
    everywhere = {"demo": settings.PRT_DEMO, "base_url": settings.PRT_BASE_URL}
    return render_to_string(template, {**context, **everywhere})


def send_after_commit(
    event: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    recipients: Iterable[str],
) -> None:
    """Mail the text `template` to each recipient once the surrounding transaction is committed.

    `event` names what happened, such as `submitted:12`: the same event is mailed to the same person
    only once. The subject begins with the action and the date; `path` in the context is the page
    that the mail leads to.
    """
    text = mail_text(template, context)
    html = render_to_string("emails/base.html", {"subject": subject, "text": text.strip()})
    for recipient in dict.fromkeys(recipients):
        mail, is_new = Mail.objects.get_or_create(
            event=event,
            recipient=recipient,
            defaults={
                "subject": demo_subject(subject),
                "text": text,
                "html": html,
                "path": str(context.get("path", "")),
                "made_at": clock.now(),
            },
        )
        if is_new:
            transaction.on_commit(partial(send, mail))


def unsent() -> Iterable[Mail]:
    """What still has to go out and was not tried a moment ago; after many attempts the address is
    given up."""
    earlier = timezone.now() - REST_BEFORE_RETRY
    waiting = Mail.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    return waiting.exclude(attempted_at__gt=earlier)


def send(mail: Mail) -> bool:
    """Send one mail unless somebody else is at it; False when it did not go out.

    Never raises for a mail server.
    """
    now = timezone.now()
    mine = Mail.objects.filter(pk=mail.pk, sent_at=None, attempts=mail.attempts)
    if not mine.update(attempts=mail.attempts + 1, attempted_at=now):
        return False
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except (
        OSError
    ) as error:  # smtplib's errors are OSErrors: the mail server is away, the action stands
        logger.exception("mail not sent: %s", mail.subject)
        Mail.objects.filter(pk=mail.pk).update(last_error=str(error)[:500])
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=now, last_error="")
    return True
