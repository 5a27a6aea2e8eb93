"""When a person did something last: written in the session, at signing in and while it goes on."""

import time

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest

LAST_SEEN = "last_seen"

SEEN_AGAIN_AFTER = 60  # seconds: not every request has to be written down


@receiver(user_logged_in)
def begin(sender: object, request: HttpRequest, **kwargs: object) -> None:
    request.session[LAST_SEEN] = int(time.time())


def idle_seconds(session: SessionBase) -> int:
    """Since the last time that was written down, which this call brings up to date."""
    now = int(time.time())
    idle = now - int(session.get(LAST_SEEN, now))
    if idle > SEEN_AGAIN_AFTER or LAST_SEEN not in session:
        session[LAST_SEEN] = now
    return idle
