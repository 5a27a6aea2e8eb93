"""What holds for the comparison of every region one can think of."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from common.known import known
from regietafel.comparison.compare import Comparison, compare_with_targets, percentage
from rounds.enums import Certainty, Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.count import Attribution
from submissions.counting.inputs import CountedSubmission, RoundRules
from submissions.counting.levels import Level
from submissions.counting.version import Tally
from submissions.tests.plain import count_each
from submissions.tests.strategies import NAMES, ROWS, regions, rules

views = st.sampled_from(Attribution)


def goal(amount: int) -> TargetNumber:
    return TargetNumber(amount, Certainty.SEEN, "bron")


@st.composite
def targets(draw: DrawFn) -> Targets:
    codes, places = [row.code for row in ROWS], [None, *NAMES]
    keys = st.tuples(st.sampled_from(codes), st.sampled_from(Term), st.sampled_from(places))
    return Targets(
        1, "bron", draw(st.dictionaries(keys, st.integers(0, 3000).map(goal), max_size=12))
    )


def compared(
    submissions: Sequence[CountedSubmission],
    rules: RoundRules,
    targets: Targets,
    view: Attribution,
) -> Comparison:
    versions = count_each(submissions, ROWS, rules)
    return compare_with_targets(versions, ROWS, rules, targets, view)


def numbers(comparison: Comparison) -> list[tuple[object, ...]]:
    return [
        (row.opgave, row.term, row.tally, row.known, row.partial, row.percentage)
        for row in comparison.rows
    ]


@given(region=regions(), rules=rules(), view=views, targets=targets())
def test_region_is_the_sum_of_its_municipalities(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution, targets: Targets
) -> None:
    for row in compared(region, rules, targets, view).rows:
        tallies = [cell.cell.tally for cell in row.cells if cell.cell.tally]
        assert (row.tally or Tally()) == sum(tallies, Tally())
        assert (row.tally is None) == (row.known == 0)


@given(region=regions(), rules=rules(), targets=targets())
def test_both_views_tell_the_same_about_the_region(
    region: list[CountedSubmission], rules: RoundRules, targets: Targets
) -> None:
    located, counted = (compared(region, rules, targets, view) for view in Attribution)
    assert numbers(located) == numbers(counted)


@given(
    region=regions(),
    rules=rules(),
    view=views,
    targets=targets(),
    order=st.permutations(range(len(NAMES))),
)
def test_order_of_municipalities_makes_no_difference(
    region: list[CountedSubmission],
    rules: RoundRules,
    view: Attribution,
    targets: Targets,
    order: list[int],
) -> None:
    mixed = [region[index] for index in order]
    assert numbers(compared(mixed, rules, targets, view)) == numbers(
        compared(region, rules, targets, view)
    )


@given(region=regions(), rules=rules(), view=views, targets=targets())
def test_tekort_is_said_only_when_everything_is_known(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution, targets: Targets
) -> None:
    for row in compared(region, rules, targets, view).rows:
        words = {row.differences[level].word for level in Level if row.differences[level]}
        everything_known = all(cell.cell.known and not cell.cell.partial for cell in row.cells)
        assert ("nog niet gedekt" if everything_known else "tekort") not in words


@given(region=regions(), rules=rules(), targets=targets())
def test_one_more_municipality_without_hand_in_changes_no_number(
    region: list[CountedSubmission], rules: RoundRules, targets: Targets
) -> None:
    smaller = compared(region, rules, targets, Attribution.COUNTED)
    larger = compared(
        [*region, CountedSubmission("Coevorden")],
        rules,
        targets,
        Attribution.COUNTED,
    )
    assert numbers(smaller) == numbers(larger)
    assert not any(row.complete for row in larger.rows)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percentage_is_rounded_down(amount: int, target: int) -> None:
    found = known(percentage(amount, goal(target)))
    assert found * target <= amount * 100 < (found + 1) * target


@given(st.integers(1, 10_000), st.data())
def test_percentage_is_never_hundred_when_something_is_missing(
    target: int, data: DataObject
) -> None:
    amount = data.draw(st.integers(0, target - 1))
    assert known(percentage(amount, goal(target))) <= 99
