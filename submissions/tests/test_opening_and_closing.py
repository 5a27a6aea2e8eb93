"""Who may edit and when: the round opens and closes, and one municipality may get more time."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import Municipality, User
from common import clock
from common.tests.outbox import outbox
from rounds.models import Round
from submissions.editing.actions import answer_opgave, answer_remaining, change_line, remove_line
from submissions.enums import AnswerKind, EventKind, State
from submissions.handing_in.approval import offer
from submissions.lifecycle.refusals import AwaitingApproval, NothingInEdit, NotYetOpen, RoundClosed
from submissions.lifecycle.window import is_open
from submissions.models import Event, Submission, Version
from submissions.more_time import actions as more_time_actions
from submissions.opening import open_round
from submissions.tests.builders import (
    AFTER_CLOSING,
    AFTER_DEADLINE,
    BEFORE_OPENING,
    HEADER,
    add_line,
    events,
    line_fields,
    opgave,
    save,
    version_content,
    working_copy,
)

# Every way to change a bijdrage; each gets the submission and the person.
EDITS: dict[str, Callable[[Submission, User], object]] = {
    "save_header": save,
    "add_line": add_line,
    "change_line": lambda s, user: change_line(s, user, uuid4(), line_fields(), {}, 1),
    "remove_line": lambda s, user: remove_line(s, user, uuid4()),
    "answer_opgave": lambda s, user: answer_opgave(
        s, user, opgave(s, "flex"), AnswerKind.NONE, "Geen grond."
    ),
    "answer_remaining": lambda s, user: answer_remaining(s, user, AnswerKind.NONE, "Geen grond."),
}
every_edit = pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())


# Opening a round


def test_every_municipality_gets_a_submission_when_the_round_opens(round_2024: Round) -> None:
    names = [submission.municipality.name for submission in round_2024.submissions.all()]
    assert names == ["Assen", "De Wolden", "Westerveld"]
    assert set(round_2024.submissions.values_list("state", flat=True)) == {State.OPEN}


def test_opening_again_adds_nothing_when_all_are_there(round_2024: Round) -> None:
    before = list(Submission.objects.values())
    open_round(round_2024)
    assert list(Submission.objects.values()) == before


def test_municipality_takes_part_when_it_exists_on_the_dutch_opening_day(
    round_2024: Round, assen: Municipality, westerveld: Municipality
) -> None:
    Municipality.objects.filter(pk=assen.pk).update(valid_from=date(2024, 2, 15))
    Municipality.objects.filter(pk=westerveld.pk).update(valid_until=date(2024, 2, 14))
    Submission.objects.all().delete()
    open_round(Round.objects.get())
    assert [submission.municipality.name for submission in round_2024.submissions.all()] == [
        "Assen",
        "De Wolden",
    ]


# The first save


@pytest.mark.parametrize("name", ["save_header", "add_line", "answer_opgave", "answer_remaining"])
def test_first_save_makes_the_working_copy_when_nothing_was_entered(
    name: str, submission_assen: Submission, editor_assen: User
) -> None:
    EDITS[name](submission_assen, editor_assen)
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.DRAFT
    assert submission_assen.versions.working_copies().count() == 1


def test_second_save_uses_the_same_working_copy_when_by_a_colleague(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    save(submission_assen, editor_assen)
    add_line(submission_assen, approver_assen)
    assert submission_assen.versions.count() == 1


# Who and when


@every_edit
@pytest.mark.parametrize(
    "persona", ["editor_westerveld", "project_leader", "chair", "administrator", "outsider"]
)
def test_edit_forbidden_when_not_of_the_municipality(
    persona: str,
    edit: Callable[[Submission, User], object],
    draft_assen: Version,
    request: pytest.FixtureRequest,
) -> None:
    with pytest.raises(PermissionDenied):
        edit(draft_assen.submission, request.getfixturevalue(persona))
    assert draft_assen.submission.versions.get().revision == draft_assen.revision


@every_edit
def test_edit_refused_when_the_bijdrage_is_submitted(
    edit: Callable[[Submission, User], object], version_assen: Version, editor_assen: User
) -> None:
    before = Event.objects.count()
    with pytest.raises(NothingInEdit):
        edit(version_assen.submission, editor_assen)
    assert (Version.objects.count(), Event.objects.count()) == (1, before)


@every_edit
def test_edit_refused_and_nothing_stored_when_the_bijdrage_waits_for_approval(
    edit: Callable[[Submission, User], object], draft_assen: Version, editor_assen: User
) -> None:
    Round.objects.update(four_eyes=True)
    offer(draft_assen.submission, editor_assen)
    before = version_content(working_copy(draft_assen.submission)), Event.objects.count()
    with pytest.raises(AwaitingApproval):
        edit(draft_assen.submission, editor_assen)
    assert (version_content(working_copy(draft_assen.submission)), Event.objects.count()) == before


@every_edit
def test_edit_refused_when_the_round_closed(
    edit: Callable[[Submission, User], object],
    submission_assen: Submission,
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        edit(submission_assen, editor_assen)
    assert not Version.objects.exists()


@every_edit
def test_edit_refused_when_the_round_has_not_opened(
    edit: Callable[[Submission, User], object],
    submission_assen: Submission,
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    with pytest.raises(NotYetOpen):
        edit(submission_assen, editor_assen)
    assert not Version.objects.exists()


def test_refusal_names_the_dutch_opening_day_when_too_early(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    with pytest.raises(NotYetOpen) as refusal:
        save(submission_assen, editor_assen)
    assert "15 februari 2024" in refusal.value.message


def test_refusal_names_the_last_minute_and_who_to_ask_when_closed(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed) as refusal:
        save(submission_assen, editor_assen)
    assert "15 april 2024, 23.59 uur" in refusal.value.message
    assert "Vraag om uitstel" in refusal.value.message


def test_edit_is_stored_when_the_deadline_passed(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    save(submission_assen, editor_assen)
    assert working_copy(submission_assen).contact_name == HEADER["contact_name"]


def test_edit_is_stored_when_this_municipality_has_more_time(
    submission_assen: Submission,
    submission_westerveld: Submission,
    editor_assen: User,
    editor_westerveld: User,
    settings: Settings,
) -> None:
    closes_at = submission_assen.round.closes_at
    Submission.objects.filter(pk=submission_assen.pk).update(
        extended_until=closes_at + timedelta(days=1)
    )
    settings.PRT_TODAY = AFTER_CLOSING
    save(submission_assen, editor_assen)
    assert working_copy(submission_assen)
    with pytest.raises(RoundClosed):
        save(submission_westerveld, editor_westerveld)


@pytest.mark.parametrize(
    ("moment", "seconds", "expected"),
    [
        ("opens_at", -1, False),
        ("opens_at", 0, True),
        ("deadline_at", 0, True),
        ("closes_at", -1, True),
        ("closes_at", 0, False),
    ],
)
def test_submission_is_open_when_the_second_says_so(
    moment: str, seconds: int, expected: bool, submission_assen: Submission
) -> None:
    at = getattr(submission_assen.round, moment) + timedelta(seconds=seconds)
    assert is_open(submission_assen, at) is expected


@pytest.mark.parametrize(
    ("days", "seconds", "expected"),
    [(1, -1, True), (1, 0, False), (-1, -1, True), (-1, 0, False)],
    ids=[
        "just before the extension",
        "at the extension",
        "shorter than the round",
        "at the close of the round",
    ],
)
def test_submission_is_open_when_extended(
    days: int, seconds: int, expected: bool, submission_assen: Submission
) -> None:
    """More time never means less: an extension that ends before the round does nothing."""
    closes_at = submission_assen.round.closes_at
    submission_assen.extended_until = closes_at + timedelta(days=days)
    until = max(closes_at, submission_assen.extended_until)
    assert is_open(submission_assen, until + timedelta(seconds=seconds)) is expected


def test_edit_refused_when_the_real_clock_reaches_the_closing_second(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = None
    Round.objects.update(
        deadline_at=timezone.now(), closes_at=timezone.now() + timedelta(minutes=1)
    )
    save(submission_assen, editor_assen)
    Round.objects.update(closes_at=timezone.now())
    with pytest.raises(RoundClosed):
        add_line(submission_assen, editor_assen)


# More time


def test_more_time_is_stored_and_written_down_when_the_project_leader_gives_it(
    submission_assen: Submission, project_leader: User
) -> None:
    until = submission_assen.round.closes_at + timedelta(days=14)
    more_time_actions.extend(submission_assen, project_leader, until, "Ziekte")
    submission_assen.refresh_from_db()
    assert submission_assen.extended_until == until
    detail = "tot en met 29 april 2024, 23.59 uur: Ziekte"
    assert events(submission_assen) == [(EventKind.EXTENDED, detail, project_leader)]


@pytest.mark.parametrize(
    "persona", ["editor_assen", "approver_assen", "chair", "administrator", "outsider"]
)
def test_more_time_forbidden_when_not_the_project_leader(
    persona: str, submission_assen: Submission, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        more_time_actions.extend(
            submission_assen, request.getfixturevalue(persona), clock.now(), "Ziekte"
        )
    submission_assen.refresh_from_db()
    assert submission_assen.extended_until is None


@pytest.fixture
def extend_and_commit(
    submission_assen: Submission,
    project_leader: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[], list[mail.EmailMultiAlternatives]]:
    """extend_and_commit(): the mails that go out when Assen gets two more weeks."""

    def extend() -> list[mail.EmailMultiAlternatives]:
        until = submission_assen.round.closes_at + timedelta(days=14)
        with django_capture_on_commit_callbacks(execute=True):
            more_time_actions.extend(submission_assen, project_leader, until, "Raad op 29 april")
        return outbox()

    return extend


def test_mail_goes_to_each_person_of_the_municipality_when_it_gets_more_time(
    extend_and_commit: Callable[[], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
    approver_assen: User,
    editor_westerveld: User,
) -> None:
    recipients = sorted(message.to[0] for message in extend_and_commit())
    assert recipients == ["akkoord@assen.example", "invuller@assen.example"]


def test_mail_says_until_when_and_why_when_there_is_more_time(
    extend_and_commit: Callable[[], list[mail.EmailMultiAlternatives]],
    editor_assen: User,
) -> None:
    (message,) = extend_and_commit()
    assert message.subject == "Uitstel gegeven op 12 maart 2024: bijdrage Assen (VOORBEELDGEGEVENS)"
    assert "29 april 2024, 23.59 uur" in message.body
    assert "Raad op 29 april" in message.body
    assert "http://127.0.0.1:8000/2024/bijdrage/GM0106/" in message.body
