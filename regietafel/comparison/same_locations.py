"""The same location in what two municipalities handed in.

Only the desk can see that: a municipality would learn of another's line by typing its name.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Municipality
from regietafel.comparison.desk import Desk
from submissions.counting.locations import NamedLine, same_locations
from submissions.models import Line


@dataclass(frozen=True)
class LineOf:
    municipality: Municipality
    line: Line


def locations_at_two(desk: Desk) -> list[tuple[LineOf, ...]]:
    """Per such location the lines that count, of submitted versions, by municipality."""
    found: dict[str, list[LineOf]] = defaultdict(list)
    lines = {line_of.line.pk: line_of for line_of in _lines(desk)}
    named = (NamedLine(pk, of.line.location_name, of.line.place) for pk, of in lines.items())
    for pk, location in same_locations(named).items():
        if location is not None and isinstance(pk, int):
            found[location].append(lines[pk])
    return [tuple(group) for group in found.values() if len(_municipalities(group)) > 1]


def _lines(desk: Desk) -> Iterator[LineOf]:
    for submission in desk.loaded.submissions:
        version = desk.loaded.latest_version(submission)
        if version is not None and version.number is not None:
            for line in desk.loaded.lines_of(submission):
                if line.counts:
                    yield LineOf(submission.municipality, line)


def _municipalities(group: list[LineOf]) -> set[str]:
    return {of.municipality.cbs_code for of in group}
