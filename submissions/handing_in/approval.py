"""Four eyes: one person offers, another approves (`actions.approve`) or gives it back.

Content is locked meanwhile.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from common import clock
from common.mail import queue_mail
from common.moments import format_day
from submissions.lifecycle.locking import complete_working_copy, transition
from submissions.lifecycle.recipients import approvers_of, people_of
from submissions.lifecycle.transitions import OFFER, RETURN, TAKE_BACK
from submissions.links import submission_url
from submissions.models import Submission, Version


@transaction.atomic
def offer(submission: Submission, user: User) -> None:
    """Lock the working copy and ask the approvers. Raises Incomplete while an error remains."""
    with transition(submission, user, OFFER) as locked:
        if locked is not None:
            version = complete_working_copy(locked)
            now = clock.now()
            _set_offer(version, now, user)
            queue_mail(
                f"offered:{version.pk}:{now.isoformat()}",
                f"Akkoord gevraagd op {format_day(now)}: bijdrage {locked.municipality}",
                "emails/offered.txt",
                {"version": version, "path": submission_url("check", locked)},
                approvers_of(locked, without=user),
                reply_to=locked.round.regietafel.contact_email,
            )


@transaction.atomic
def return_offer(submission: Submission, user: User, reason: str) -> None:
    """Give the working copy back to be changed, and say why.

    Raises NotOffered when it was taken back meanwhile.
    """
    with transition(submission, user, RETURN, reason) as locked:
        if locked is not None:
            version = locked.versions.working_copies().get()
            now = clock.now()
            queue_mail(
                f"returned:{version.pk}:{now.isoformat()}",
                f"Teruggegeven op {format_day(now)}: bijdrage {locked.municipality}",
                "emails/returned.txt",
                {
                    "version": version,
                    "by": user,
                    "reason": reason,
                    "path": submission_url("task_list", locked),
                },
                people_of(locked),
                reply_to=locked.round.regietafel.contact_email,
            )
            _set_offer(version, None, None)


@transaction.atomic
def take_back(submission: Submission, user: User) -> None:
    """Take the working copy back to change it; anybody of the municipality may.

    Nobody needs a mail of it.
    """
    with transition(submission, user, TAKE_BACK) as locked:
        if locked is not None:
            _set_offer(locked.versions.working_copies().get(), None, None)


def _set_offer(version: Version, at: datetime | None, by: User | None) -> None:
    version.offered_at, version.offered_by = at, by
    version.save(update_fields=["offered_at", "offered_by"])
