"""Two people at the same moment around an offer or a reopening: one outcome, and nobody's work lost
unseen."""

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.enums import Role
from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_person
from common.tests.outbox import outbox
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import EventKind, State
from submissions.handing_in import actions as handing_in_actions
from submissions.handing_in.actions import start_addition, submit
from submissions.handing_in.approval import offer, return_offer, take_back
from submissions.lifecycle.refusals import (
    AwaitingApproval,
    NothingInEdit,
    NothingToReopen,
    NotOffered,
)
from submissions.models import Event, Submission, Version
from submissions.more_time.actions import reopen
from submissions.tests.builders import add_line, fill, hand_in, working_copy
from submissions.tests.test_concurrency import side_by_side

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

UNTIL = here(datetime(2024, 4, 30))


@pytest.fixture
def second_approver(assen: Municipality) -> User:
    return make_person("tweede@assen.example", Role.APPROVER, municipality=assen)


@pytest.fixture
def complete(submission_assen: Submission, editor_assen: User) -> Submission:
    Round.objects.update(four_eyes=True)
    fill(submission_assen, editor_assen)
    return submission_assen


@pytest.fixture
def offered(complete: Submission, editor_assen: User) -> Submission:
    offer(complete, editor_assen)
    outbox().clear()
    return complete


def approve(submission: Submission, person: User) -> Callable[[], Version]:
    key = working_copy(submission).offered_at.isoformat()
    return lambda: handing_in_actions.approve(submission, person, key)


def times(kind: EventKind) -> int:
    return Event.objects.filter(kind=kind).count()


def test_one_version_and_one_mail_each_when_two_approvers_agree_at_once(
    offered: Submission, approver_assen: User, second_approver: User
) -> None:
    first, second = side_by_side(
        approve(offered, approver_assen), approve(offered, second_approver)
    )
    assert (first.pk, first.number) == (second.pk, 1)
    assert times(EventKind.SUBMITTED) == 1
    assert len({message.to[0] for message in outbox()}) == len(outbox()) == 3


def test_approved_or_taken_back_when_both_at_once(
    offered: Submission, approver_assen: User, editor_assen: User
) -> None:
    approval, taking_back = side_by_side(
        approve(offered, approver_assen), lambda: take_back(offered, editor_assen)
    )
    offered.refresh_from_db()
    if offered.state == State.SUBMITTED:
        assert (approval.number, type(taking_back)) == (1, NothingInEdit)
    else:
        assert (offered.state, type(approval), taking_back) == (State.DRAFT, NotOffered, None)
        assert working_copy(offered).offered_by is None


def test_approved_or_returned_when_two_approvers_disagree_at_once(
    offered: Submission, approver_assen: User, second_approver: User
) -> None:
    approval, returning = side_by_side(
        approve(offered, approver_assen),
        lambda: return_offer(offered, second_approver, "Nog niet."),
    )
    refused = [outcome for outcome in (approval, returning) if isinstance(outcome, Exception)]
    assert [type(outcome) for outcome in refused] in ([NothingInEdit], [NotOffered])
    assert times(EventKind.SUBMITTED) + times(EventKind.RETURNED) == 1


def test_one_offer_of_one_person_when_offered_twice_at_once(
    complete: Submission, editor_assen: User, approver_assen: User
) -> None:
    people = (editor_assen, approver_assen)
    outcomes = side_by_side(*[lambda person=person: offer(complete, person) for person in people])
    assert outcomes == [None, None]
    assert times(EventKind.OFFERED) == 1
    assert working_copy(complete).offered_by == Event.objects.get(kind=EventKind.OFFERED).by


def test_edit_is_in_the_offer_or_refused_when_a_colleague_offers_at_once(
    complete: Submission, editor_assen: User, approver_assen: User
) -> None:
    _, edit = side_by_side(
        lambda: offer(complete, editor_assen), lambda: add_line(complete, approver_assen, "amv")
    )
    lines = working_copy(complete).lines.count()
    assert lines == (1 if isinstance(edit, AwaitingApproval) else 2)
    assert Submission.objects.get(pk=complete.pk).state == State.AWAITING_APPROVAL


def test_edit_is_refused_when_a_colleague_approves_at_once(
    offered: Submission, approver_assen: User, editor_assen: User
) -> None:
    version, edit = side_by_side(
        approve(offered, approver_assen), lambda: add_line(offered, editor_assen, "amv")
    )
    assert version.number == 1
    assert isinstance(edit, AwaitingApproval | NothingInEdit)
    assert version.lines.count() == 1


def test_addition_is_handed_in_or_reopened_after_it_when_both_at_once(
    submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    version, reopening = side_by_side(
        lambda: submit(submission_assen, editor_assen),
        lambda: reopen(submission_assen, project_leader, UNTIL, "Raad op 29 april"),
    )
    assert version.number == 2
    submission_assen.refresh_from_db()
    reopened = submission_assen.state == State.DRAFT
    assert isinstance(reopening, NothingToReopen) is not reopened
    assert (submission_assen.extended_until == UNTIL) is reopened
    assert Version.objects.working_copies().count() == reopened


def test_one_copy_is_made_when_reopened_and_supplemented_at_once(
    submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    hand_in(submission_assen, editor_assen)
    _, reopening = side_by_side(
        lambda: start_addition(submission_assen, editor_assen),
        lambda: reopen(submission_assen, project_leader, UNTIL, "Raad op 29 april"),
    )
    assert Version.objects.working_copies().count() == 1
    submission_assen.refresh_from_db()
    assert (submission_assen.extended_until is None) is isinstance(reopening, NothingToReopen)


def test_one_reopening_when_two_project_leaders_reopen_at_once(
    submission_assen: Submission, editor_assen: User, project_leader: User, drenthe: Regietafel
) -> None:
    hand_in(submission_assen, editor_assen)
    colleague = make_person("tweede@prt-drenthe.example", Role.PROJECT_LEADER, regietafel=drenthe)
    outcomes = side_by_side(
        *[
            lambda person=person: reopen(submission_assen, person, UNTIL, "Raad op 29 april")
            for person in (project_leader, colleague)
        ]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "NothingToReopen"]
    assert times(EventKind.REOPENED) == 1
