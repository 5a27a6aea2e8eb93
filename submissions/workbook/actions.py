"""Taking over a workbook: it waits as a proposal, and replaces the content of the working copy on
request."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Municipality, User
from common import clock
from submissions.content.content import VersionContent, plain_line
from submissions.content.fields import LINE_FIELDS
from submissions.content.load import load_content
from submissions.content.plain import PlainContent, PlainLine, Value
from submissions.editing.actions import assign
from submissions.enums import EventKind, State
from submissions.lifecycle.locking import lock, record, working_copy
from submissions.lifecycle.permissions import may_edit
from submissions.lifecycle.refusals import (
    AwaitingApproval,
    ClosedForWorkbook,
    DraftChanged,
    NothingInEdit,
    NotYetOpen,
    OtherQuestions,
)
from submissions.lifecycle.window import closing_moment, is_open
from submissions.models import Answer, Line, Share, Submission, Version, WorkbookProposal
from submissions.workbook.content import content_fingerprint, fits
from submissions.workbook.differences import changed_fields, differences, summary
from submissions.workbook.layout import Layout, layout_of
from submissions.workbook.read import Reading

LONGEST_FILE_NAME = 200


@transaction.atomic
def propose_workbook(
    submission: Submission, user: User, reading: Reading, file_name: str, compared_with: str
) -> WorkbookProposal:
    """Keep what a workbook says until the person decides."""
    locked = lock(submission)
    _require_allowed(locked, user)
    return keep_proposal(locked, user, reading, file_name, compared_with)


def keep_proposal(
    submission: Submission, user: User, reading: Reading, file_name: str, compared_with: str
) -> WorkbookProposal:
    """An earlier proposal of that person gives way."""
    proposal = WorkbookProposal(
        submission=submission,
        user=user,
        made_at=clock.now(),
        file_name=file_name[-LONGEST_FILE_NAME:],
        fingerprint=compared_with,
        downloaded_with=reading.downloaded_with[:64],
        content=reading.content.to_json(),
    )
    WorkbookProposal.objects.bulk_create(
        [proposal],
        update_conflicts=True,
        unique_fields=["submission", "user"],
        update_fields=["made_at", "file_name", "fingerprint", "downloaded_with", "content"],
    )
    return proposal


@transaction.atomic
def accept_workbook(submission: Submission, user: User, seen: str) -> bool:
    """Replace the content of the working copy; False when there was nothing left to accept (a
    second click).

    `seen` is the fingerprint of the draft beside which the person saw the differences. Raises
    DraftChanged when somebody saved since then.
    """
    _require_allowed(lock(submission), user)
    proposal = WorkbookProposal.objects.of(submission, user).first()
    if proposal is None:
        return False
    content = load_content(working_copy(submission, user))
    layout = layout_of(content)
    if content_fingerprint(content, layout) != seen:
        raise DraftChanged
    wanted = PlainContent.from_json(proposal.content)
    if not fits(wanted, layout):
        raise OtherQuestions
    found = differences(content.plain, wanted, layout)
    replace_content(content, wanted, layout)
    proposal.delete()
    record(content.version.submission, user, EventKind.WORKBOOK_ACCEPTED, summary(found))
    return True


@transaction.atomic
def cancel_workbook(submission: Submission, user: User) -> None:
    """Forget the proposal; the draft stays as it is."""
    if not may_edit(user, submission):
        raise PermissionDenied
    WorkbookProposal.objects.of(submission, user).delete()


def require_workbook_allowed(submission: Submission, user: User) -> None:
    """Raises the refusal before anybody's file is read for nothing; the actions ask again under the
    lock."""
    _require_allowed(submission, user)


def _require_allowed(locked: Submission, user: User) -> None:
    if not may_edit(user, locked):
        raise PermissionDenied
    if clock.now() < locked.round.opens_at:
        raise NotYetOpen(locked.round)
    if not is_open(locked, clock.now()):
        raise ClosedForWorkbook(locked.round, closing_moment(locked))
    if locked.state == State.AWAITING_APPROVAL:
        raise AwaitingApproval
    if locked.state == State.SUBMITTED:
        raise NothingInEdit


def replace_content(content: VersionContent, wanted: PlainContent, layout: Layout) -> None:
    """Let a stored version say what the workbook says."""
    header = changed_fields(content.plain.header, wanted.header)
    if header:
        assign(content.version, header)
    _replace_lines(content, wanted, layout)
    _replace_answers(content.version, wanted, layout)


def _replace_lines(content: VersionContent, wanted: PlainContent, layout: Layout) -> None:
    present = {str(line.line_id): line for line in content.lines}
    kept = {line.line_id for line in wanted.lines}
    removed = [line.pk for line_id, line in present.items() if line_id not in kept]
    Line.objects.filter(pk__in=removed).delete()
    changed = []
    for new in wanted.lines:
        old = present.get(new.line_id)
        said = plain_line(old) if old else PlainLine(new.line_id, "", {})
        changes = changed_fields(said.values, new.values)
        if changes or said.opgave != new.opgave:
            line = old or Line(version=content.version, line_id=new.line_id)
            changed.append(_changed(line, new, changes, layout))
    _store_lines([change.line for change in changed])
    _store_shares([change for change in changed if change.shares is not None])


@dataclass(frozen=True)
class _Change:
    """A line as it is to be stored; `shares` are None when they stay as they are."""

    line: Line
    shares: dict[Municipality, tuple[int | None, int | None]] | None


def _changed(line: Line, new: PlainLine, changes: dict[str, Value], layout: Layout) -> _Change:
    line.opgave = next(opgave for opgave in layout.opgaven if opgave.code == new.opgave)
    for name in changes.keys() - {"shares"}:
        setattr(line, name, changes[name])
    line.revision += 1
    if "shares" not in changes:
        return _Change(line, None)
    partners = layout.partner_by_code
    return _Change(line, {partners[code]: amounts for code, amounts in new.shares.items()})


def _store_lines(lines: list[Line]) -> None:
    """All at once: one by one, a workbook of forty lines asked for two hundred queries."""
    Line.objects.bulk_update(
        [line for line in lines if line.pk], [*LINE_FIELDS, "opgave", "revision"]
    )
    Line.objects.bulk_create([line for line in lines if not line.pk])


def _store_shares(changes: list[_Change]) -> None:
    """The lines have been stored."""
    Share.objects.filter(line__in=[change.line for change in changes]).delete()
    Share.objects.bulk_create(
        Share(line=change.line, municipality=partner, amount_short=short, amount_long=long)
        for change in changes
        for partner, (short, long) in (change.shares or {}).items()
    )


def _replace_answers(version: Version, wanted: PlainContent, layout: Layout) -> None:
    """Every opgave is answered with its lines, as the workbook says, or not yet."""
    given = [opgave for opgave in layout.opgaven if opgave.code in wanted.answers]
    version.answers.filter(opgave__in=set(layout.opgaven) - set(given)).delete()
    Answer.objects.bulk_create(
        [Answer(version=version, opgave=opgave, **wanted.answers[opgave.code]) for opgave in given],
        update_conflicts=True,
        unique_fields=["version", "opgave"],
        update_fields=["kind", "reason"],
    )
