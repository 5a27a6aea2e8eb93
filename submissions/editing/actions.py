"""What people type in the working copy: header, lines with their shares, answers."""

import uuid

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.forms.models import model_to_dict

from accounts.models import Municipality, User
from rounds.models import Opgave
from submissions.counting.locations import NamedLine, same_locations
from submissions.enums import AnswerKind, Commitment, EventKind
from submissions.lifecycle.locking import lock_to_edit, record, working_copy
from submissions.lifecycle.refusals import (
    Answered,
    Changed,
    Gone,
    HasLines,
    SavedBefore,
    Stale,
    TooManyLines,
)
from submissions.models import Answer, Line, Share, Submission, Version
from submissions.models.line import MOST_LINES

Shares = dict[Municipality, tuple[int | None, int | None]]


@transaction.atomic
def save_header(submission: Submission, user: User, fields: dict, revision: int) -> Version:
    """Store contact, decisions and remarks. Raises Stale when somebody saved after `revision`."""
    version = working_copy(submission, user)
    if version.revision != revision:
        raise Stale
    assign(version, fields)
    record(version.submission, user, EventKind.HEADER_SAVED)
    return version


@transaction.atomic
def add_line(
    submission: Submission,
    user: User,
    opgave: Opgave,
    fields: dict,
    shares: Shares,
    answered: str | None = None,
    line_id: uuid.UUID | None = None,
) -> Line:
    """Add a location to an opgave. An earlier "geen bijdrage" or "nog niet bekend" gives way to the
    line.

    Raises Answered when that answer is not the one the person had seen, of which `answered` is the
    revision. `line_id` comes with the form: a second click adds nothing, and who goes back in the
    browser and changes something of the same location changes that line. Raises SavedBefore when it
    was changed in another way since.
    """
    version = working_copy(submission, user)
    there = set(version.lines.order_by().values_list("line_id", flat=True))
    earlier = _line(version.submission, line_id) if line_id in there else None
    if earlier and _says(earlier, fields, shares):
        return earlier
    if earlier and _is_same_location(earlier, fields):
        if earlier.revision > 1:
            raise SavedBefore
        return change_line(submission, user, earlier.line_id, fields, shares, earlier.revision)
    answer = version.answers.filter(opgave=opgave).first()
    counts = fields["commitment"] != Commitment.DROPPED
    replaces = answer is not None and answer.kind != AnswerKind.LINES
    if answer and replaces and counts and answered not in (None, answer.revision):
        raise Answered(answer)
    if len(there) >= MOST_LINES:
        raise TooManyLines(MOST_LINES)
    line = Line(
        version=version, opgave=opgave, line_id=uuid.uuid4() if earlier else line_id or uuid.uuid4()
    )
    assign(line, fields)
    _add_shares(line, shares)
    _answer_with_lines(answer or Answer(version=version, opgave=opgave), line.counts)
    record(version.submission, user, EventKind.LINE_SAVED, _about(line))
    return line


@transaction.atomic
def change_line(
    submission: Submission,
    user: User,
    line_id: uuid.UUID,
    fields: dict,
    shares: Shares,
    revision: int,
) -> Line:
    """Store a changed line.

    Raises Stale when somebody saved after `revision`, Gone when it was removed.
    """
    line = _line(lock_to_edit(submission, user), line_id)
    if line.revision != revision:
        raise Stale
    assign(line, fields)
    if _shares(line) != shares:
        replace_shares(line, shares)
    _answer_with_lines(_answer(line), line.counts)
    record(submission, user, EventKind.LINE_SAVED, _about(line))
    return line


@transaction.atomic
def remove_line(
    submission: Submission, user: User, line_id: uuid.UUID, revision: int | None = None
) -> None:
    """Remove a line from the working copy; without lines the opgave is unanswered again.

    Raises Changed when somebody saved the line after `revision`, which the person had on the
    screen.
    """
    version = working_copy(submission, user)
    line = version.lines.filter(line_id=line_id).select_related("opgave").first()
    if line is None:  # a second click
        return
    if revision not in (None, line.revision):
        raise Changed
    about = _about(line)
    line.delete()
    _answer_with_lines(_answer(line))
    record(submission, user, EventKind.LINE_REMOVED, about)


def _answer(line: Line) -> Answer:
    """That of its opgave; a new one when there is none."""
    found = line.version.answers.filter(opgave=line.opgave).first()
    return found or Answer(version=line.version, opgave=line.opgave)


def _answer_with_lines(answer: Answer, one_counts: bool = False) -> None:
    """Let the lines of an opgave be its answer while one of them counts, and let the answer that
    they took the place of come back when none does.

    Dropped lines alone answer nothing: they may stand beside any answer. `one_counts` says that
    nobody needs to look whether a line counts.
    """
    lines = answer.version.lines.filter(opgave=answer.opgave_id)
    before = model_to_dict(answer)
    if one_counts or lines.counting().exists():
        if answer.kind != AnswerKind.LINES:
            answer.replaced_kind, answer.replaced_reason = answer.kind, answer.reason
            answer.kind, answer.reason = AnswerKind.LINES, ""
    elif answer.kind == AnswerKind.LINES and answer.replaced_kind:
        answer.kind, answer.reason = answer.replaced_kind, answer.replaced_reason
        answer.replaced_kind = answer.replaced_reason = ""
    elif lines.exists():
        answer.kind = answer.kind or AnswerKind.LINES
    elif answer.kind == AnswerKind.LINES:
        answer.delete()
        return
    if answer.pk is None or model_to_dict(answer) != before:
        answer.save()


def _about(line: Line) -> str:
    """As an event tells it. The name of a confidential location stays with the line: others may
    read the events."""
    label = "vertrouwelijke locatie" if line.confidential else line.location_label
    return f"{line.opgave.name}: {label}"


@transaction.atomic
def answer_opgave(
    submission: Submission,
    user: User,
    opgave: Opgave,
    kind: AnswerKind,
    reason: str,
    revision: str | None = None,
) -> None:
    """Answer an opgave without lines. Raises HasLines rather than throw a colleague's lines away.

    Raises Stale when the stored answer is not the one of `revision`, which the person had on the
    screen.
    """
    version = working_copy(submission, user)
    if version.lines.counting().filter(opgave=opgave).exists():
        raise HasLines
    stored = version.answers.filter(opgave=opgave).first()
    if revision not in (None, stored.revision if stored else ""):
        raise Stale
    Answer.objects.update_or_create(
        version=version, opgave=opgave, defaults={"kind": kind, "reason": reason}
    )
    record(submission, user, EventKind.ANSWERED, f"{opgave.name}: {AnswerKind(kind).label}")


@transaction.atomic
def answer_remaining(submission: Submission, user: User, kind: AnswerKind, reason: str) -> int:
    """Give all opgaven without an answer the same one; returns how many that were."""
    version = working_copy(submission, user)
    open_opgaven = submission.round.opgaven.fillable().exclude(
        pk__in=version.answers.values("opgave")
    )
    answers = [
        Answer(version=version, opgave=opgave, kind=kind, reason=reason) for opgave in open_opgaven
    ]
    Answer.objects.bulk_create(answers)
    if answers:
        record(
            submission, user, EventKind.REST_ANSWERED, f"{len(answers)} × {AnswerKind(kind).label}"
        )
    return len(answers)


def _line(locked: Submission, line_id: uuid.UUID) -> Line:
    """Of the working copy of a submission."""
    lines = Line.objects.filter(version__in=locked.versions.working_copies(), line_id=line_id)
    line = lines.select_related("opgave", "version").with_shares().first()
    if line is None:
        raise Gone
    line.version.submission = locked
    return line


def assign(record: Version | Line, fields: dict) -> None:
    for name, value in fields.items():
        setattr(record, name, value)
    record.revision += 1
    record.save()


def _says(line: Line, fields: dict, shares: Shares) -> bool:
    return _shares(line) == shares and all(
        getattr(line, name) == value for name, value in fields.items()
    )


def _shares(line: Line) -> Shares:
    stored = line.shares.all()
    return {share.municipality: (share.amount_short, share.amount_long) for share in stored}


def _is_same_location(line: Line, fields: dict) -> bool:
    """The same name and place, or neither has a name."""
    was = NamedLine("was", line.location_name, line.place)
    now = NamedLine("now", fields["location_name"], fields["place"])
    keys = same_locations([was, now])
    return keys["was"] == keys["now"]


def replace_shares(line: Line, shares: Shares) -> None:
    """Of a line whose shares were read."""
    Share.objects.filter(line=line).delete()
    line.refresh_from_db(fields=["shares"])
    _add_shares(line, shares)


def _add_shares(line: Line, shares: Shares) -> None:
    Share.objects.bulk_create(
        Share(line=line, municipality=partner, amount_short=short, amount_long=long)
        for partner, (short, long) in shares.items()
    )
    read = Share.objects.select_related("municipality") if shares else Share.objects.none()
    prefetch_related_objects([line], Prefetch("shares", read))
