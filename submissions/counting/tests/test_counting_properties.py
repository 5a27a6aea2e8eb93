"""What holds for every region one can think of."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rounds.enums import Term
from submissions.counting.count import Attribution, Cell, count
from submissions.counting.inputs import CountedLine, CountedSubmission, RoundRules, SharePart
from submissions.counting.levels import LEVEL_OF
from submissions.counting.version import Tally
from submissions.enums import AnswerKind, ShareAnswer
from submissions.tests.strategies import FILLABLE, NAMES, ROWS, regions, rules

views = st.sampled_from(Attribution)


def regional(cells: dict[tuple[str, str, Term], Cell], opgave: str, term: Term) -> Tally:
    return sum((cells[name, opgave, term].tally or Tally() for name in NAMES), Tally())


def confirmed_shares(
    region: list[CountedSubmission], municipality: str, opgave: str
) -> list[SharePart]:
    return [
        share
        for hand_in in region
        for line in hand_in.lines
        if line.opgave == opgave and line.commitment in LEVEL_OF
        for share in line.shares
        if share.municipality == municipality and share.answer == ShareAnswer.CONFIRMED
    ]


@given(region=regions(), rules=rules(), view=views)
def test_levels_are_cumulative(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    for cell in count(region, ROWS, rules, view).values():
        if cell.tally:
            assert 0 <= cell.tally.firm <= cell.tally.pledged <= cell.tally.everything


@given(region=regions(), rules=rules(), view=views)
def test_waarvan_is_never_more_than_everything(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    for cell in count(region, ROWS, rules, view).values():
        if cell.tally:
            assert (
                max(
                    cell.tally.durable, cell.tally.expiring, cell.tally.waiting, cell.tally.declined
                )
                <= cell.tally.everything
            )


@given(region=regions(), rules=rules())
def test_both_views_give_the_same_regional_numbers(
    region: list[CountedSubmission], rules: RoundRules
) -> None:
    located, counted = (count(region, ROWS, rules, view) for view in Attribution)
    for row in ROWS:
        for term in Term:
            assert regional(located, row.code, term) == regional(counted, row.code, term)


@given(region=regions(), rules=rules(), view=views)
def test_municipalities_add_up_to_the_lines_of_the_region(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    cells = count(region, ROWS, replace(rules, durable_only=False), view)
    for opgave in FILLABLE:
        for term in Term:
            lines = [line for hand_in in region for line in hand_in.lines if line.opgave == opgave]
            expected = sum(line.amount(term) for line in lines if line.commitment in LEVEL_OF)
            assert regional(cells, opgave, term).everything == expected


@given(region=regions(), rules=rules(), view=views)
def test_total_is_the_sum_of_the_parts_that_count(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    cells = count(region, ROWS, rules, view)
    parts = [row.code for row in ROWS if row.part_of and row.counts_in_total(rules)]
    for term in Term:
        expected = sum((regional(cells, part, term) for part in parts), Tally())
        assert regional(cells, "asiel_totaal", term) == expected


@given(region=regions(), rules=rules(), view=views, random=st.randoms(use_true_random=False))
def test_order_makes_no_difference(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution, random: Random
) -> None:
    mixed = [replace(h, lines=tuple(random.sample(h.lines, len(h.lines)))) for h in region]
    random.shuffle(mixed)
    assert count(mixed, ROWS, rules, view) == count(region, ROWS, rules, view)


@given(region=regions(), rules=rules(), view=views)
def test_unknown_never_becomes_a_number(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    cells = count(region, ROWS, rules, view)
    for hand_in in region:
        for opgave in FILLABLE:
            if hand_in.answers.get(opgave, AnswerKind.NOT_YET_KNOWN) != AnswerKind.NOT_YET_KNOWN:
                continue
            shares = (
                confirmed_shares(region, hand_in.municipality, opgave)
                if view == Attribution.COUNTED
                else []
            )
            for term in Term:
                cell = cells[hand_in.municipality, opgave, term]
                assert not cell.known
                assert (cell.tally is not None) == any(share.amount(term) for share in shares)


def with_shares(region: list[CountedSubmission], confirmed: bool) -> list[CountedSubmission]:
    """The same region in which all shares are confirmed, or none."""
    answer = ShareAnswer.CONFIRMED if confirmed else ""

    def answered(line: CountedLine) -> CountedLine:
        return replace(line, shares=tuple(replace(share, answer=answer) for share in line.shares))

    return [replace(hand_in, lines=tuple(map(answered, hand_in.lines))) for hand_in in region]


def moved(region: list[CountedSubmission], municipality: str, opgave: str, term: Term) -> int:
    """What a municipality gets of others minus what it gives away, once every share is
    confirmed."""
    lines = [line for hand_in in region for line in hand_in.lines]
    shares = [
        (line, s)
        for line in lines
        if line.opgave == opgave and line.commitment in LEVEL_OF
        for s in line.shares
    ]
    received = sum(share.amount(term) for _, share in shares if share.municipality == municipality)
    return received - sum(
        share.amount(term) for line, share in shares if line.municipality == municipality
    )


@given(region=regions(), rules=rules(), view=views)
def test_confirming_changes_no_regional_number(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    before, after = (
        count(with_shares(region, confirmed), ROWS, rules, view) for confirmed in (False, True)
    )
    for row in ROWS:
        for term in Term:
            first, second = (
                regional(cells, row.code, term)._replace(waiting=0, declined=0)
                for cells in (before, after)
            )
            assert first == second


@given(region=regions(), rules=rules())
def test_confirming_moves_exactly_the_shares(
    region: list[CountedSubmission], rules: RoundRules
) -> None:
    rules = replace(rules, durable_only=False)
    before, after = (
        count(with_shares(region, c), ROWS, rules, Attribution.COUNTED) for c in (False, True)
    )
    for name in NAMES:
        for opgave in FILLABLE:
            for term in Term:
                first, second = (
                    cells[name, opgave, term].tally or Tally() for cells in (before, after)
                )
                assert second.everything - first.everything == moved(region, name, opgave, term)


@given(region=regions(), rules=rules())
def test_where_it_stands_does_not_depend_on_what_is_confirmed(
    region: list[CountedSubmission], rules: RoundRules
) -> None:
    before, after = (
        count(with_shares(region, c), ROWS, rules, Attribution.LOCATED) for c in (False, True)
    )
    for key in before:
        first, second = (
            (cells[key].tally or Tally())._replace(waiting=0, declined=0)
            for cells in (before, after)
        )
        assert first == second


@given(region=regions(), rules=rules())
def test_nothing_is_unconfirmed_when_everything_is_confirmed(
    region: list[CountedSubmission], rules: RoundRules
) -> None:
    cells = count(with_shares(region, True), ROWS, rules, Attribution.COUNTED).values()
    assert all((cell.tally.waiting, cell.tally.declined) == (0, 0) for cell in cells if cell.tally)


@given(region=regions(), rules=rules(), view=views)
def test_known_municipality_always_has_a_number(
    region: list[CountedSubmission], rules: RoundRules, view: Attribution
) -> None:
    cells = count(region, ROWS, rules, view).values()
    assert all(cell.tally is not None for cell in cells if cell.known)
    assert len(cells) == len(NAMES) * len(ROWS) * len(Term)


@given(region=regions(), rules=rules())
def test_durable_only_leaves_durable_places_only(
    region: list[CountedSubmission], rules: RoundRules
) -> None:
    cells = count(region, ROWS, replace(rules, durable_only=True), Attribution.COUNTED)
    tally = regional(cells, "asiel_totaal", Term.LONG)
    assert tally.everything == tally.durable
