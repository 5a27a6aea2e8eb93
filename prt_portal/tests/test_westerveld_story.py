"""The story of the client: Westerveld fills in bijlage 3 of 2024, hands in, and adds to it.

On the data of Drenthe.
"""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from common.tests.outbox import outbox
from common.tests.responses import Response
from submissions.models import Line, Share, Submission, Version

pytestmark = pytest.mark.any_database

DRENTHE = Path(__file__).resolve().parents[2] / "data" / "drenthe_2024"
HOME = "/2024/bijdrage/GM1701/"
HAND_IN = {"action": "submit"}
NO_SHARES = {"aandeel-TOTAL_FORMS": "2", "aandeel-INITIAL_FORMS": "0"}
LINE = {"nature": "existing", "commitment": "in_use", "revision": "0"} | NO_SHARES

DIEVER = LINE | {
    "location_name": "Opvang Diever",
    "place": "Diever",
    "amount_short": "50",
    "amount_long": "0",
    "available_from": "2023-04-17",
    "available_until": "2025-04-17",
}
VLEDDER = LINE | {
    "location_name": "Opvang Vledder",
    "place": "Vledder",
    "amount_short": "80",
    "amount_long": "0",
    "available_from": "2023-04-17",
    "available_until": "2024-04-01",
}
JOINT = LINE | {
    "location_name": "Samen met De Wolden",
    "nature": "new",
    "commitment": "pledged",
    "amount_short": "60",
    "amount_long": "60",
    "open_ended": "on",
    "aandeel-0-partner": "GM1690",
    "aandeel-0-short": "20",
    "aandeel-0-long": "20",
}
HEADER = {
    "contact_name": "Jan Smit",
    "contact_email": "j.smit@westerveld.example",
    "college_state": "on_agenda",
    "college_date": "2024-03-19",
    "council_state": "to_be_discussed",
    "revision": "0",
}


@pytest.fixture
def drenthe(db: None) -> None:
    call_command("load_reference", DRENTHE, stdout=StringIO())
    call_command("demo", stdout=StringIO())


@pytest.fixture
def westerveld(drenthe: None, client: Client) -> Client:
    """The invuller of Westerveld, logged in on the real login page."""
    client.post(
        "/account/login/", {"login": "invuller@westerveld.example", "password": "routekaart-2024"}
    )
    return client


@pytest.fixture
def filled_in(westerveld: Client) -> Client:
    """Everything entered: amv in Diever, nood in Vledder, a joint location, the rest not yet known,
    the header."""
    for code, line in (("amv", DIEVER), ("nood", VLEDDER), ("asiel", JOINT)):
        assert westerveld.post(f"{HOME}opgaven/{code}/toevoegen/", line).status_code == 302
    westerveld.post(f"{HOME}overige-opgaven/", {"kind": "not_yet_known", "reason": "Volgt in mei"})
    answer = westerveld.post(f"{HOME}gegevens/", HEADER, follow=True)
    assert answer.redirect_chain == [(f"{HOME}controleren/", 302)]
    return westerveld


@pytest.fixture
def handed_in(
    filled_in: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Response:
    """The page that Westerveld lands on after the click on "Bijdrage indienen"."""
    filled_in.get(f"{HOME}controleren/")
    with django_capture_on_commit_callbacks(execute=True):
        return filled_in.post(f"{HOME}controleren/", HAND_IN, follow=True)


def text(page: Response) -> str:
    assert page.status_code == 200
    return page.content.decode()


def dashboard(client: Client) -> str:
    """The dashboard as the project leader sees it."""
    client.force_login(User.objects.get(email="projectleider@prt-drenthe.example"))
    return text(client.get("/2024/regietafel/"))


def line_of(code: str, **where: Any) -> Line:
    return Line.objects.get(
        version__submission__municipality__cbs_code="GM1701", opgave__code=code, **where
    )


def test_westerveld_reads_what_is_asked_when_it_begins(westerveld: Client) -> None:
    home = text(westerveld.get("/"))
    assert "31 maart 2024, 23.59 uur" in home
    assert HOME in home
    assert "0 van 8 opgaven beantwoord" in text(westerveld.get(HOME))


def test_task_list_follows_when_opgaven_are_filled_in(filled_in: Client) -> None:
    page = filled_in.get(HOME)
    statuses = {row.opgave.code: row.status for row in page.context["rows"]}
    assert {statuses[code] for code in ("amv", "nood", "asiel")} == {"Klaar"}
    assert {statuses[code] for code in ("bijzonder", "oekraine", "flex")} == {"Nog niet bekend"}
    assert "8 van 8 opgaven beantwoord" in text(page)


def test_short_term_adds_up_when_filled_in(filled_in: Client) -> None:
    rows = {row.opgave.code: row for row in filled_in.get(HOME).context["rows"]}
    assert rows["asiel_totaal"].short.tally.everything == 50 + 80 + 60
    assert rows["asiel_totaal"].long.tally.everything == 60


def test_location_for_amv_starts_confidential_when_added(westerveld: Client) -> None:
    page = westerveld.get(f"{HOME}opgaven/amv/toevoegen/")
    assert page.context["form"]["confidential"].value() is True
    assert page.context["form"]["location_name"].value() in (None, "")


def test_joint_location_is_stored_once_when_shared(filled_in: Client) -> None:
    share = Share.objects.get(line=line_of("asiel"))
    assert (share.municipality.name, share.amount_short, share.amount_long) == ("De Wolden", 20, 20)
    assert not Line.objects.filter(
        version__submission__municipality__cbs_code="GM1690", location_name="Samen met De Wolden"
    ).exists()


def test_check_warns_about_vledder_when_it_closes_before_the_peildatum(filled_in: Client) -> None:
    page = text(filled_in.get(f"{HOME}controleren/"))
    assert (
        "Opvang Vledder:</strong> de laatste dag is 1 april 2024, vóór de peildatum 31 december "
        "2024" in page
    )
    assert "nog 80 plekken mee" in page
    assert "Opvang Diever:" not in page


def test_check_shows_what_is_missing_and_hand_in_refuses_when_incomplete(
    westerveld: Client,
) -> None:
    westerveld.post(
        f"{HOME}opgaven/amv/toevoegen/", DIEVER | {"amount_long": "", "location_name": ""}
    )
    page = text(westerveld.post(f"{HOME}controleren/", HAND_IN))
    assert "nog niet compleet" in page
    assert "vul de naam van de locatie in" in page
    assert "voor de lange termijn in" in page
    assert "Flexwoningen: geef een antwoord" in page
    assert "Gegevens en besluit: kies hoe ver het college is" in page
    assert "ontbreekt nog een naam en een e-mailadres" in page
    assert (
        not Version.objects.submitted().filter(submission__municipality__cbs_code="GM1701").exists()
    )


def test_hand_in_passes_when_what_was_missing_is_mended(filled_in: Client) -> None:
    line = line_of("amv")
    address = f"{HOME}regels/{line.line_id}/"
    filled_in.post(address, DIEVER | {"amount_long": "", "revision": "1"})
    assert "nog niet compleet" in text(filled_in.post(f"{HOME}controleren/", HAND_IN))
    filled_in.post(address, DIEVER | {"revision": "2"})
    assert filled_in.post(f"{HOME}controleren/", HAND_IN)["Location"] == f"{HOME}versies/1/"


def test_westerveld_sees_number_and_moment_when_handed_in(handed_in: Response) -> None:
    assert handed_in.redirect_chain == [(f"{HOME}versies/1/", 302)]
    assert "versie 1" in text(handed_in)
    assert "12 maart 2024 om " in text(handed_in)
    assert "door Invuller Westerveld" in text(handed_in)
    assert "opgeslagen" not in text(handed_in).lower()


def test_both_people_of_westerveld_get_one_mail_when_handed_in(handed_in: Response) -> None:
    sent = [message for message in outbox() if message.subject.startswith("Ingediend")]
    assert [message.to for message in sent] == [
        ["invuller@westerveld.example"],
        ["akkoord@westerveld.example"],
    ]
    assert sent[0].subject.endswith("(VOORBEELDGEGEVENS)")
    assert f"{HOME}versies/1/" in sent[0].body


def test_both_people_of_de_wolden_are_asked_to_confirm_when_westerveld_hands_in(
    handed_in: Response,
) -> None:
    sent = [
        message
        for message in outbox()
        if message.subject.startswith("Bevestig uw aandeel uiterlijk 31 maart")
    ]
    assert [message.to for message in sent] == [
        ["invuller@de-wolden.example"],
        ["akkoord@de-wolden.example"],
    ]
    assert "20 plekken op korte termijn" in sent[0].body
    assert "Samen met De Wolden" not in sent[0].body


def test_version_one_reads_back_what_was_typed_when_handed_in(handed_in: Response) -> None:
    page = text(handed_in)
    for words in (
        "Opvang Diever",
        "17 april 2025",
        "Opvang Vledder",
        "1 april 2024",
        "Samen met De Wolden",
    ):
        assert words in page
    assert "Waarvan voor De Wolden: 20 kort, 20 lang" in page
    assert "Volgt in mei" in page
    assert "Jan Smit" in page


def test_version_two_follows_and_version_one_stays_when_added_to(
    handed_in: Response, client: Client
) -> None:
    before = client.get(f"{HOME}versies/1/").context["sections"]
    client.post(f"{HOME}aanvullen/")
    line = line_of("asiel", version__number=None)
    client.post(
        f"{HOME}regels/{line.line_id}/",
        JOINT | {"amount_long": "90", "revision": str(line.revision)},
    )
    assert client.post(f"{HOME}controleren/", HAND_IN)["Location"] == f"{HOME}versies/2/"
    assert client.get(f"{HOME}versies/1/").context["sections"] == before
    assert [line_of("asiel", version__number=number).amount_long for number in (1, 2)] == [60, 90]


def test_dashboard_counts_westerveld_when_handed_in(filled_in: Client) -> None:
    assert "5 van 12" in dashboard(filled_in)
    filled_in.force_login(User.objects.get(email="invuller@westerveld.example"))
    filled_in.post(f"{HOME}controleren/", HAND_IN)
    assert "6 van 12" in dashboard(filled_in)


def test_dashboard_keeps_counting_westerveld_when_an_addition_is_in_the_making(
    handed_in: Response, client: Client
) -> None:
    client.post(f"{HOME}aanvullen/")
    page = dashboard(client)
    assert "6 van 12" in page
    assert "Ingediend (versie 1), aanvulling in bewerking" in page


def test_regietafel_reads_nothing_of_the_draft_when_it_is_not_handed_in(filled_in: Client) -> None:
    dashboard(filled_in)
    page = text(filled_in.get("/2024/regietafel/gemeenten/GM1701/"))
    assert "In bewerking" in page
    for words in ("Diever", "Vledder", "Jan Smit", "Samen met De Wolden"):
        assert words not in page
    assert filled_in.get("/2024/regietafel/gemeenten/GM1701/versies/1/").status_code == 404


def test_regietafel_reads_the_lines_when_handed_in(handed_in: Response, client: Client) -> None:
    dashboard(client)
    page = text(client.get("/2024/regietafel/gemeenten/GM1701/versies/1/"))
    assert "Opvang Diever" in page
    assert "Opvang Vledder" in page


def test_westerveld_may_still_hand_in_and_is_late_when_the_deadline_passed(
    filled_in: Client, settings: Settings
) -> None:
    settings.PRT_TODAY = date(2024, 4, 2)
    assert "te laat" in text(filled_in.post(f"{HOME}controleren/", HAND_IN, follow=True))
    assert "te laat" in dashboard(filled_in)


def test_extension_lets_westerveld_hand_in_when_the_round_closed(
    filled_in: Client, settings: Settings
) -> None:
    settings.PRT_TODAY = date(2024, 4, 20)
    assert "gesloten sinds" in text(filled_in.post(f"{HOME}controleren/", HAND_IN))
    dashboard(filled_in)
    extension = {"last_day": "2024-04-30", "reason": "Raad op 29 april"}
    filled_in.post("/2024/regietafel/gemeenten/GM1701/uitstel/", extension)
    filled_in.force_login(User.objects.get(email="invuller@westerveld.example"))
    assert filled_in.post(f"{HOME}controleren/", HAND_IN)["Location"] == f"{HOME}versies/1/"
    assert Submission.objects.get(municipality__cbs_code="GM1701").state == "submitted"
