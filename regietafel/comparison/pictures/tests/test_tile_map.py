"""Tiles: where each municipality lies, and what it says."""

import pytest

from accounts.models import Municipality
from regietafel.comparison.compare import MunicipalityCell
from regietafel.comparison.pictures.tile_map import (
    HEIGHT,
    WIDTH,
    Place,
    shade,
    state_map,
    value_map,
)
from submissions.counting.count import Cell
from submissions.counting.levels import Level
from submissions.counting.version import Tally
from submissions.enums import State
from submissions.models import Submission


def submission(
    latest_number: int | None = None, state: State = State.OPEN, column: int = 1, row: int = 1
) -> Submission:
    municipality = Municipality(
        name="Assen", cbs_code=f"GM{column}{row}", tile_column=column, tile_row=row
    )
    made = Submission(municipality=municipality, state=state)
    made.latest_number = latest_number
    return made


@pytest.mark.parametrize(
    ("latest_number", "state", "words"),
    [
        (None, State.OPEN, ("nog niet begonnen", "open")),
        (None, State.DRAFT, ("in bewerking", "draft")),
        (1, State.SUBMITTED, ("ingediend", "submitted")),
        (1, State.DRAFT, ("ingediend", "submitted")),
    ],
)
def test_tile_tells_the_state(
    latest_number: int | None, state: State, words: tuple[str, str]
) -> None:
    tile = state_map([submission(latest_number, state)]).tiles[0]
    assert (tile.words, tile.tone) == words


def test_tile_stands_at_its_column_and_row() -> None:
    tiles = state_map([submission(column=1, row=1), submission(column=3, row=2)])
    assert [(tile.x, tile.y) for tile in tiles.tiles] == [(0, 0), (2 * WIDTH, HEIGHT)]
    assert (tiles.width, tiles.height) == (3 * WIDTH, 2 * HEIGHT)


def test_tile_map_is_empty_without_municipalities() -> None:
    assert state_map([]).tiles == ()


def cell(code: str, tally: Tally | None) -> MunicipalityCell:
    return MunicipalityCell(code, True, "", Cell(tally is not None, tally), None, None, None, None)


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


@pytest.mark.parametrize(("amount", "found"), [(0, 0), (1, 1), (25, 1), (26, 2), (75, 3), (100, 4)])
def test_shades_are_equal_parts_of_the_largest(amount: int, found: int) -> None:
    assert shade(amount, 100) == found
