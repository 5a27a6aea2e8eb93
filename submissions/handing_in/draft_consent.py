"""Whether the regietafel may read the working copy.

The municipality alone decides, at any moment of the round.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from submissions.enums import EventKind
from submissions.lifecycle.locking import lock, record
from submissions.lifecycle.permissions import may_edit
from submissions.models import Submission


@transaction.atomic
def open_draft(submission: Submission, user: User) -> None:
    """Let project leader and chair read the draft, this one and later ones, until it is closed
    again."""
    _set(submission, user, True, EventKind.DRAFT_OPENED)


@transaction.atomic
def close_draft(submission: Submission, user: User) -> None:
    _set(submission, user, False, EventKind.DRAFT_CLOSED)


def _set(submission: Submission, user: User, wanted: bool, kind: EventKind) -> None:
    locked = lock(submission)
    if not may_edit(user, locked):
        raise PermissionDenied
    if locked.draft_open_to_regietafel == wanted:  # a second click
        return
    locked.draft_open_to_regietafel = wanted
    locked.save(update_fields=["draft_open_to_regietafel"])
    record(locked, user, kind)
