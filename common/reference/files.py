"""The text of a file, whatever program saved it, or what the file is when it is no text."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from common.archives import OLE
from common.texts import with_plain_line_ends

SAVE_AS = "Open het en sla het op als CSV UTF-8."

ZIP = b"PK\x03\x04"
INSIDE_ZIP = {
    b"xl/": "een werkmap van Excel (.xlsx)",
    b"opendocument.spreadsheet": "een werkmap van LibreOffice (.ods)",
    b"": "een zip-bestand",
}
BEGINNINGS = {
    OLE: "een werkmap van een oude Excel (.xls) of een bestand met een wachtwoord",
    b"%PDF": "een pdf",
    b"{\\rtf": "een tekst met opmaak (.rtf)",
    b"<": "een webpagina of XML",
}

# What no Dutch text in the character set of Excel has: there it stands for an accent or an
# apostrophe in the set of MS-DOS or of an old Mac.
NEVER_IN_DUTCH = re.compile(
    "[^\\x00-\\x7f\u00a0ÀÁÂÄÇÈÉÊËÌÍÎÏÓÖÙÚÛÜß-ïñ-öø-ýÿ‘’“”„–—…•€§©«®°±²³´µ·»¼½¾×™]"
    "|(?<=[^\\W\\d_])(?:‘|—(?=—|[^\\W\\d_]))"
)


def read_text(path: Path) -> str:
    return text_of(_content(path), path.name)


def text_of(content: bytes, name: str) -> str:
    """The text of a file with this name. Raises ValueError with what to do."""
    if kind := _other_kind(content):
        raise ValueError(f"{name} is geen csv maar {kind}. {SAVE_AS}")
    try:
        text = _decode(content)
    except UnicodeDecodeError as error:
        raise ValueError(f"{name} is beschadigde tekst in UTF-16. {SAVE_AS}") from error
    if not text.strip():
        raise ValueError(f"{name} is leeg. Zet er een kop en rijen in.")
    return unicodedata.normalize("NFC", with_plain_line_ends(text))


def _content(path: Path) -> bytes:
    if not path.parent.is_dir():
        raise ValueError("de map bestaat niet. Controleer de naam van de map.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ValueError(f"{path.name} ontbreekt. Zet dit bestand in de map.") from error
    except OSError as error:
        raise ValueError(
            f"{path.name} is niet te openen. Controleer of het een bestand is dat u mag lezen."
        ) from error


def _other_kind(content: bytes) -> str:
    if content.startswith(ZIP):
        return next(kind for part, kind in INSIDE_ZIP.items() if part in content)
    for beginning, kind in BEGINNINGS.items():
        if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(beginning):
            return kind
    if b"\0" in content and not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "tekst in UTF-16 zonder kenmerk, of een ander soort bestand"
    return ""


def _decode(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return NEVER_IN_DUTCH.sub("\ufffd", content.decode("cp1252", errors="replace"))
