from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Municipality
from common import clock
from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetSet
from rounds.targets import TargetNumber, load_target_history, load_targets


@pytest.fixture
def make_set(round_2024: Round) -> Callable[..., TargetSet]:
    """make_set(1, 2691): a numbered set with one regional opgave for asylum on the long term."""

    def make(number: int, amount: int, municipality: Municipality | None = None) -> TargetSet:
        made = TargetSet.objects.create(
            round=round_2024, number=number, source=f"bron {number}", made_at=clock.now()
        )
        opgave = round_2024.opgaven.get(code="asiel")
        fields = {
            "amount": amount,
            "certainty": Certainty.SEEN,
            "source": "brief",
            "municipality": municipality,
        }
        Target.objects.create(target_set=made, opgave=opgave, term=Term.LONG, **fields)
        return made

    return make


def test_later_set_supersedes_the_earlier_one(
    round_2024: Round, make_set: Callable[..., TargetSet]
) -> None:
    make_set(1, 3553)
    make_set(2, 3533)
    targets = load_targets(round_2024)
    assert (targets.set_number, targets.set_source) == (2, "bron 2")
    assert targets.get("asiel", Term.LONG).amount == 3533


def test_target_is_of_its_own_term_and_opgave_only(
    round_2024: Round, make_set: Callable[..., TargetSet]
) -> None:
    make_set(1, 2691)
    targets = load_targets(round_2024)
    assert targets.get("asiel", Term.SHORT) is None
    assert targets.get("amv", Term.LONG) is None


def test_share_of_a_municipality_is_not_the_opgave_of_the_region(
    round_2024: Round, make_set: Callable[..., TargetSet], assen: Municipality
) -> None:
    make_set(1, 193, assen)
    targets = load_targets(round_2024)
    assert targets.get("asiel", Term.LONG, "GM0106").amount == 193
    assert targets.get("asiel", Term.LONG) is None


@pytest.mark.parametrize(
    ("certainty", "year", "remark"),
    [
        (Certainty.SEEN, None, ""),
        (Certainty.DERIVED, None, "afgeleid door de regietafel"),
        (Certainty.OUTDATED, 2022, "2022, verouderd"),
        (Certainty.OUTDATED, None, "verouderd"),
    ],
)
def test_remark_says_how_sure_the_number_is(
    certainty: Certainty, year: int | None, remark: str
) -> None:
    assert TargetNumber(2000, certainty, "bron", year).remark == remark


@pytest.mark.parametrize("certainty", Certainty)
def test_only_an_outdated_number_is_not_compared(certainty: Certainty) -> None:
    assert TargetNumber(2000, certainty, "bron").comparable is (certainty != "outdated")


def test_numbers_of_a_moment_are_those_of_the_newest_set_by_then(
    round_2024: Round, make_set: Callable[..., TargetSet]
) -> None:
    first, second = make_set(1, 3553), make_set(2, 3533)
    second.made_at = first.made_at + timedelta(days=10)
    second.save()
    history = load_target_history(round_2024)
    moments = [first.made_at + timedelta(days=days) for days in (-1, 0, 9, 10)]
    assert [history.at(moment).set_number for moment in [*moments, None]] == [1, 1, 1, 2, 2]
    assert history.at(None) == load_targets(round_2024)


def test_numbers_of_any_moment_are_empty_without_a_set(round_2024: Round) -> None:
    assert load_target_history(round_2024).at(None) == load_targets(round_2024)
