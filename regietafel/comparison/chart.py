"""The bar beside each row and the tile map of the region, as coordinates for an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow
from submissions.enums import State
from submissions.models import Submission

WIDTH = 240

TILE_WIDTH, TILE_HEIGHT = 124, 68


@dataclass(frozen=True)
class Segment:
    kind: str
    start: int
    width: int


@dataclass(frozen=True)
class Bar:
    segments: tuple[Segment, ...]
    target: int | None
    description: str


def bar_of(row: ComparisonRow, name: str) -> Bar | None:
    """None when the region is onbekend.

    The scale fits the larger of the contribution and the opgave.
    """
    if row.tally is None:
        return None
    goal = row.target.amount if row.target and row.target.comparable else None
    scale = max(row.tally.everything, goal or 0) or 1
    edges = [0, row.tally.firm, row.tally.pledged, row.tally.everything]
    points = [edge * WIDTH // scale for edge in edges]
    segments = tuple(
        Segment(kind, start, end - start)
        for kind, start, end in zip(("firm", "pledged", "idea"), points, points[1:], strict=False)
        if end > start
    )
    words = (
        f"{name}: {row.tally.firm} vast, {row.tally.pledged} vast en toegezegd, "
        f"{row.tally.everything} in totaal"
    )
    return Bar(
        segments,
        goal * WIDTH // scale if goal else None,
        f"{words}, opgave {goal}" if goal else words,
    )


@dataclass(frozen=True)
class Tile:
    name: str
    state: str
    tone: str
    x: int
    y: int


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[Tile, ...]
    width: int
    height: int


def tile_map(submissions: Sequence[Submission]) -> TileMap:
    """One tile per municipality at its column and row; submissions carry `latest_number`."""
    tiles = tuple(_tile(submission) for submission in submissions)
    return TileMap(
        tiles,
        width=max((tile.x for tile in tiles), default=0) + TILE_WIDTH,
        height=max((tile.y for tile in tiles), default=0) + TILE_HEIGHT,
    )


def _tile(submission: Submission) -> Tile:
    municipality = submission.municipality
    state, tone = ("nog niet begonnen", "open")
    if submission.latest_number:
        state, tone = ("ingediend", "submitted")
    elif submission.state == State.DRAFT:
        state, tone = ("in bewerking", "draft")
    elif submission.state == State.AWAITING_APPROVAL:
        state, tone = ("wacht op akkoord", "draft")
    return Tile(
        municipality.name,
        state,
        tone,
        (municipality.tile_column - 1) * TILE_WIDTH,
        (municipality.tile_row - 1) * TILE_HEIGHT,
    )
