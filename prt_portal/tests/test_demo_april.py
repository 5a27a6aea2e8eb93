"""Stage april of the demonstration: everybody has handed in, and the numbers are those of its
files."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import Municipality, User
from common.models import Mail
from prt_portal.demo.stages import STAGES, find_stage
from regietafel.tests.region import read_workbook
from rounds.models import Round
from submissions.models import (
    Attachment,
    Line,
    Question,
    ShareConfirmation,
    Submission,
    Version,
    VersionCount,
)

pytestmark = pytest.mark.any_database

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"
APRIL = DRENTHE / "april"
FIRM, PLEDGED = {"in_use", "college_decision"}, {"in_use", "college_decision", "pledged"}
ASYLUM = {"asiel", "amv", "bijzonder", "nood"}
PEILDATUM = {"kort": "2024-12-31", "lang": "2025-07-01"}
LEADER = "projectleider@prt-drenthe.example"
EVERYBODY = [
    LEADER,
    "voorzitter@prt-drenthe.example",
    "beheer@prt-drenthe.example",
    "invuller@noordenveld.example",
    "akkoord@borger-odoorn.example",
]
PAGE = re.compile(r'href="(/[^"#?]*/(?:\?termijn=\w+)?)(?:[?#&][^"]*)?"')


Told = subprocess.CompletedProcess[str]
Manage = Callable[..., Told]


def run(**options: object) -> str:
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


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


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once for the module, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", DRENTHE, stdout=StringIO())
        run(stage="april")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def april(loaded: None) -> Iterator[None]:
    """Its day; what one test changes the next one does not see."""
    with override_settings(PRT_TODAY=find_stage("april").today), transaction.atomic():
        yield
        transaction.set_rollback(True)


def of_file(name: str) -> list[dict[str, str]]:
    with (APRIL / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def handed_in_lines() -> list[dict[str, str]]:
    """The newest row of every location, of what was handed in, as the files say it."""
    times = Counter(
        row["cbs_code"]
        for row in of_file("verhaal.csv")
        if row["wat"] in ("dient in", "brief ingevoerd")
    )
    newest = {
        (row["cbs_code"], row["opgave"], row["locatie"]): row
        for row in sorted(of_file("locaties.csv"), key=lambda row: row["versie"])
        if int(row["versie"]) <= times[row["cbs_code"]]
    }
    return list(newest.values())


def total(opgave: str, term: str, levels: set[str], net: bool = False) -> int:
    parts = ASYLUM if opgave == "asiel_totaal" else {opgave}
    return sum(
        int(row[term])
        for row in handed_in_lines()
        if row["opgave"] in parts
        and row["toezegging"] in levels
        and not (net and "" < row["beschikbaar_tot"] < PEILDATUM[term])
    )


def sheet(name: str) -> list[dict[str, object]]:
    content = client_of(LEADER).get(reverse("regietafel:overview_xlsx", args=["2024"])).content
    head, *rows = read_workbook(content)[name]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    return [row for row in told if row["Termijn"]]  # not the line that says it is an example


# the numbers


def test_regional_totals_are_the_sum_of_the_file(april: None) -> None:
    names = dict(Round.objects.get().opgaven.values_list("name", "code"))
    rows = sheet("Overzicht")
    assert len(rows) == 2 * len(names)
    everything = PLEDGED | {"under_study", "idea"}
    for row in rows:
        code, term = names[str(row["Opgave"])], str(row["Termijn"])
        told = [row["Vast"], row["Vast en toegezegd"], row["Alles"], row["Zonder wat vervalt"]]
        assert told == [
            total(code, term, FIRM),
            total(code, term, PLEDGED),
            total(code, term, everything),
            total(code, term, PLEDGED, net=True),
        ], (code, term)


def test_region_is_short_of_places_and_over_of_amv(april: None) -> None:
    """Worked by hand: what the page leads with."""
    assert total("asiel_totaal", "lang", PLEDGED) == 2608
    assert total("asiel_totaal", "lang", PLEDGED, net=True) == 2488 < 2691
    assert total("asiel_totaal", "kort", PLEDGED) == 2718 > 2691
    assert total("asiel_totaal", "kort", PLEDGED, net=True) == 2538 < 2691
    assert (total("amv", "kort", PLEDGED), total("amv", "lang", PLEDGED)) == (248, 238)


def test_municipalities_are_over_and_short_beside_each_other(april: None) -> None:
    """With the one confirmed share at its partner, and the others still at their lead."""
    long = {
        str(row["Gemeente"]): row["Verschil"]
        for row in sheet("Gemeenten")
        if row["Opgave"] == "Opvang asielzoekers totaal" and row["Termijn"] == "lang"
    }
    assert len(long) == 12
    assert long["Assen"] == 400 + 80 + 70 + 32 - 50 - 366
    assert long["Aa en Hunze"] == 12 + 50 - 138
    assert long["Emmen"] == 480 + 100 + 110 + 40 - 532
    assert long["De Wolden"] == -139


@pytest.mark.parametrize(("opgave", "regional"), [("asiel_totaal", 2691), ("amv", 228)])
@pytest.mark.parametrize("term", ["short", "long"])
def test_shares_add_up_to_the_regional_number(
    opgave: str, regional: int, term: str, april: None
) -> None:
    newest = Round.objects.get().target_sets.order_by("-number")[0]
    targets = newest.targets.filter(opgave__code=opgave, term=term)
    shares = targets.exclude(municipality=None)
    assert targets.get(municipality=None).amount == regional
    assert shares.count() == 12
    assert sum(share.amount for share in shares) == regional


def test_invented_numbers_say_so(april: None) -> None:
    """Two shares were seen in a source and keep it."""
    newest = Round.objects.get().target_sets.order_by("-number")[0]
    shares = newest.targets.exclude(municipality=None)
    seen = shares.exclude(source__startswith="Verzonnen voorbeeld", certainty="choice")
    assert set(seen.values_list("municipality__name", flat=True)) == {"Meppel", "Tynaarlo"}
    population = Municipality.objects.filter(population_source__startswith="Verzonnen voorbeeld")
    assert population.count() == 12


# what happened


def test_all_twelve_have_handed_in(april: None) -> None:
    handed_in = Submission.objects.with_latest_number().exclude(latest_number=None)
    assert handed_in.count() == 12
    assert VersionCount.objects.count() == Version.objects.submitted().count() == 13


def test_late_by_letter_extended_twice_and_reopened(april: None) -> None:
    late = Version.objects.submitted().filter(submitted_at__date__gt=date(2024, 3, 31), number=1)
    assert {v.submission.municipality.name for v in late} == {
        "De Wolden",
        "Midden-Drenthe",
        "Noordenveld",
        "Westerveld",
    }
    letter = Version.objects.exclude(letter_dated=None).get()
    assert letter.submission.municipality.name == "Midden-Drenthe"
    assert Attachment.objects.get(version=letter).kind == "letter"
    assert Version.objects.get(number=2).submission.municipality.name == "Emmen"
    draft = Version.objects.working_copies().get()
    assert draft.submission.municipality.name == "Noordenveld"
    assert draft.submission.draft_open_to_regietafel
    extended = Submission.objects.exclude(extended_until=None)
    assert {s.municipality.name for s in extended} == {"Noordenveld", "Westerveld"}


def test_draft_in_the_making_differs_from_what_counts(april: None) -> None:
    lines = Line.objects.filter(location_name="Voorbeeldlocatie Noordenveld-Oost")
    last_days = lines.values_list("version__number", "available_until")
    assert set(last_days) == {(1, date(2025, 6, 30)), (None, date(2026, 12, 31))}


def test_joint_locations_are_in_all_four_states(april: None) -> None:
    states = {
        (str(c.submission.municipality), str(c.partner), c.answer, c.ended_at is None)
        for c in ShareConfirmation.objects.all()
    }
    assert states == {
        ("Hoogeveen", "De Wolden", "", True),
        ("Assen", "Aa en Hunze", "confirmed", True),
        ("Assen", "Noordenveld", "declined", True),
        ("Emmen", "Borger-Odoorn", "confirmed", False),
        ("Emmen", "Borger-Odoorn", "", True),
    }


def test_one_opgave_and_one_total_are_not_wholly_known(april: None) -> None:
    known = {
        (str(row["Opgave"]), row["Bekend"], row["Waarvan deels"])
        for row in sheet("Overzicht")
        if row["Bekend"] != "12 van 12" or row["Waarvan deels"]
    }
    assert known == {
        ("Opvang asielzoekers totaal", "12 van 12", 1),
        ("Bijzondere opvang", "11 van 12", 0),
        ("Flexwoningen", "11 van 12", 0),
    }


def test_questions_are_open_answered_and_done(april: None) -> None:
    both = Question.objects.without_notes()
    states = {
        (q.closed_at is not None, q.messages.count()) for q in both.prefetch_related("messages")
    }
    assert states == {(True, 2), (False, 2), (False, 1)}
    assert Question.objects.count() == both.count() + 1


def test_every_text_says_it_is_an_example(april: None) -> None:
    assert not Line.objects.exclude(explanation__startswith="Voorbeeldgegevens").exists()
    assert not Line.objects.exclude(location_name__startswith="Voorbeeldlocatie").exists()
    assert not Version.objects.exclude(remarks__startswith="Voorbeeldgegevens").exists()
    for row in of_file("verhaal.csv"):
        assert not row["tekst"] or row["tekst"].startswith("Voorbeeldgegevens")


@pytest.mark.parametrize("email", EVERYBODY)
def test_every_page_that_a_link_leads_to_opens(email: str, april: None) -> None:
    """From the home page on, both terms; files, the account and the administration are left out."""
    client, seen, waiting = client_of(email), set[str](), ["/"]
    broken: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            broken[address] = answer.status_code
        found = set(PAGE.findall(answer.content.decode(errors="replace")))
        waiting += sorted(
            link
            for link in found - seen - set(waiting)
            if not link.startswith(("/static/", "/account/", "/beheer/"))
        )
    assert not broken
    assert len(seen) >= (5 if email.startswith("beheer") else 15)


# beside each other


@pytest.mark.django_db
def test_nothing_of_april_is_in_march(settings: Settings) -> None:
    call_command("load_reference", DRENTHE, stdout=StringIO())
    run()
    assert Version.objects.submitted().count() == 5
    assert not Line.objects.filter(location_name__startswith="Voorbeeldlocatie").exists()
    assert Round.objects.get().target_sets.count() == 1
    assert not Municipality.objects.filter(population_source__startswith="Verzonnen").exists()
    assert not ShareConfirmation.objects.exists()


def rows() -> dict[str, list[dict[str, object]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }


def test_second_run_changes_nothing(april: None) -> None:
    before = rows()
    assert "niets overschreven" in run(stage="april")
    assert "niets overschreven" in run(stage="maart")
    assert rows() == before


def test_no_mail_waits(april: None) -> None:
    assert Mail.objects.exists()
    assert not Mail.objects.filter(sent_at=None).exists()


def test_april_is_as_new_when_reset(april: None) -> None:
    def told() -> dict[str, int]:
        return {name: len(found) for name, found in rows().items()}

    before, names = told(), ("submissions", "rounds")
    assert "staat klaar" in run(stage="april", reset=True)
    after = told()
    assert [n for n in before if n.split(".")[0] in names and before[n] != after[n]] == []


def test_another_stage_is_refused_where_invented_shares_stand(april: None) -> None:
    before = rows()
    with pytest.raises(CommandError, match=r"stand april.*stand maart met een lege database"):
        run(stage="maart", reset=True)
    assert rows() == before


def test_unknown_stage_is_refused_with_the_list(db: None) -> None:
    call_command("load_reference", DRENTHE, stdout=StringIO())
    with pytest.raises(CommandError, match=r"juni.*maart, april"):
        run(stage="juni")
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
