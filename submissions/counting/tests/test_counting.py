"""The rules of "Counting" one by one, on plain data."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from common.known import known
from rounds.enums import Term
from submissions.counting.count import Attribution, Cell, count
from submissions.counting.durable import durable_lines
from submissions.counting.inputs import CountedLine, CountedSubmission, OpgaveRow, asylum_parts
from submissions.counting.levels import Level
from submissions.counting.version import Tally
from submissions.enums import AnswerKind, Commitment, ShareAnswer
from submissions.tests.plain import LONG_DATE, OPENS, ROWS, RULES, SHORT_DATE, hand_in, line, share

ASYLUM = asylum_parts(ROWS, RULES)

UNKNOWN = Cell(known=False, tally=None)

FIRM = [
    Commitment.IN_USE,
    Commitment.COA_AGREEMENT,
    Commitment.COUNCIL_DECISION,
    Commitment.COLLEGE_DECISION,
]

DAY = timedelta(days=1)

Lines = CountedSubmission | list[CountedSubmission]


def cell_of(
    counted_submissions: Lines,
    opgave: str = "asiel",
    term: Term = Term.SHORT,
    municipality: str = "Assen",
    view: Attribution = Attribution.COUNTED,
    **rules: Any,
) -> Cell:
    if isinstance(counted_submissions, CountedSubmission):
        counted_submissions = [counted_submissions]
    cells = count(counted_submissions, ROWS, replace(RULES, **rules), view)
    return cells[municipality, opgave, term]


def tally_of(*arguments: Any, **options: Any) -> Tally | None:
    return cell_of(*arguments, **options).tally


def levels(tally: Tally | None) -> list[int]:
    return [known(tally).at(level) for level in (Level.FIRM, Level.PLEDGED, Level.ALL)]


def durable(*lines: CountedLine, term: Term = Term.SHORT, **rules: Any) -> set[int]:
    """The places in `lines` of those that are durable."""
    found = durable_lines(lines, ASYLUM, replace(RULES, **rules), term)
    return {place for place, line in enumerate(lines) if line.line_id in found}


# Levels


@pytest.mark.parametrize("commitment", FIRM)
def test_line_counts_at_all_levels_when_firm(commitment: Commitment) -> None:
    assert levels(tally_of(hand_in("Assen", line(7, commitment=commitment)))) == [7, 7, 7]


def test_line_counts_from_the_second_level_when_pledged() -> None:
    assert levels(tally_of(hand_in("Assen", line(7, commitment=Commitment.PLEDGED)))) == [0, 7, 7]


@pytest.mark.parametrize("commitment", [Commitment.UNDER_STUDY, Commitment.IDEA])
def test_line_counts_at_the_last_level_only_when_not_decided(commitment: Commitment) -> None:
    assert levels(tally_of(hand_in("Assen", line(7, commitment=commitment)))) == [0, 0, 7]


def test_levels_are_cumulative_when_lines_differ() -> None:
    lines = [
        line(1),
        line(10, commitment=Commitment.PLEDGED),
        line(100, commitment=Commitment.IDEA),
    ]
    assert levels(tally_of(hand_in("Assen", *lines))) == [1, 11, 111]


@pytest.mark.parametrize(("term", "amount"), [(Term.SHORT, 3), (Term.LONG, 8)])
def test_each_term_has_its_own_stock(term: Term, amount: int) -> None:
    assert levels(tally_of(hand_in("Assen", line(3, 8)), term=term)) == [amount] * 3


def test_dropped_line_counts_nowhere() -> None:
    dropped = line(
        50,
        50,
        commitment=Commitment.DROPPED,
        last_day=date(2024, 3, 1),
        shares=(share("Emmen", 5, 5),),
    )
    assert tally_of(hand_in("Assen", line(7), dropped)) == Tally(firm=7, pledged=7, everything=7)


def test_dropped_line_does_not_answer_its_opgave() -> None:
    assert cell_of(hand_in("Assen", line(50, commitment=Commitment.DROPPED))) == UNKNOWN


def test_dropped_line_moves_nothing_to_a_partner() -> None:
    dropped = line(50, commitment=Commitment.DROPPED, shares=(share("Emmen", 20, confirmed=True),))
    assert (
        cell_of([hand_in("Assen", dropped), CountedSubmission("Emmen")], municipality="Emmen")
        == UNKNOWN
    )


# Known and unknown


@pytest.mark.parametrize(
    "given",
    [
        CountedSubmission("Assen"),
        hand_in("Assen"),
        hand_in("Assen", asiel=AnswerKind.NOT_YET_KNOWN),
    ],
)
def test_municipality_is_unknown_without_a_number(given: CountedSubmission) -> None:
    assert cell_of(given) == UNKNOWN


def test_no_contribution_is_the_number_zero() -> None:
    assert cell_of(hand_in("Assen", asiel=AnswerKind.NONE)) == Cell(known=True, tally=Tally())


def test_line_with_zero_places_is_a_number() -> None:
    assert cell_of(hand_in("Assen", line(0, 250))) == Cell(known=True, tally=Tally())


def test_lines_of_a_municipality_that_did_not_hand_in_are_unknown() -> None:
    draft = replace(hand_in("Assen", asiel=AnswerKind.NONE), handed_in=False)
    assert cell_of(draft) == UNKNOWN


# The asylum total


def test_total_is_the_sum_of_its_parts() -> None:
    given = hand_in(
        "Assen", line(1000), line(20, opgave="amv"), line(3, opgave="bijzonder"), nood="none"
    )
    assert cell_of(given, "asiel_totaal") == Cell(known=True, tally=Tally(1023, 1023, 1023))


@pytest.mark.parametrize(("counts", "total"), [(True, 545), (False, 500)])
def test_emergency_places_are_in_the_total_when_the_round_says_so(counts: bool, total: int) -> None:
    given = hand_in("Assen", line(500), line(45, opgave="nood"), amv="none", bijzonder="none")
    assert tally_of(given, "asiel_totaal", count_emergency=counts).everything == total


def test_rows_outside_asylum_are_not_in_the_total() -> None:
    given = hand_in("Assen", line(500), line(70, opgave="oekraine"), line(40, opgave="flex"))
    assert tally_of(given, "asiel_totaal").everything == 500


@pytest.mark.parametrize(("amv", "partial"), [("none", False), ("not_yet_known", True)])
def test_total_is_partial_when_a_part_is_unknown(amv: str, partial: bool) -> None:
    cell = cell_of(
        hand_in("Assen", line(500), amv=amv, bijzonder="none", nood="none"), "asiel_totaal"
    )
    assert (cell.known, cell.partial, cell.tally.firm) == (True, partial, 500)


def test_total_is_whole_when_only_a_part_that_does_not_count_is_unknown() -> None:
    given = hand_in("Assen", line(500), amv="none", bijzonder="none", nood="not_yet_known")
    assert not cell_of(given, "asiel_totaal", count_emergency=False).partial


def test_total_is_unknown_when_every_part_is() -> None:
    parts = {
        "asiel": "not_yet_known",
        "amv": "not_yet_known",
        "bijzonder": "not_yet_known",
        "nood": "not_yet_known",
    }
    assert cell_of(hand_in("Assen", **parts), "asiel_totaal") == UNKNOWN


# Expiring


@pytest.mark.parametrize(("term", "peildatum"), [(Term.SHORT, SHORT_DATE), (Term.LONG, LONG_DATE)])
def test_line_expires_when_its_last_day_is_before_the_peildatum(
    term: Term, peildatum: date
) -> None:
    assert tally_of(hand_in("Assen", line(9, 9, last_day=peildatum - DAY)), term=term).expiring == 9


@pytest.mark.parametrize(("term", "peildatum"), [(Term.SHORT, SHORT_DATE), (Term.LONG, LONG_DATE)])
def test_line_does_not_expire_when_its_last_day_is_the_peildatum(
    term: Term, peildatum: date
) -> None:
    assert tally_of(hand_in("Assen", line(9, 9, last_day=peildatum)), term=term).expiring == 0


def test_line_does_not_expire_without_a_last_day() -> None:
    assert tally_of(hand_in("Assen", line(9), line(9, open_ended=True))).expiring == 0


def test_dates_never_change_a_sum() -> None:
    gone = line(9, last_day=date(2024, 3, 1))
    not_yet_there = line(5, first_day=date(2026, 1, 1))
    assert levels(tally_of(hand_in("Assen", gone, not_yet_there))) == [14, 14, 14]


# Durable: long enough


@pytest.mark.parametrize(
    ("first_day", "last_day", "expected"),
    [
        (date(2024, 7, 1), date(2029, 7, 1), {0}),
        (date(2024, 7, 1), date(2029, 6, 30), {0}),
        (date(2024, 7, 1), date(2029, 6, 29), set()),
        (date(2025, 1, 1), date(2029, 12, 31), {0}),
        (date(2025, 1, 1), date(2029, 12, 30), set()),
        (None, date(2029, 2, 14), {0}),
        (None, date(2029, 2, 13), set()),
        (date(2024, 7, 1), None, set()),
        (date(2024, 2, 29), date(2029, 2, 28), {0}),
        (date(2024, 2, 29), date(2029, 2, 27), set()),
    ],
)
def test_line_is_durable_from_the_years_of_the_round(
    first_day: date | None, last_day: date | None, expected: set[int]
) -> None:
    assert durable(line(100, first_day=first_day, last_day=last_day)) == expected


@pytest.mark.parametrize(
    ("last_day", "expected"), [(date(2028, 2, 27), set()), (date(2028, 2, 28), {0})]
)
def test_leap_day_is_kept_when_the_end_year_has_one(last_day: date, expected: set[int]) -> None:
    assert (
        durable(line(100, first_day=date(2024, 2, 29), last_day=last_day), durable_years=4)
        == expected
    )


def test_line_is_durable_when_open_ended() -> None:
    assert durable(line(100, open_ended=True)) == {0}


def test_empty_first_day_means_open_since_the_round() -> None:
    assert durable(line(100, last_day=OPENS.replace(year=2027)), durable_years=3) == {0}


# Durable: large enough


@pytest.mark.parametrize(("places", "expected"), [(100, {0}), (99, set())])
def test_line_is_durable_from_the_places_of_the_round(places: int, expected: set[int]) -> None:
    assert durable(line(places, open_ended=True)) == expected


def test_places_at_the_same_location_count_together_with_other_asylum_opgaven() -> None:
    at: dict[str, Any] = {"open_ended": True, "location": "kazerne"}
    assert durable(line(60, **at), line(40, opgave="amv", **at)) == {0, 1}


def test_places_of_a_short_stay_help_the_location_but_are_not_durable() -> None:
    short_stay = line(40, location="kazerne", last_day=date(2025, 1, 1))
    assert durable(line(60, location="kazerne", open_ended=True), short_stay) == {0}


def test_places_elsewhere_do_not_count_together() -> None:
    assert (
        durable(line(60, open_ended=True, location="a"), line(60, open_ended=True, location="b"))
        == set()
    )


def test_unknown_location_stands_alone() -> None:
    assert durable(line(60, open_ended=True), line(60, open_ended=True)) == set()


@pytest.mark.parametrize(
    "other", [{"opgave": "flex"}, {"opgave": "oekraine"}, {"commitment": Commitment.DROPPED}]
)
def test_location_is_not_made_larger_by_what_is_no_asylum_place(
    other: dict[str, Any],
) -> None:
    at: dict[str, Any] = {"open_ended": True, "location": "kazerne"}
    assert durable(line(60, **at), line(60, **other, **at)) == set()


def test_part_that_does_not_count_adds_nothing_to_its_location_but_is_judged() -> None:
    at: dict[str, Any] = {"open_ended": True, "location": "kazerne"}
    rows = (line(60, **at), line(60, opgave="nood", **at))
    left_out = replace(RULES, count_emergency=False)
    asylum = asylum_parts(ROWS, left_out)
    assert durable_lines(rows, asylum, left_out, Term.SHORT) == set()
    assert durable(*rows) == {0, 1}


def test_part_of_another_sum_is_never_durable() -> None:
    rows = [*ROWS, OpgaveRow("wonen", has_lines=False), OpgaveRow("flat", "wonen", "yes")]
    flat = line(500, opgave="flat", open_ended=True)
    assert durable_lines([flat], asylum_parts(rows, RULES), RULES, Term.LONG) == set()


def test_small_sites_that_close_soon_do_not_help_the_others() -> None:
    soon = line(60, location="a", last_day=date(2025, 1, 1))
    assert durable(line(60, location="b", open_ended=True), soon, sum_small_sites=True) == set()


def test_share_of_nothing_leaves_its_municipality_unknown() -> None:
    """A confirmed share of 0 is no number of a municipality that has not handed in."""
    lead = hand_in("Assen", line(100, 100, shares=(share("Emmen", 0, 20, confirmed=True),)))
    both = [lead, CountedSubmission("Emmen")]
    assert cell_of(both, municipality="Emmen", term=Term.SHORT) == UNKNOWN
    assert known(tally_of(both, municipality="Emmen", term=Term.LONG)).everything == 20


def test_share_that_the_round_leaves_out_is_the_number_0() -> None:
    lead = hand_in("Assen", line(0, 60, shares=(share("Emmen", 0, 20, confirmed=True),)))
    both = [lead, CountedSubmission("Emmen")]
    found = tally_of(both, municipality="Emmen", term=Term.LONG, durable_only=True)
    assert known(found).everything == 0


def test_dropped_line_is_never_durable() -> None:
    at: dict[str, Any] = {"open_ended": True, "location": "kazerne"}
    assert durable(line(100, **at), line(100, commitment=Commitment.DROPPED, **at)) == {0}


def test_row_outside_asylum_is_never_durable() -> None:
    assert durable(line(500, opgave="flex", open_ended=True)) == set()


@pytest.mark.parametrize(("term", "expected"), [(Term.SHORT, set()), (Term.LONG, {0})])
def test_location_is_large_enough_on_its_own_term(term: Term, expected: set[int]) -> None:
    assert durable(line(99, 100, open_ended=True), term=term) == expected


def test_small_locations_are_durable_together_when_the_round_says_so() -> None:
    small = [line(60, open_ended=True, location="a"), line(40, opgave="amv", open_ended=True)]
    assert durable(*small, sum_small_sites=True) == {0, 1}


def test_small_locations_of_two_municipalities_are_not_durable_together() -> None:
    small = line(60, open_ended=True, location="a")
    given = [hand_in("Assen", small), hand_in("Emmen", small)]
    assert tally_of(given, sum_small_sites=True).durable == 0


def test_durable_is_a_part_of_everything() -> None:
    given = hand_in("Assen", line(150, open_ended=True, commitment=Commitment.IDEA), line(7))
    assert tally_of(given) == Tally(firm=7, pledged=7, everything=157, durable=150)


# A round that counts durable places only


def test_long_asylum_sum_leaves_out_what_is_not_durable() -> None:
    given = hand_in("Assen", line(150, 150, open_ended=True), line(80, 80))
    assert levels(tally_of(given, term=Term.LONG, durable_only=True)) == [150] * 3


def test_short_asylum_sum_keeps_what_is_not_durable() -> None:
    given = hand_in("Assen", line(150, 150, open_ended=True), line(80, 80))
    assert levels(tally_of(given, term=Term.SHORT, durable_only=True)) == [230] * 3


def test_rows_outside_asylum_are_kept_when_only_durable_places_count() -> None:
    given = hand_in("Assen", line(0, 40, opgave="flex"))
    assert levels(tally_of(given, "flex", Term.LONG, durable_only=True)) == [40] * 3


def test_answer_stays_a_number_when_nothing_is_durable() -> None:
    cell = cell_of(hand_in("Assen", line(80, 80)), term=Term.LONG, durable_only=True)
    assert cell == Cell(known=True, tally=Tally())


# Joint locations


def joint(confirmed: bool) -> CountedSubmission:
    return hand_in("Assen", line(100, 80, shares=(share("Emmen", 30, 20, confirmed),)))


@pytest.mark.parametrize("confirmed", [True, False])
def test_joint_line_is_whole_where_it_is_located(confirmed: bool) -> None:
    given = [joint(confirmed), hand_in("Emmen", asiel="none")]
    assert tally_of(given, view=Attribution.LOCATED).everything == 100
    assert tally_of(given, view=Attribution.LOCATED, municipality="Emmen").everything == 0


@pytest.mark.parametrize(("term", "lead", "partner"), [(Term.SHORT, 70, 30), (Term.LONG, 60, 20)])
def test_confirmed_share_counts_for_the_partner(term: Term, lead: int, partner: int) -> None:
    given = [joint(confirmed=True), hand_in("Emmen", asiel="none")]
    assert tally_of(given, term=term) == Tally(lead, lead, lead)
    assert tally_of(given, term=term, municipality="Emmen") == Tally(partner, partner, partner)


def test_unconfirmed_share_stays_with_the_lead_and_is_marked() -> None:
    given = [joint(confirmed=False), hand_in("Emmen", asiel="none")]
    assert tally_of(given) == Tally(100, 100, 100, waiting=30)
    assert tally_of(given, municipality="Emmen") == Tally()


def test_declined_share_is_not_waited_for() -> None:
    """Two words that are never added together (docs/begrippen.md)."""
    declined = replace(share("Emmen", 30), answer=ShareAnswer.DECLINED)
    given = [
        hand_in("Assen", line(100, shares=(declined, share("Meppel", 10)))),
        hand_in("Emmen", asiel="none"),
    ]
    assert tally_of(given) == Tally(100, 100, 100, waiting=10, declined=30)


def test_declined_share_of_an_idea_is_declined_too() -> None:
    declined = replace(share("Emmen", 30), answer=ShareAnswer.DECLINED)
    given = [hand_in("Assen", line(100, commitment=Commitment.IDEA, shares=(declined,)))]
    assert tally_of(given) == Tally(0, 0, 100, declined=30)


def test_only_the_confirmed_one_of_two_shares_moves() -> None:
    two = hand_in(
        "Assen", line(100, shares=(share("Emmen", 30, confirmed=True), share("Meppel", 10)))
    )
    given = [two, hand_in("Emmen", asiel="none"), hand_in("Meppel", asiel="none")]
    assert tally_of(given) == Tally(70, 70, 70, waiting=10)
    assert [tally_of(given, municipality=name).firm for name in ("Emmen", "Meppel")] == [30, 0]


def test_confirmed_share_is_shown_but_not_known_when_the_partner_did_not_hand_in() -> None:
    cell = cell_of([joint(confirmed=True), CountedSubmission("Emmen")], municipality="Emmen")
    assert cell == Cell(known=False, tally=Tally(30, 30, 30))


def test_unconfirmed_share_leaves_the_partner_unknown() -> None:
    assert (
        cell_of([joint(confirmed=False), CountedSubmission("Emmen")], municipality="Emmen")
        == UNKNOWN
    )


def test_confirmed_share_adds_to_what_the_partner_has_itself() -> None:
    given = [joint(confirmed=True), hand_in("Emmen", line(5))]
    assert cell_of(given, municipality="Emmen") == Cell(known=True, tally=Tally(35, 35, 35))


def test_share_is_as_durable_and_expiring_as_the_whole_line() -> None:
    lasting = line(100, open_ended=True, shares=(share("Emmen", 30, confirmed=True),))
    leaving = line(50, last_day=date(2024, 5, 1), shares=(share("Emmen", 20, confirmed=True),))
    given = [hand_in("Assen", lasting, leaving), hand_in("Emmen", asiel="none")]
    assert tally_of(given) == Tally(
        100, 100, 100, durable=70, expiring=30, firm_expiring=30, pledged_expiring=30
    )
    assert tally_of(given, municipality="Emmen") == Tally(
        50, 50, 50, durable=30, expiring=20, firm_expiring=20, pledged_expiring=20
    )


def test_confirmed_share_is_in_the_partner_s_total_too() -> None:
    cell = cell_of(
        [joint(confirmed=True), CountedSubmission("Emmen")], "asiel_totaal", municipality="Emmen"
    )
    assert (cell.known, cell.tally) == (False, Tally(30, 30, 30))


@pytest.mark.parametrize(
    ("commitment", "expiring"),
    [("in_use", (50, 50, 50)), ("pledged", (0, 50, 50)), ("idea", (0, 0, 50))],
)
def test_each_level_has_its_own_part_that_expires(
    commitment: str, expiring: tuple[int, int, int]
) -> None:
    given = hand_in("Assen", line(50, commitment=commitment, last_day=date(2024, 5, 1)))
    tally = tally_of(given)
    assert tuple(tally.expiring_at(level) for level in Level) == expiring
    assert all(tally.net_at(level) == 0 for level in Level)
