"""The only clock for what people see and what rules test; sessions, tokens and health use the real
one."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment the portal lives in: in the demo the date of `PRT_TODAY` at the real time of
    day."""
    real = timezone.now()
    if settings.PRT_TODAY is None:
        return real
    here = timezone.localtime(real).replace(tzinfo=None)
    moved = datetime.combine(settings.PRT_TODAY, here.time())
    return timezone.make_aware(moved)


def today() -> date:
    """The date in the Netherlands at `now()`."""
    return timezone.localdate(now())
