"""What a municipality reads about itself: people, events, mails and time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.enums import Role
from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_person
from common.models import Mail
from common.tests.responses import page_source, page_text
from submissions.editing.actions import remove_line
from submissions.enums import QuestionVisibility
from submissions.handing_in import actions
from submissions.models import Submission
from submissions.municipality.activity import EVENTS_PER_PAGE
from submissions.questions.tests.talk import ask
from submissions.tests.builders import add_line, fill

pytestmark = pytest.mark.any_database


@pytest.fixture
def read_page(as_editor: Client, url: Callable[..., str]) -> Callable[[], str]:
    return lambda: page_text(as_editor.get(url("municipality")))


def test_everybody_with_access_now_is_named(
    submission_assen: Submission, assen: Municipality, read_page: Callable[[], str]
) -> None:
    bounds = {"municipality": assen, "valid_until": date(2024, 12, 31)}
    make_person("akkoord@assen.example", Role.APPROVER, **bounds)
    gone = {"municipality": assen, "valid_until": date(2024, 1, 31)}
    make_person("weg@assen.example", Role.EDITOR, **gone)
    read = read_page()
    assert "akkoord@assen.example akkoordgever 31 december 2024" in read
    assert "(dat bent u)" in read
    assert "weg@assen.example" not in read


def test_readers_at_the_desk_are_named(
    submission_assen: Submission, drenthe: Regietafel, read_page: Callable[[], str]
) -> None:
    chair = make_person("voorzitter@prt.example", Role.CHAIR, regietafel=drenthe)
    make_person("beheer@prt.example", Role.ADMINISTRATOR, regietafel=drenthe)
    assert f"{chair} (voorzitter)" in read_page()
    assert "(beheerder)" not in read_page()


def test_who_changed_what_and_when_is_told_newest_first(
    submission_assen: Submission, editor_assen: User, read_page: Callable[[], str]
) -> None:
    line = add_line(
        submission_assen, editor_assen, "asiel", location_name="azc Noord", confidential=False
    )
    remove_line(submission_assen, editor_assen, line.line_id)
    read = read_page()
    saved, removed = "Locatie opgeslagen", "Locatie verwijderd"
    assert f"{removed} {line.opgave.name}: azc Noord" in read
    assert read.index(removed) < read.index(saved)
    assert f"{editor_assen}" in read


def test_name_of_a_confidential_location_is_in_no_event(
    submission_assen: Submission, editor_assen: User
) -> None:
    add_line(
        submission_assen, editor_assen, "asiel", location_name="Huize Geheim", confidential=True
    )
    event = submission_assen.events.get()
    assert event.detail.endswith(": vertrouwelijke locatie")


def test_questions_stay_with_their_readers(
    submission_assen: Submission, editor_assen: User, read_page: Callable[[], str]
) -> None:
    fill(submission_assen, editor_assen)
    ask(
        submission_assen,
        editor_assen,
        side=submission_assen.municipality,
        visibility=QuestionVisibility.OWN_SIDE,
    )
    assert "Vraag gesteld" not in read_page()


def test_older_events_are_on_the_next_page(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    for number in range(EVENTS_PER_PAGE + 1):
        add_line(
            submission_assen,
            editor_assen,
            "asiel",
            location_name=f"Opvang {number:02}",
            confidential=False,
        )
    first = page_text(as_editor.get(url("municipality")))
    assert "Opvang 50" in first
    assert "Opvang 00" not in first
    assert "Pagina 1 van 2" in first
    assert "Opvang 00" in page_text(as_editor.get(url("municipality") + "?pagina=2"))
    beyond = page_text(as_editor.get(url("municipality") + "?pagina=onzin"))
    assert "Pagina 1 van 2" in beyond


def test_mails_to_the_municipality_are_told_and_no_others(
    submission_assen: Submission,
    submission_westerveld: Submission,
    editor_assen: User,
    editor_westerveld: User,
    read_page: Callable[[], str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for submission, editor in (
        (submission_assen, editor_assen),
        (submission_westerveld, editor_westerveld),
    ):
        fill(submission, editor)
        with django_capture_on_commit_callbacks(execute=True):
            actions.submit(submission, editor)
    read = read_page()
    assert "Ingediend op 12 maart 2024: bijdrage Assen" in read
    assert editor_westerveld.email not in read


def test_mail_that_did_not_go_out_says_so(
    submission_assen: Submission, editor_assen: User, read_page: Callable[[], str]
) -> None:
    fill(submission_assen, editor_assen)
    actions.submit(submission_assen, editor_assen)
    Mail.objects.update(sent_at=None)
    assert "Nog niet verzonden" in read_page()
    Mail.objects.update(sent_at=timezone.now())
    assert "Nog niet verzonden" not in read_page()


def test_more_time_can_be_asked_before_the_deadline(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    for page in ("municipality", "task_list"):
        assert f'href="{url("ask_more_time")}"' in page_source(as_editor.get(url(page)))


def test_last_moment_is_the_own_one_when_time_was_granted(
    submission_assen: Submission, read_page: Callable[[], str], settings: Settings
) -> None:
    assert "met uitstel" not in read_page()
    submission_assen.extended_until = submission_assen.round.closes_at + timedelta(days=7)
    submission_assen.save()
    assert "22 april 2024, 23.59 uur met uitstel" in read_page()
