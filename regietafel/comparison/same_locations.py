"""The same location in what two municipalities handed in.

Only the desk can see that: a municipality would learn of another's line by typing its name.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from common.known import known
from regietafel.comparison.desk import Desk
from submissions.counting.locations import NamedLine, same_locations
from submissions.models import Line

KEPT_SECONDS = 30 * 24 * 60 * 60


@dataclass(frozen=True)
class LineAt:
    """A line that counts, of a submitted version."""

    cbs_code: str
    municipality: str
    opgave: str
    location: str
    place: str
    short: int
    long: int


def locations_at_two(desk: Desk) -> list[tuple[LineAt, ...]]:
    """Per such location the lines, by municipality.

    It takes every line of the region, and stays the same until somebody hands in again: so it is
    kept by the versions it was made of.
    """
    versions = sorted(v.pk for v in desk.loaded.versions.values() if v.number is not None)
    opgaven = [(opgave.code, opgave.name, opgave.order) for opgave in desk.loaded.opgaven]
    names = [(code, municipality.name) for code, municipality in desk.municipalities.items()]
    key = "at_two:" + sha256(repr((versions, opgaven, names)).encode()).hexdigest()
    found = cache.get_or_set(key, lambda: _locations_at_two(versions), KEPT_SECONDS)
    return known(found)


def _locations_at_two(versions: list[int]) -> list[tuple[LineAt, ...]]:
    found: dict[str, list[LineAt]] = defaultdict(list)
    lines = dict(_lines(versions))
    named = (NamedLine(pk, line.location, line.place) for pk, line in lines.items())
    for pk, location in same_locations(named).items():
        if location is not None and isinstance(pk, int):
            found[location].append(lines[pk])
    return [tuple(group) for group in found.values() if len({at.cbs_code for at in group}) > 1]


def _lines(versions: list[int]) -> Iterator[tuple[int, LineAt]]:
    rows = (
        Line.objects.filter(version__in=versions)
        .counting()
        .order_by("version__submission__municipality__name", "opgave__order", "pk")
        .values_list(
            "pk",
            "version__submission__municipality__cbs_code",
            "version__submission__municipality__name",
            "opgave__name",
            "location_name",
            "place",
            "amount_short",
            "amount_long",
        )
    )
    for pk, cbs_code, municipality, opgave, location, place, short, long in rows:
        yield pk, LineAt(cbs_code, municipality, opgave, location, place, known(short), known(long))
