"""Opening a round, and giving one municipality more time in it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Municipality, User
from accounts.permissions import is_project_leader
from common.mail import send_after_commit
from common.moments import format_day, until_and_including
from submissions.actions.locking import lock, record
from submissions.actions.notices import path_to, people_of
from submissions.enums import EventKind
from submissions.models import Round, Submission


def open_round(round_: Round) -> None:
    """Make the submission of every municipality of the regietafel that exists on the opening day."""
    municipalities = Municipality.objects.filter(regietafel=round_.regietafel).valid_on(
        timezone.localdate(round_.opens_at)
    )
    for municipality in municipalities:
        Submission.objects.get_or_create(round=round_, municipality=municipality)


@transaction.atomic
def extend(submission: Submission, user: User, until: datetime, reason: str) -> None:
    """Let one municipality hand in until `until`, also after the round has closed. Only the project leader may."""
    locked = lock(submission)
    if not is_project_leader(user, locked.round.regietafel):
        raise PermissionDenied
    locked.extended_until = until
    locked.save(update_fields=["extended_until"])
    event = record(locked, user, EventKind.EXTENDED, f"tot en met {until_and_including(until)}: {reason}")
    send_after_commit(
        f"extended:{event.pk}",
        f"Uitstel gegeven op {format_day(event.at)}: bijdrage {locked.municipality}",
        "emails/extended.txt",
        {"submission": locked, "reason": reason, "path": path_to("task_list", locked)},
        people_of(locked),
    )
