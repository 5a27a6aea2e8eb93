"""Bars on one axis: as long as their numbers, and open where something is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.comparison.compare import ComparisonRow, Counted
from regietafel.comparison.pictures.axis import PLOT, Axis, axis_of
from regietafel.comparison.pictures.bars import OPEN_END, Bar, region_bar
from rounds.enums import Certainty, Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.version import Tally

NO_CELLS = Counted([], {}, Targets(None, "", {}))
amounts = st.integers(0, 5000)


def row(
    tally: Tally | None,
    goal: int | None = None,
    certainty: Certainty = Certainty.SEEN,
    known: int = 12,
    partial: int = 0,
) -> ComparisonRow:
    target = None if goal is None else TargetNumber(goal, certainty, "bron")
    return ComparisonRow(
        "asiel", Term.SHORT, target, tally, known, partial, 12, {}, {}, None, NO_CELLS
    )


def bar(of: ComparisonRow, largest: int = 100) -> Bar:
    return region_bar(of, "Asiel", Axis(largest))


def parts(of: ComparisonRow, largest: int = 100) -> list[tuple[str, float, float]]:
    """As parts of the axis."""
    found = bar(of, largest).segments
    return [(s.kind, float(s.x) / PLOT, float(s.width) / PLOT) for s in found]


def test_bar_is_split_over_the_levels() -> None:
    assert parts(row(Tally(50, 75, 100))) == [
        ("firm", 0, pytest.approx(0.5)),
        ("pledged", 0.5, 0.25),
        ("idea", 0.75, 0.25),
    ]


def test_same_number_is_as_long_in_every_row_of_the_axis() -> None:
    """Forty places beside 3,237 are short."""
    rows = [row(Tally(3237, 3237, 3237)), row(Tally(40, 40, 40), goal=50)]
    axis = axis_of(rows)
    ends = [float(region_bar(r, "Asiel", axis).segments[-1].width) for r in rows]
    assert ends == [pytest.approx(PLOT), pytest.approx(PLOT * 40 / 3237, abs=0.01)]


def test_what_expires_lies_at_the_end_of_its_level() -> None:
    gone = Tally(60, 60, 80, firm_expiring=20, pledged_expiring=20, expiring=30)
    assert parts(row(gone)) == [
        ("firm", 0, pytest.approx(0.6)),
        ("expiring", pytest.approx(0.4), pytest.approx(0.2)),
        ("idea", pytest.approx(0.6), pytest.approx(0.2)),
        ("expiring", pytest.approx(0.7), pytest.approx(0.1)),
    ]


def test_zero_is_a_bar_without_length_and_with_its_number() -> None:
    zero = bar(row(Tally()))
    assert (zero.segments, zero.value, zero.open_end) == ((), 0, "")


def test_unknown_is_no_zero() -> None:
    unknown = bar(row(None, goal=40, known=0))
    assert (unknown.segments, unknown.value) == ((), None)
    assert (float(unknown.open_end), float(unknown.label_x)) == (0, OPEN_END + 1.2)
    assert unknown.description == ("Asiel: onbekend, opgave 40; van 12 van 12 gemeenten onbekend")


@pytest.mark.parametrize(
    ("known", "partial", "is_open"), [(12, 0, False), (11, 0, True), (12, 1, True)]
)
def test_end_is_open_while_somebody_is_not_known(known: int, partial: int, is_open: bool) -> None:
    assert bool(bar(row(Tally(50, 50, 50), known=known, partial=partial)).open_end) == is_open


def test_opgave_is_marked_and_says_whether_it_was_seen() -> None:
    seen, derived = (
        bar(row(Tally(), 50, certainty)) for certainty in (Certainty.SEEN, Certainty.DERIVED)
    )
    assert seen.goal and derived.goal
    assert float(seen.goal.x) == PLOT / 2
    assert (seen.goal.is_sure, derived.goal.is_sure) == (True, False)
    assert bar(row(Tally(), 50, Certainty.OUTDATED)).goal is None


def test_number_does_not_stand_on_the_line_of_the_opgave() -> None:
    beside = bar(row(Tally(48, 48, 48), goal=50))
    assert beside.goal
    assert float(beside.label_x) > float(beside.goal.x)


def test_description_says_the_numbers_of_the_bar() -> None:
    assert bar(row(Tally(1, 2, 3, pledged_expiring=1), goal=4)).description == (
        "Asiel: 1 vast, 2 vast en toegezegd, 3 in totaal, waarvan 1 vervalt, opgave 4"
    )


@given(amounts, amounts, amounts, st.none() | amounts)
def test_bar_never_leaves_the_axis(firm: int, pledged: int, idea: int, goal: int | None) -> None:
    of = row(Tally(firm, firm + pledged, firm + pledged + idea), goal)
    drawn = region_bar(of, "Asiel", axis_of([of]))
    ends = [float(s.x) + float(s.width) for s in drawn.segments]
    assert max([*ends, float(drawn.goal.x) if drawn.goal else 0]) <= PLOT + 0.02
    assert all(float(s.width) >= 0 for s in drawn.segments)


@given(st.integers(0, 10**6))
def test_ticks_are_few_and_round(largest: int) -> None:
    ticks = Axis(largest).ticks
    assert 1 <= len(ticks) <= 6
    assert all(
        str(tick.amount).rstrip("0") in ("", "1", "2", "4", "5", "6", "8", "15", "3")
        for tick in ticks
    )
