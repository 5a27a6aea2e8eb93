"""The stages of the demonstration beside each other: nothing of one is in another, and what is
refused."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import Municipality, User
from prt_portal.demo.stages import STAGES, find_stage
from prt_portal.tests.april import DRENTHE, make_demo
from rounds.models import Round
from submissions.models import Line, ShareConfirmation, Version

pytestmark = pytest.mark.any_database

Told = subprocess.CompletedProcess[str]
Manage = Callable[..., Told]


@pytest.fixture
def manage(tmp_path: Path) -> Manage:
    """manage("check", PRT_STAGE="april"): manage.py in a process of its own."""

    def start(*words: str, without: tuple[str, ...] = (), **environment: str) -> Told:
        variables = {
            "SECRET_KEY": "x" * 60,
            "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
            "PATH": os.environ["PATH"],
        } | environment
        variables = {name: value for name, value in variables.items() if name not in without}
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=DRENTHE.parents[1], env=variables, capture_output=True, text=True
        )

    return start


@pytest.mark.django_db
def test_nothing_of_april_is_in_march(settings: Settings) -> None:
    call_command("load_reference", DRENTHE, stdout=StringIO())
    make_demo()
    assert Version.objects.submitted().count() == 5
    assert not Line.objects.filter(location_name__startswith="Voorbeeldlocatie").exists()
    assert Round.objects.get().target_sets.count() == 1
    assert not Municipality.objects.filter(population_source__startswith="Verzonnen").exists()
    assert not ShareConfirmation.objects.exists()


def test_unknown_stage_is_refused_with_the_list(db: None) -> None:
    call_command("load_reference", DRENTHE, stdout=StringIO())
    with pytest.raises(CommandError, match=r"juni.*maart, april"):
        make_demo(stage="juni")
    assert not User.objects.exists()


def test_every_stage_has_a_database_and_a_day_of_its_own() -> None:
    assert len({stage.database for stage in STAGES}) == len(STAGES)
    assert [stage.today for stage in STAGES] == sorted({stage.today for stage in STAGES})
    assert find_stage("") == STAGES[0]


def test_a_stage_without_a_day_of_the_environment_brings_its_own(manage: Manage) -> None:
    told = manage("diffsettings", PRT_DEMO="1", PRT_STAGE="april", without=("DATABASE_URL",))
    assert "PRT_TODAY = datetime.date(2024, 4, 23)" in told.stdout
    assert "portal-april.sqlite3" in told.stdout


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PRT_STAGE": "april"}, "alleen met PRT_DEMO=1"),
        ({"PRT_STAGE": "juni", "PRT_DEMO": "1"}, "Kies een van: maart, april"),
    ],
    ids=["no demonstration", "unknown"],
)
def test_stage_is_refused_at_the_start(
    environment: dict[str, str], told: str, manage: Manage
) -> None:
    result = manage("check", **environment)
    assert result.returncode != 0
    assert told in result.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["maart", "april"])
def test_login_page_names_the_stage_and_the_others(name: str, settings: Settings) -> None:
    stage = settings.STAGE = find_stage(name)
    page = Client().get("/account/login/").content.decode()
    assert f"Stand {name}" in page
    assert all(other.command in page for other in stage.others)
