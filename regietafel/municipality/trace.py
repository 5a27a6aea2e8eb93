"""What was asked of a municipality and sent to it, and by whom: its traces at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from accounts.models import Membership
from accounts.querysets import MembershipQuerySet
from common.models import Mail
from submissions.enums import ShareAnswer
from submissions.links import submission_url
from submissions.models import ShareConfirmation, Submission

# What the desk or the calendar sends; what a municipality mails inside itself stays there.
SENT_BY_THE_DESK = (
    "round_opened:",
    "reminder:",
    "reminded:",
    "closed:",
    "extended:",
    "reopened:",
    "more_time_declined:",
    "entered_by_letter:",
)

MOST_MAILS = 50


@dataclass(frozen=True)
class Sent:
    """One mail to all people of a municipality; `waiting` of them have not got it yet."""

    subject: str
    made_at: datetime
    people: int
    waiting: int


def sent_to(submission: Submission) -> list[Sent]:
    """The newest first, without the text."""
    of_the_desk = Q()
    for begin in SENT_BY_THE_DESK:
        of_the_desk |= Q(event__startswith=begin)
    mails = Mail.objects.filter(
        of_the_desk, path__startswith=submission_url("task_list", submission)
    )
    found = (
        mails.order_by()
        .values("event")
        .annotate(
            subject=Max("subject"),
            made=Min("made_at"),
            people=Count("pk"),
            waiting=Count("pk", filter=Q(sent_at=None)),
        )
        .order_by("-made", "event")
    )
    return [
        Sent(mail["subject"], mail["made"], mail["people"], mail["waiting"])
        for mail in found[:MOST_MAILS]
    ]


@dataclass(frozen=True)
class OpenShares:
    """Shares without a yes: what it asked of its `partners`, and what it has to answer for
    `leads`."""

    partners: tuple[ShareConfirmation, ...]
    leads: tuple[ShareConfirmation, ...]


def open_shares(submission: Submission) -> OpenShares:
    asked = ShareConfirmation.objects.in_force().to_and_from(submission)
    found = list(asked.exclude(answer=ShareAnswer.CONFIRMED))
    return OpenShares(
        tuple(share for share in found if share.submission_id == submission.pk),
        tuple(share for share in found if share.submission_id != submission.pk),
    )


def people_with_access(submission: Submission) -> Iterable[Membership]:
    people: MembershipQuerySet = submission.municipality.memberships.all()
    return people.active().select_related("user").order_by("user__name", "user__email")
