"""Which requests are kept, ended and made: what holds whatever was asked before and whatever is
handed in now."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from submissions.shares.plan import ShareKey, ShareNumbers, plan_shares

KEYS = st.tuples(st.sampled_from([UUID(int=n) for n in range(4)]), st.integers(1, 3))

SHARES = st.dictionaries(KEYS, st.tuples(st.integers(1, 2), st.integers(0, 3), st.integers(0, 3)))

LINE, PARTNER, OTHER = UUID(int=1), 1, 2


@given(wanted=SHARES, in_force=SHARES)
def test_every_wanted_share_is_kept_or_asked(
    wanted: dict[ShareKey, ShareNumbers],
    in_force: dict[ShareKey, ShareNumbers],
) -> None:
    plan = plan_shares(wanted, in_force)
    assert plan.keep | plan.ask == set(wanted)
    assert not plan.keep & plan.ask


@given(wanted=SHARES, in_force=SHARES)
def test_every_request_in_force_is_kept_or_ended(
    wanted: dict[ShareKey, ShareNumbers],
    in_force: dict[ShareKey, ShareNumbers],
) -> None:
    plan = plan_shares(wanted, in_force)
    assert plan.keep | plan.end == set(in_force)
    assert not plan.keep & plan.end


@given(wanted=SHARES, in_force=SHARES)
def test_what_is_kept_has_exactly_the_same_numbers(
    wanted: dict[ShareKey, ShareNumbers],
    in_force: dict[ShareKey, ShareNumbers],
) -> None:
    plan = plan_shares(wanted, in_force)
    assert all(wanted[key] == in_force[key] for key in plan.keep)
    assert all(wanted[key] != in_force[key] for key in plan.ask & plan.end)


@given(wanted=SHARES, in_force=SHARES)
def test_withdrawn_is_what_is_no_longer_wanted(
    wanted: dict[ShareKey, ShareNumbers],
    in_force: dict[ShareKey, ShareNumbers],
) -> None:
    assert plan_shares(wanted, in_force).withdrawn == set(in_force) - set(wanted)


@given(wanted=SHARES)
def test_nothing_is_asked_or_ended_when_handed_in_again_unchanged(
    wanted: dict[ShareKey, ShareNumbers],
) -> None:
    plan = plan_shares(wanted, wanted)
    assert (plan.keep, plan.end, plan.ask) == (set(wanted), set(), set())


@given(first=SHARES, second=SHARES)
def test_one_request_per_share_is_in_force_after_each_hand_in(
    first: dict[ShareKey, ShareNumbers], second: dict[ShareKey, ShareNumbers]
) -> None:
    in_force: dict[ShareKey, ShareNumbers] = {}
    for wanted in (first, second):
        plan = plan_shares(wanted, in_force)
        in_force = {key: in_force[key] for key in plan.keep} | {
            key: wanted[key] for key in plan.ask
        }
        assert in_force == wanted


def test_one_of_two_numbers_is_enough_to_ask_again() -> None:
    plan = plan_shares({(LINE, PARTNER): (1, 20, 30)}, {(LINE, PARTNER): (1, 20, 20)})
    assert plan.ask == plan.end == {(LINE, PARTNER)}
    assert not plan.withdrawn


def test_another_partner_is_asked_and_the_old_one_withdrawn() -> None:
    plan = plan_shares({(LINE, OTHER): (1, 20, 20)}, {(LINE, PARTNER): (1, 20, 20)})
    assert (plan.ask, plan.withdrawn) == ({(LINE, OTHER)}, {(LINE, PARTNER)})


def test_partner_is_asked_again_when_the_line_moves_to_another_opgave() -> None:
    plan = plan_shares({(LINE, PARTNER): (2, 20, 20)}, {(LINE, PARTNER): (1, 20, 20)})
    assert plan.ask == plan.end == {(LINE, PARTNER)}
