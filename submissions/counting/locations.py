"""Which lines of one version stand at the same location. Plain data in, plain data out."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

BETWEEN_WORDS = re.compile("[\\s\\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class NamedLine:
    line_id: Hashable
    name: str
    place: str


def same_locations(lines: Iterable[NamedLine]) -> dict[Hashable, str | None]:
    """By line the key of its location; None for a line without a name, which stands alone.

    The same name and place, however they were typed. A line without a place stands at the place
    that all other lines of that name give; when they give more than one, it is a location of its
    own.
    """
    keys = {line.line_id: (_key(line.name), _key(line.place)) for line in lines}
    places: dict[str, set[str]] = defaultdict(set)
    for name, place in keys.values():
        if place:
            places[name].add(place)
    return {
        line_id: _location(name, place, places[name]) if name else None
        for line_id, (name, place) in keys.items()
    }


def _location(name: str, place: str, known: set[str]) -> str:
    (only,) = known if len(known) == 1 else ("",)
    return f"{name}|{place or only}"


def _key(text: str) -> str:
    """Without capitals, accents, spaces, hyphens and dashes."""
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return BETWEEN_WORDS.sub("", plain.casefold())
