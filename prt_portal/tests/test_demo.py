"""`manage.py load_reference` and `manage.py demo`: what stands ready, what is refused, what is
never overwritten."""

import shutil
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Membership, Municipality, User
from common.tests.outbox import outbox
from regietafel.tests.region import confirm, hand_in, line
from rounds.models import Round
from submissions.attachments.actions import attach
from submissions.attachments.files import CheckedFile
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.editing.actions import answer_remaining
from submissions.enums import AnswerKind, AttachmentKind
from submissions.handing_in.actions import start_addition
from submissions.kept.counts import store
from submissions.models import Event, ShareConfirmation, Submission, Version
from submissions.questions.actions import ask_question

pytestmark = pytest.mark.any_database

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"
ASSEN = (
    'GM0106,Assen,assen,67209,2014-01-01,"Wikipedia (Turkstalig), artikel Drenthe; jaar geschat. '
    'Alleen voor dit voorbeeld: gebruik voor een echte ronde de cijfers van het CBS",3,2'
)
HANDED_IN = {"Assen": 4, "Coevorden": 5, "Hoogeveen": 6, "Meppel": 7, "Tynaarlo": 8}
IN_DRAFT = {"Borger-Odoorn", "Midden-Drenthe", "De Wolden"}
OF_A_BIJDRAGE = list(apps.get_app_config("submissions").get_models())
NOT_STARTED = {"Aa en Hunze", "Emmen", "Noordenveld", "Westerveld"}


def run(command: str, *arguments: Path, **options: Any) -> str:
    output = StringIO()
    call_command(command, *arguments, stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def drenthe(db: None) -> Round:
    run("load_reference", DRENTHE)
    return Round.objects.get()


@pytest.fixture
def demo(drenthe: Round) -> Round:
    run("demo")
    return drenthe


def states() -> dict[str, tuple[str, int | None, date | None]]:
    """Per municipality: the state, the number that counts, and the day of the last event."""
    return {
        submission.municipality.name: (
            submission.state,
            submission.latest_number,
            last_day(submission),
        )
        for submission in Submission.objects.with_latest_number().select_related("municipality")
    }


def last_day(submission: Submission) -> date | None:
    event = submission.events.first()
    return timezone.localdate(event.at) if event else None


def expected_states() -> dict[str, tuple[str, int | None, date | None]]:
    handed_in = {name: ("submitted", 1, date(2024, 3, day)) for name, day in HANDED_IN.items()}
    in_draft = dict.fromkeys(IN_DRAFT, ("draft", None, date(2024, 3, 11)))
    return handed_in | in_draft | dict.fromkeys(NOT_STARTED, ("open", None, None))


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the history of who logged in."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }


# load_reference


def test_every_municipality_gets_an_open_bijdrage_when_loaded(drenthe: Round) -> None:
    assert drenthe.submissions.count() == 12
    assert set(drenthe.submissions.values_list("state", flat=True)) == {"open"}


def test_work_in_progress_stays_when_loaded_again(drenthe: Round) -> None:
    assen = Submission.objects.filter(municipality__cbs_code="GM0106")
    assen.update(state="draft", extended_until=drenthe.closes_at)
    run("load_reference", DRENTHE)
    submission = assen.get()
    assert (submission.state, submission.extended_until) == ("draft", drenthe.closes_at)


def test_what_people_configured_stays_when_the_server_starts_again(demo: Round) -> None:
    """As script/server does it: the round, an opgave, a role and a person were changed since."""
    demo.four_eyes, demo.title = True, "Ronde van de provincie"
    demo.save()
    demo.opgaven.filter(code="flex").update(name="Tijdelijke woningen")
    demo.milestones.all().delete()
    Membership.objects.filter(user__email="akkoord@assen.example").delete()
    Membership.objects.filter(user__email="invuller@emmen.example").update(role="approver")
    User.objects.filter(email="voorzitter@prt-drenthe.example").delete()
    before = rows()
    assert "niets geladen" in run("load_reference", DRENTHE, if_absent=True)
    run("demo")
    assert rows() == before


def test_round_is_loaded_beside_another_when_it_is_absent(drenthe: Round, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DRENTHE, tmp_path / "drenthe_2025"))
    text = (folder / "ronde.csv").read_text()
    (folder / "ronde.csv").write_text(text.replace("\n2024,", "\n2025,", 1))
    run("load_reference", folder, if_absent=True)
    assert set(Round.objects.values_list("slug", flat=True)) == {"2024", "2025"}


@pytest.mark.parametrize(
    "change",
    [
        lambda: User.objects.filter(email="invuller@assen.example").update(email="a@assen.example"),
        lambda: Membership.objects.filter(user__email="invuller@assen.example").delete(),
    ],
    ids=["other account", "no role"],
)
def test_demo_throws_nothing_away_when_its_accounts_were_changed(
    change: Callable[[], object], drenthe: Round
) -> None:
    run("demo")
    change()
    before = rows()
    with pytest.raises(CommandError, match="een account van de demo"):
        run("demo", reset=True)
    assert rows() == before


def test_loading_writes_nothing_when_done_twice(demo: Round) -> None:
    before = rows()
    run("load_reference", DRENTHE)
    assert rows() == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ronde", "2024-04-01T00:00:00+02:00", "1 april"),
        ("ronde", "2024-04-01T00:00:00+02:00", "2023-04-01T00:00:00+02:00"),
        ("opgaven", "Flexwoningen,woningen", "Flexwoningen,hutten"),
        ("opgaven", 'asiel_totaal,ja,ja,nee,nee,"Begin', 'bestaat_niet,ja,ja,nee,"Begin'),
        ("targets", "GM0119,193,gezien", "GM0119,veel,gezien"),
        ("targets", "lang,GM0119", "lang,GM9999"),
        ("gemeenten", "GM0106,Assen,assen,67209", "GM0106,Assen,assen,"),
        ("gemeenten", "GM0106,Assen,assen,67209,2014-01-01", "GM0106,Assen,assen"),
        ("gemeenten", ASSEN, "GM0106,Assen"),
        (
            "routekaart",
            "verslag,Verslag aan de minister,1 november 2024,2024-07-01,2024-11-01",
            "verslag,Verslag,,,",
        ),
    ],
    ids=[
        "no date",
        "order",
        "unit",
        "part",
        "amount",
        "municipality",
        "empty",
        "a column less",
        "short row",
        "milestone",
    ],
)
def test_folder_is_refused_in_dutch_when_a_value_is_wrong(
    file: str, old: str, new: str, tmp_path: Path, db: None
) -> None:
    folder = Path(shutil.copytree(DRENTHE, tmp_path / "map"))
    text = (folder / f"{file}.csv").read_text()
    assert old in text
    (folder / f"{file}.csv").write_text(text.replace(old, new, 1))
    with pytest.raises(CommandError, match="is niet geladen"):
        run("load_reference", folder)
    assert not Round.objects.exists()


@pytest.mark.parametrize("name", ["regietafel", "ronde"])
def test_folder_is_refused_in_dutch_when_a_file_has_no_rows(
    name: str, tmp_path: Path, db: None
) -> None:
    folder = Path(shutil.copytree(DRENTHE, tmp_path / "map"))
    head, *_ = (folder / f"{name}.csv").read_text().splitlines()
    (folder / f"{name}.csv").write_text(head + "\n")
    with pytest.raises(CommandError, match="is niet geladen"):
        run("load_reference", folder)


# demo


def test_demo_is_refused_when_outside_the_demo(drenthe: Round, settings: Settings) -> None:
    settings.PRT_DEMO = False
    with pytest.raises(CommandError, match="alleen met PRT_DEMO=1"):
        run("demo")
    assert not User.objects.exists()


def test_demo_says_what_to_load_first_when_there_is_no_round(db: None) -> None:
    with pytest.raises(CommandError, match="load_reference data/drenthe_2024"):
        run("demo")


def test_twelve_municipalities_stand_as_planned_when_the_demo_is_made(demo: Round) -> None:
    assert states() == expected_states()


@pytest.mark.parametrize(
    "today", [date(2024, 6, 3), date(2024, 2, 20), None], ids=["closed", "early", "real date"]
)
def test_demo_is_the_same_when_the_portal_lives_on_another_day(
    today: date | None, drenthe: Round, settings: Settings
) -> None:
    settings.PRT_TODAY = today
    run("demo")
    assert states() == expected_states()
    assert today == settings.PRT_TODAY


@pytest.mark.django_db(transaction=True)
def test_nobody_is_mailed_when_the_demo_is_made(drenthe: Round) -> None:
    run("demo")
    assert outbox() == []
    assert Version.objects.submitted().count() == 5


def test_everybody_has_an_account_when_the_demo_is_made(demo: Round) -> None:
    emails = set(User.objects.values_list("email", flat=True))
    assert len(emails) == 2 * 12 + 3
    assert {
        "invuller@westerveld.example",
        "akkoord@aa-en-hunze.example",
        "voorzitter@prt-drenthe.example",
    } <= emails


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("invuller@de-wolden.example", "editor"),
        ("akkoord@westerveld.example", "approver"),
        ("projectleider@prt-drenthe.example", "project_leader"),
        ("voorzitter@prt-drenthe.example", "chair"),
        ("beheer@prt-drenthe.example", "administrator"),
    ],
)
def test_account_opens_with_the_known_password_when_the_demo_is_made(
    email: str, role: str, demo: Round, client: Client
) -> None:
    client.post("/account/login/", {"login": email, "password": "routekaart-2024"})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)
    assert [m.role for m in User.objects.get(email=email).active_memberships] == [role]


def test_every_text_says_it_is_an_example_when_the_demo_is_made(demo: Round) -> None:
    versions = Version.objects.filter(lines__isnull=False)
    assert versions.count() > 5
    assert not versions.exclude(remarks__startswith="Voorbeeldgegevens").exists()
    assert not versions.exclude(lines__explanation__startswith="Voorbeeldgegevens").exists()


def test_demo_adds_nothing_when_made_twice(demo: Round) -> None:
    before = rows()
    assert "niets overschreven" in run("demo")
    assert rows() == before


def test_work_of_a_visitor_stays_when_the_demo_is_made_again(demo: Round) -> None:
    westerveld = Submission.objects.get(municipality__name="Westerveld")
    person = User.objects.get(email="invuller@westerveld.example")
    answer_remaining(westerveld, person, AnswerKind.NOT_YET_KNOWN, "Van een bezoeker.")
    run("demo")
    assert westerveld.versions.get().answers.first().reason == "Van een bezoeker."


def test_demo_is_as_new_when_reset(demo: Round) -> None:
    westerveld = Submission.objects.get(municipality__name="Westerveld")
    person = User.objects.get(email="invuller@westerveld.example")
    answer_remaining(westerveld, person, AnswerKind.NOT_YET_KNOWN, "Van een bezoeker.")
    Submission.objects.update(extended_until=timezone.now())
    assert "staat klaar" in run("demo", reset=True)
    assert states() == expected_states()
    assert not Submission.objects.exclude(extended_until=None).exists()
    assert not Event.objects.filter(submission__municipality__name="Westerveld").exists()


def test_demo_is_as_new_when_reset_after_a_share_was_confirmed(demo: Round) -> None:
    hand_in(demo, "Westerveld", line("asiel", 60, 60, shares={"De Wolden": (20, 20)}))
    confirm("De Wolden", "Westerveld")
    run("demo", reset=True)
    assert not ShareConfirmation.objects.exists()


def test_accounts_stay_when_the_demo_is_reset(demo: Round) -> None:
    before = list(User.objects.order_by("pk").values())
    run("demo", reset=True)
    assert list(User.objects.order_by("pk").values()) == before


def test_nothing_of_the_round_is_left_when_reset(demo: Round) -> None:
    """Something in every table that leads to a bijdrage; afterwards only what the demonstration
    itself makes."""
    before = {model: model._default_manager.count() for model in OF_A_BIJDRAGE}
    assen = Submission.objects.get(municipality__name="Assen")
    leave_a_trace_everywhere(assen, User.objects.get(email="invuller@assen.example"))
    assert [
        model for model in OF_A_BIJDRAGE if model._default_manager.count() == before[model]
    ] == [Submission]
    run("demo", reset=True)
    assert {model: model._default_manager.count() for model in OF_A_BIJDRAGE} == before


def leave_a_trace_everywhere(submission: Submission, user: User) -> None:
    emmen, now = Municipality.objects.get(name="Emmen"), timezone.now()
    start_addition(submission, user)
    version = submission.versions.working_copies().get()
    line = version.lines.first()
    line.shares.create(municipality=emmen, amount_short=1, amount_long=1)
    version.explanations.create(rule="regel", text="Uitleg")
    store(with_context(load_content(version)), "volgens de test")
    submission.share_confirmations.create(
        line_id=line.line_id,
        opgave=line.opgave,
        partner=emmen,
        amount_short=1,
        amount_long=1,
        asked_at=now,
    )
    words = {"subject": "Vraag", "text": "Klopt dit?", "visibility": "both"}
    question = ask_question(submission, user, submission.municipality, words, line.line_id)
    question.partners.add(emmen)
    user.autosaves.create(
        page="/2024/bijdrage/GM0106/gegevens/", form="gegevens", content="x", saved_at=now
    )
    submission.workbook_proposals.create(
        user=user, made_at=now, file_name="x.xlsx", fingerprint="x", content={}
    )
    attach(
        submission,
        user,
        AttachmentKind.OTHER,
        CheckedFile("x.pdf", "application/pdf", b"%PDF-%%EOF"),
    )
