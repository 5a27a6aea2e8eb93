"""What a room tells of a round, for pages of the rooms to its left, which do not know it.

`settings.PRT_FACTS` names the functions: each takes the round and the reader, and gives plain data.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Step:
    """A step of the routekaart. `state` and `progress` are words; `is_due`: it waits for somebody
    and its day has come or gone."""

    title: str
    planned: date
    expected: date | None
    state: str
    progress: str
    is_due: bool


@dataclass(frozen=True)
class Facts:
    steps: tuple[Step, ...] = ()


def facts_of(round_: object, reader: object) -> Facts:
    found = [import_string(path)(round_, reader) for path in settings.PRT_FACTS]
    return Facts(steps=tuple(step for facts in found for step in facts.steps))
