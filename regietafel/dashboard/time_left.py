"""How much time the municipalities have, in one sentence; right after the deadline too."""

from datetime import date, datetime

from django.utils import timezone

from common.moments import format_day, last_minute
from rounds.models import Round


def time_left(round_: Round, now: datetime) -> str:
    """`Nog 19 dagen tot de deadline.` In days of the calendar: a day counts until its midnight."""
    today = timezone.localdate(now)
    if now < round_.opens_at:
        return f"De ronde opent op {format_day(round_.opens_at)}."
    if now < round_.deadline_at:
        return _before(days_until(round_.deadline_at, today))
    if now < round_.closes_at:
        return _late(days_until(round_.closes_at, today))
    return "De ronde is gesloten."


def days_until(moment: datetime, today: date) -> int:
    """0 on the last day that counts."""
    return (last_minute(moment).date() - today).days


def _before(days: int) -> str:
    return f"Nog {_days(days)} tot de deadline." if days else "Vandaag is de laatste dag."


def _late(days: int) -> str:
    left = f"nog {_days(days)}" if days else "alleen vandaag nog"
    return f"De deadline is voorbij; te laat indienen kan {left}."


def _days(number: int) -> str:
    return f"{number} {'dag' if number == 1 else 'dagen'}"
