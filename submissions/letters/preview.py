"""What a version by letter would be, before anything is stored."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from common import clock
from common.frozen import lifted
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import copy_content, load_content
from submissions.content.plain import PlainContent
from submissions.content.sections import Section, read_version
from submissions.editing.task_list import TaskRow, total_rows
from submissions.lifecycle.locking import lock
from submissions.models import Submission, Version
from submissions.rules.problem import Problem
from submissions.workbook.actions import replace_content
from submissions.workbook.layout import layout_of


@dataclass(frozen=True)
class Preview:
    """`problems` is what is still missing: with one of them nothing can be entered."""

    version: Version
    problems: list[Problem]
    rows: list[TaskRow]
    sections: list[Section]


def content_that_counts(submission: Submission) -> VersionContent:
    """The latest version that was handed in, or an empty one. Never the draft: that is the
    municipality's own."""
    latest = submission.versions.submitted().order_by("number").last() or Version()
    latest.submission = submission
    return load_content(latest)


def preview(submission: Submission, user: User, wanted: PlainContent) -> Preview:
    """The rules read stored records, so it is stored, read, and rolled back.

    Under the lock, so that no hand-in takes the same number meanwhile.
    """
    with transaction.atomic():
        locked = lock(submission)
        with lifted():
            content = write_version(locked, user, wanted)
        shown = Preview(
            content.version, rules.errors(content), total_rows(content), read_version(content)
        )
        transaction.set_rollback(True)
    return shown


def write_version(
    submission: Submission, user: User, wanted: PlainContent, dated: date | None = None
) -> VersionContent:
    """The next version, with what the workbook says on top of what counts now: a line keeps what no
    workbook can say, such as its number.

    Inside `lifted()`: it is filled when it has its number already, because the one place without a
    number may hold the draft of the municipality.
    """
    last = submission.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version(
        submission=submission,
        number=last + 1,
        submitted_at=clock.now(),
        submitted_by=user,
        letter_dated=dated,
    )
    counts = content_that_counts(submission)
    if counts.version.pk:
        copy_content(counts.version, version)
    else:
        version.save()
    replace_content(load_content(version), wanted, layout_of(counts))
    return load_content(version)
