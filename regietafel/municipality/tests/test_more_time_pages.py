"""The project leader answers a request, reopens and reminds; the chair can do none of it."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.models import Mail
from common.tests.outbox import outbox
from common.tests.responses import Response
from regietafel.tests.region import editor_of, hand_in, line
from rounds.models import Round
from submissions.editing.actions import answer_remaining, save_header
from submissions.enums import AnswerKind, State
from submissions.handing_in.approval import offer
from submissions.models import Event, Submission
from submissions.more_time.actions import ask_more_time

pytestmark = pytest.mark.any_database

AFTER_CLOSING = date(2024, 4, 16)

REASON = "De raad besluit op 29 april."


def address(name: str, *arguments: str) -> str:
    return reverse(f"regietafel:{name}", args=["2024", *arguments])


def main(answer: Response) -> str:
    assert answer.status_code == 200, answer.headers.get("Location")
    return " ".join(answer.content.decode().split("<main")[1].split("</main")[0].split())


@pytest.fixture
def assen(round_: Round) -> Submission:
    return Submission.objects.get(municipality__name="Assen")


@pytest.fixture
def asked(assen: Submission) -> Submission:
    ask_more_time(assen, editor_of(assen.municipality), REASON)
    return assen


@pytest.fixture
def handed_in(round_: Round, assen: Submission) -> Submission:
    hand_in(round_, "Assen", line("asiel", 100, 120, open_ended=True))
    return assen


# Requests


def test_request_is_seen_on_dashboard_and_municipality_when_open(
    desk_client: Client, asked: Submission
) -> None:
    assert "Vraagt om uitstel</a>: nog te beantwoorden" in main(
        desk_client.get(address("dashboard"))
    )
    page = main(desk_client.get(address("municipality", "GM0106")))
    assert REASON in page
    for name in ("extend", "decline"):
        assert f'href="{address(name, "GM0106")}"' in page


def test_chair_reads_the_request_without_buttons_when_open(
    client: Client, round_: Round, asked: Submission
) -> None:
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    )
    page = main(client.get(address("municipality", "GM0106")))
    assert REASON in page
    assert address("decline", "GM0106") not in page


def test_request_is_gone_and_the_answer_stays_when_declined(
    desk_client: Client, asked: Submission
) -> None:
    page = main(
        desk_client.post(
            address("decline", "GM0106"), {"reason": "De regio moet door."}, follow=True
        )
    )
    assert "Het verzoek van Assen is afgewezen" in page
    assert "afgewezen door Projectleider (De regio moet door.)" in page
    assert "nog te beantwoorden" not in main(desk_client.get(address("dashboard")))


def test_declining_keeps_the_reason_and_says_why_when_answered_meanwhile(
    desk_client: Client, assen: Submission
) -> None:
    page = main(desk_client.post(address("decline", "GM0106"), {"reason": "De regio moet door."}))
    assert "Dit verzoek is al beantwoord" in page
    assert "De regio moet door.</textarea>" in page
    assert not Event.objects.filter(submission=assen).exists()


def test_page_says_there_is_nothing_when_nobody_asked(
    desk_client: Client, assen: Submission
) -> None:
    page = main(desk_client.get(address("decline", "GM0106")))
    assert "Er ligt geen verzoek van Assen" in page
    assert "<form" not in page


# Reopening


def test_bijdrage_is_reopened_when_day_and_reason_are_given(
    desk_client: Client, handed_in: Submission, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    data = {"last_day": "2024-04-30", "reason": "Raad op 29 april"}
    page = main(desk_client.post(address("reopen", "GM0106"), data, follow=True))
    assert "Heropend: Assen kan wijzigen tot en met 30 april 2024, 23.59 uur" in page
    assert "Ingediend (versie 1), aanvulling in bewerking" in page
    handed_in.refresh_from_db()
    assert handed_in.state == State.DRAFT


@pytest.mark.parametrize(
    ("today", "day", "message"),
    [
        (date(2024, 3, 12), "2024-04-14", "voor iedereen open tot en met 15 april 2024"),
        (AFTER_CLOSING, "2024-04-15", "Deze dag is al voorbij"),
        (AFTER_CLOSING, "", "Vul de laatste dag in"),
    ],
)
def test_reopening_refused_when_the_day_helps_nobody(
    today: date,
    day: str,
    message: str,
    desk_client: Client,
    handed_in: Submission,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = today
    page = main(
        desk_client.post(
            address("reopen", "GM0106"), {"last_day": day, "reason": "Raad op 29 april"}
        )
    )
    assert message in page
    assert 'value="Raad op 29 april"' in page
    assert Submission.objects.get(pk=handed_in.pk).state == State.SUBMITTED


def test_day_is_the_last_of_the_round_when_reopened_while_open(
    desk_client: Client, handed_in: Submission
) -> None:
    assert 'value="15-04-2024"' in main(desk_client.get(address("reopen", "GM0106")))
    data = {"last_day": "2024-04-15", "reason": "Raad"}
    assert "tot en met 15 april 2024, 23.59 uur" in main(
        desk_client.post(address("reopen", "GM0106"), data, follow=True)
    )


def test_page_points_to_an_extension_when_there_is_nothing_to_reopen(
    desk_client: Client, assen: Submission
) -> None:
    page = main(desk_client.get(address("reopen", "GM0106")))
    assert "Er is niets te heropenen" in page
    assert "<form" not in page
    answer = desk_client.post(
        address("reopen", "GM0106"), {"last_day": "2024-04-30", "reason": "Raad"}
    )
    assert "Geef dan uitstel" in main(answer)


# Closing


def test_desk_reads_that_an_offer_was_not_handed_in_when_closed(
    desk_client: Client, assen: Submission, round_: Round, settings: Settings
) -> None:
    editor = editor_of(assen.municipality)
    Round.objects.update(four_eyes=True)
    fill_and_offer(assen, editor)
    assert "Wacht op akkoord in de gemeente" in main(desk_client.get(address("dashboard")))
    settings.PRT_TODAY = AFTER_CLOSING
    for name, arguments in (("dashboard", []), ("municipality", ["GM0106"])):
        assert "Niet ingediend, wachtte op akkoord" in main(
            desk_client.get(address(name, *arguments))
        )


def fill_and_offer(submission: Submission, editor: User) -> None:
    answer_remaining(submission, editor, AnswerKind.NOT_YET_KNOWN, "Later.")
    header = {"contact_name": "A", "contact_email": "a@b.nl"}
    header |= {"college_state": "official_draft", "council_state": "not_needed"}
    save_header(submission, editor, header, 0)
    offer(submission, editor)


# Reminding


def choose(client: Client, **data: Any) -> Response:
    return client.post(
        address("remind"),
        {"municipalities": ["GM0106", "GM0114"], "note": "Bel mij gerust."} | data,
    )


def test_who_has_not_handed_in_is_chosen_already_when_opened(
    desk_client: Client, handed_in: Submission
) -> None:
    page = main(desk_client.get(address("remind")))
    assert re.search(r'value="GM0114"[^>]* checked', page)
    assert re.search(r'value="GM0106"(?![^>]* checked)', page)
    assert "Assen: ingediend (versie 1)" in page


def test_mail_is_shown_and_not_sent_when_looked_at(desk_client: Client, assen: Submission) -> None:
    editor_of(assen.municipality)
    page = main(choose(desk_client))
    assert "De mail aan Assen" in page
    assert "Bel mij gerust." in page
    assert "Stand: Nog niet begonnen" in page
    assert "Bij Emmen heeft niemand een account" in page
    assert not Mail.objects.exists()


def test_mail_is_sent_once_when_sending_is_clicked_twice(
    desk_client: Client,
    assen: Submission,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    editor = editor_of(assen.municipality)
    sending = str(choose(desk_client).context["sending"])
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = choose(desk_client, sending=sending, send="1")
    assert answer["Location"] == address("dashboard")
    assert [message.to for message in outbox()] == [[editor.email]]


def test_choice_and_text_are_kept_when_changed_after_reading(
    desk_client: Client, assen: Submission
) -> None:
    page = main(choose(desk_client, edit="1"))
    assert "Bel mij gerust.</textarea>" in page
    assert len(re.findall(r"<input[^>]* checked", page)) == 2


@pytest.mark.parametrize("sending", ["", "geen-code"])
def test_nothing_is_sent_when_the_code_of_the_sending_is_not_one(
    sending: str, desk_client: Client, assen: Submission
) -> None:
    editor_of(assen.municipality)
    choose(desk_client, sending=sending, send="1")
    assert not Mail.objects.exists()


@pytest.mark.parametrize("municipalities", [[], ["GM0014"]], ids=["nobody", "of elsewhere"])
def test_reminding_refused_when_no_municipality_of_the_round_is_chosen(
    municipalities: list[str], desk_client: Client, assen: Submission
) -> None:
    page = main(choose(desk_client, municipalities=municipalities))
    assert "Er is een probleem" in page
    assert "Bel mij gerust." in page


def test_page_says_what_to_do_when_closed(
    desk_client: Client, assen: Submission, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = main(desk_client.get(address("remind")))
    assert "Geef een gemeente eerst uitstel" in page
    assert "<form" not in page


def test_as_many_queries_for_twelve_municipalities_as_for_one(
    desk_client: Client, round_: Round
) -> None:
    def queries(codes: list[str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            desk_client.get(address("remind"))
            choose(desk_client, municipalities=codes)
        return len(captured)

    for municipality in Municipality.objects.all():
        editor_of(municipality)
    codes = list(Municipality.objects.values_list("cbs_code", flat=True))
    choose(desk_client, municipalities=codes)  # the text is kept from the first time on
    assert queries(codes[:1]) == queries(codes)


@pytest.mark.parametrize("name", ["extend", "reopen", "decline", "remind"])
def test_chair_finds_no_page_to_change_anything_when_looking(
    name: str, round_: Round, asked: Submission
) -> None:
    client = Client()
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    )
    arguments = [] if name == "remind" else ["GM0106"]
    assert client.get(address(name, *arguments)).status_code == 404
    assert client.post(address(name, *arguments), {"reason": "Nee"}).status_code == 404


def test_extension_counts_from_midnight_when_given(desk_client: Client, asked: Submission) -> None:
    desk_client.post(address("extend", "GM0106"), {"last_day": "2024-04-30", "reason": "Raad"})
    asked.refresh_from_db()
    assert asked.extended_until == datetime(2024, 5, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
