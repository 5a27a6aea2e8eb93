"""A bar on a shared axis: what is offered, in three levels, beside what is asked. Plain data."""

from collections.abc import Iterator
from dataclasses import dataclass

from common.numbers import UNKNOWN, format_number
from regietafel.comparison.compare import ComparisonRow, MunicipalityCell
from regietafel.comparison.pictures.axis import Axis
from rounds.targets import TargetNumber
from submissions.counting.levels import Level
from submissions.counting.version import Tally

OPEN_END = 4
"""How wide the open end is, of the width of the picture: it stands for no number."""


@dataclass(frozen=True)
class Segment:
    """`kind` is the level that begins here, or `expiring` for what of it is gone."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Goal:
    """`is_sure`: seen in its source."""

    amount: int
    x: str
    is_sure: bool


@dataclass(frozen=True)
class Bar:
    """`value` is what is firm and pledged without the `expiring` of it; None when it is onbekend.
    `open_end` is where the bar goes on for who is not known yet; `label_x` where the number is."""

    segments: tuple[Segment, ...]
    value: int | None
    expiring: int
    goal: Goal | None
    open_end: str
    label_x: str
    description: str


def region_bar(row: ComparisonRow, name: str, axis: Axis) -> Bar:
    missing = row.municipalities - row.known
    is_open = bool(missing or row.partial)
    words = f"; van {missing} van {row.municipalities} gemeenten onbekend" if missing else ""
    return _bar(row.tally, row.target, axis, is_open, name, words)


def municipality_bar(cell: MunicipalityCell, name: str, axis: Axis) -> Bar:
    is_open = not cell.cell.known or cell.cell.partial
    words = "; deels onbekend" if cell.cell.partial else ""
    return _bar(cell.cell.tally, cell.target, axis, is_open, name, words)


def _bar(
    tally: Tally | None,
    target: TargetNumber | None,
    axis: Axis,
    is_open: bool,
    name: str,
    words: str,
) -> Bar:
    goal = _goal(target, axis)
    end = tally.everything if tally else 0
    after = float(axis.x(end)) + (OPEN_END if is_open else 0)
    asked = f", opgave {format_number(target.amount)}" if target else ""
    return Bar(
        segments=tuple(_segments(tally, axis)) if tally else (),
        value=tally.net_at(Level.PLEDGED) if tally else None,
        expiring=tally.expiring_at(Level.PLEDGED) if tally else 0,
        goal=goal,
        open_end=axis.x(end) if is_open else "",
        label_x=f"{_beside(after, goal):.2f}",
        description=f"{name}: {_in_words(tally)}{asked}{words}",
    )


def _goal(target: TargetNumber | None, axis: Axis) -> Goal | None:
    if target is None or not target.comparable:
        return None
    return Goal(target.amount, axis.x(target.amount), not target.remark)


BEHIND_THE_GOAL = 2.6
ROOM = 12
"""What a number takes, of the width of the picture."""


def _beside(end: float, goal: Goal | None) -> float:
    """Behind the bar, and not through the line of the opgave."""
    at = end + 1.2
    crosses = goal is not None and at - 1 <= float(goal.x) <= at + ROOM
    return float(goal.x) + BEHIND_THE_GOAL if goal and crosses else at


KINDS = {Level.FIRM: "firm", Level.PLEDGED: "pledged", Level.ALL: "idea"}


def _segments(tally: Tally, axis: Axis) -> Iterator[Segment]:
    """What expires of a level lies at its end, over it."""
    before, gone_before = 0, 0
    for level, kind in KINDS.items():
        until, gone = tally.at(level), tally.expiring_at(level)
        if until > before:
            yield _segment(kind, before, until, axis)
        if gone > gone_before:
            yield _segment("expiring", until - (gone - gone_before), until, axis)
        before, gone_before = until, gone


def _segment(kind: str, start: int, end: int, axis: Axis) -> Segment:
    return Segment(kind, axis.x(start), axis.x(end - start))


def _in_words(tally: Tally | None) -> str:
    if tally is None:
        return UNKNOWN
    levels = (
        f"{format_number(tally.firm)} vast, {format_number(tally.pledged)} vast en toegezegd, "
        f"{format_number(tally.everything)} in totaal"
    )
    gone = tally.expiring_at(Level.PLEDGED)
    return f"{levels}, waarvan {format_number(gone)} vervalt" if gone else levels


LEGEND = (
    ("firm", "vast"),
    ("pledged", "toegezegd"),
    ("idea", "in onderzoek of idee"),
    ("expiring", "vervalt vóór de peildatum"),
    ("open", "nog niet alles bekend"),
    ("goal", "regionale opgave"),
)
