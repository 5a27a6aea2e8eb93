"""Adding a file to the working copy and taking it out again.

Equal bytes are stored once, for all versions together.
"""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from common import clock
from submissions.attachments.files import CheckedFile
from submissions.enums import AttachmentKind, EventKind
from submissions.lifecycle.locking import record, working_copy
from submissions.lifecycle.refusals import AlreadyAttached, TooManyAttachments
from submissions.models import Attachment, StoredFile, Submission, Version

MOST_ATTACHMENTS = 20


@transaction.atomic
def attach(
    submission: Submission, user: User, kind: AttachmentKind, file: CheckedFile
) -> Attachment:
    """Add a checked file to the working copy.

    The same file with the same name once more is a double click.
    """
    version, stored = working_copy(submission, user), _store(file)
    full = version.attachments.count() >= MOST_ATTACHMENTS
    if full and not version.attachments.filter(file=stored).exists():
        raise TooManyAttachments(MOST_ATTACHMENTS)
    return attach_to(version, user, kind, file)


def attach_to(version: Version, user: User, kind: AttachmentKind, file: CheckedFile) -> Attachment:
    """The same for a version that is being made, however many files the municipality attached."""
    stored = _store(file)
    same = version.attachments.filter(file=stored).first()
    if same and (same.name, same.kind) == (file.name, kind):
        return same
    if same:
        raise AlreadyAttached(same.name)
    attachment = Attachment.objects.create(
        version=version,
        file=stored,
        name=file.name,
        kind=kind,
        attached_at=clock.now(),
        attached_by=user,
    )
    record(version.submission, user, EventKind.ATTACHED, file.name)
    return attachment


def _store(file: CheckedFile) -> StoredFile:
    """The row with these bytes, held until the end of the transaction so that nobody removes it
    meanwhile."""
    stored, _ = (
        StoredFile.objects.select_for_update()
        .defer("content")
        .get_or_create(
            sha256=hashlib.sha256(file.content).hexdigest(),
            defaults={
                "media_type": file.media_type,
                "size": len(file.content),
                "content": file.content,
            },
        )
    )
    return stored


@transaction.atomic
def remove_attachment(submission: Submission, user: User, attachment_id: int) -> None:
    """Take a file out of the working copy; submitted versions keep theirs.

    A second click finds the work done.
    """
    version = working_copy(submission, user)
    attachment = version.attachments.filter(pk=attachment_id).first()
    if attachment is None:
        return
    attachment.delete()
    remove_unused_files([attachment.file_id])
    record(version.submission, user, EventKind.ATTACHMENT_REMOVED, attachment.name)


def delete_version(version: Version) -> None:
    """Delete a working copy with all that is in it, and the files that only it had."""
    files = list(version.attachments.values_list("file", flat=True))
    version.delete()
    remove_unused_files(files)


def remove_unused_files(files: Iterable[int]) -> None:
    """Remove the bytes to which no version refers any more.

    First held, then looked at: somebody may be attaching.
    """
    held = (
        StoredFile.objects.select_for_update()
        .filter(pk__in=set(files))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    unused = set(held) - set(
        Attachment.objects.filter(file__in=set(files)).values_list("file", flat=True)
    )
    StoredFile.objects.filter(pk__in=unused).defer("content").delete()
