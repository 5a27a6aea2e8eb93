"""Is this a sound Word document or OpenDocument text? Nothing is unpacked but the small parts that
tell."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from common.archives import (
    MB,
    ArchiveFault,
    Limits,
    UnsafeArchive,
    is_encrypted_office,
    open_archive,
)
from submissions.attachments.odt_macros import has_macros
from submissions.attachments.other_kinds import REMEDIES
from submissions.attachments.refusals import FileRefused, OtherKind, damaged, with_macros

LARGEST_CONTENT_TYPES = 200_000
LIMITS = Limits(parts=2000, unpacked=250 * MB)

ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# In which LibreOffice wraps a whole document with a password, since version 24.8.
ENCRYPTED_PACKAGE = "encrypted-package"

WORD_MAIN = f"{DOCX}.main+xml"
WORD_TEMPLATE = WORD_MAIN.replace("document.main", "template.main")

# The folders of what is the same container with a workbook, a presentation or a drawing in it.
OTHER_OFFICE = ("xl/", "ppt/", "visio/")

ARCHIVE_REFUSALS = {
    ArchiveFault.ENCRYPTED: (
        "Dit bestand is beveiligd met een wachtwoord of een beveiligingslabel. Haal die "
        "beveiliging eraf en kies het opnieuw."
    ),
    ArchiveFault.TOO_LARGE: (
        "Dit bestand is uitgepakt te groot. Sla het op als PDF en kies dat bestand."
    ),
    ArchiveFault.TOO_MANY_PARTS: (
        "Dit bestand bestaat uit te veel delen. Sla het op als PDF en kies dat bestand."
    ),
}


def check_docx(content: bytes) -> None:
    if is_encrypted_office(content):
        raise _refused(ArchiveFault.ENCRYPTED)
    with _open_zip(content) as archive:
        names = _names(archive)
        if "[content_types].xml" not in names or _begins(names, OTHER_OFFICE):
            raise OtherKind
        declared = _declared_types(archive)
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or any(
            "vbaproject" in kind or "macroenabled" in kind for kind in declared
        ):
            raise with_macros()
        if WORD_TEMPLATE in declared:
            raise FileRefused(REMEDIES[".dotx"])
        if WORD_MAIN not in declared:
            raise OtherKind


def _declared_types(archive: zipfile.ZipFile) -> set[str]:
    """What the document says its parts are, in small letters: Word goes by this, whatever a part is
    called."""
    try:
        with archive.open("[Content_Types].xml") as part:
            text = part.read(LARGEST_CONTENT_TYPES + 1)
        if len(text) > LARGEST_CONTENT_TYPES:
            raise damaged()
        return {element.get("ContentType", "").lower() for element in fromstring(text)}
    except (KeyError, ParseError, DefusedXmlException) as error:
        raise damaged() from error


def check_odt(content: bytes) -> None:
    with _open_zip(content) as archive:
        if _mimetype(archive) != ODT:
            raise OtherKind
        if ENCRYPTED_PACKAGE in archive.namelist() or b"encryption-data" in _manifest(archive):
            raise _refused(ArchiveFault.ENCRYPTED)
        if not {"content.xml", "meta-inf/manifest.xml"} <= _names(archive):
            raise OtherKind
        if has_macros(archive):
            raise with_macros()


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What the part of that name says; that it comes first and is not compressed, as it should, is
    not always so."""
    return _beginning_of(archive, "mimetype", len(ODT) + 2).decode("ascii", "replace").strip()


def _manifest(archive: zipfile.ZipFile) -> bytes:
    return _beginning_of(archive, "META-INF/manifest.xml", MB)


def _beginning_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(most)


@contextmanager
def _open_zip(content: bytes) -> Iterator[zipfile.ZipFile]:
    if not content.startswith(b"PK\x03\x04"):
        raise OtherKind
    try:
        with open_archive(content, LIMITS) as archive:
            yield archive
    except UnsafeArchive as error:
        raise _refused(error.fault) from error


def _refused(fault: ArchiveFault) -> FileRefused:
    sentence = ARCHIVE_REFUSALS.get(fault)
    return FileRefused(sentence) if sentence else damaged()


def _names(archive: zipfile.ZipFile) -> set[str]:
    return {name.lower() for name in archive.namelist()}


def _begins(names: set[str], folders: tuple[str, ...]) -> bool:
    return any(name.startswith(folders) for name in names)
