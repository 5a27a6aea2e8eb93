"""How deadlines are written: the shown date is the moment minus one minute."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()


def format_moment(moment: datetime) -> str:
    """`12 maart 2024 om 14.05 uur`."""
    return f"{format_day(moment)} om {format_time(moment)}"


def format_day(moment: datetime) -> str:
    """`12 maart 2024`, the day in the Netherlands."""
    return date_format(timezone.localtime(moment), "j F Y")


def format_time(moment: datetime) -> str:
    """`14.05 uur`."""
    return f"{timezone.localtime(moment):%H.%M} uur"


def last_minute(moment: datetime) -> datetime:
    """The last minute that still counts before a deadline, in Dutch time.

    Midnight between 31 March and 1 April must read as 31 March, or somebody hands in a day late.
    """
    return timezone.localtime(moment - timedelta(minutes=1))


@register.filter
def moment(value: datetime | None) -> str:
    return format_moment(value) if value else ""


@register.filter
def until_and_including(value: datetime | None) -> str:
    """`31 maart 2024, 23.59 uur` for the deadline of 1 April 2024, 00.00 hour."""
    if not value:
        return ""
    last = last_minute(value)
    return f"{date_format(last, 'j F Y')}, {last:%H.%M} uur"
