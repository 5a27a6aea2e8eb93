"""The parts of an .xlsx that are needed to read its cells, and nothing else.

Fonts, fills, document properties and what other programs make of them differ without end, and a
reader that wants to understand them all refuses files that every spreadsheet program opens. Here
only three things are looked at beside the values: whether a number is a date, whether text is
crossed out, and on which cells a note hangs.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import IO, cast
from xml.etree.ElementTree import Element
from zipfile import ZipExtFile, ZipFile

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from submissions.workbook.number_formats import Shown, shown

# Strict Open XML has the same elements under other names of the namespace.
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"

TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

OFF = {"0", "false", "none"}


@dataclass(frozen=True)
class RichText:
    """Text in a cell, and whether some of it is crossed out, or raised, lowered or invisible beside
    the rest."""

    text: str
    struck: bool = False
    raised: bool = False


@dataclass
class Formats:
    """By the number of the format of a cell: which are dates, durations, crossed out, percentages,
    and which show another number than is stored."""

    dates: set[int] = field(default_factory=set)
    durations: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    percentages: set[int] = field(default_factory=set)
    otherwise: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class SheetPart:
    title: str
    part: str


class XlsxPackage:
    """An opened .xlsx. Parts are found by their relations, as the standard says, not by name."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._main = self._target("", "officeDocument") or "xl/workbook.xml"
        self._workbook = self._xml(self._main)

    @property
    def epoch(self) -> datetime:
        properties = self._workbook.find("{*}workbookPr")
        starts_1904 = properties is not None and _is_on(properties.get("date1904", "0"))
        return MAC_EPOCH if starts_1904 else WINDOWS_EPOCH

    @property
    def sheets(self) -> Iterator[SheetPart]:
        parts = {relation.get("Id"): target for relation, target in self._relations(self._main)}
        for sheet in self._workbook.iterfind("{*}sheets/{*}sheet"):
            relation = next((v for name, v in sheet.attrib.items() if name.endswith("}id")), None)
            part = parts.get(relation)
            if part is not None and self._has(part):
                yield SheetPart(sheet.get("name", ""), part)

    def open(self, part: str) -> IO[bytes]:
        """The part, in the namespace of the usual kind of Open XML."""
        stream = self._archive.open(self._names[part.lower()])
        if STRICT not in cast(ZipExtFile, stream).peek(4096):
            return stream
        with stream:
            return BytesIO(stream.read().replace(STRICT, TRANSITIONAL))

    @cached_property
    def strings(self) -> list[RichText]:
        part = self._target(self._main, "sharedStrings")
        if part is None:
            return []
        found = []
        with self.open(part) as stream:
            for _, element in iterparse(stream):
                if _name(element) == "si":
                    found.append(rich_text(element))
                    element.clear()
        return found

    @cached_property
    def formats(self) -> Formats:
        part = self._target(self._main, "styles")
        formats = Formats()
        if part is None:
            return formats
        styles = self._xml(part)
        struck_fonts = [_is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
        codes = {
            number.get("numFmtId", ""): number.get("formatCode", "")
            for number in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        for index, xf in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
            number = xf.get("numFmtId", "0")
            code = codes.get(number) or BUILTIN_FORMATS.get(_whole(number), "")
            if is_date_format(code):
                formats.dates.add(index)
            if is_timedelta_format(code):
                formats.durations.add(index)
            if shown(code) == Shown.PERCENTAGE:
                formats.percentages.add(index)
            elif shown(code) == Shown.OTHERWISE:
                formats.otherwise.add(index)
            font = _whole(xf.get("fontId", "0"))
            if 0 <= font < len(struck_fonts) and struck_fonts[font]:
                formats.struck.add(index)
        return formats

    def notes(self, sheet: SheetPart) -> list[str]:
        """The addresses of the cells with a note."""
        part = self._target(sheet.part, "comments")
        if part is None:
            return []
        comments = self._xml(part).iterfind("{*}commentList/{*}comment")
        return [comment.get("ref", "") for comment in comments]

    def _xml(self, part: str) -> Element:
        with self.open(part) as stream:
            return fromstring(stream.read())

    def _has(self, part: str) -> bool:
        return part.lower() in self._names

    def _target(self, part: str, kind: str) -> str | None:
        for relation, target in self._relations(part):
            if relation.get("Type", "").rsplit("/", 1)[-1] == kind and self._has(target):
                return target
        return None

    def _relations(self, part: str) -> Iterator[tuple[Element, str]]:
        """What a part points to inside the file; "" is the file as a whole."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._has(relations):
            return
        for relation in self._xml(relations):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield relation, posixpath.normpath(target).lstrip("/")


def rich_text(element: Element) -> RichText:
    """The text of a string, in pieces or whole; how it is to be pronounced (`rPh`) is left out."""
    pieces, looks_of = [], []
    for child in element:
        if _name(child) == "t":
            pieces.append(child.text or "")
        elif _name(child) == "r":
            text = "".join(t.text or "" for t in child.iterfind("{*}t"))
            if text.strip():
                looks_of.append(child.find("{*}rPr"))
            pieces.append(text)
    struck = any(looks is not None and _is_struck(looks) for looks in looks_of)
    raised = [looks is not None and _is_raised(looks) for looks in looks_of]
    plain = plain_text("".join(pieces))
    return RichText(plain, struck, raised=any(raised) and not all(raised))


def plain_text(text: str) -> str:
    """What a spreadsheet program shows: `_x0041_` is the letter A."""
    return unescape(text).replace("\r", "")


def _is_struck(font: Element) -> bool:
    strikes = [*font.iterfind("{*}strike"), *font.iterfind("{*}dstrike")]
    return any(_is_on(strike.get("val", "1")) for strike in strikes)


def _is_raised(font: Element) -> bool:
    """Above or below the line, or white on white."""
    places = [place.get("val", "") for place in font.iterfind("{*}vertAlign")]
    colours = [
        colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("theme") == "0"
        for colour in font.iterfind("{*}color")
    ]
    return any(place in ("superscript", "subscript") for place in places) or any(colours)


def _is_on(value: str) -> bool:
    return value.lower() not in OFF


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1
