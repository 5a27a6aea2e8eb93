"""What was done with a bijdrage, and what the portal mailed about it."""

from django.db.models import QuerySet

from common.models import Mail
from submissions.enums import TALK
from submissions.links import submission_url
from submissions.models import Event, Submission

EVENTS_PER_PAGE = 50

LATEST_MAILS = 50


def events_of(submission: Submission) -> QuerySet[Event]:
    """Newest first, without what was said in questions: those have readers of their own."""
    events = Event.objects.filter(submission=submission).exclude(kind__in=TALK)
    return events.select_related("by").order_by("-at", "-pk")


def latest_mails(submission: Submission) -> QuerySet[Mail]:
    """What leads to a page of this bijdrage went to its own people; newest first."""
    own_pages = submission_url("task_list", submission)
    mails = Mail.objects.filter(path__startswith=own_pages).order_by("-made_at", "-pk")
    return mails[:LATEST_MAILS]
