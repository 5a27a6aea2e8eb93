"""Places for amv lie inside the asylum total.

Counted at the regular line as well they would count twice.
"""

import re

from common.numbers import format_number
from submissions.content.content import VersionContent
from submissions.models import Line

AMV, REGULAR = "amv", "asiel"
MENTIONS_AMV = re.compile(r"\bamv|alleenstaande minderjarige", re.IGNORECASE)
WITHOUT_AMV = re.compile(
    r"\b(excl\w*|zonder|geen|niet)\.? (de )?(\d+ )?(plekken voor )?(amv|alleenst)", re.IGNORECASE
)


def amv_places_also_in_a_regular_line(line: Line, content: VersionContent) -> str | None:
    """Asked when a regular line is large enough to hold the amv places and something points that
    way."""
    if line.opgave.code != AMV:
        return None
    for regular in content.lines:
        if (
            regular.opgave.code == REGULAR
            and regular.counts
            and seems_to_hold(regular, line, content)
        ):
            return (
                f"controleer of deze plekken niet ook bij {regular.opgave.name} staan, bij "
                f"{regular.location_label} ({_amounts(regular)}). Plekken voor amv tellen vanzelf "
                "mee in het totaal."
            )
    return None


def seems_to_hold(regular: Line, amv: Line, content: VersionContent) -> bool:
    """The same location, the word amv in what the regular line says, or the same place with the
    same amounts.

    A regular line that says it is without amv holds none.
    """
    if not _fits_in(regular, amv) or WITHOUT_AMV.search(regular.explanation):
        return False
    location = content.locations[amv.line_id]
    same_location = location is not None and location == content.locations[regular.line_id]
    return (
        same_location
        or bool(MENTIONS_AMV.search(regular.explanation))
        or _same_numbers_in_one_place(regular, amv)
    )


def _fits_in(regular: Line, amv: Line) -> bool:
    pairs = [(amv.amount_short, regular.amount_short), (amv.amount_long, regular.amount_long)]
    return any(part and whole and part <= whole for part, whole in pairs)


def _same_numbers_in_one_place(regular: Line, amv: Line) -> bool:
    same_amounts = (regular.amount_short, regular.amount_long) == (
        amv.amount_short,
        amv.amount_long,
    )
    return bool(amv.place) and amv.place.casefold() == regular.place.casefold() and same_amounts


def _amounts(line: Line) -> str:
    return f"{format_number(line.amount_short)} kort, {format_number(line.amount_long)} lang"
