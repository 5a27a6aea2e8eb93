"""Reading and copying the content of one version."""

from collections.abc import Iterable

from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS
from submissions.counting.load import Contents
from submissions.models import (
    Answer,
    Attachment,
    Explanation,
    Line,
    Share,
    ShareConfirmation,
    Submission,
    Version,
)


def load_content(version: Version) -> VersionContent:
    """The version with its answers and lines, in a fixed number of queries.

    An unsaved version is empty.
    """
    return content_of(version, ShareConfirmation.objects.of_versions([version]))


def content_of(version: Version, confirmations: Iterable[ShareConfirmation]) -> VersionContent:
    """With the requests to partners that somebody reads as well."""
    round_ = version.submission.round
    return VersionContent(round_, version, Contents(round_, [version], confirmations))


def copy_content(source: Version, target: Version) -> None:
    """Copy header, answers, explanations, attachments, lines, shares. A line keeps its `line_id` in
    all versions.

    The revision goes along: a form that was opened before this copy was made is then told to be
    stale.
    """
    for name in (*HEADER_FIELDS, "revision"):
        setattr(target, name, getattr(source, name))
    target.save()
    beside: list[Answer | Explanation | Attachment] = [
        *source.answers.all(),
        *source.explanations.all(),
        *source.attachments.all(),
    ]
    for record in beside:
        record.pk, record._state.adding, record.version = None, True, target
        record.save()
    for line in source.lines.prefetch_related("shares"):
        _copy_line(line, target)


def copy_latest(submission: Submission) -> Version:
    """A new working copy with the content of the version that counts; that version stays as it
    is."""
    copy = Version.objects.create(submission=submission)
    copy_content(submission.versions.submitted().latest("number"), copy)
    return copy


def _copy_line(line: Line, target: Version) -> None:
    shares = list(line.shares.all())
    line.pk, line._state.adding, line.version = None, True, target
    line.save()
    for share in shares:
        Share.objects.create(
            line=line,
            municipality=share.municipality,
            amount_short=share.amount_short,
            amount_long=share.amount_long,
        )
