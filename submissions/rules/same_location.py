"""The same location in two lines of one bijdrage: counted twice, or two parts of it?"""

from common.numbers import format_number
from submissions.content.content import VersionContent
from submissions.enums import Nature
from submissions.models import Line

GROWTH: set[str] = {Nature.EXPANSION, Nature.EXTENSION}


def same_location_as_an_earlier_line(line: Line, content: VersionContent) -> str | None:
    """Asked once, at the later of the two lines.

    An expansion or extension beside the location itself is how bijlage 3 asks for it. A location in
    two opgaven is common, but not with the same amounts.
    """
    location = content.locations[line.line_id]
    for other in content.lines[: content.lines.index(line)]:
        if location is None or content.locations[other.line_id] != location or not other.counts:
            continue
        if _seems_to_be_counted_twice(line, other):
            return (
                f"deze locatie staat ook bij {other.opgave.name}, {other.location_label} "
                f"({_amounts(other)}).{_about_the_place(line, other)} Tellen de plekken zo niet "
                "dubbel?"
            )
    return None


def _seems_to_be_counted_twice(line: Line, other: Line) -> bool:
    if line.opgave_id == other.opgave_id:
        natures = {line.nature, other.nature}
        return not (len(natures) == 2 and natures & GROWTH)
    amounts = (line.amount_short, line.amount_long)
    return any(amounts) and amounts == (other.amount_short, other.amount_long)


def _about_the_place(line: Line, other: Line) -> str:
    return (
        " Bij een van beide ontbreekt de plaats." if bool(line.place) != bool(other.place) else ""
    )


def _amounts(line: Line) -> str:
    return f"{format_number(line.amount_short)} kort, {format_number(line.amount_long)} lang"
