"""Is this a sound file of a kind that we take? Judged by its content, within bounds, and never by
its name or by what the browser claims.

The sentences of a refusal say what to do.
"""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from common.archives import MB
from submissions.attachments.documents import DOCX, ODT, check_docx, check_odt
from submissions.attachments.images import check_jpeg, check_png
from submissions.attachments.other_kinds import REMEDIES, remedy_for
from submissions.attachments.pdf import check_pdf
from submissions.attachments.refusals import (
    FileRefused,
    OtherKind,
    not_taken,
    not_what_it_says,
)

LONGEST_NAME = 150


@dataclass(frozen=True)
class Kind:
    """`check` raises OtherKind for content of another kind, and FileRefused when it is not
    sound."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    check: Callable[[bytes], None]


KINDS = (
    Kind("PDF", (".pdf",), "application/pdf", check_pdf),
    Kind("Word-document", (".docx",), DOCX, check_docx),
    Kind("OpenDocument-tekst", (".odt",), ODT, check_odt),
    Kind("PNG-afbeelding", (".png",), "image/png", check_png),
    Kind("JPEG-afbeelding", (".jpg", ".jpeg"), "image/jpeg", check_jpeg),
)
EXTENSIONS = {extension: kind for kind in KINDS for extension in kind.extensions}
REPLACED = {*EXTENSIONS, *REMEDIES, ".jfif", ".jpe"}


@dataclass(frozen=True)
class CheckedFile:
    name: str
    media_type: str
    content: bytes


def check_upload(upload: UploadedFile, most_megabytes: int) -> CheckedFile:
    """Raises FileRefused with a sentence for anything that is not a sound file of a kind we take.

    The size is looked at before anything is read. A name with the extension of another kind gets
    the right one: where extensions are hidden, nobody can correct that.
    """
    name = clean_name(upload.name or "")
    _check_size(upload.size or 0, most_megabytes)
    content = upload.read()
    extension = PurePosixPath(name).suffix.lower()
    kind = _kind_of(content, EXTENSIONS.get(extension))
    if kind is None:
        raise _refused(content, extension)
    return CheckedFile(_with_extension_of(kind, name), kind.media_type, content)


def _kind_of(content: bytes, named: Kind | None) -> Kind | None:
    for kind in [named, *KINDS] if named else KINDS:
        try:
            kind.check(content)
            return kind
        except OtherKind:
            continue
    return None


def _refused(content: bytes, extension: str) -> FileRefused:
    if remedy := remedy_for(content, extension):
        return FileRefused(remedy)
    named = EXTENSIONS.get(extension)
    return not_what_it_says(named.name) if named else not_taken()


def _with_extension_of(kind: Kind, name: str) -> str:
    path = PurePosixPath(name)
    extension = path.suffix.lower()
    if extension in kind.extensions:
        return name
    stem = path.stem if extension in REPLACED else name
    return clean_name(stem + kind.extensions[0])


def clean_name(name: str) -> str:
    """The name without folders and without characters that hide what it is, at most 150 long, with
    its extension."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in base if unicodedata.category(character)[0] != "C")
    stem, dot, extension = " ".join(visible.split()).rstrip(" .").rpartition(".")
    stem = stem.strip(" .") or "bijlage"
    ending = (dot + extension.strip())[:20] if dot else ""
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending if dot else extension[:LONGEST_NAME]


def _check_size(size: int, most_megabytes: int) -> None:
    if size == 0:
        raise FileRefused("Dit bestand is leeg. Kies een ander bestand.")
    if size > most_megabytes * MB:
        shown = f"{math.ceil(size / MB * 10) / 10:.1f}".replace(".", ",")
        raise FileRefused(
            f"Dit bestand is {shown} MB. Een bijlage is hoogstens {most_megabytes} MB. "
            "Maak het bestand kleiner of splits het."
        )
