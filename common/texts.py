"""Browsers, workbooks and keyboards write the same text in different ways; here they become one."""

import re
import unicodedata

HYPHENS = re.compile("[\u2010-\u2015\u2212]")

# Control characters that are no space; what Unicode says a reader may leave out: zero width, soft
# hyphens, directions, fillers, selectors and tags; and the empty sign of braille.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


# Without the joiner of emoji; with control characters, and what turns the direction of writing.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff]"
)


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalise(text: str) -> str:
    """The text as it is stored and compared: with plain line ends, without space around it, and
    empty when there is nothing in it to see."""
    return with_plain_line_ends(text).strip() if as_seen(text) else ""


def on_one_line(text: str) -> str:
    """A name or an address: without line ends, and without what changes it unseen. What joins the
    parts of an emoji stays."""
    return normalise(" ".join(UNSEEN.sub("", text).splitlines()))


def as_seen(text: str) -> str:
    """What a reader takes it for: letters in one piece, every hyphen and dash a hyphen, single
    spaces, and nothing invisible."""
    plain = INVISIBLE.sub("", HYPHENS.sub("-", unicodedata.normalize("NFKC", text)))
    return " ".join(plain.split())


def in_a_row(names: list[str]) -> str:
    """`a`, `a en b` or `a, b en c`; of nothing an empty text."""
    *first, last = names or [""]
    return f"{', '.join(first)} en {last}" if first else last
