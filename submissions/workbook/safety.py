"""Is this really a workbook, and is it safe to open? Judged by content, before it is parsed."""

from typing import BinaryIO
from zipfile import ZipFile

from common.archives import (
    CHUNK,
    MB,
    OLE,
    ArchiveFault,
    Limits,
    UnsafeArchive,
    check_parts,
    is_encrypted_office,
    open_archive,
)

MAX_UPLOAD = 5 * MB

LIMITS = Limits(parts=200, unpacked=50 * MB, ratio=200, elements=400_000)

XLSX, ODS = "xlsx", "ods"

XLSX_MAIN = b"spreadsheetml.sheet.main+xml"

ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

SAVE_AS = (
    "Sla het op als Excel-werkmap (.xlsx) of OpenDocument-werkblad (.ods) en lees het opnieuw in."
)

DOWNLOAD = "Download het bestand in het portaal, vul dat in en lees het in."

WRONG_TYPE = f"Dit is geen Excel- of ODS-bestand, maar {{what}}. {DOWNLOAD}"

EMPTY = "Het bestand is leeg. Kies het bestand dat u heeft ingevuld."

TOO_LARGE = (
    f"Het bestand is groter dan {MAX_UPLOAD // MB} MB. Haal afbeeldingen en extra bladen eruit en "
    "lees het opnieuw in."
)

OLD_EXCEL = f"Dit bestand heeft de oude Excel-indeling (.xls). {SAVE_AS}"

ENCRYPTED = (
    "Dit bestand is beveiligd met een wachtwoord of een beveiligingslabel. Haal die "
    "beveiliging in Excel of LibreOffice weg en lees het opnieuw in."
)

MACROS = f"Dit bestand bevat macro’s en wordt daarom niet geopend. {SAVE_AS}"

OTHER_PROGRAM = (
    "Dit bestand is van {what}. Exporteer het daar als Excel-werkmap (.xlsx) en lees het opnieuw "
    "in."
)

A_TEMPLATE = f"Dit bestand is een sjabloon (.xltx of .ots). {SAVE_AS}"

ONE_XML = f"Dit bestand heeft de XML-indeling van Excel of LibreOffice (.xml of .fods). {SAVE_AS}"

BINARY = f"Dit bestand heeft de binaire Excel-indeling (.xlsb). {SAVE_AS}"

DAMAGED = (
    "Dit bestand is beschadigd of niet volledig en kan niet worden gelezen. Probeer het te "
    f"openen. {SAVE_AS}"
)

BOMB = (
    "Dit bestand is uitgepakt veel te groot en wordt daarom niet geopend. Download het bestand "
    "opnieuw in het portaal en plak uw gegevens daarin."
)

TOO_MUCH_LAYOUT = (
    "Dit bestand bevat heel veel cellen, ook lege cellen met opmaak, en wordt daarom niet "
    "geopend. Download het bestand opnieuw in het portaal en plak uw gegevens daarin."
)

UNTRUSTED = (
    "Dit bestand bevat onderdelen die niet in een werkblad horen en wordt daarom niet geopend. "
    f"{DOWNLOAD}"
)

FAULTS = {
    ArchiveFault.DAMAGED: DAMAGED,
    ArchiveFault.ENCRYPTED: ENCRYPTED,
    ArchiveFault.MISLEADING: UNTRUSTED,
    ArchiveFault.TOO_LARGE: BOMB,
    ArchiveFault.TOO_MANY_PARTS: BOMB,
    ArchiveFault.TOO_MANY_ELEMENTS: TOO_MUCH_LAYOUT,
}

SIGNATURES = (
    (b"%PDF", "een PDF-bestand"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"\x89PNG", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een tekstdocument"),
    (b"<", "een webpagina of XML-bestand"),
)

ONE_XML_MARKS = (b"urn:schemas-microsoft-com:office:spreadsheet", b"office:document")

OTHER_ZIPS = (
    ("word/document.xml", "een Word-bestand"),
    ("ppt/presentation.xml", "een presentatie"),
)

OTHER_MIMETYPES = (
    (b"opendocument.text", "een tekstdocument"),
    (b"opendocument.presentation", "een presentatie"),
)


class Unsafe(Exception):
    """The file is not opened; the message says why and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def kind_of(file: BinaryIO, size: int) -> str:
    """XLSX or ODS, when the file is safe to open. Raises Unsafe."""
    if size == 0:
        raise Unsafe(EMPTY)
    if size > MAX_UPLOAD:
        raise Unsafe(TOO_LARGE)
    _refuse_other_formats(file)
    file.seek(0)
    try:
        with open_archive(file.read(), LIMITS) as archive:
            kind = _kind_of_zip(archive)
            check_parts(archive, LIMITS)
    except UnsafeArchive as error:
        raise Unsafe(FAULTS[error.fault]) from error
    file.seek(0)
    return kind


def _refuse_other_formats(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(CHUNK)
    if start.startswith(OLE):
        file.seek(0)
        raise Unsafe(ENCRYPTED if is_encrypted_office(file.read(MAX_UPLOAD)) else OLD_EXCEL)
    if start.startswith(b"PK"):
        return
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<?xml") and any(mark in start for mark in ONE_XML_MARKS):
        raise Unsafe(ONE_XML)
    for signature, what in SIGNATURES:
        if bare.startswith(signature):
            raise Unsafe(WRONG_TYPE.format(what=what))
    if b"\0" not in start:
        raise Unsafe(WRONG_TYPE.format(what="een tekst- of CSV-bestand"))
    raise Unsafe(WRONG_TYPE.format(what="iets anders"))


def _kind_of_zip(archive: ZipFile) -> str:
    names = set(archive.namelist())
    lowered = {name.lower() for name in names}
    if "EncryptedPackage" in names or "encrypted-package" in names:
        raise Unsafe(ENCRYPTED)
    if "xl/workbook.bin" in lowered:
        raise Unsafe(BINARY)
    if any(
        name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/"))
        for name in lowered
    ):
        raise Unsafe(MACROS)
    for name, what in OTHER_ZIPS:
        if name in names:
            raise Unsafe(WRONG_TYPE.format(what=what))
    return _kind_of_office(archive, names)


def _kind_of_office(archive: ZipFile, names: set[str]) -> str:
    mimetype = _start_of(archive, "mimetype", names).strip()
    manifest = _start_of(archive, "META-INF/manifest.xml", names)
    if mimetype == ODS_MIMETYPE or (not mimetype and ODS_MIMETYPE in manifest):
        if b"encryption-data" in manifest:
            raise Unsafe(ENCRYPTED)
        return ODS
    for fragment, what in OTHER_MIMETYPES:
        if fragment in mimetype:
            raise Unsafe(WRONG_TYPE.format(what=what))
    types = _start_of(archive, "[Content_Types].xml", names)
    if XLSX_MAIN in types and b"macroEnabled" not in types:
        return XLSX
    raise Unsafe(_other_zip(names, types, mimetype))


def _other_zip(names: set[str], types: bytes, mimetype: bytes) -> str:
    if b"macroEnabled" in types:
        return MACROS
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return OTHER_PROGRAM.format(what="Numbers")
    if b"spreadsheetml.template" in types or b"spreadsheet-template" in mimetype:
        return A_TEMPLATE
    return WRONG_TYPE.format(what="een zip-bestand")


def _start_of(archive: ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(MB)
