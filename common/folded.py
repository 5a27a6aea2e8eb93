"""A long list of which only the beginning is seen at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_UNFOLDED = 10

Item = TypeVar("Item")


@dataclass(frozen=True)
class Folded(Generic[Item]):
    """`first` is seen, `rest` unfolds; so many `more` are left out."""

    first: Sequence[Item]
    rest: Sequence[Item]
    more: int


def folded(items: Iterable[Item], most: int | None = None) -> Folded[Item]:
    """Of a list that may be very long no more than `most`."""
    found = list(items)
    shown = found[:most]
    return Folded(shown[:MOST_UNFOLDED], shown[MOST_UNFOLDED:], len(found) - len(shown))
