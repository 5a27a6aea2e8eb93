"""Who signed in, and who tried to, with the address of the visitor: a line of the log each."""

import logging
from collections.abc import Mapping

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.http import visitor_address
from accounts.models import User

logger = logging.getLogger("sign_in")


@receiver(user_logged_in)
def log_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    logger.info("signed in: account %s from %s", user.pk, visitor_address(request))


@receiver(user_login_failed)
def log_refusal(
    sender: object,
    credentials: Mapping[str, object],
    request: HttpRequest | None = None,
    **kwargs: object,
) -> None:
    """The address that was typed may be anything, also a password: only the account is told."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    account = User.objects.filter(email__iexact=typed).values_list("pk", flat=True).first()
    logger.warning("refused: account %s from %s", account or "unknown", visitor_address(request))
