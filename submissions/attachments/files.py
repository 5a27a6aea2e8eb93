"""Is this file what it says it is? Judged by its content, within bounds, and never by what the
browser claims.

Nothing is unpacked but one small part of a Word document. The sentences of a refusal say what to
do.
"""

import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import UploadedFile

from common.archives import (
    MB,
    ArchiveFault,
    Limits,
    UnsafeArchive,
    is_encrypted_office,
    open_archive,
)
from submissions.attachments.images import check_jpeg, check_png
from submissions.attachments.refusals import (
    WHAT_TO_CHOOSE,
    FileRefused,
    damaged,
    not_what_it_says,
    with_macros,
)

LONGEST_NAME = 150
LARGEST_CONTENT_TYPES = 200_000
FARTHEST_START = 1024
PADDING = b"\0 \t\r\n"
LIMITS = Limits(parts=2000, unpacked=250 * MB)

ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WORD_MAIN = f"{DOCX}.main+xml"

ARCHIVE_REFUSALS = {
    ArchiveFault.ENCRYPTED: (
        "Dit {} is beveiligd met een wachtwoord of een beveiligingslabel. Haal die "
        "beveiliging eraf en kies het opnieuw."
    ),
    ArchiveFault.TOO_LARGE: (
        "Dit {} is uitgepakt te groot. Sla het op als PDF en kies dat bestand."
    ),
    ArchiveFault.TOO_MANY_PARTS: (
        "Dit {} bestaat uit te veel delen. Sla het op als PDF en kies dat bestand."
    ),
}


@dataclass(frozen=True)
class CheckedFile:
    name: str
    media_type: str
    content: bytes


def check_upload(upload: UploadedFile, most_megabytes: int) -> CheckedFile:
    """Raises FileRefused with a sentence for anything that is not a sound file of a kind we take.

    The size is looked at before anything is read.
    """
    name = clean_name(upload.name or "")
    _check_size(upload.size or 0, most_megabytes)
    extension = PurePosixPath(name).suffix.lower()
    if extension not in KINDS:
        raise FileRefused(f"Dit soort bestand kan niet. {WHAT_TO_CHOOSE}")
    media_type, check = KINDS[extension]
    content = upload.read()
    check(content)
    return CheckedFile(name, media_type, content)


def clean_name(name: str) -> str:
    """The name without folders and without characters that hide what it is, at most 150 long, with
    its extension."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in base if unicodedata.category(character)[0] != "C")
    stem, dot, extension = " ".join(visible.split()).rpartition(".")
    stem = stem.strip(" .") or "bijlage"
    ending = (dot + extension.strip())[:20] if dot else ""
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending if dot else extension[:LONGEST_NAME]


def _check_size(size: int, most_megabytes: int) -> None:
    if size == 0:
        raise FileRefused("Dit bestand is leeg. Kies een ander bestand.")
    if size > most_megabytes * MB:
        shown = f"{size / MB:.1f}".replace(".", ",")
        raise FileRefused(
            f"Dit bestand is {shown} MB. Een bijlage is hoogstens {most_megabytes} MB. "
            "Maak het bestand kleiner of splits het."
        )


def _check_pdf(content: bytes) -> None:
    """A PDF with a password is taken: a lock against changing is common on decisions.

    Mail programs and document systems put a line or a header before it, and zeros behind; readers
    look for it in the first thousand bytes.
    """
    start = content[:FARTHEST_START].find(b"%PDF-")
    if start < 0 or b"<" in content[:start]:
        raise not_what_it_says("PDF")
    if b"%%EOF" not in content.rstrip(PADDING)[-2048:]:
        raise damaged("PDF")


def _check_docx(content: bytes) -> None:
    if is_encrypted_office(content):
        raise FileRefused(ARCHIVE_REFUSALS[ArchiveFault.ENCRYPTED].format("Word-document"))
    with _open_zip(content, "Word-document") as archive:
        if "[content_types].xml" not in _names(archive):
            raise not_what_it_says("Word-document")
        declared = _declared_types(archive)
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in _names(archive)) or any(
            "vbaproject" in kind or "macroenabled" in kind for kind in declared
        ):
            raise with_macros()
        if WORD_MAIN not in declared:
            raise not_what_it_says("Word-document")


def _declared_types(archive: zipfile.ZipFile) -> set[str]:
    """What the document says its parts are, in small letters: Word goes by this, whatever a part is
    called."""
    try:
        with archive.open("[Content_Types].xml") as part:
            text = part.read(LARGEST_CONTENT_TYPES + 1)
        if len(text) > LARGEST_CONTENT_TYPES:
            raise damaged("Word-document")
        return {element.get("ContentType", "").lower() for element in fromstring(text)}
    except (KeyError, ParseError, DefusedXmlException) as error:
        raise damaged("Word-document") from error


def _check_odt(content: bytes) -> None:
    with _open_zip(content, "OpenDocument-tekst") as archive:
        names = _names(archive)
        if (
            not {"mimetype", "content.xml", "meta-inf/manifest.xml"} <= names
            or _mimetype(archive) != ODT
        ):
            raise not_what_it_says("OpenDocument-tekst")
        if any(name.startswith(("basic/", "scripts/")) for name in names):
            raise with_macros()


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What the part of that name says; that it comes first and is not compressed, as it should, is
    not always so."""
    with archive.open("mimetype") as part:
        return part.read(len(ODT) + 2).decode("ascii", "replace").strip()


@contextmanager
def _open_zip(content: bytes, kind: str) -> Iterator[zipfile.ZipFile]:
    if not content.startswith(b"PK\x03\x04"):
        raise not_what_it_says(kind)
    try:
        with open_archive(content, LIMITS) as archive:
            yield archive
    except UnsafeArchive as error:
        sentence = ARCHIVE_REFUSALS.get(error.fault)
        raise FileRefused(sentence.format(kind)) if sentence else damaged(kind) from error


def _names(archive: zipfile.ZipFile) -> set[str]:
    return {name.lower() for name in archive.namelist()}


KINDS: dict[str, tuple[str, Callable[[bytes], None]]] = {
    ".pdf": ("application/pdf", _check_pdf),
    ".docx": (DOCX, _check_docx),
    ".odt": (ODT, _check_odt),
    ".png": ("image/png", check_png),
    ".jpg": ("image/jpeg", check_jpeg),
    ".jpeg": ("image/jpeg", check_jpeg),
}
