"""The mails that the calendar brings: what is due on which day, to whom, and never twice."""

from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from accounts.tests.builders import make_person
from common.models import Mail
from common.tests.outbox import outbox
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import EventKind
from submissions.handing_in.actions import start_addition
from submissions.handing_in.approval import offer
from submissions.lifecycle.last_events import last_change
from submissions.models import Submission, Version
from submissions.reminders.notices import due_notices, remind
from submissions.tests.builders import AFTER_CLOSING, AFTER_DEADLINE, BEFORE_OPENING

LAST_WEEK, EASTER = date(2024, 3, 25), date(2024, 3, 31)

SENDING = "5e0c1c4e-0f0e-4a62-8b3e-111111111111"


@pytest.fixture
def night(
    settings: Settings,
    submission_assen: Submission,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[date], list[str]]:
    """night(day): the subjects that the command mails on that day, without the mark of the demo."""

    def run(day: date) -> list[str]:
        settings.PRT_TODAY = day
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_notices", stdout=StringIO())
        return [message.subject.removesuffix(" (VOORBEELDGEGEVENS)") for message in outbox()]

    return run


OPENED = "Dien uiterlijk 31 maart 2024 de bijdrage van Assen in: ronde geopend"

REMINDED = "Nog 7 dagen, tot en met 31 maart 2024: dien de bijdrage van Assen in"

NOT_IN = "Gesloten op 15 april 2024: de bijdrage van Assen is niet ingediend"


@pytest.mark.parametrize(
    ("day", "subjects"),
    [
        (BEFORE_OPENING, []),
        (date(2024, 2, 15), [OPENED]),
        (date(2024, 3, 24), [OPENED]),
        (LAST_WEEK, [REMINDED]),
        (EASTER, ["Nog 1 dag, tot en met 31 maart 2024: dien de bijdrage van Assen in"]),
        (AFTER_DEADLINE, [OPENED.replace("31 maart", "15 april")]),
        (AFTER_CLOSING, []),
    ],
)
def test_one_notice_is_due_when_nothing_was_entered(
    day: date, subjects: list[str], night: Callable[[date], list[str]], editor_assen: User
) -> None:
    assert night(day) == subjects


@pytest.mark.parametrize(
    ("day", "subjects"),
    [(24, [OPENED]), (25, [REMINDED]), (31, [REMINDED.replace("7 dagen", "1 dag")])],
)
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_days_are_those_of_the_calendar_at_every_hour(
    day: int, subjects: list[str], hour: int, submission_assen: Submission
) -> None:
    """On 31 March 2024 the clock goes forward: that day has 23 hours."""
    moment = datetime(2024, 3, day, hour, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    due = due_notices(submission_assen.round, moment)
    assert [n.subject for n in due if n.submission == submission_assen] == subjects


def test_every_person_is_mailed_once_when_the_command_runs_every_night(
    night: Callable[[date], list[str]], editor_assen: User, approver_assen: User
) -> None:
    sent = [subject for day in range(15, 29) for subject in night(date(2024, 2, day))]
    assert sent == [OPENED, OPENED]


def test_person_of_two_roles_is_mailed_once_when_due(
    night: Callable[[date], list[str]], editor_assen: User, drenthe: Regietafel
) -> None:
    Membership.objects.create(user=editor_assen, regietafel=drenthe, role=Role.CHAIR)
    assert night(date(2024, 2, 15)) == [OPENED]


def test_new_colleague_is_mailed_too_when_the_round_is_still_open(
    night: Callable[[date], list[str]], editor_assen: User, assen: Municipality
) -> None:
    night(date(2024, 2, 15))
    make_person("nieuw@assen.example", Role.EDITOR, municipality=assen)
    assert night(date(2024, 2, 20)) == [OPENED]
    assert outbox()[0].to == ["nieuw@assen.example"]


def test_nothing_is_due_when_handed_in(
    night: Callable[[date], list[str]], version_assen: Version
) -> None:
    Mail.objects.all().delete()
    assert [night(day) for day in (date(2024, 3, 13), LAST_WEEK, AFTER_CLOSING)] == [[], [], []]


def test_no_reminder_is_due_when_the_round_wants_none(
    night: Callable[[date], list[str]], editor_assen: User
) -> None:
    Round.objects.update(reminder_days=0)
    night(date(2024, 2, 15))
    assert night(EASTER) == []


def test_reminder_is_mailed_again_when_the_deadline_was_moved(
    night: Callable[[date], list[str]], editor_assen: User
) -> None:
    night(LAST_WEEK)
    Round.objects.update(deadline_at=here(datetime(2024, 4, 3)))
    assert night(date(2024, 3, 28)) == [
        "Nog 6 dagen, tot en met 2 april 2024: dien de bijdrage van Assen in"
    ]


def test_no_reminder_is_due_when_the_round_opened_today(
    night: Callable[[date], list[str]], editor_assen: User
) -> None:
    Round.objects.update(opens_at=here(datetime(2024, 3, 30)))
    assert [night(date(2024, 3, day))[0].split()[0] for day in (30, 31)] == ["Dien", "Nog"]


def test_reminder_names_the_offer_when_it_waits_for_approval(
    night: Callable[[date], list[str]], draft_assen: Version, editor_assen: User
) -> None:
    Round.objects.update(four_eyes=True)
    offer(draft_assen.submission, editor_assen)
    assert night(LAST_WEEK) == [REMINDED]
    assert "Stand: Aangeboden voor akkoord" in outbox()[0].body


# Closed


@pytest.mark.parametrize("offered", [False, True], ids=["draft", "offer"])
def test_people_are_told_once_when_it_closed_on_what_was_not_handed_in(
    offered: bool, night: Callable[[date], list[str]], draft_assen: Version, editor_assen: User
) -> None:
    if offered:
        Round.objects.update(four_eyes=True)
        offer(draft_assen.submission, editor_assen)
    state = Submission.objects.get(pk=draft_assen.submission_id).state
    assert night(AFTER_CLOSING) == [NOT_IN]
    label = "Niet ingediend, wachtte op akkoord" if offered else "Niet ingediend, concept bewaard"
    assert f"Stand: {label}" in outbox()[0].body
    assert "/2024/bijdrage/GM0106/verzoek/" in outbox()[0].body
    assert night(date(2024, 4, 17)) == []
    assert Submission.objects.get(pk=draft_assen.submission_id).state == state


def test_who_joins_later_is_not_told_when_it_closed_before(
    night: Callable[[date], list[str]], draft_assen: Version, assen: Municipality
) -> None:
    night(AFTER_CLOSING)
    make_person("nieuw@assen.example", Role.EDITOR, municipality=assen)
    assert night(date(2024, 6, 1)) == []


def test_closing_waits_and_is_told_again_when_there_is_more_time(
    night: Callable[[date], list[str]], draft_assen: Version
) -> None:
    night(AFTER_CLOSING)
    Submission.objects.filter(pk=draft_assen.submission_id).update(
        extended_until=here(datetime(2024, 5, 1))
    )
    assert NOT_IN not in night(date(2024, 4, 30))
    assert night(date(2024, 5, 1)) == [NOT_IN.replace("15 april", "30 april")]


def test_addition_is_named_and_the_version_counts_when_it_closed_on_an_addition(
    night: Callable[[date], list[str]], version_assen: Version, editor_assen: User
) -> None:
    Mail.objects.all().delete()
    start_addition(version_assen.submission, editor_assen)
    assert night(AFTER_CLOSING) == [NOT_IN.replace("bijdrage", "aanvulling")]
    assert "Versie 1, die u eerder heeft ingediend, blijft gelden." in outbox()[0].body


def test_what_could_not_be_sent_is_sent_when_the_command_runs_later(
    night: Callable[[date], list[str]], editor_assen: User, settings: Settings
) -> None:
    backend = settings.MAIL_BACKEND
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert night(date(2024, 2, 15)) == []
    settings.MAIL_BACKEND = backend
    Mail.objects.update(attempted_at=None)
    assert night(date(2024, 2, 16)) == [OPENED]


def test_command_tells_how_many_mails_are_new_when_run_twice(
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = LAST_WEEK
    told = [StringIO(), StringIO()]
    for output in told:
        call_command("send_notices", stdout=output)
    assert "Spreidingswet 2024: 2 nieuwe mails." in told[0].getvalue()
    assert "Spreidingswet 2024: 0 nieuwe mails." in told[1].getvalue()


# By hand


def test_chosen_municipalities_are_mailed_once_when_sent_twice(
    round_2024: Round,
    project_leader: User,
    editor_assen: User,
    editor_westerveld: User,
    editor_de_wolden: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remind(round_2024, project_leader, ["GM0106", "GM1701"], "Bel mij gerust.", SENDING)
    assert [message.to[0] for message in outbox()] == [
        "invuller@assen.example",
        "invuller@westerveld.example",
    ]
    assert outbox()[0].subject.startswith("Herinnering op 12 maart 2024: de bijdrage van Assen")
    assert "Bel mij gerust." in outbox()[0].body
    assert "Stand: Nog niet begonnen" in outbox()[0].body


def test_reminding_is_written_down_and_is_no_change_of_the_bijdrage(
    round_2024: Round, project_leader: User, submission_assen: Submission
) -> None:
    remind(round_2024, project_leader, ["GM0106"], "", SENDING)
    assert [event.kind for event in submission_assen.events.all()] == [EventKind.REMINDED]
    assert last_change(submission_assen) is None


def test_municipality_that_cannot_hand_in_is_skipped_when_reminded(
    round_2024: Round, project_leader: User, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    assert remind(round_2024, project_leader, ["GM0106"], "", SENDING) == 0
    assert not Mail.objects.exists()


@pytest.mark.parametrize("persona", ["editor_assen", "chair", "administrator", "outsider"])
def test_reminding_forbidden_when_not_the_project_leader(
    persona: str, round_2024: Round, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        remind(round_2024, request.getfixturevalue(persona), ["GM0106"], "", SENDING)
