"""Partner and lead, or two clicks of the partner, at the same moment.

Only PostgreSQL lets them go side by side.
"""

import pytest

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.tests.outbox import outbox
from submissions.editing.actions import change_line
from submissions.enums import EventKind
from submissions.handing_in.actions import start_addition, submit
from submissions.lifecycle.refusals import ShareEnded
from submissions.models import Event, ShareConfirmation, Submission
from submissions.shares.actions import answer_share
from submissions.tests.builders import working_copy
from submissions.tests.joint import CONFIRMED, DECLINED, hand_in_joint, numbers, request_to
from submissions.tests.test_concurrency import act_while_locked, side_by_side

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def colleague(de_wolden: Municipality) -> User:
    return make_person("akkoord@de-wolden.example", Role.APPROVER, municipality=de_wolden)


@pytest.fixture
def asked(
    submission_westerveld: Submission, editor_westerveld: User, de_wolden: Municipality
) -> ShareConfirmation:
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)})
    return request_to(de_wolden)


@pytest.fixture
def other_numbers(
    asked: ShareConfirmation,
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> Submission:
    """An addition of Westerveld in which the share is 40 / 50, ready to be handed in."""
    start_addition(submission_westerveld, editor_westerveld)
    line = working_copy(submission_westerveld).lines.get()
    shares: dict[Municipality, tuple[int | None, int | None]] = {de_wolden: (40, 50)}
    change_line(submission_westerveld, editor_westerveld, line.line_id, {}, shares, line.revision)
    return submission_westerveld


@pytest.mark.parametrize("clicks", [2, 5])
def test_share_is_confirmed_once_when_clicked_twice(
    clicks: int, asked: ShareConfirmation, editor_de_wolden: User, editor_westerveld: User
) -> None:
    outbox().clear()
    outcomes = side_by_side(*[lambda: answer_share(asked, editor_de_wolden, CONFIRMED)] * clicks)
    assert set(outcomes) == {None}
    assert Event.objects.filter(kind=EventKind.SHARE_CONFIRMED).count() == 1
    assert [message.to for message in outbox()] == [["invuller@westerveld.example"]]


def test_last_answer_stands_and_both_are_recorded_when_colleagues_disagree(
    asked: ShareConfirmation, editor_de_wolden: User, colleague: User
) -> None:
    outcomes = side_by_side(
        lambda: answer_share(asked, editor_de_wolden, CONFIRMED),
        lambda: answer_share(asked, colleague, DECLINED, "Te veel."),
    )
    assert outcomes == [None, None]
    last = Event.objects.filter(
        kind__in=(EventKind.SHARE_CONFIRMED, EventKind.SHARE_DECLINED)
    ).latest("pk")
    asked.refresh_from_db()
    assert (asked.answer == CONFIRMED) == (last.kind == EventKind.SHARE_CONFIRMED)
    assert (asked.answered_by, asked.reason) == (
        (editor_de_wolden, "") if asked.is_confirmed else (colleague, "Te veel.")
    )


def test_new_numbers_are_never_confirmed_when_the_lead_hands_in_at_the_same_moment(
    asked: ShareConfirmation,
    other_numbers: Submission,
    editor_de_wolden: User,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    version, answer = side_by_side(
        lambda: submit(other_numbers, editor_westerveld),
        lambda: answer_share(asked, editor_de_wolden, CONFIRMED),
    )
    assert version.number == 2
    asked.refresh_from_db()
    assert isinstance(answer, ShareEnded) == (asked.answer == "")
    assert asked.ended_at is not None
    assert numbers(request_to(de_wolden)) == (40, 50, "")


def test_answer_is_refused_when_it_waited_for_the_hand_in_of_the_lead(
    asked: ShareConfirmation,
    other_numbers: Submission,
    editor_de_wolden: User,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    outcome = act_while_locked(
        other_numbers,
        lambda: answer_share(asked, editor_de_wolden, CONFIRMED),
        lambda: submit(other_numbers, editor_westerveld),
    )
    assert isinstance(outcome, ShareEnded)
    assert numbers(request_to(de_wolden)) == (40, 50, "")


def test_each_partner_is_asked_once_when_the_lead_clicks_twice(
    asked: ShareConfirmation, other_numbers: Submission, editor_westerveld: User
) -> None:
    side_by_side(*[lambda: submit(other_numbers, editor_westerveld)] * 2)
    assert ShareConfirmation.objects.in_force().count() == 1
    assert Event.objects.filter(kind=EventKind.SHARE_ASKED).count() == 2
