"""Regietafel, round, opgaven and targets from a folder with CSV files.

Loading twice changes nothing.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from accounts.models import Municipality
from accounts.reference import load_regietafel
from accounts.tests.builders import make_person
from common import clock
from rounds.enums import Term
from rounds.models import Opgave, Round, Target, TargetSet
from rounds.reference import load_round
from rounds.targets import load_targets
from rounds.tests.builders import CLOSES, DEADLINE, OPENS, here

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data of Drenthe that a test may change."""
    return Path(shutil.copytree(DRENTHE, tmp_path / "drenthe_2024"))


@pytest.fixture
def load(folder: Path, db: None) -> Callable[[], Round]:
    """load(): the round, after loading the folder as it is now."""

    def load() -> Round:
        return load_round(folder, load_regietafel(folder))

    return load


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new))


def all_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }


def test_drenthe_has_its_municipalities_and_opgaven_when_loaded(load: Callable[[], Round]) -> None:
    round_ = load()
    assert round_.regietafel.municipalities.count() == 12
    assert [opgave.code for opgave in round_.opgaven.all()][:3] == ["asiel_totaal", "asiel", "amv"]


def test_round_has_its_moments_and_rules_when_loaded(load: Callable[[], Round]) -> None:
    load()
    round_ = Round.objects.get()
    assert (round_.opens_at, round_.deadline_at, round_.closes_at) == (
        here(OPENS),
        here(DEADLINE),
        here(CLOSES),
    )
    assert (round_.short_term_date, round_.long_term_date) == (date(2024, 12, 31), date(2025, 7, 1))
    assert (round_.count_emergency, round_.durable_only) == (True, False)


def test_nothing_is_written_when_loaded_twice(load: Callable[[], Round]) -> None:
    load()
    before = all_rows()
    load()
    assert all_rows() == before


def test_history_tells_only_the_real_change_when_loaded_again(
    load: Callable[[], Round], folder: Path
) -> None:
    round_ = load()
    replace(folder / "ronde.csv", "2024-04-16T00:00:00+02:00", "2024-04-20T00:00:00+02:00")
    load()
    assert round_.history.count() == 2
    assert Opgave.history.count() == Opgave.objects.count()


def test_changed_name_reaches_the_portal_when_loaded_again(
    load: Callable[[], Round], folder: Path
) -> None:
    load()
    replace(folder / "gemeenten.csv", "GM0106,Assen,", "GM0106,Groot-Assen,")
    replace(folder / "opgaven.csv", "flex,Flexwoningen,", "flex,Tijdelijke woningen,")
    load()
    assert Municipality.objects.get(cbs_code="GM0106").name == "Groot-Assen"
    assert Opgave.objects.get(code="flex").name == "Tijdelijke woningen"


def test_parts_belong_to_the_sum_when_loaded(load: Callable[[], Round]) -> None:
    load()
    parts = dict(
        Opgave.objects.filter(part_of__code="asiel_totaal").values_list("code", "counts_in_part")
    )
    assert parts == {"asiel": "yes", "amv": "yes", "bijzonder": "yes", "nood": "round"}


def test_targets_say_how_sure_they_are_when_loaded(load: Callable[[], Round]) -> None:
    targets = load_targets(load())
    assert targets.set_number == 1
    regional, meppel = (
        targets.get("asiel_totaal", Term.LONG),
        targets.get("asiel_totaal", Term.LONG, "GM0119"),
    )
    assert (regional.amount, meppel.amount, meppel.certainty) == (2691, 193, "seen")
    assert targets.get("oekraine", Term.SHORT).remark == "2022, verouderd"
    assert targets.get("flex", Term.LONG) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("asiel_totaal,lang,GM0119,193,gezien", "asiel_totaal,lang,GM0119,192,gezien"),
        ("asiel_totaal,lang,GM0119,193,gezien", "asiel_totaal,lang,GM0119,193,onzeker"),
        ("oekraine,kort,,2000,verouderd,2022", "oekraine,kort,,2000,verouderd,2023"),
        ("RTV Drenthe 2024: aandeel Meppel", "Brief van de minister"),
    ],
    ids=["amount", "certainty", "year", "source"],
)
def test_changed_targets_become_a_new_set_when_loaded_again(
    old: str, new: str, load: Callable[[], Round], folder: Path
) -> None:
    load()
    before = list(Target.objects.order_by("pk").values())
    replace(folder / "targets.csv", old, new)
    load()
    assert list(TargetSet.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert list(Target.objects.filter(target_set__number=1).order_by("pk").values()) == before
    assert Target.objects.filter(target_set__number=2).count() == len(before)


def test_latest_set_counts_when_there_are_two(load: Callable[[], Round], folder: Path) -> None:
    load()
    replace(folder / "targets.csv", "asiel_totaal,lang,,2691", "asiel_totaal,lang,,4182")
    targets = load_targets(load())
    assert (targets.set_number, targets.get("asiel_totaal", Term.LONG).amount) == (2, 4182)


def test_targets_return_as_a_third_set_when_changed_back(
    load: Callable[[], Round], folder: Path
) -> None:
    load()
    replace(folder / "targets.csv", "asiel_totaal,lang,,2691", "asiel_totaal,lang,,4182")
    load()
    replace(folder / "targets.csv", "asiel_totaal,lang,,4182", "asiel_totaal,lang,,2691")
    assert load_targets(load()).set_number == 3


def test_set_made_on_screen_still_counts_when_the_same_file_is_loaded_again(
    load: Callable[[], Round],
) -> None:
    round_ = load()
    TargetSet.objects.create(
        round=round_,
        number=2,
        source="brief",
        made_at=clock.now(),
        made_by=make_person("beheer@test.example"),
    )
    assert load_targets(load()).set_number == 2


def test_round_asks_four_eyes_when_the_file_says_so(
    load: Callable[[], Round], folder: Path
) -> None:
    assert load().four_eyes is False
    replace(folder / "ronde.csv", ",5,100,nee,", ",5,100,ja,")
    assert load().four_eyes is True
