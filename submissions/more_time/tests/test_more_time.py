"""Asking for more time, and the answers: reopening, extending, declining."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Membership, User
from rounds.tests.builders import here
from submissions.enums import EventKind, State
from submissions.handing_in.actions import start_addition, submit
from submissions.lifecycle.last_events import last_events
from submissions.lifecycle.refusals import NoRequest, NothingToReopen, NotYetOpen
from submissions.lifecycle.standing import standings_of
from submissions.models import Submission, Version
from submissions.more_time.actions import ask_more_time, decline_more_time, extend, reopen
from submissions.tests.builders import (
    AFTER_CLOSING,
    BEFORE_OPENING,
    events,
    version_content,
    working_copy,
)

UNTIL = here(datetime(2024, 5, 1))


@pytest.fixture
def asked(submission_assen: Submission, editor_assen: User) -> Submission:
    ask_more_time(submission_assen, editor_assen, "De raad besluit op 29 april.")
    return submission_assen


# Asking


@pytest.mark.parametrize("day", [None, AFTER_CLOSING], ids=["while open", "after closing"])
def test_request_is_open_when_asked(
    day: date | None, submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = day or settings.PRT_TODAY
    ask_more_time(submission_assen, editor_assen, "De raad besluit op 29 april.")
    request = last_events(submission_assen).request
    assert (request.by, request.detail) == (editor_assen, "De raad besluit op 29 april.")
    assert standings_of(submission_assen.round)[submission_assen.pk].waits


def test_asking_refused_when_the_round_has_not_opened(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    with pytest.raises(NotYetOpen):
        ask_more_time(submission_assen, editor_assen, "Vast vragen.")


@pytest.mark.parametrize(
    "persona", ["editor_westerveld", "project_leader", "chair", "administrator", "outsider"]
)
def test_asking_forbidden_when_not_of_the_municipality(
    persona: str, submission_assen: Submission, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        ask_more_time(submission_assen, request.getfixturevalue(persona), "Voor een ander.")
    assert events(submission_assen) == []


def test_project_leader_is_mailed_once_when_also_the_chair(
    submission_assen: Submission,
    editor_assen: User,
    project_leader: User,
    chair: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    Membership.objects.create(
        user=project_leader, regietafel=submission_assen.round.regietafel, role=Role.CHAIR
    )
    (message,) = mailed(
        ask_more_time, submission_assen, editor_assen, "De raad besluit op 29 april."
    )
    assert message.to == ["projectleider@prt-drenthe.example"]
    assert (
        message.subject == "Uitstel gevraagd op 12 maart 2024: bijdrage Assen (VOORBEELDGEGEVENS)"
    )
    assert "De raad besluit op 29 april." in message.body
    assert "/2024/regietafel/gemeenten/GM0106/" in message.body


def test_mail_asks_to_reopen_when_the_bijdrage_was_submitted(
    version_assen: Version,
    editor_assen: User,
    project_leader: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    (message,) = mailed(ask_more_time, version_assen.submission, editor_assen, "Een fout.")
    assert message.subject.startswith("Heropening gevraagd op 12 maart 2024")


def test_second_click_is_one_request_when_asked_twice(
    asked: Submission, editor_assen: User
) -> None:
    ask_more_time(asked, editor_assen, "De raad besluit op 29 april.")
    assert len(events(asked)) == 1


def test_both_texts_are_kept_when_a_colleague_asks_too(
    asked: Submission, approver_assen: User
) -> None:
    ask_more_time(asked, approver_assen, "Ook ziekte.")
    assert [detail for _, detail, _ in events(asked)] == [
        "De raad besluit op 29 april.",
        "Ook ziekte.",
    ]
    assert last_events(asked).request.detail == "Ook ziekte."


# Answering


def test_request_is_answered_when_extended(asked: Submission, project_leader: User) -> None:
    extend(asked, project_leader, UNTIL, "Raad")
    assert last_events(asked).request is None
    assert not standings_of(asked.round)[asked.pk].waits


def test_request_is_answered_and_the_reason_kept_when_declined(
    asked: Submission, project_leader: User
) -> None:
    decline_more_time(asked, project_leader, "De regio moet door.")
    assert last_events(asked).request is None
    assert last_events(asked).declined.detail == "De regio moet door."


def test_request_is_open_again_when_asked_after_a_refusal(
    asked: Submission, project_leader: User, editor_assen: User
) -> None:
    decline_more_time(asked, project_leader, "De regio moet door.")
    ask_more_time(asked, editor_assen, "Toch nog eens.")
    assert last_events(asked).request.detail == "Toch nog eens."


def test_people_of_the_municipality_read_why_when_declined(
    asked: Submission,
    editor_assen: User,
    approver_assen: User,
    project_leader: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    messages = mailed(decline_more_time, asked, project_leader, "De regio moet door.")
    assert sorted(message.to[0] for message in messages) == [
        "akkoord@assen.example",
        "invuller@assen.example",
    ]
    assert messages[0].subject.startswith("Verzoek afgewezen op 12 maart 2024: bijdrage Assen")
    assert "De regio moet door." in messages[0].body


def test_declining_twice_is_one_answer_when_clicked_twice(
    asked: Submission, project_leader: User
) -> None:
    for _ in range(2):
        decline_more_time(asked, project_leader, "De regio moet door.")
    assert len(events(asked)) == 2


def test_declining_refused_when_it_was_answered_meanwhile(
    asked: Submission, project_leader: User
) -> None:
    extend(asked, project_leader, UNTIL, "Raad")
    with pytest.raises(NoRequest):
        decline_more_time(asked, project_leader, "De regio moet door.")


@pytest.mark.parametrize("persona", ["editor_assen", "chair", "administrator", "outsider"])
def test_declining_forbidden_when_not_the_project_leader(
    persona: str, asked: Submission, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        decline_more_time(asked, request.getfixturevalue(persona), "Nee.")
    assert last_events(asked).request


# Reopening


def test_copy_is_in_edit_and_the_version_counts_when_reopened(
    version_assen: Version, project_leader: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    submission = version_assen.submission
    reopen(submission, project_leader, UNTIL, "Raad op 29 april")
    submission.refresh_from_db()
    assert (submission.state, submission.extended_until) == (State.DRAFT, UNTIL)
    assert (
        version_content(working_copy(submission))["lines"]
        == version_content(version_assen)["lines"]
    )
    assert submission.versions.latest_submitted().get() == version_assen
    detail = "tot en met 30 april 2024, 23.59 uur: Raad op 29 april"
    assert events(submission)[-1] == (EventKind.REOPENED, detail, project_leader)


def test_municipality_hands_in_again_when_reopened_after_closing(
    version_assen: Version, project_leader: User, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    reopen(version_assen.submission, project_leader, UNTIL, "Raad op 29 april")
    version = submit(version_assen.submission, editor_assen)
    assert (version.number, version.is_late) == (2, True)
    assert last_events(version_assen.submission).reopened is None


def test_reopening_twice_is_one_copy_when_clicked_twice(
    version_assen: Version, project_leader: User
) -> None:
    for _ in range(2):
        reopen(version_assen.submission, project_leader, UNTIL, "Raad op 29 april")
    assert version_assen.submission.versions.count() == 2


def test_reopening_refused_with_its_reason_when_an_addition_is_in_edit(
    version_assen: Version, editor_assen: User, project_leader: User
) -> None:
    start_addition(version_assen.submission, editor_assen)
    with pytest.raises(NothingToReopen):
        reopen(version_assen.submission, project_leader, UNTIL, "Raad op 29 april")
    version_assen.submission.refresh_from_db()
    assert version_assen.submission.extended_until is None


def test_people_of_the_municipality_read_until_when_and_why_when_reopened(
    version_assen: Version,
    editor_assen: User,
    approver_assen: User,
    project_leader: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    messages = mailed(reopen, version_assen.submission, project_leader, UNTIL, "Raad op 29 april")
    assert sorted(message.to[0] for message in messages) == [
        "akkoord@assen.example",
        "invuller@assen.example",
    ]
    assert messages[0].subject.startswith("Heropend op 12 maart 2024: bijdrage Assen")
    assert "30 april 2024, 23.59 uur" in messages[0].body
    assert "Raad op 29 april" in messages[0].body
