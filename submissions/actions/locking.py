"""Every action locks the submission first. So two people, or two clicks, never act on the same state."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from accounts.models import User
from common import clock
from submissions.enums import EventKind, State
from submissions.errors import Incomplete, NothingInEdit, NotYetOpen, RoundClosed
from submissions.models import Event, Submission, Version
from submissions.permissions import closing_moment, is_open
from submissions.transitions import SUBMIT, Transition


@contextmanager
def transition(submission: Submission, user: User, wanted: Transition):
    """The locked submission to act on, or None when the wanted state is already there (a double click)."""
    locked = lock(submission)
    if not wanted.may(user, locked.municipality):
        raise PermissionDenied
    if locked.state == wanted.target:
        yield None
        return
    if locked.state not in wanted.sources:
        raise Incomplete if locked.state == State.OPEN else NothingInEdit
    require_open(locked)
    yield locked
    locked.state = wanted.target
    locked.save(update_fields=["state"])
    number = locked.versions.aggregate(last=Max("number"))["last"]
    record(locked, user, wanted.event, f"versie {number}" if wanted is SUBMIT else "")


def working_copy(submission: Submission, user: User) -> Version:
    """The version being edited, locked; the first edit of a round makes it."""
    locked = lock(submission)
    if not SUBMIT.may(user, locked.municipality):
        raise PermissionDenied
    require_open(locked)
    if locked.state == State.OPEN:
        locked.state = State.DRAFT
        locked.save(update_fields=["state"])
        return Version.objects.create(submission=locked)
    if locked.state != State.DRAFT:
        raise NothingInEdit
    return locked.versions.working_copies().get()


def lock(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("round__regietafel", "municipality")
        .get(pk=submission.pk)
    )


def require_open(submission: Submission) -> None:
    if clock.now() < submission.round.opens_at:
        raise NotYetOpen(submission.round)
    if not is_open(submission, clock.now()):
        raise RoundClosed(submission.round, closing_moment(submission))


def record(submission: Submission, user: User, kind: EventKind, detail: str = "") -> Event:
    return Event.objects.create(submission=submission, kind=kind, detail=detail[:1000], at=clock.now(), by=user)
