"""A long list of which only the beginning is seen at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_UNFOLDED = 10

Item = TypeVar("Item")


@dataclass(frozen=True)
class Folded(Generic[Item]):
    """`first` is seen, `rest` unfolds."""

    first: Sequence[Item]
    rest: Sequence[Item]


def folded(items: Iterable[Item]) -> Folded[Item]:
    found = list(items)
    return Folded(found[:MOST_UNFOLDED], found[MOST_UNFOLDED:])
