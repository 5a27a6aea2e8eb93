"""The backend of all mail that Django and its libraries send: it stores what the worker sends."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from common import clock
from common.models import Mail
from common.texts import on_one_line


class QueueBackend(BaseEmailBackend):
    """Such a mail may hold a link to choose a password: its text is forgotten once it is sent."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            for recipient in message.recipients():
                Mail.objects.create(
                    event=f"message:{uuid4()}",
                    recipient=recipient,
                    subject=on_one_line(str(message.subject)),
                    text=str(message.body),
                    html=_html(message),
                    is_secret=True,
                    made_at=clock.now(),
                )
        return len(messages)


def _html(message: EmailMessage) -> str:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
