"""Mails that follow an action: one per person, after the commit, and never able to undo it."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

DEMO_PREFIX = "VOORBEELDGEGEVENS – "


def demo_subject(subject: str) -> str:
    """The subject, marked in the demo so that no mail can pass for one about real figures."""
    return DEMO_PREFIX + subject if settings.PRT_DEMO else subject


def send_after_commit(subject: str, template: str, context: dict, recipients: list[str]) -> None:
    """Send the rendered text `template` to each recipient once the surrounding transaction is committed."""
    body = render_to_string(template, context | {"demo": settings.PRT_DEMO, "base_url": settings.PRT_BASE_URL})
    for recipient in recipients:
        message = EmailMessage(demo_subject(subject), body, to=[recipient])
        transaction.on_commit(lambda message=message: _send(message))


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:  # smtplib's errors are OSErrors: the mail server is away, the action stands
        logger.exception("mail not sent: %s", message.subject)
