"""Milestones from the reference data of Drenthe; what people reported afterwards stays."""

from datetime import date
from pathlib import Path

import pytest

from accounts.reference import load_regietafel
from rounds.models import Round
from rounds.reference import load_round
from routekaart.enums import Fact
from routekaart.models import Milestone
from routekaart.reference import load_milestones

FOLDER = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"


@pytest.fixture
def round_drenthe(db: None) -> Round:
    round_ = load_round(FOLDER, load_regietafel(FOLDER))
    load_milestones(FOLDER, round_)
    return round_


def test_milestones_are_in_the_order_of_the_file_when_loaded(round_drenthe: Round) -> None:
    codes = [milestone.code for milestone in round_drenthe.milestones.all()]
    assert codes[:4] == ["raming", "prt-februari", "brief", "inbreng"]
    assert codes[-1] == "verdeelbesluit"


def test_milestone_of_the_round_has_no_dates_of_its_own_when_loaded(round_drenthe: Round) -> None:
    milestone = round_drenthe.milestones.get(fact=Fact.ROUND)
    assert (milestone.code, milestone.planned_start, milestone.planned_end) == (
        "inbreng",
        None,
        None,
    )


def test_milestone_is_done_when_the_file_says_so(round_drenthe: Round) -> None:
    assert round_drenthe.milestones.get(code="brief").completed_on == date(2024, 2, 15)
    assert round_drenthe.milestones.get(code="verslag").completed_on is None


def test_nothing_is_written_when_loaded_twice(round_drenthe: Round) -> None:
    before = list(Milestone.objects.values()), Milestone.history.count()
    load_milestones(FOLDER, round_drenthe)
    assert (list(Milestone.objects.values()), Milestone.history.count()) == before


def test_what_people_reported_survives_when_loaded_again(round_drenthe: Round) -> None:
    reported = {
        "completed_on": date(2024, 4, 20),
        "expected_end": date(2024, 5, 5),
        "expected_reason": "Ziekte.",
    }
    Milestone.objects.filter(code="vergelijking").update(**reported)
    Milestone.objects.filter(code="brief").update(completed_on=None)
    load_milestones(FOLDER, round_drenthe)
    milestone = Milestone.objects.get(code="vergelijking")
    assert {name: getattr(milestone, name) for name in reported} == reported
    assert Milestone.objects.get(code="brief").completed_on is None


def test_plan_follows_the_file_when_loaded_again(round_drenthe: Round) -> None:
    Milestone.objects.filter(code="verslag").update(title="Anders", planned_end=date(2025, 1, 1))
    load_milestones(FOLDER, round_drenthe)
    milestone = Milestone.objects.get(code="verslag")
    assert (milestone.title, milestone.planned_end) == (
        "Verslag aan de minister",
        date(2024, 11, 1),
    )
