"""What municipalities do with their bijdrage. One function is one action: atomic, with its event.

Every action locks the submission first. So two people, or two clicks, never act on the same state.
"""

import uuid
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from accounts.models import Municipality, User
from accounts.permissions import is_project_leader
from common import clock
from common.mail import send_after_commit
from common.moments import until_and_including
from submissions import rules
from submissions.drafts import copy_content, load_draft
from submissions.enums import AnswerKind, EventKind, State
from submissions.errors import Gone, HasLines, Incomplete, NothingInEdit, NotYetOpen, RoundClosed, Stale
from submissions.models import Answer, Contribution, Event, Opgave, Round, Share, Submission, Version
from submissions.permissions import closing_moment, is_open
from submissions.transitions import DISCARD_ADDITION, START_ADDITION, SUBMIT, Transition

Shares = dict[Municipality, tuple[int | None, int | None]]


def open_round(round_: Round) -> None:
    """Make the submission of every municipality of the regietafel that exists on the opening day."""
    municipalities = Municipality.objects.filter(regietafel=round_.regietafel).valid_on(
        timezone.localdate(round_.opens_at)
    )
    for municipality in municipalities:
        Submission.objects.get_or_create(round=round_, municipality=municipality)


@transaction.atomic
def save_header(submission: Submission, user: User, fields: dict, revision: int) -> Version:
    """Store contact, decisions and remarks. Raises Stale when somebody saved after `revision`."""
    version = _working_copy(submission, user)
    if version.revision != revision:
        raise Stale
    _assign(version, fields)
    _record(version.submission, user, EventKind.HEADER_SAVED)
    return version


@transaction.atomic
def add_line(submission: Submission, user: User, opgave: Opgave, fields: dict, shares: Shares) -> Contribution:
    """Add a location to an opgave. An earlier "geen bijdrage" or "nog niet bekend" gives way to the line."""
    version = _working_copy(submission, user)
    line = Contribution(version=version, opgave=opgave, line_id=uuid.uuid4())
    _assign(line, fields)
    _replace_shares(line, shares)
    Answer.objects.update_or_create(version=version, opgave=opgave, defaults={"kind": AnswerKind.LINES, "reason": ""})
    _record(version.submission, user, EventKind.LINE_SAVED, opgave.name)
    return line


@transaction.atomic
def change_line(
    submission: Submission,
    user: User,
    line_id: uuid.UUID,
    fields: dict,
    shares: Shares,
    revision: int,
) -> Contribution:
    """Store a changed line. Raises Stale when somebody saved after `revision`, Gone when it was removed."""
    line = _line(_working_copy(submission, user), line_id)
    if line.revision != revision:
        raise Stale
    _assign(line, fields)
    _replace_shares(line, shares)
    _record(submission, user, EventKind.LINE_SAVED, line.opgave.name)
    return line


@transaction.atomic
def remove_line(submission: Submission, user: User, line_id: uuid.UUID) -> None:
    """Remove a line from the working copy; without lines the opgave is unanswered again."""
    version = _working_copy(submission, user)
    line = version.contributions.filter(line_id=line_id).select_related("opgave").first()
    if line is None:  # a second click
        return
    line.delete()
    if not version.contributions.filter(opgave=line.opgave).exists():
        version.answers.filter(opgave=line.opgave).delete()
    _record(submission, user, EventKind.LINE_REMOVED, line.opgave.name)


@transaction.atomic
def answer_opgave(submission: Submission, user: User, opgave: Opgave, kind: AnswerKind, reason: str) -> None:
    """Answer an opgave without lines. Raises HasLines rather than throw a colleague's lines away."""
    version = _working_copy(submission, user)
    if version.contributions.filter(opgave=opgave).exists():
        raise HasLines
    Answer.objects.update_or_create(version=version, opgave=opgave, defaults={"kind": kind, "reason": reason})
    _record(submission, user, EventKind.ANSWERED, f"{opgave.name}: {AnswerKind(kind).label}")


@transaction.atomic
def answer_remaining(submission: Submission, user: User, kind: AnswerKind, reason: str) -> int:
    """Give all opgaven without an answer the same one; returns how many that were."""
    version = _working_copy(submission, user)
    open_opgaven = submission.round.opgaven.fillable().exclude(pk__in=version.answers.values("opgave"))
    answers = [Answer(version=version, opgave=opgave, kind=kind, reason=reason) for opgave in open_opgaven]
    Answer.objects.bulk_create(answers)
    if answers:
        _record(submission, user, EventKind.REST_ANSWERED, f"{len(answers)} × {AnswerKind(kind).label}")
    return len(answers)


@transaction.atomic
def submit(submission: Submission, user: User) -> Version:
    """Freeze the working copy as the next version and confirm it by mail.

    A second click finds the work done and returns the version. Raises Incomplete while an error remains.
    """
    with _transition(submission, user, SUBMIT) as locked:
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
    with _transition(submission, user, START_ADDITION) as locked:
        if locked is not None:
            latest = locked.versions.submitted().latest("number")
            copy_content(latest, Version.objects.create(submission=locked))


@transaction.atomic
def discard_addition(submission: Submission, user: User) -> None:
    """Throw the working copy away and fall back on what was submitted; impossible before a first hand-in."""
    with _transition(submission, user, DISCARD_ADDITION) as locked:
        if locked is not None:
            if not locked.versions.submitted().exists():
                raise NothingInEdit
            locked.versions.working_copies().get().delete()


@transaction.atomic
def extend(submission: Submission, user: User, until: datetime, reason: str) -> None:
    """Let one municipality hand in until `until`, also after the round has closed. Only the project leader may."""
    locked = _lock(submission)
    if not is_project_leader(user, locked.round.regietafel):
        raise PermissionDenied
    locked.extended_until = until
    locked.save(update_fields=["extended_until"])
    _record(locked, user, EventKind.EXTENDED, f"tot en met {until_and_including(until)}: {reason}")
    send_after_commit(
        f"Uitstel tot en met {until_and_including(until)}: bijdrage {locked.municipality}",
        "emails/extended.txt",
        {"submission": locked, "reason": reason, "path": _path("task_list", locked)},
        _people(locked),
    )


@contextmanager
def _transition(submission: Submission, user: User, transition: Transition):
    """The locked submission to act on, or None when the wanted state is already there (a double click)."""
    locked = _lock(submission)
    if not transition.may(user, locked.municipality):
        raise PermissionDenied
    if locked.state == transition.target:
        yield None
        return
    if locked.state not in transition.sources:
        raise Incomplete if locked.state == State.OPEN else NothingInEdit
    _require_open(locked)
    yield locked
    locked.state = transition.target
    locked.save(update_fields=["state"])
    number = locked.versions.aggregate(last=Max("number"))["last"]
    _record(locked, user, transition.event, f"versie {number}" if transition is SUBMIT else "")


def _working_copy(submission: Submission, user: User) -> Version:
    """The version being edited, locked; the first edit of a round makes it."""
    locked = _lock(submission)
    if not SUBMIT.may(user, locked.municipality):
        raise PermissionDenied
    _require_open(locked)
    if locked.state == State.OPEN:
        locked.state = State.DRAFT
        locked.save(update_fields=["state"])
        return Version.objects.create(submission=locked)
    if locked.state != State.DRAFT:
        raise NothingInEdit
    return locked.versions.working_copies().get()


def _lock(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("round__regietafel", "municipality")
        .get(pk=submission.pk)
    )


def _require_open(submission: Submission) -> None:
    if clock.now() < submission.round.opens_at:
        raise NotYetOpen(submission.round)
    if not is_open(submission, clock.now()):
        raise RoundClosed(submission.round, closing_moment(submission))


def _line(version: Version, line_id: uuid.UUID) -> Contribution:
    line = version.contributions.filter(line_id=line_id).select_related("opgave").first()
    if line is None:
        raise Gone
    return line


def _assign(record: Version | Contribution, fields: dict) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.revision += 1
    record.save()


def _replace_shares(line: Contribution, shares: Shares) -> None:
    line.shares.all().delete()
    Share.objects.bulk_create(
        Share(contribution=line, municipality=partner, amount_short=short, amount_long=long)
        for partner, (short, long) in shares.items()
    )


def _record(submission: Submission, user: User, kind: EventKind, detail: str = "") -> None:
    Event.objects.create(submission=submission, kind=kind, detail=detail[:200], at=clock.now(), by=user)


def _confirm_by_mail(version: Version, user: User) -> None:
    submission = version.submission
    send_after_commit(
        f"Ingediend: bijdrage {submission.municipality}, versie {version.number}",
        "emails/submitted.txt",
        {
            "version": version,
            "closes_at": closing_moment(submission),
            "path": _path("version", submission, version.number),
        },
        _people(submission, user),
    )


def _path(name: str, submission: Submission, *arguments) -> str:
    return reverse(f"submissions:{name}", args=[submission.round.slug, submission.municipality.cbs_code, *arguments])


def _people(submission: Submission, first: User | None = None) -> list[str]:
    """The addresses of everybody of the municipality, each once; the sender first."""
    addresses = submission.municipality.memberships.active().values_list("user__email", flat=True)
    return list(dict.fromkeys([*([first.email] if first else []), *addresses]))
