"""Taking over a workbook: it waits as a proposal, and replaces the content of the working copy on
request."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from common import clock
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.plain import PlainContent, PlainLine, Value
from submissions.editing.actions import assign, replace_shares
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
from submissions.models import Answer, Line, Submission, Version, WorkbookProposal
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
    proposal, _ = WorkbookProposal.objects.update_or_create(
        submission=submission,
        user=user,
        defaults={
            "made_at": clock.now(),
            "file_name": file_name[-LONGEST_FILE_NAME:],
            "fingerprint": compared_with,
            "downloaded_with": reading.downloaded_with[:64],
            "content": reading.content.to_json(),
        },
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
    for line_id, line in present.items():
        if wanted.line(line_id) is None:
            line.delete()
    for new in wanted.lines:
        old = content.plain.line(new.line_id)
        changes = changed_fields(old.values if old else {}, new.values)
        if changes or old is None or old.opgave != new.opgave:
            stored = present.get(new.line_id)
            line = stored or Line(version=content.version, line_id=new.line_id)
            _store_line(line, new, changes, layout)


def _store_line(line: Line, new: PlainLine, changes: dict[str, Value], layout: Layout) -> None:
    line.opgave = next(opgave for opgave in layout.opgaven if opgave.code == new.opgave)
    assign(line, {name: value for name, value in changes.items() if name != "shares"})
    if "shares" in changes:
        partners = {partner.cbs_code: partner for partner in layout.partners}
        replace_shares(line, {partners[code]: amounts for code, amounts in new.shares.items()})


def _replace_answers(version: Version, wanted: PlainContent, layout: Layout) -> None:
    """Every opgave is answered with its lines, as the workbook says, or not yet."""
    for opgave in layout.opgaven:
        answer = wanted.answers.get(opgave.code)
        if answer is None:
            version.answers.filter(opgave=opgave).delete()
        else:
            Answer.objects.update_or_create(version=version, opgave=opgave, defaults=answer)
