"""Is there code in an OpenDocument text?

LibreOffice leaves empty libraries and modules behind; those are taken.
"""

import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST_EMPTY_MODULE = 100_000

# What only says which libraries and modules there are.
INDEXES = ("/script-lc.xml", "/script-lb.xml", "/dialog-lc.xml", "/dialog-lb.xml")


def has_macros(archive: zipfile.ZipFile) -> bool:
    return any(_has_code(archive, part) for part in archive.infolist() if not part.is_dir())


def _has_code(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    name = part.filename.lower()
    if name.startswith("scripts/"):
        return True
    if not name.startswith("basic/") or name.endswith(INDEXES):
        return False
    return _has_statements(archive, part)


def _has_statements(archive: zipfile.ZipFile, module: zipfile.ZipInfo) -> bool:
    """What cannot be read counts as code: a library with a password, for instance."""
    with archive.open(module) as stream:
        text = stream.read(LARGEST_EMPTY_MODULE + 1)
    if len(text) > LARGEST_EMPTY_MODULE:
        return True
    try:
        lines = "".join(fromstring(text).itertext()).splitlines()
    except (ParseError, DefusedXmlException):
        return True
    return any(map(_is_statement, lines))


def _is_statement(line: str) -> bool:
    words = line.strip().lower()
    return bool(words) and not words.startswith("'") and words.split()[0] != "rem"
