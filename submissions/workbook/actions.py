"""Taking over a workbook: it waits as a proposal, and replaces the content of the working copy on
request."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Municipality, User
from common import clock
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.editing.actions import assign, replace_shares
from submissions.enums import AnswerKind, EventKind, State
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
from submissions.workbook.content import (
    WorkbookContent,
    content_fingerprint,
    stored,
    workbook_content,
)
from submissions.workbook.differences import changed_fields, differences, summary
from submissions.workbook.layout import Layout, layout_of
from submissions.workbook.read import Reading

LONGEST_FILE_NAME = 200


@transaction.atomic
def propose_workbook(
    submission: Submission, user: User, reading: Reading, file_name: str, compared_with: str
) -> WorkbookProposal:
    """Keep what a workbook says until the person decides; an earlier proposal of that person gives
    way."""
    locked = lock(submission)
    _require_allowed(locked, user)
    proposal, _ = WorkbookProposal.objects.update_or_create(
        submission=locked,
        user=user,
        defaults={
            "made_at": clock.now(),
            "file_name": file_name[-LONGEST_FILE_NAME:],
            "fingerprint": compared_with,
            "downloaded_with": reading.downloaded_with[:64],
            "content": reading.content.as_json(),
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
    proposal = WorkbookProposal.objects.filter(submission=submission, user=user).first()
    if proposal is None:
        return False
    content = load_content(working_copy(submission, user))
    layout = layout_of(content)
    if content_fingerprint(content, layout) != seen:
        raise DraftChanged
    wanted = WorkbookContent.from_json(proposal.content)
    if not wanted.fits(layout):
        raise OtherQuestions
    found = differences(workbook_content(content), wanted, layout)
    _replace_content(content, wanted, layout)
    proposal.delete()
    record(content.version.submission, user, EventKind.WORKBOOK_ACCEPTED, summary(found))
    return True


@transaction.atomic
def cancel_workbook(submission: Submission, user: User) -> None:
    """Forget the proposal; the draft stays as it is."""
    if not may_edit(user, submission):
        raise PermissionDenied
    WorkbookProposal.objects.filter(submission=submission, user=user).delete()


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


def _replace_content(content: VersionContent, wanted: WorkbookContent, layout: Layout) -> None:
    present = workbook_content(content)
    header = changed_fields(present.header, wanted.header)
    if header:
        assign(content.version, stored(header))
    _replace_lines(content, present, wanted, layout)
    _replace_answers(content.version, wanted, layout)


def _replace_lines(
    content: VersionContent, present: WorkbookContent, wanted: WorkbookContent, layout: Layout
) -> None:
    lines = {str(line.line_id): line for line in content.lines}
    for line_id, line in lines.items():
        if line_id not in wanted.lines:
            line.delete()
    for line_id, fields in wanted.lines.items():
        line = lines.get(line_id) or Line(version=content.version, line_id=line_id)
        changes = changed_fields(present.lines.get(line_id, {}), fields)
        if changes:
            _store_line(line, changes, fields["shares"], layout)


def _store_line(line: Line, changes: dict, shares: dict, layout: Layout) -> None:
    opgaven = {opgave.code: opgave for opgave in layout.opgaven}
    partners: dict[str, Municipality] = {partner.cbs_code: partner for partner in layout.partners}
    if "opgave" in changes:
        line.opgave = opgaven[changes["opgave"]]
    assign(
        line,
        stored(
            {name: value for name, value in changes.items() if name not in ("opgave", "shares")}
        ),
    )
    if "shares" in changes:
        replace_shares(line, {partners[code]: tuple(amounts) for code, amounts in shares.items()})


def _replace_answers(version: Version, wanted: WorkbookContent, layout: Layout) -> None:
    """Every opgave is answered with its lines, as the workbook says, or not yet."""
    with_lines = {line["opgave"] for line in wanted.lines.values()}
    for opgave in layout.opgaven:
        answer = (
            {"kind": AnswerKind.LINES, "reason": ""}
            if opgave.code in with_lines
            else wanted.answers.get(opgave.code)
        )
        if answer is None:
            version.answers.filter(opgave=opgave).delete()
        else:
            Answer.objects.update_or_create(version=version, opgave=opgave, defaults=answer)
