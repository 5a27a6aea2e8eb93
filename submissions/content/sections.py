"""One version as it is read: per opgave the answer and the lines. Screen and PDF show this."""

from collections.abc import Hashable
from dataclasses import dataclass

from rounds.models import Opgave
from submissions.content.content import VersionContent
from submissions.models import Answer, Attachment, Line, Version


@dataclass(frozen=True)
class Section:
    """`left_out` are the ids of the lines that the round leaves out of the long term."""

    opgave: Opgave
    answer: Answer | None
    lines: list[Line]
    left_out: set[Hashable]


def read_version(content: VersionContent) -> list[Section]:
    return [
        Section(
            opgave, content.answers.get(opgave.code), content.lines_of(opgave), content.left_out
        )
        for opgave in content.opgaven
    ]


def attachments_of(version: Version) -> list[Attachment]:
    """The files of a version by name, kind and size; their bytes are read only to send one."""
    return list(version.attachments.with_file()) if version.pk else []
