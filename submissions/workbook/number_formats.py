"""Whether the format of a cell shows the number that is stored in it.

Only what a person sees may be taken: a share of "100%" is stored as 1, and a format of `0"0"` shows
120 where 12 is stored.
"""

import re
from enum import Enum, auto

# What stands between quotes, behind a backslash, and what only fills or leaves room.
LITERAL = re.compile(r'"([^"]*)"|\\(.)')
ROOM = re.compile(r"[_*].|\[[^\]]*\]")
THOUSANDS_LEFT_OUT = re.compile(r"[0#?],+(?![0#?])")


class Shown(Enum):
    AS_STORED = auto()
    PERCENTAGE = auto()
    OTHERWISE = auto()


def shown(code: str) -> Shown:
    """How a positive number is shown by this format."""
    first = code.split(";")[0]
    literals = "".join(a or b for a, b in LITERAL.findall(first))
    bare = ROOM.sub("", LITERAL.sub("", first))
    if "%" in bare:
        return Shown.PERCENTAGE
    if not code or bare.lower() in ("general", "standaard", "@"):
        return Shown.AS_STORED
    digits_of_its_own = any(letter.isdigit() for letter in literals)
    has_place_for_digits = any(letter in "0#?" for letter in bare)
    if digits_of_its_own or not has_place_for_digits or THOUSANDS_LEFT_OUT.search(bare):
        return Shown.OTHERWISE
    return Shown.AS_STORED
