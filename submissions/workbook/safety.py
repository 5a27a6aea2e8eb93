"""Is this really a workbook, and is it safe to open? Judged by content, before anything parses it.

A workbook is a zip of XML. The directory of the zip is judged first, because that costs nothing;
then every part is unpacked piece by piece and thrown away, because the directory can lie. No part
may declare a document type: that is where entities, and with them most attacks on XML readers, come
from.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MB = 1024 * 1024

MAX_UPLOAD = 5 * MB

MAX_UNPACKED = 50 * MB

MAX_PARTS = 200

MAX_RATIO = 200

MAX_ELEMENTS = 400_000

MAX_DEPTH = 100

CHUNK = 64 * 1024

XLSX, ODS = "xlsx", "ods"

XLSX_MAIN = b"spreadsheetml.sheet.main+xml"

ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

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
    "Dit bestand is beveiligd met een wachtwoord om het te openen. Haal dat wachtwoord weg en "
    "lees het opnieuw in."
)

MACROS = f"Dit bestand bevat macro's en wordt daarom niet geopend. {SAVE_AS}"

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

SIGNATURES = (
    (b"%PDF", "een PDF-bestand"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"\x89PNG", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een tekstdocument"),
    (b"<", "een webpagina of XML-bestand"),
)

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
    try:
        with ZipFile(file) as archive:
            _judge_directory(archive, size)
            kind = _kind_of_zip(archive)
            _unpack(archive)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
        ValueError,
    ) as error:
        raise Unsafe(DAMAGED) from error
    file.seek(0)
    return kind


def _refuse_other_formats(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(CHUNK)
    if start.startswith(OLE):
        raise Unsafe(ENCRYPTED if _in_ole(file, "EncryptedPackage") else OLD_EXCEL)
    if start.startswith(b"PK"):
        return
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, what in SIGNATURES:
        if bare.startswith(signature):
            raise Unsafe(WRONG_TYPE.format(what=what))
    if b"\0" not in start:
        raise Unsafe(WRONG_TYPE.format(what="een tekst- of CSV-bestand"))
    raise Unsafe(WRONG_TYPE.format(what="iets anders"))


def _in_ole(file: BinaryIO, name: str) -> bool:
    """Whether the container has a stream of that name; names are in its directory, in UTF-16."""
    file.seek(0)
    return name.encode("utf-16-le") in file.read(MAX_UPLOAD)


def _judge_directory(archive: ZipFile, size: int) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Unsafe(ENCRYPTED)
    if any(map(_is_outside, names)) or len(set(names)) != len(names):
        raise Unsafe(UNTRUSTED)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Unsafe(DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > MB and unpacked > size * MAX_RATIO)
    ):
        raise Unsafe(BOMB)


def _is_outside(name: str) -> bool:
    """A name that would leave the folder it is unpacked in.

    We never unpack to disk; an honest workbook has none.
    """
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


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
    if mimetype == ODS_MIMETYPE:
        if b"encryption-data" in _start_of(archive, "META-INF/manifest.xml", names):
            raise Unsafe(ENCRYPTED)
        return ODS
    for fragment, what in OTHER_MIMETYPES:
        if fragment in mimetype:
            raise Unsafe(WRONG_TYPE.format(what=what))
    types = _start_of(archive, "[Content_Types].xml", names)
    if b"macroEnabled" in types:
        raise Unsafe(MACROS)
    if XLSX_MAIN not in types:
        raise Unsafe(WRONG_TYPE.format(what="een zip-bestand"))
    return XLSX


def _start_of(archive: ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(MB)


def _unpack(archive: ZipFile) -> None:
    """Read everything once, within the limits, and check the XML in it."""
    budget = _Budget()
    for part in archive.infolist():
        _check_part(part, budget.count(_chunks(archive, part)), budget)


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _Budget:
    """What is left of the limits, over all parts together."""

    def __init__(self):
        self.bytes, self.elements, self.depth = MAX_UNPACKED, MAX_ELEMENTS, 0

    def count(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.bytes -= len(chunk)
            if self.bytes < 0:
                raise Unsafe(BOMB)
            yield chunk

    def begin(self, name, attributes) -> None:
        self.elements -= 1
        self.depth += 1
        if self.elements < 0:
            raise Unsafe(TOO_MUCH_LAYOUT)
        if self.depth > MAX_DEPTH:
            raise Unsafe(UNTRUSTED)

    def end(self, name) -> None:
        self.depth -= 1


def _check_part(part: ZipInfo, chunks: Iterator[bytes], budget: _Budget) -> None:
    """Whatever looks like XML has no document type; what is called XML must also be well-formed."""
    must_be_xml = part.filename.lower().endswith((".xml", ".rels"))
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, budget.depth = budget.begin, budget.end, 0
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_doctype
    reading = True
    for chunk in chunks:
        if reading:
            reading = _feed(parser, chunk, must_be_xml)
    if reading and part.file_size:
        _feed(parser, b"", must_be_xml, last=True)


def _feed(parser, chunk: bytes, must_be_xml: bool, last: bool = False) -> bool:
    """Whether there is anything to gain from reading on."""
    try:
        parser.Parse(chunk, last)
        return True
    except expat.ExpatError as error:
        if must_be_xml:
            raise Unsafe(DAMAGED) from error
        return False


def _refuse_doctype(*declaration) -> None:
    raise Unsafe(UNTRUSTED)
