"""Freezing the working copy as a version, and going back to it for an addition."""

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from common import clock
from common.known import known
from common.mail import queue_mail
from common.moments import format_day
from submissions.attachments.actions import delete_version
from submissions.content.load import copy_latest
from submissions.enums import BESIDE_THE_CONTENT
from submissions.kept.counts import keep
from submissions.lifecycle.locking import complete_working_copy, transition
from submissions.lifecycle.recipients import people_of
from submissions.lifecycle.refusals import AdditionChanged, NothingHandedIn, OfferChanged
from submissions.lifecycle.transitions import APPROVE, DISCARD_ADDITION, START_ADDITION, SUBMIT
from submissions.lifecycle.window import closing_moment
from submissions.links import submission_url
from submissions.models import Submission, Version
from submissions.shares.actions import ask_shares


@transaction.atomic
def submit(submission: Submission, user: User) -> Version:
    """Freeze the working copy as the next version and confirm it by mail.

    A second click finds the work done and returns the version. Raises Incomplete while an error
    remains.
    """
    with transition(submission, user, SUBMIT) as locked:
        return _latest(submission) if locked is None else _freeze(locked, user)


@transaction.atomic
def approve(submission: Submission, user: User, offered_at: str) -> Version:
    """Hand in what a colleague offered. `offered_at` (ISO) is the offer that was read, else
    OfferChanged.

    A second click, or a second approver, finds the work done and gets the version.
    """
    with transition(submission, user, APPROVE) as locked:
        if locked is None:
            return _latest(submission)
        offer = locked.versions.working_copies().get()
        if known(offer.offered_at).isoformat() != offered_at:
            raise OfferChanged
        return _freeze(locked, user)


@transaction.atomic
def start_addition(submission: Submission, user: User) -> None:
    """Copy the latest version into a working copy. What was submitted keeps counting meanwhile.

    Raises NothingHandedIn before a first hand-in.
    """
    with transition(submission, user, START_ADDITION) as locked:
        if not submission.versions.submitted().exists():
            raise NothingHandedIn
        if locked is not None:
            copy_latest(locked)


@transaction.atomic
def discard_addition(submission: Submission, user: User, seen_event: int | None = None) -> None:
    """Throw the working copy away and fall back on what was submitted; impossible before a first
    hand-in.

    Raises AdditionChanged when something in it changed after `seen_event`, the last the person
    could know of.
    """
    with transition(submission, user, DISCARD_ADDITION) as locked:
        if locked is not None:
            if not locked.versions.submitted().exists():
                raise NothingHandedIn
            if seen_event is not None and _changed_after(locked, seen_event):
                raise AdditionChanged
            delete_version(locked.versions.working_copies().get())


def _changed_after(locked: Submission, seen_event: int) -> bool:
    return locked.events.filter(pk__gt=seen_event).exclude(kind__in=BESIDE_THE_CONTENT).exists()


def _latest(submission: Submission) -> Version:
    return submission.versions.submitted().latest("number")


def _freeze(locked: Submission, user: User) -> Version:
    """Give the working copy the next number and confirm that by mail.

    Raises Incomplete while an error remains.
    """
    version = complete_working_copy(locked)
    last = locked.versions.aggregate(last=Max("number"))["last"] or 0
    version.number, version.submitted_at, version.submitted_by = last + 1, clock.now(), user
    version.save()
    ask_shares(version, user)
    keep(version)
    _confirm_by_mail(version, user)
    return version


def _confirm_by_mail(version: Version, user: User) -> None:
    submission = version.submission
    queue_mail(
        f"submitted:{version.pk}",
        (
            f"Ingediend op {format_day(known(version.submitted_at))}: bijdrage "
            f"{submission.municipality}, versie {version.number}"
        ),
        "emails/submitted.txt",
        {
            "version": version,
            "closes_at": closing_moment(submission),
            "path": submission_url("version", submission, version.number),
            "pdf_path": submission_url("version_pdf", submission, version.number),
        },
        people_of(submission, user),
        reply_to=submission.round.regietafel.contact_email,
    )
