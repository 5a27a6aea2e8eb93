"""Tiles: where each municipality lies, and what it says."""

import pytest

from regietafel.comparison.compare import MunicipalityCell
from regietafel.comparison.pictures.tile_map import (
    HEIGHT,
    WIDTH,
    Place,
    shade,
    value_map,
)
from submissions.counting.count import Cell
from submissions.counting.levels import Level
from submissions.counting.version import Tally


def test_tile_stands_at_its_column_and_row() -> None:
    places = [Place("GM1", "Assen", 1, 1), Place("GM2", "Emmen", 3, 2)]
    tiles = value_map(places, [cell("GM1", None), cell("GM2", None)], Level.PLEDGED)
    assert [(tile.x, tile.y) for tile in tiles.tiles] == [(0, 0), (2 * WIDTH, HEIGHT)]
    assert (tiles.width, tiles.height) == (3 * WIDTH, 2 * HEIGHT)


def test_tile_map_is_empty_without_municipalities() -> None:
    assert value_map([], [], Level.PLEDGED).tiles == ()


def cell(code: str, tally: Tally | None, partial: bool = False) -> MunicipalityCell:
    known = Cell(tally is not None, tally, partial)
    return MunicipalityCell(code, True, "", known, None, None, None, None)


def test_value_is_told_and_shaded_and_unknown_is_no_zero() -> None:
    places = [Place(code, code, 1, n) for n, code in enumerate("ABCD", 1)]
    numbers = [Tally(1200, 1250, 1250, pledged_expiring=50), Tally(10, 300, 300), Tally(), None]
    cells = [cell(code, tally) for code, tally in zip("ABCD", numbers, strict=True)]
    found = value_map(places, cells, Level.PLEDGED).tiles
    assert [(tile.words, tile.tone) for tile in found] == [
        ("1.200", "shade-4"),
        ("300", "shade-1"),
        ("0", "shade-0"),
        ("onbekend", "open"),
    ]
    assert value_map(places, cells, Level.FIRM).tiles[1].words == "10"


def test_zero_that_is_known_in_part_is_no_plain_zero() -> None:
    (tile,) = value_map(
        [Place("A", "A", 1, 1)], [cell("A", Tally(), partial=True)], Level.ALL
    ).tiles
    assert tile.words == "0*"


@pytest.mark.parametrize(("amount", "found"), [(0, 0), (1, 1), (25, 1), (26, 2), (75, 3), (100, 4)])
def test_shades_are_equal_parts_of_the_largest(amount: int, found: int) -> None:
    assert shade(amount, 100) == found
