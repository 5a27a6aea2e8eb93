"""A zip file of somebody else, opened within bounds: workbooks and documents are zips of XML.

The directory is judged first, because that costs nothing; then, where the parts are read, every
part is unpacked piece by piece, because the directory can lie. No XML may declare a document type:
that is where entities, and with them most attacks on XML readers, come from.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MB = 1024 * 1024

CHUNK = 64 * 1024

MAX_DEPTH = 100

# What Office wraps around a file that it encrypts, and how its files of before 2007 begin.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# How every entry of the directory begins.
ENTRY = b"PK\x01\x02"

# What the readers of zip files raise for those that are damaged or made to mislead.
ARCHIVE_ERRORS = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)


class ArchiveFault(Enum):
    DAMAGED = auto()
    ENCRYPTED = auto()
    MISLEADING = auto()  # names that lead elsewhere or stand twice, a document type, endless depth
    TOO_LARGE = auto()
    TOO_MANY_PARTS = auto()
    TOO_MANY_ELEMENTS = auto()


class UnsafeArchive(Exception):
    """The archive is not opened, or not read on."""

    def __init__(self, fault: ArchiveFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def is_encrypted_office(content: bytes) -> bool:
    """By a password or a sensitivity label: a container with a stream of that name in its
    directory, which is in UTF-16."""
    return content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content


@dataclass(frozen=True)
class Limits:
    """`unpacked` in bytes, over all parts; `ratio` is unpacked to packed, for more than 1 MB."""

    parts: int
    unpacked: int
    ratio: int | None = None
    elements: int | None = None


@contextmanager
def open_archive(content: bytes, limits: Limits) -> Iterator[ZipFile]:
    """The archive, after its directory was judged. Raises UnsafeArchive, also for what is found
    to be damaged while it is read."""
    if content.count(ENTRY) > limits.parts:  # before the directory is read: a huge one costs much
        raise UnsafeArchive(ArchiveFault.TOO_MANY_PARTS)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _judge_directory(archive.infolist(), len(content), limits)
            yield archive
    except ARCHIVE_ERRORS as error:
        raise UnsafeArchive(ArchiveFault.DAMAGED) from error


def _judge_directory(parts: list[ZipInfo], size: int, limits: Limits) -> None:
    names = [part.filename.lower() for part in parts]
    unpacked = sum(part.file_size for part in parts)
    faults: Mapping[ArchiveFault, bool] = {
        ArchiveFault.ENCRYPTED: any(part.flag_bits & 1 for part in parts),
        ArchiveFault.MISLEADING: any(map(_is_outside, names)) or len(set(names)) < len(names),
        ArchiveFault.DAMAGED: not {part.compress_type for part in parts}
        <= {ZIP_STORED, ZIP_DEFLATED},
        ArchiveFault.TOO_MANY_PARTS: len(parts) > limits.parts,
        ArchiveFault.TOO_LARGE: unpacked > limits.unpacked
        or (limits.ratio is not None and unpacked > MB and unpacked > size * limits.ratio),
    }
    for fault, found in faults.items():
        if found:
            raise UnsafeArchive(fault)


def _is_outside(name: str) -> bool:
    """A name that would leave the folder it is unpacked in.

    We never unpack to disk; an honest document has none.
    """
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def check_parts(archive: ZipFile, limits: Limits) -> None:
    """Read everything once, within the limits, and check the XML in it. Raises UnsafeArchive."""
    budget = _Budget(limits)
    for part in archive.infolist():
        _check_part(part, budget.count(_chunks(archive, part)), budget)


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _Budget:
    """What is left of the limits, over all parts together."""

    def __init__(self, limits: Limits) -> None:
        self.bytes, self.elements, self.depth = limits.unpacked, limits.elements, 0

    def count(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.bytes -= len(chunk)
            if self.bytes < 0:
                raise UnsafeArchive(ArchiveFault.TOO_LARGE)
            yield chunk

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.elements is not None:
            self.elements -= 1
            if self.elements < 0:
                raise UnsafeArchive(ArchiveFault.TOO_MANY_ELEMENTS)
        if self.depth > MAX_DEPTH:
            raise UnsafeArchive(ArchiveFault.MISLEADING)

    def end(self, name: str) -> None:
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


def _feed(parser: expat.XMLParserType, chunk: bytes, must_be_xml: bool, last: bool = False) -> bool:
    """Whether there is anything to gain from reading on."""
    try:
        parser.Parse(chunk, last)
        return True
    except expat.ExpatError as error:
        if must_be_xml:
            raise UnsafeArchive(ArchiveFault.DAMAGED) from error
        return False


def _refuse_doctype(*declaration: object) -> None:
    raise UnsafeArchive(ArchiveFault.MISLEADING)
