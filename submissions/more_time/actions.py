"""A municipality asks for more time; the project leader extends, reopens or declines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Municipality, User
from common import clock
from common.mail import queue_mail
from common.moments import format_day, until_and_including
from submissions.content.load import copy_latest
from submissions.enums import EventKind, State
from submissions.lifecycle.last_events import last_events
from submissions.lifecycle.locking import lock, record, transition, was_last
from submissions.lifecycle.permissions import may_edit, may_grant_more_time
from submissions.lifecycle.recipients import desk_of, desk_path, people_of
from submissions.lifecycle.refusals import HasMoreTime, NoRequest, NotYetOpen
from submissions.lifecycle.transitions import REOPEN
from submissions.links import submission_url
from submissions.models import Submission


@transaction.atomic
def ask_more_time(submission: Submission, user: User, reason: str) -> None:
    """Ask the project leader to extend or reopen.

    Every request is kept; the same one sent twice is one.
    """
    locked = lock(submission)
    if not may_edit(user, locked):
        raise PermissionDenied
    if clock.now() < locked.round.opens_at:
        raise NotYetOpen(locked.round)
    if was_last(locked, user, EventKind.MORE_TIME_ASKED, reason):
        return
    event = record(locked, user, EventKind.MORE_TIME_ASKED, reason)
    what = "Heropening" if locked.state == State.SUBMITTED else "Uitstel"
    queue_mail(
        f"more_time_asked:{event.pk}",
        f"{what} gevraagd op {format_day(event.at)}: bijdrage {locked.municipality}",
        "emails/more_time_asked.txt",
        {"submission": locked, "what": what.lower(), "event": event, "path": desk_path(locked)},
        desk_of(locked),
        reply_to=locked.round.regietafel.contact_email,
    )


@transaction.atomic
def decline_more_time(submission: Submission, user: User, reason: str) -> None:
    """Answer an open request with no, and say why.

    Raises NoRequest when it was answered meanwhile.
    """
    locked = lock(submission)
    if not may_grant_more_time(user, locked):
        raise PermissionDenied
    if was_last(locked, user, EventKind.MORE_TIME_DECLINED, reason):
        return
    if last_events(locked).request is None:
        raise NoRequest
    event = record(locked, user, EventKind.MORE_TIME_DECLINED, reason)
    queue_mail(
        f"more_time_declined:{event.pk}",
        f"Verzoek afgewezen op {format_day(event.at)}: bijdrage {locked.municipality}",
        "emails/more_time_declined.txt",
        {"submission": locked, "reason": reason, "path": submission_url("task_list", locked)},
        people_of(locked),
        reply_to=locked.round.regietafel.contact_email,
    )


@transaction.atomic
def reopen(submission: Submission, user: User, until: datetime, reason: str) -> None:
    """Let the municipality change what it submitted until `until`.

    What was submitted keeps counting meanwhile.
    """
    detail = f"tot en met {until_and_including(until)}: {reason}"
    with transition(submission, user, REOPEN, detail) as locked:
        if locked is not None:
            locked.extended_until = until
            locked.save(update_fields=["extended_until"])
            copy = copy_latest(locked)
            queue_mail(
                f"reopened:{copy.pk}",
                f"Heropend op {format_day(clock.now())}: bijdrage {locked.municipality}",
                "emails/reopened.txt",
                {
                    "submission": locked,
                    "reason": reason,
                    "path": submission_url("task_list", locked),
                },
                people_of(locked),
                reply_to=locked.round.regietafel.contact_email,
            )


@transaction.atomic
def extend(submission: Submission, user: User, until: datetime, reason: str) -> None:
    """Let one municipality hand in until `until`, also after the round has closed.

    Only the project leader may.
    """
    locked = lock(submission)
    if not may_grant_more_time(user, locked):
        raise PermissionDenied
    detail = f"tot en met {until_and_including(until)}: {reason}"
    if was_last(locked, user, EventKind.EXTENDED, detail):
        return
    locked.extended_until = until
    locked.save(update_fields=["extended_until"])
    event = record(locked, user, EventKind.EXTENDED, detail)
    queue_mail(
        f"extended:{event.pk}",
        f"Uitstel gegeven op {format_day(event.at)}: bijdrage {locked.municipality}",
        "emails/extended.txt",
        {"submission": locked, "reason": reason, "path": submission_url("task_list", locked)},
        people_of(locked),
        reply_to=locked.round.regietafel.contact_email,
    )


@dataclass(frozen=True)
class SeveralExtended:
    """Who got more time, and of each of the others why not."""

    done: tuple[Municipality, ...]
    refused: tuple[str, ...]


@transaction.atomic
def extend_several(
    submissions: Iterable[Submission], user: User, until: datetime, reason: str
) -> SeveralExtended:
    """The same for each of these. Who has more time already keeps it: nobody meant to take it away
    here, as may be meant on the page of one municipality."""
    done, refused = [], []
    for submission in sorted(submissions, key=lambda s: s.pk):  # in one order, so no deadlock
        locked = lock(submission)
        if not may_grant_more_time(user, locked):
            raise PermissionDenied
        if locked.extended_until and locked.extended_until > until:
            refused.append(HasMoreTime(locked.municipality, locked.extended_until).message)
        else:
            extend(locked, user, until, reason)
            done.append(locked.municipality)
    return SeveralExtended(tuple(sorted(done, key=str)), tuple(refused))
