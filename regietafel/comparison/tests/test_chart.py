from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Municipality
from regietafel.comparison.chart import TILE_HEIGHT, TILE_WIDTH, WIDTH, Bar, bar_of, tile_map
from regietafel.comparison.compare import ComparisonRow, Counted
from rounds.enums import Certainty, Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.version import Tally
from submissions.enums import State
from submissions.models import Submission

amounts = st.integers(0, 5000)
NO_CELLS = Counted([], {}, Targets(None, "", {}))


def row(
    tally: Tally | None, goal: int | None = None, certainty: Certainty = Certainty.SEEN
) -> ComparisonRow:
    target = None if goal is None else TargetNumber(goal, certainty, "bron")
    return ComparisonRow("asiel", Term.SHORT, target, tally, 1, 0, 1, {}, {}, None, NO_CELLS)


def bar(
    firm: int, pledged: int, everything: int, goal: int | None = None, **fields: Any
) -> Bar | None:
    return bar_of(row(Tally(firm, pledged, everything), goal, **fields), "Asiel")


def submission(
    latest_number: int | None = None, state: State = State.OPEN, column: int = 1, row: int = 1
) -> Submission:
    municipality = Municipality(name="Assen", tile_column=column, tile_row=row)
    made = Submission(municipality=municipality, state=state)
    made.latest_number = latest_number
    return made


def test_bar_is_left_out_when_the_region_is_unknown() -> None:
    assert bar_of(row(None, 100), "Asiel") is None


def test_bar_is_split_over_the_levels() -> None:
    segments = bar(50, 75, 100).segments
    assert [(s.kind, s.start, s.width) for s in segments] == [
        ("firm", 0, WIDTH // 2),
        ("pledged", WIDTH // 2, WIDTH // 4),
        ("idea", WIDTH * 3 // 4, WIDTH // 4),
    ]


def test_bar_is_half_when_the_opgave_is_twice_the_contribution() -> None:
    half = bar(100, 100, 100, goal=200)
    assert [(s.kind, s.width) for s in half.segments] == [("firm", WIDTH // 2)]
    assert half.target == WIDTH


def test_opgave_is_marked_inside_the_bar_when_there_is_a_surplus() -> None:
    assert bar(200, 200, 200, goal=100).target == WIDTH // 2


def test_bar_is_empty_but_there_when_the_contribution_is_zero() -> None:
    assert bar(0, 0, 0).segments == ()


def test_outdated_opgave_is_not_marked() -> None:
    assert bar(10, 10, 10, goal=2000, certainty=Certainty.OUTDATED).target is None


def test_description_says_the_numbers_of_the_bar() -> None:
    assert (
        bar(1, 2, 3, goal=4).description
        == "Asiel: 1 vast, 2 vast en toegezegd, 3 in totaal, opgave 4"
    )


@given(amounts, amounts, amounts, st.none() | amounts)
def test_bar_never_exceeds_its_scale(firm: int, pledged: int, idea: int, goal: int | None) -> None:
    drawn = bar(firm, firm + pledged, firm + pledged + idea, goal)
    end = 0
    for segment in drawn.segments:
        assert segment.start == end
        assert segment.width > 0
        end += segment.width
    assert end == (firm + pledged + idea) * WIDTH // (max(firm + pledged + idea, goal or 0) or 1)
    assert max(end, drawn.target or 0) <= WIDTH


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
    tile = tile_map([submission(latest_number, state)]).tiles[0]
    assert (tile.state, tile.tone) == words


def test_tile_stands_at_its_column_and_row() -> None:
    tiles = tile_map([submission(column=1, row=1), submission(column=3, row=2)])
    assert [(tile.x, tile.y) for tile in tiles.tiles] == [(0, 0), (2 * TILE_WIDTH, TILE_HEIGHT)]
    assert (tiles.width, tiles.height) == (3 * TILE_WIDTH, 2 * TILE_HEIGHT)


def test_tile_map_is_one_empty_tile_without_municipalities() -> None:
    assert tile_map([]).tiles == ()
