"""Two people, or two clicks, at the same moment.

Only PostgreSQL really lets them go side by side.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from common.tests.outbox import outbox
from rounds.models import Round
from submissions.editing.actions import answer_opgave, change_line, remove_line, save_header
from submissions.enums import AnswerKind, EventKind, State
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.lifecycle.refusals import NothingHandedIn, NothingInEdit, RoundClosed, Stale
from submissions.models import Event, Submission, Version
from submissions.tests.builders import HEADER, add_line, fill, hand_in, line_fields, working_copy

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

PATIENCE = 20  # seconds; a test that hangs is a test that fails


class Runner(threading.Thread):
    """One person in a connection of its own: what the action gave, or the refusal."""

    def __init__(self, action: Callable[[], object], start: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.action, self.start_together = action, start
        self.outcome: object = None

    def run(self) -> None:
        try:
            self.start_together.wait(PATIENCE)
            self.outcome = self.action()
        except (
            Exception
        ) as error:  # also what nobody expected is an outcome, and the assertion tells it
            self.outcome = error
        finally:
            connection.close()


def side_by_side(*acts: Callable[[], Any]) -> list[Any]:
    """Let everybody act at once; the outcomes in the order of the acts."""
    start = threading.Barrier(len(acts))
    runners = [Runner(act, start) for act in acts]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(PATIENCE)
        assert not runner.is_alive(), "somebody waits for ever"
    return [runner.outcome for runner in runners]


@contextmanager
def locked(submission: Submission) -> Iterator[None]:
    """Hold the submission as an action does, so that what starts meanwhile has to wait."""
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        yield


def wait_until_somebody_waits() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits for the lock")


def act_while_locked(
    submission: Submission,
    act: Callable[[], object],
    meanwhile: Callable[[], object],
) -> Any:
    """Start `act` while the submission is held, do `meanwhile`, then let go; the outcome of
    `act`."""
    runner = Runner(act, threading.Barrier(1))
    with locked(submission):
        runner.start()
        wait_until_somebody_waits()
        meanwhile()
    runner.join(PATIENCE)
    assert not runner.is_alive(), "somebody waits for ever"
    return runner.outcome


@pytest.mark.parametrize("clicks", [2, 5])
def test_double_submit_gives_one_version_one_event_and_each_mail_once(
    clicks: int, submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    outcomes = side_by_side(*[lambda: submit(submission_assen, editor_assen)] * clicks)
    assert {outcome.number for outcome in outcomes} == {1}
    assert Version.objects.count() == 1
    assert Event.objects.filter(kind=EventKind.SUBMITTED).count() == 1
    assert sorted(message.to[0] for message in outbox()) == [
        "akkoord@assen.example",
        "invuller@assen.example",
    ]


def test_two_colleagues_submit_one_version_when_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    people = (editor_assen, approver_assen)
    outcomes = side_by_side(
        *[lambda person=person: submit(submission_assen, person) for person in people]
    )
    assert outcomes[0].pk == outcomes[1].pk
    assert len(outbox()) == 2


def test_edit_is_in_the_version_or_refused_when_a_colleague_submits(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    version, edit = side_by_side(
        lambda: submit(submission_assen, approver_assen),
        lambda: add_line(submission_assen, editor_assen, "amv"),
    )
    assert version.number == 1
    lines = Version.objects.get().lines.count()
    assert lines == (1 if isinstance(edit, NothingInEdit) else 2)


def test_addition_follows_the_hand_in_when_both_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    version, addition = side_by_side(
        lambda: submit(submission_assen, editor_assen),
        lambda: start_addition(submission_assen, approver_assen),
    )
    assert version.number == 1
    came_first = isinstance(addition, NothingHandedIn)  # then there was nothing to add to
    assert came_first or addition is None
    submission_assen.refresh_from_db()
    assert submission_assen.state == (State.SUBMITTED if came_first else State.DRAFT)
    assert submission_assen.versions.working_copies().count() == (not came_first)


def test_two_additions_make_one_working_copy_when_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    hand_in(submission_assen, editor_assen)
    people = (editor_assen, approver_assen)
    side_by_side(
        *[lambda person=person: start_addition(submission_assen, person) for person in people]
    )
    assert submission_assen.versions.working_copies().count() == 1
    assert Event.objects.filter(kind=EventKind.ADDITION_STARTED).count() == 1


def test_version_or_addition_is_left_when_submitted_and_discarded_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    side_by_side(
        lambda: submit(submission_assen, editor_assen),
        lambda: discard_addition(submission_assen, approver_assen),
    )
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.SUBMITTED
    assert not submission_assen.versions.working_copies().exists()
    kinds = {EventKind.SUBMITTED, EventKind.ADDITION_DISCARDED}
    assert Event.objects.filter(kind__in=kinds).count() == 2


def test_first_save_makes_one_working_copy_when_two_people_save(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    flex = submission_assen.round.opgaven.get(code="flex")
    outcomes = side_by_side(
        lambda: add_line(submission_assen, editor_assen),
        lambda: answer_opgave(
            submission_assen, approver_assen, flex, AnswerKind.NONE, "Geen grond."
        ),
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert set(working_copy(submission_assen).answers.values_list("opgave__code", flat=True)) == {
        "asiel",
        "flex",
    }


def test_one_header_is_stale_when_two_people_save_the_first_one(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    outcomes = side_by_side(
        lambda: save_header(submission_assen, editor_assen, HEADER | {"remarks": "van de een"}, 0),
        lambda: save_header(
            submission_assen, approver_assen, HEADER | {"remarks": "van de ander"}, 0
        ),
    )
    saved = [outcome for outcome in outcomes if not isinstance(outcome, Stale)]
    assert len(saved) == 1
    assert working_copy(submission_assen).remarks == saved[0].remarks


def test_one_line_is_stale_when_two_people_save_the_same_revision(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    outcomes = side_by_side(
        *[
            lambda amount=amount, person=person: change_line(
                submission_assen,
                person,
                line.line_id,
                line_fields(amount_short=amount),
                {},
                line.revision,
            )
            for amount, person in ((1, editor_assen), (2, approver_assen))
        ]
    )
    (saved,) = (outcome for outcome in outcomes if not isinstance(outcome, Stale))
    line.refresh_from_db()
    assert (line.amount_short, line.revision) == (saved.amount_short, 2)


def test_line_is_removed_once_when_two_people_remove_it(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    people = (editor_assen, approver_assen)
    outcomes = side_by_side(
        *[
            lambda person=person: remove_line(submission_assen, person, line.line_id)
            for person in people
        ]
    )
    assert outcomes == [None, None]
    assert Event.objects.filter(kind=EventKind.LINE_REMOVED).count() == 1


def test_hand_in_is_refused_when_the_round_closes_while_it_waits(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    fill(submission_assen, editor_assen)
    settings.PRT_TODAY = None
    closes_at = timezone.now() + timedelta(seconds=2)
    Round.objects.update(deadline_at=timezone.now(), closes_at=closes_at)
    outcome = act_while_locked(
        submission_assen,
        lambda: submit(submission_assen, editor_assen),
        lambda: time.sleep(max(0, (closes_at - timezone.now()).total_seconds())),
    )
    assert isinstance(outcome, RoundClosed)
    assert not Version.objects.submitted().exists()


def test_hand_in_is_late_when_the_deadline_passes_while_it_waits(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    fill(submission_assen, editor_assen)
    settings.PRT_TODAY = None
    deadline = timezone.now() + timedelta(seconds=2)
    Round.objects.update(deadline_at=deadline, closes_at=deadline + timedelta(hours=1))
    outcome = act_while_locked(
        submission_assen,
        lambda: submit(submission_assen, editor_assen),
        lambda: time.sleep(max(0, (deadline - timezone.now()).total_seconds())),
    )
    assert Version.objects.get(pk=outcome.pk).is_late
