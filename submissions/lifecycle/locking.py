"""Every action locks the submission first.

So two people, or two clicks, never act on the same state.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from accounts.models import User
from common import clock
from common.refused import Refused
from submissions import rules
from submissions.content.load import load_content
from submissions.enums import EventKind, State
from submissions.lifecycle.permissions import may_edit
from submissions.lifecycle.refusals import (
    AwaitingApproval,
    Incomplete,
    NoOfferNeeded,
    NothingAsked,
    NothingInEdit,
    NothingToReopen,
    NotOffered,
    NotYetOpen,
    OfferFirst,
    OwnOffer,
    RoundClosed,
)
from submissions.lifecycle.transitions import REOPEN, Transition
from submissions.lifecycle.window import closing_moment, is_open
from submissions.models import Event, Submission, Version


@contextmanager
def transition(
    submission: Submission, user: User, wanted: Transition, detail: str = ""
) -> Iterator[Submission | None]:
    """The locked submission to act on, or None when the wanted state is already there (a double
    click)."""
    locked = lock(submission)
    if not wanted.may(user, locked):
        raise PermissionDenied
    if locked.state == wanted.target and (
        not wanted.with_reason or was_last(locked, user, wanted.event, detail)
    ):
        yield None
        return
    _require_allowed(locked, user, wanted)
    yield locked
    locked.state = wanted.target
    locked.save(update_fields=["state"])
    record(
        locked,
        user,
        wanted.event,
        _version_in_words(locked) if wanted.event == EventKind.SUBMITTED else detail,
    )


def _require_allowed(locked: Submission, user: User, wanted: Transition) -> None:
    if locked.state not in wanted.sources:
        raise _out_of_turn(State(locked.state), wanted)
    if not wanted.while_closed:
        require_open(locked)
    if wanted.four_eyes not in (None, locked.round.four_eyes):
        raise OfferFirst if locked.round.four_eyes else NoOfferNeeded
    if wanted.another_person and locked.versions.working_copies().get().offered_by_id == user.pk:
        raise OwnOffer


def _out_of_turn(state: State, wanted: Transition) -> Refused:
    """Why this cannot be done from this state."""
    if wanted is REOPEN:
        return NothingToReopen()
    if state == State.AWAITING_APPROVAL:
        return AwaitingApproval()
    if state == State.SUBMITTED:
        return NothingInEdit()
    if State.AWAITING_APPROVAL in wanted.sources:
        return NotOffered()
    return Incomplete() if state == State.OPEN else NothingInEdit()


def _version_in_words(submission: Submission) -> str:
    return f"versie {submission.versions.aggregate(last=Max('number'))['last']}"


LONGEST_DETAIL = 1000


def as_kept(detail: str) -> str:
    """What does not fit is left out, and that it is, is said."""
    return detail if len(detail) <= LONGEST_DETAIL else f"{detail[: LONGEST_DETAIL - 4]} (…)"


def was_last(submission: Submission, user: User, kind: EventKind, detail: str) -> bool:
    """Whether the last thing that happened is exactly this: somebody clicked twice."""
    last = submission.events.order_by("-pk").first()
    return last is not None and (last.kind, last.by_id, last.detail) == (
        kind,
        user.pk,
        as_kept(detail),
    )


def working_copy(submission: Submission, user: User) -> Version:
    """The version being edited, locked; the first edit of a round makes it."""
    locked = lock_to_edit(submission, user)
    if locked.state == State.OPEN:
        locked.state = State.DRAFT
        locked.save(update_fields=["state"])
        return Version.objects.create(submission=locked)
    return locked.versions.working_copies().get()


def lock_to_edit(submission: Submission, user: User) -> Submission:
    """Without its version: `open` when nothing was saved yet."""
    locked = lock(submission)
    if not may_edit(user, locked):
        raise PermissionDenied
    require_open(locked)
    if locked.state not in (State.OPEN, State.DRAFT):
        raise AwaitingApproval if locked.state == State.AWAITING_APPROVAL else NothingInEdit
    return locked


def complete_working_copy(locked: Submission) -> Version:
    """The working copy of a locked submission, ready to be handed in.

    Raises Incomplete while an error remains, NothingAsked in a round without opgaven.
    """
    content = load_content(locked.versions.working_copies().get())
    if not content.opgaven:
        raise NothingAsked
    if rules.errors(content):
        raise Incomplete
    return content.version


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
    return Event.objects.create(
        submission=submission, kind=kind, detail=as_kept(detail), at=clock.now(), by=user
    )
