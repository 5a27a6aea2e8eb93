"""The mail of a test: what was queued is sent first, as the worker would."""

from typing import cast

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from common.mail import deliver


def outbox() -> list[EmailMultiAlternatives]:
    deliver()
    return cast(list[EmailMultiAlternatives], mail.outbox)
