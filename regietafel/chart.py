"""The bar beside each row: vast, toegezegd and idee against the opgave, as widths for an SVG."""

from dataclasses import dataclass

from regietafel.comparison import ComparisonRow

WIDTH = 240


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
    """None when the region is onbekend. The scale fits the larger of the contribution and the opgave."""
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
    words = f"{name}: {row.tally.firm} vast, {row.tally.pledged} vast en toegezegd, {row.tally.everything} in totaal"
    return Bar(segments, goal * WIDTH // scale if goal else None, f"{words}, opgave {goal}" if goal else words)
