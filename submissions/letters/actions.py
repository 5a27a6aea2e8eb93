"""A municipality answers with a letter instead of on the portal: the project leader enters what it
says, in the name of the municipality.

What it says comes as a workbook and waits as a proposal, until it is entered with the letter
attached. The draft of the municipality stays as it is, and replaces this version when it is handed
in.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from common import clock
from common.frozen import lifted
from common.mail import queue_mail
from common.moments import format_day
from submissions import rules
from submissions.attachments.actions import attach_to
from submissions.attachments.files import CheckedFile
from submissions.content.plain import PlainContent
from submissions.enums import AttachmentKind, EventKind, State
from submissions.kept.counts import keep
from submissions.letters.preview import content_that_counts, write_version
from submissions.lifecycle.locking import lock, record
from submissions.lifecycle.permissions import may_enter_by_letter
from submissions.lifecycle.recipients import people_of
from submissions.lifecycle.refusals import Incomplete, NotYetOpen, OtherQuestions, VersionChanged
from submissions.lifecycle.window import closing_moment
from submissions.links import submission_url
from submissions.models import Submission, Version, WorkbookProposal
from submissions.shares.actions import ask_shares
from submissions.workbook.actions import keep_proposal
from submissions.workbook.content import content_fingerprint, fits
from submissions.workbook.layout import layout_of
from submissions.workbook.read import Reading


@dataclass(frozen=True)
class Letter:
    dated: date
    file: CheckedFile


def require_entering_allowed(submission: Submission, user: User) -> None:
    """Raises PermissionDenied, or NotYetOpen; a letter may come after the round has closed."""
    if not may_enter_by_letter(user, submission):
        raise PermissionDenied
    if clock.now() < submission.round.opens_at:
        raise NotYetOpen(submission.round)


@transaction.atomic
def propose_by_letter(
    submission: Submission, user: User, reading: Reading, file_name: str, compared_with: str
) -> WorkbookProposal:
    """Keep what the workbook says until the project leader enters it or not."""
    locked = lock(submission)
    require_entering_allowed(locked, user)
    return keep_proposal(locked, user, reading, file_name, compared_with)


@transaction.atomic
def enter_by_letter(
    submission: Submission, user: User, letter: Letter, seen: str
) -> Version | None:
    """Make the next version of what the workbook says; None when there was nothing left to enter (a
    second click).

    `seen` is the fingerprint of the version beside which it was shown. Raises VersionChanged when
    the municipality handed in since then, Incomplete while an error remains.
    """
    locked = lock(submission)
    require_entering_allowed(locked, user)
    proposal = WorkbookProposal.objects.of(locked, user).first()
    if proposal is None:
        return None
    wanted = PlainContent.from_json(proposal.content)
    counts = content_that_counts(locked)
    layout = layout_of(counts)
    if content_fingerprint(counts, layout) != seen:
        raise VersionChanged
    if not fits(wanted, layout):
        raise OtherQuestions
    version = _enter(locked, user, wanted, letter)
    proposal.delete()
    return version


def _enter(locked: Submission, user: User, wanted: PlainContent, letter: Letter) -> Version:
    with lifted():
        content = write_version(locked, user, wanted, letter.dated)
        if rules.errors(content):
            raise Incomplete
        version = content.version
        attach_to(version, user, AttachmentKind.LETTER, letter.file)
    if locked.state == State.OPEN:
        locked.state = State.SUBMITTED
        locked.save(update_fields=["state"])
    detail = f"versie {version.number}, {version.by_letter}"
    record(locked, user, EventKind.ENTERED_BY_LETTER, detail)
    ask_shares(version, user)
    keep(version)
    _tell_by_mail(version)
    return version


def _tell_by_mail(version: Version) -> None:
    submission = version.submission
    queue_mail(
        f"entered_by_letter:{version.pk}",
        (
            f"Namens u ingevoerd op {format_day(clock.now())}: bijdrage "
            f"{submission.municipality}, versie {version.number}"
        ),
        "emails/entered_by_letter.txt",
        {
            "version": version,
            "closes_at": closing_moment(submission),
            "open": clock.now() < closing_moment(submission),
            "path": submission_url("version", submission, version.number),
        },
        people_of(submission),
        reply_to=submission.round.regietafel.contact_email,
    )


@transaction.atomic
def forget_proposal(submission: Submission, user: User) -> None:
    """Enter nothing."""
    if not may_enter_by_letter(user, submission):
        raise PermissionDenied
    WorkbookProposal.objects.of(submission, user).delete()
