"""Asking the project leader for more time, on screen, and what the answer looks like to the
municipality."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from common.tests.responses import Response
from rounds.tests.builders import here
from submissions.models import Event, Version
from submissions.more_time import actions
from submissions.tests.builders import AFTER_CLOSING, BEFORE_OPENING, posted_header

REASON = "De raad besluit op 29 april."

UNTIL = here(datetime(2024, 5, 1))


def main(answer: Response) -> str:
    assert answer.status_code == 200, answer.headers.get("Location")
    return " ".join(answer.content.decode().split("<main")[1].split("</main")[0].split())


@pytest.fixture
def closed(settings: Settings) -> None:
    settings.PRT_TODAY = AFTER_CLOSING


@pytest.mark.parametrize("name", ["task_list", "header", "check"])
def test_every_locked_page_leads_to_the_request_when_closed(
    name: str, as_editor: Client, url: Callable[..., str], draft_assen: Version, closed: None
) -> None:
    page = main(as_editor.get(url(name)))
    assert f'href="{url("ask_more_time")}">Vraag om uitstel</a>' in page
    assert "mailto:" not in page


def test_refused_form_leads_to_the_request_when_closed(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, closed: None
) -> None:
    page = main(as_editor.post(url("header"), posted_header(contact_name="Van net")))
    assert 'value="Van net"' in page
    assert f'href="{url("ask_more_time")}"' in page


def test_page_speaks_of_reopening_when_it_was_submitted(
    as_editor: Client, url: Callable[..., str], version_assen: Version, closed: None
) -> None:
    assert "Vraag om heropening</a>" in main(as_editor.get(url("task_list")))
    page = main(as_editor.get(url("ask_more_time")))
    assert "De projectleider kan uw bijdrage heropenen" in page
    assert "blijft versie 1 gelden" in page


def test_request_is_sent_and_shown_as_unanswered_when_asked(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, closed: None
) -> None:
    page = main(as_editor.post(url("ask_more_time"), {"reason": REASON}, follow=True))
    assert "Uw verzoek is gestuurd aan de projectleider" in page
    assert "De projectleider heeft nog niet geantwoord" in page
    assert "Bekijk uw verzoek</a>" in page
    assert REASON in main(as_editor.get(url("ask_more_time")))


def test_reason_is_asked_when_empty(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, closed: None
) -> None:
    page = main(as_editor.post(url("ask_more_time"), {"reason": ""}))
    assert 'href="#id_reason"' in page
    assert not Event.objects.filter(kind="more_time_asked").exists()


def test_nothing_is_asked_for_when_the_round_has_not_opened(
    as_editor: Client, url: Callable[..., str], settings: Settings
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    page = main(as_editor.get(url("ask_more_time")))
    assert "U hoeft niets te vragen" in page
    assert "<form" not in page


def test_reason_is_read_when_declined(
    as_editor: Client,
    url: Callable[..., str],
    draft_assen: Version,
    closed: None,
    project_leader: User,
    editor_assen: User,
) -> None:
    actions.ask_more_time(draft_assen.submission, editor_assen, REASON)
    actions.decline_more_time(draft_assen.submission, project_leader, "De regio moet door.")
    page = main(as_editor.get(url("task_list")))
    assert "De regio moet door." in page
    assert "Vraag om uitstel</a>" in page


def test_reason_is_read_and_editing_possible_when_reopened(
    as_editor: Client,
    url: Callable[..., str],
    version_assen: Version,
    closed: None,
    project_leader: User,
) -> None:
    actions.reopen(version_assen.submission, project_leader, UNTIL, "Raad op 29 april")
    page = main(as_editor.get(url("task_list")))
    assert "tot en met 30 april 2024, 23.59 uur: Raad op 29 april" in page
    assert "aanvulling in bewerking" in page
    assert url("line_add", "asiel") in main(as_editor.get(url("opgave", "asiel")))


@pytest.mark.parametrize("day", [None, AFTER_CLOSING])
def test_home_leads_to_the_request_only_when_closed(
    day: date | None,
    as_editor: Client,
    url: Callable[..., str],
    draft_assen: Version,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = day or settings.PRT_TODAY
    assert (url("ask_more_time") in main(as_editor.get("/"))) == (day is not None)
