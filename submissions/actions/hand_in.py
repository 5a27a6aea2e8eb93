"""Freezing the working copy as a version, and going back to it for an addition."""

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from common import clock
from common.mail import send_after_commit
from common.moments import format_day
from submissions import rules
from submissions.actions.attachments import delete_version
from submissions.actions.locking import transition
from submissions.actions.notices import path_to, people_of
from submissions.drafts import copy_content, load_draft
from submissions.errors import Incomplete, NothingInEdit
from submissions.models import Submission, Version
from submissions.permissions import closing_moment
from submissions.transitions import DISCARD_ADDITION, START_ADDITION, SUBMIT


@transaction.atomic
def submit(submission: Submission, user: User) -> Version:
    """Freeze the working copy as the next version and confirm it by mail.

    A second click finds the work done and returns the version. Raises Incomplete while an error remains.
    """
    with transition(submission, user, SUBMIT) as locked:
        if locked is None:
            return submission.versions.submitted().latest("number")
        version = locked.versions.working_copies().get()
        if rules.errors(load_draft(version)):
            raise Incomplete
        last = locked.versions.aggregate(last=Max("number"))["last"] or 0
        version.number, version.submitted_at, version.submitted_by = last + 1, clock.now(), user
        version.save()
    _confirm_by_mail(version, user)
    return version


@transaction.atomic
def start_addition(submission: Submission, user: User) -> None:
    """Copy the latest version into a working copy. What was submitted keeps counting meanwhile."""
    with transition(submission, user, START_ADDITION) as locked:
        if locked is not None:
            latest = locked.versions.submitted().latest("number")
            copy_content(latest, Version.objects.create(submission=locked))


@transaction.atomic
def discard_addition(submission: Submission, user: User) -> None:
    """Throw the working copy away and fall back on what was submitted; impossible before a first hand-in."""
    with transition(submission, user, DISCARD_ADDITION) as locked:
        if locked is not None:
            if not locked.versions.submitted().exists():
                raise NothingInEdit
            delete_version(locked.versions.working_copies().get())


def _confirm_by_mail(version: Version, user: User) -> None:
    submission = version.submission
    send_after_commit(
        f"submitted:{version.pk}",
        f"Ingediend op {format_day(version.submitted_at)}: bijdrage {submission.municipality}, versie {version.number}",
        "emails/submitted.txt",
        {
            "version": version,
            "closes_at": closing_moment(submission),
            "path": path_to("version", submission, version.number),
        },
        people_of(submission, user),
    )
