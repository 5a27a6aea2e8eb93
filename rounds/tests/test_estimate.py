"""The calculation aid, by hand and for any region."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.estimate import Inhabitants, estimate, label, spread

PEOPLE = {
    "GM0001": Inhabitants(30_000, 2024),
    "GM0002": Inhabitants(20_000, 2024),
    "GM0003": Inhabitants(10_000, 2024),
    "GM0004": Inhabitants(50_000, 2023),
}


def test_what_is_left_is_spread_over_the_others_by_population() -> None:
    """100 − 40 = 60 over 30, 20 and 10 thousand people."""
    made = estimate(100, {"GM0004": 40}, PEOPLE)
    assert made.amounts == {"GM0001": 30, "GM0002": 20, "GM0003": 10}
    assert made.refusal == ""


def test_largest_remainder_gets_the_rest() -> None:
    """61: 30.5, 20.33 and 10.17, so the one place that is left goes to the first."""
    made = estimate(101, {"GM0004": 40}, PEOPLE)
    assert made.amounts == {"GM0001": 31, "GM0002": 20, "GM0003": 10}


def test_tie_goes_to_the_lowest_code_whatever_the_order() -> None:
    assert spread(1, {"GM0009": 5, "GM0002": 5, "GM0005": 5}) == {
        "GM0009": 0,
        "GM0002": 1,
        "GM0005": 0,
    }


@pytest.mark.parametrize(
    ("regional", "known", "words"),
    [
        (100, {"GM0004": 101}, "al meer dan de opgave"),
        (100, dict.fromkeys(PEOPLE, 1), "al bekend"),
    ],
)
def test_nothing_is_estimated_when_nothing_is_left(
    regional: int, known: dict[str, int], words: str
) -> None:
    made = estimate(regional, known, PEOPLE)
    assert not made.amounts
    assert words in made.refusal


def test_nothing_is_estimated_when_a_population_cannot_be_used() -> None:
    people = PEOPLE | {"GM0002": Inhabitants(None, None)}
    made = estimate(100, {}, people)
    assert not made.amounts
    assert "één gemeente" in made.refusal
    assert estimate(100, {"GM0002": 10}, people).amounts


def test_label_says_what_it_is_and_of_which_years() -> None:
    assert label(PEOPLE) == (
        "rekenhulp, geen indicatief aandeel (inwoners 2023 en 2024, zonder SES-WOA; kan tientallen "
        "plekken afwijken)"
    )


CODES = st.integers(1, 9999).map("GM{:04}".format)


@given(st.integers(0, 100_000), st.dictionaries(CODES, st.integers(1, 900_000), min_size=1))
def test_spread_adds_up_and_is_the_exact_part_rounded_down_or_up(
    total: int, weights: dict[str, int]
) -> None:
    found, whole = spread(total, weights), sum(weights.values())
    assert sum(found.values()) == total
    for code, weight in weights.items():
        assert found[code] - total * weight // whole in (0, 1)
    reversed_ = dict(reversed(weights.items()))
    assert spread(total, reversed_) == found


@given(st.dictionaries(CODES, st.integers(1, 900_000), min_size=2), st.data())
def test_estimate_and_known_shares_are_the_regional_opgave(
    populations: dict[str, int], data: st.DataObject
) -> None:
    people = {code: Inhabitants(number, 2024) for code, number in populations.items()}
    some = data.draw(st.lists(st.sampled_from(sorted(people)), unique=True))
    known = {code: data.draw(st.integers(0, 500)) for code in some}
    regional = sum(known.values()) + data.draw(st.integers(0, 5_000))
    made = estimate(regional, known, people)
    assert made.refusal or sum(made.amounts.values()) + sum(known.values()) == regional
    assert not set(made.amounts) & set(known)
