from collections.abc import Sequence

import pytest

from regietafel.comparison.compare import (
    Comparison,
    ComparisonRow,
    compare_with_targets,
    difference,
    percentage,
)
from rounds.enums import Certainty, Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.count import Attribution
from submissions.counting.inputs import CountedSubmission, RoundRules
from submissions.counting.levels import Level
from submissions.counting.version import Tally
from submissions.enums import AnswerKind
from submissions.tests.plain import ROWS, RULES, count_each, hand_in, line, share

NO_OTHER_ASYLUM = {"amv": "none", "bijzonder": "none", "nood": "none"}

TWELVE = [f"GM{number:04}" for number in range(1, 13)]


def target(
    amount: int, certainty: Certainty = Certainty.SEEN, year: int | None = None
) -> TargetNumber:
    return TargetNumber(amount, certainty, "bron", year)


def targets(region: TargetNumber | None = None, **municipal: TargetNumber) -> Targets:
    numbers: dict[tuple[str, str, str | None], TargetNumber] = {
        ("asiel", Term.SHORT, code): number for code, number in municipal.items()
    }
    if region:
        numbers |= {(opgave, Term.SHORT, None): region for opgave in ("asiel", "asiel_totaal")}
    return Targets(1, "bron", numbers)


def compared(
    submissions: Sequence[CountedSubmission],
    rules: RoundRules,
    targets: Targets,
    view: Attribution,
) -> Comparison:
    versions = count_each(submissions, ROWS, rules)
    return compare_with_targets(versions, ROWS, rules, targets, view)


def row_of(
    counted_submissions: list[CountedSubmission],
    region: TargetNumber | None = None,
    opgave: str = "asiel",
    view: Attribution = Attribution.COUNTED,
    **municipal: TargetNumber,
) -> ComparisonRow:
    return compared(
        counted_submissions,
        RULES,
        targets(region, **municipal),
        view,
    ).row(opgave, Term.SHORT)


def twelve(places: int, handed_in: int = 12) -> list[CountedSubmission]:
    """Twelve municipalities of which the first ones handed in, each with the same places and
    nothing unknown."""
    return [
        hand_in(name, line(places), **NO_OTHER_ASYLUM)
        if index < handed_in
        else CountedSubmission(name)
        for index, name in enumerate(TWELVE)
    ]


def word(row: ComparisonRow, level: Level = Level.PLEDGED) -> str:
    return row.differences[level].word


# The word of a difference


@pytest.mark.parametrize(
    ("goal", "amount", "name"),
    [(1300, -100, "tekort"), (1200, 0, "precies gedekt"), (1100, 100, "over-aanmelding")],
)
def test_difference_has_its_word_when_all_twelve_are_known(
    goal: int, amount: int, name: str
) -> None:
    row = row_of(twelve(100), target(goal))
    assert row.differences[Level.PLEDGED].amount == amount
    assert word(row) == name


def test_difference_is_not_yet_covered_while_one_is_unknown() -> None:
    row = row_of(twelve(100, handed_in=11), target(1300))
    assert (row.known_label, word(row)) == ("11 van 12", "nog niet gedekt")


def test_total_is_not_yet_covered_while_one_is_partial() -> None:
    given = [
        *twelve(100)[:11],
        hand_in(TWELVE[11], line(100), amv="not_yet_known", bijzonder="none", nood="none"),
    ]
    row = row_of(given, target(1300), "asiel_totaal")
    assert (row.known_label, row.partial, word(row)) == ("12 van 12", 1, "nog niet gedekt")


def test_total_is_short_when_all_parts_of_all_twelve_are_known() -> None:
    row = row_of(twelve(100), target(1300), "asiel_totaal")
    assert (row.partial, word(row)) == (0, "tekort")


def test_surplus_is_called_so_when_everything_is_known() -> None:
    assert word(row_of(twelve(100), target(150))) == "over-aanmelding"
    assert word(row_of(twelve(100, handed_in=2), target(150))) == "al meer dan de opgave"
    assert word(row_of(twelve(100, handed_in=2), target(200))) == "al precies gedekt"


def test_difference_is_that_of_each_level() -> None:
    given = [
        hand_in("GM0001", line(80), line(30, commitment="pledged"), line(50, commitment="idea"))
    ]
    differences = row_of(given, target(100)).differences
    assert [differences[level].amount for level in Level] == [-20, 10, 60]


def test_difference_of_a_municipality_is_not_yet_covered_when_its_total_is_partial() -> None:
    given = hand_in("GM0119", line(192))
    goals = Targets(1, "bron", {("asiel_totaal", Term.SHORT, "GM0119"): target(193)})
    cell = (
        compared([given], RULES, goals, Attribution.COUNTED)
        .row("asiel_totaal", Term.SHORT)
        .cells[0]
    )
    assert (cell.difference.amount, cell.difference.word, cell.percentage) == (
        -1,
        "nog niet gedekt",
        99,
    )


def test_difference_of_a_municipality_is_short_when_its_number_is_known() -> None:
    cell = row_of(
        [hand_in("GM0119", line(192)), CountedSubmission("GM0114")], GM0119=target(193)
    ).cells[0]
    assert (cell.difference.amount, cell.difference.word) == (-1, "tekort")


# No difference


def test_outdated_opgave_gives_no_difference() -> None:
    row = row_of(twelve(100), target(2000, Certainty.OUTDATED, 2022))
    assert set(row.differences.values()) == {None}
    assert row.percentage is None
    assert row.target.remark == "2022, verouderd"


def test_no_opgave_gives_no_difference_but_the_contribution_stays() -> None:
    row = row_of(twelve(100))
    assert set(row.differences.values()) == {None}
    assert (row.target, row.percentage, row.tally.firm) == (None, None, 1200)


def test_region_is_unknown_when_nobody_is_known() -> None:
    given = [CountedSubmission("GM0001"), hand_in("GM0002", asiel=AnswerKind.NOT_YET_KNOWN)]
    row = row_of(given, target(2691))
    assert (row.tally, row.known, row.known_label) == (None, 0, "0 van 2")
    assert set(row.differences.values()) == {None}


def test_region_is_zero_when_all_answered_no_contribution() -> None:
    row = row_of([hand_in("GM0001", asiel="none"), hand_in("GM0002", asiel="none")], target(10))
    assert (row.tally, row.complete, word(row)) == (Tally(), True, "tekort")


@pytest.mark.parametrize("certainty", [Certainty.DERIVED, Certainty.UNCERTAIN, Certainty.CHOICE])
def test_unsure_opgave_is_compared_with_its_certainty_beside_it(certainty: Certainty) -> None:
    row = row_of(twelve(100), target(1300, certainty))
    assert row.differences[Level.FIRM].amount == -100
    assert row.target.remark.startswith(certainty.label)


def test_seen_opgave_has_no_remark() -> None:
    assert target(2691).remark == ""


# Percentage


@pytest.mark.parametrize(
    ("amount", "goal", "expected"),
    [(2690, 2691, 99), (2691, 2691, 100), (192, 193, 99), (0, 224, 0), (3, 2, 150)],
)
def test_percentage_is_rounded_down(amount: int, goal: int, expected: int) -> None:
    assert percentage(amount, target(goal)) == expected


@pytest.mark.parametrize(("amount", "goal"), [(None, target(100)), (5, None), (5, target(0))])
def test_percentage_is_left_out_when_it_means_nothing(amount: int | None, goal: None) -> None:
    assert percentage(amount, goal) is None


def test_opgave_of_zero_still_has_a_difference() -> None:
    assert difference(5, target(0), complete=True).amount == 5


# Joint locations


def joint(confirmed: bool = True) -> CountedSubmission:
    return hand_in("GM0001", line(100, shares=(share("GM0002", 30, confirmed=confirmed),)))


def test_partner_shows_its_share_but_is_not_known_when_it_did_not_hand_in() -> None:
    row = row_of([joint(), CountedSubmission("GM0002")], target(200), GM0002=target(40))
    partner = row.cells[1]
    assert (partner.handed_in, partner.cell.known, partner.cell.tally.pledged) == (False, False, 30)
    assert (partner.difference.amount, partner.difference.word) == (-10, "nog niet gedekt")
    assert (row.known_label, row.tally.pledged) == ("1 van 2", 100)


@pytest.mark.parametrize("confirmed", [True, False])
def test_region_is_the_same_in_both_views(confirmed: bool) -> None:
    given = [joint(confirmed), hand_in("GM0002", line(7))]
    located, counted = (row_of(given, target(200), view=view) for view in Attribution)
    assert located.tally == counted.tally
    assert located.differences == counted.differences


def test_cells_are_in_the_order_of_the_municipalities() -> None:
    row = row_of([CountedSubmission("GM0002"), joint(), CountedSubmission("GM0003")])
    assert [cell.cbs_code for cell in row.cells] == ["GM0002", "GM0001", "GM0003"]
