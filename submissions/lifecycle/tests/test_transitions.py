"""State × action × role: what happens, what is refused, and what people read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.refused import Refused
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import State
from submissions.handing_in.actions import approve, discard_addition, start_addition, submit
from submissions.handing_in.approval import offer, return_offer, take_back
from submissions.lifecycle.refusals import (
    AwaitingApproval,
    Incomplete,
    NoOfferNeeded,
    NothingHandedIn,
    NothingInEdit,
    NothingToReopen,
    NotOffered,
    OfferFirst,
    OwnOffer,
    RoundClosed,
)
from submissions.lifecycle.transitions import municipality_label, regietafel_label
from submissions.models import Submission, Version
from submissions.more_time.actions import reopen
from submissions.tests.builders import AFTER_CLOSING, fill, hand_in

QUIET = "quiet"

UNTIL = here(datetime(2024, 4, 30))

DRAFT, SUBMITTED, OFFERED = State.DRAFT, State.SUBMITTED, State.AWAITING_APPROVAL


def offered_at(submission: Submission) -> str:
    version = submission.versions.working_copies().exclude(offered_at=None).first()
    return version.offered_at.isoformat() if version else ""


ACTIONS = {
    "submit": submit,
    "offer": offer,
    "approve": lambda submission, user: approve(submission, user, offered_at(submission)),
    "return": lambda submission, user: return_offer(submission, user, "Het aantal klopt niet."),
    "take_back": take_back,
    "start_addition": start_addition,
    "discard_addition": discard_addition,
    "reopen": lambda submission, user: reopen(submission, user, UNTIL, "Besluit van de raad"),
}

# A new state, silence, or the refusal.
Outcome = str | type[Refused] | type[PermissionDenied]

# Where the submission stands × what somebody asks who may: the state afterwards, silence, or the
# refusal. The order of the columns is that of ACTIONS; a pair is without and with four eyes.
TABLE: dict[str, list[Any]] = {  # each an outcome, or a pair of them
    "nothing entered": [
        *[Incomplete, Incomplete, NotOffered, NotOffered, NotOffered],
        *[Incomplete, Incomplete, NothingToReopen],
    ],
    "first draft": [
        *[(SUBMITTED, OfferFirst), (NoOfferNeeded, OFFERED), NotOffered, NotOffered, QUIET],
        *[NothingHandedIn, NothingHandedIn, NothingToReopen],
    ],
    "first offer": [
        *[AwaitingApproval, QUIET, SUBMITTED, DRAFT, DRAFT],
        *[AwaitingApproval, AwaitingApproval, NothingToReopen],
    ],
    "handed in": [
        *[QUIET, NothingInEdit, QUIET, NothingInEdit, NothingInEdit],
        *[DRAFT, QUIET, DRAFT],
    ],
    "addition": [
        *[(SUBMITTED, OfferFirst), (NoOfferNeeded, OFFERED), NotOffered, NotOffered, QUIET],
        *[QUIET, SUBMITTED, NothingToReopen],
    ],
    "addition offered": [
        *[AwaitingApproval, QUIET, SUBMITTED, DRAFT, DRAFT],
        *[AwaitingApproval, AwaitingApproval, NothingToReopen],
    ],
}

COLLEAGUES = {"editor_assen", "approver_assen", "second_approver"}

APPROVERS = {"approver_assen", "second_approver"}

MAY = dict.fromkeys(ACTIONS, COLLEAGUES) | {
    "approve": APPROVERS,
    "return": APPROVERS,
    "reopen": {"project_leader"},
}

OTHERS = {"editor_westerveld", "project_leader", "chair", "administrator", "outsider"}


@pytest.fixture
def second_approver(assen: Municipality) -> User:
    return make_person("tweede@assen.example", Role.APPROVER, municipality=assen)


@pytest.fixture
def bring_to(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> Callable[[str], Submission]:
    """bring_to("addition"): the submission of Assen, as far as that; what is offered, the approver
    offered."""

    def bring(stand: str) -> Submission:
        if stand in ("first draft", "first offer"):
            fill(submission_assen, editor_assen)
        if stand in ("handed in", "addition", "addition offered"):
            hand_in(submission_assen, editor_assen)
        if stand in ("addition", "addition offered"):
            start_addition(submission_assen, editor_assen)
        if "offer" in stand:
            Round.objects.update(four_eyes=True)
            offer(submission_assen, approver_assen)
        submission_assen.refresh_from_db()
        return submission_assen

    return bring


def outcome_of(submission: Submission, action: str, user: User) -> Outcome:
    """The new state, QUIET when nothing at all changed, or the kind of refusal, which must have
    changed nothing."""
    before = content_of(submission)
    try:
        with transaction.atomic():
            ACTIONS[action](submission, user)
    except (Refused, PermissionDenied) as refusal:
        assert content_of(submission) == before
        return type(refusal)
    return (
        QUIET
        if content_of(submission) == before
        else Submission.objects.get(pk=submission.pk).state
    )


def content_of(submission: Submission) -> tuple[object, ...]:
    state = Submission.objects.values_list("state", "extended_until").get(pk=submission.pk)
    versions = Version.objects.filter(submission=submission).order_by("pk")
    return state, submission.events.count(), list(versions.values())


def expected(stand: str, action: str, persona: str, four_eyes: bool) -> Outcome:
    if persona not in MAY[action]:
        return PermissionDenied
    outcome = TABLE[stand][list(ACTIONS).index(action)]
    outcome = outcome[four_eyes] if isinstance(outcome, tuple) else outcome
    own_offer = persona == "approver_assen" and action == "approve" and "offer" in stand
    return OwnOffer if own_offer else outcome


@pytest.mark.parametrize("four_eyes", [False, True], ids=["two eyes", "four eyes"])
@pytest.mark.parametrize("stand", TABLE)
def test_every_action_of_everybody_does_what_the_table_says(
    stand: str,
    four_eyes: bool,
    bring_to: Callable[[str], Submission],
    second_approver: User,
    request: pytest.FixtureRequest,
) -> None:
    """Also when the round was changed while an offer waits: it can still be approved, returned and
    taken back."""
    submission = bring_to(stand)
    Round.objects.update(four_eyes=four_eyes)
    wrong = {}
    for persona in sorted(COLLEAGUES | OTHERS):
        user = request.getfixturevalue(persona)
        for action in ACTIONS:
            with transaction.atomic():
                got = outcome_of(submission, action, user)
                transaction.set_rollback(True)
            if got != (wanted := expected(stand, action, persona, four_eyes)):
                wrong[persona, action] = f"{got}, not {wanted}"
    assert wrong == {}


@pytest.mark.parametrize(
    ("action", "stand"),
    [
        ("submit", "first draft"),
        ("start_addition", "handed in"),
        ("discard_addition", "addition"),
        ("approve", "first offer"),
        ("return", "first offer"),
        ("take_back", "first offer"),
    ],
)
def test_action_refused_when_the_round_closed(
    action: str,
    stand: str,
    bring_to: Callable[[str], Submission],
    second_approver: User,
    settings: Settings,
) -> None:
    submission = bring_to(stand)
    settings.PRT_TODAY = AFTER_CLOSING
    assert outcome_of(submission, action, second_approver) == RoundClosed


def test_offering_refused_when_the_round_closed(
    bring_to: Callable[[str], Submission], editor_assen: User, settings: Settings
) -> None:
    submission = bring_to("first draft")
    Round.objects.update(four_eyes=True)
    settings.PRT_TODAY = AFTER_CLOSING
    assert outcome_of(submission, "offer", editor_assen) == RoundClosed


def test_reopening_is_possible_when_the_round_closed(
    bring_to: Callable[[str], Submission], project_leader: User, settings: Settings
) -> None:
    submission = bring_to("handed in")
    settings.PRT_TODAY = AFTER_CLOSING
    assert outcome_of(submission, "reopen", project_leader) == DRAFT


@pytest.mark.parametrize(
    ("state", "number", "closed", "municipality", "regietafel"),
    [
        (State.OPEN, None, False, "Nog niet begonnen", "Nog niet begonnen"),
        (State.DRAFT, None, False, "Concept, nog niet ingediend", "In bewerking"),
        (OFFERED, None, False, "Aangeboden voor akkoord", "Wacht op akkoord in de gemeente"),
        (State.OPEN, None, True, "Niet ingediend, niets ingevuld", "Niet ingediend"),
        (
            State.DRAFT,
            None,
            True,
            "Niet ingediend, concept bewaard",
            "Niet ingediend, was in bewerking",
        ),
        (
            OFFERED,
            None,
            True,
            "Niet ingediend, wachtte op akkoord",
            "Niet ingediend, wachtte op akkoord",
        ),
    ],
)
def test_label_names_the_stand_when_nothing_was_handed_in(
    state: State, number: int | None, closed: bool, municipality: str, regietafel: str
) -> None:
    submission = Submission(state=state)
    assert municipality_label(submission, number, closed=closed) == municipality
    assert regietafel_label(submission, number, closed) == regietafel


@pytest.mark.parametrize(
    ("state", "closed", "label"),
    [
        (SUBMITTED, False, "Ingediend (versie 3)"),
        (SUBMITTED, True, "Ingediend (versie 3)"),
        (DRAFT, False, "Ingediend (versie 3), aanvulling in bewerking"),
        (OFFERED, False, "Ingediend (versie 3), aanvulling wacht op akkoord"),
        (DRAFT, True, "Ingediend (versie 3), aanvulling niet ingediend"),
        (OFFERED, True, "Ingediend (versie 3), aanvulling niet ingediend, wachtte op akkoord"),
    ],
)
def test_label_is_the_same_for_both_sides_when_a_version_counts(
    state: State, closed: bool, label: str
) -> None:
    submission = Submission(state=state)
    assert municipality_label(submission, 3, closed=closed) == label
    assert regietafel_label(submission, 3, closed) == label
