"""Browsers, workbooks and keyboards write the same text in different ways; here they become one."""

import re
import unicodedata

HYPHENS = re.compile("[\u2010-\u2015\u2212]")

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalise(text: str) -> str:
    """The text as it is compared: with plain line ends and without space around it."""
    return with_plain_line_ends(text).strip()


def as_seen(text: str) -> str:
    """What a reader takes it for: letters in one piece, every hyphen and dash a hyphen, single
    spaces, and nothing invisible."""
    plain = INVISIBLE.sub("", HYPHENS.sub("-", unicodedata.normalize("NFKC", text)))
    return " ".join(plain.split())
