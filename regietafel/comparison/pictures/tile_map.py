"""The tile map of the region: one tile per municipality, with its number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.numbers import UNKNOWN, format_number
from regietafel.comparison.compare import MunicipalityCell
from submissions.counting.levels import Level
from submissions.models import Submission

WIDTH, HEIGHT = 124, 68

SHADES = 4


@dataclass(frozen=True)
class Tile:
    """`words` stand under the name; `tone` is its shade and pattern."""

    cbs_code: str
    name: str
    words: str
    tone: str
    x: int
    y: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[Tile, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Place:
    """Where a municipality lies on the map, from 1."""

    cbs_code: str
    name: str
    column: int
    row: int


def places_of(submissions: Iterable[Submission]) -> list[Place]:
    municipalities = (submission.municipality for submission in submissions)
    return [Place(m.cbs_code, m.name, m.tile_column, m.tile_row) for m in municipalities]


def value_map(places: Sequence[Place], cells: Iterable[MunicipalityCell], level: Level) -> TileMap:
    """What each counts for on one level, without what expires: darker is more, 0 is white, onbekend
    is dashed, and what is known in part has a star."""
    cells = list(cells)
    largest = max((_net(cell, level) or 0 for cell in cells), default=0)
    shown = {cell.cbs_code: _value(_net(cell, level), cell.cell.partial, largest) for cell in cells}
    return _map(places, shown)


def _net(cell: MunicipalityCell, level: Level) -> int | None:
    return cell.cell.tally.net_at(level) if cell.cell.tally else None


def _value(amount: int | None, partial: bool, largest: int) -> tuple[str, str]:
    if amount is None:
        return UNKNOWN, "open"
    star = "*" if partial else ""
    return f"{format_number(amount)}{star}", f"shade-{shade(amount, largest)}"


def shade(amount: int, largest: int) -> int:
    """0 for nothing, and 1 to 4 for equal parts of the largest number."""
    return -(-amount * SHADES // largest) if amount else 0


def _map(places: Sequence[Place], shown: dict[str, tuple[str, str]]) -> TileMap:
    tiles = tuple(
        Tile(
            place.cbs_code,
            place.name,
            *shown[place.cbs_code],
            (place.column - 1) * WIDTH,
            (place.row - 1) * HEIGHT,
        )
        for place in places
    )
    return TileMap(
        tiles,
        width=max((tile.x for tile in tiles), default=0) + WIDTH,
        height=max((tile.y for tile in tiles), default=0) + HEIGHT,
    )
