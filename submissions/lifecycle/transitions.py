"""The life of a submission in one table: from, to, who may, and the labels for both sides of the
table.

The state describes the working copy. Whether something was handed in is told by the versions.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from common.known import known
from common.moments import format_day
from submissions.enums import EventKind, State
from submissions.lifecycle.permissions import may_approve, may_edit, may_grant_more_time
from submissions.models import Submission, Version


@dataclass(frozen=True)
class Transition:
    sources: tuple[State, ...]
    target: State
    may: Callable[[User, Submission], bool]
    event: EventKind
    label: str
    four_eyes: bool | None = (
        None  # only in a round with, or without, four eyes; None: in every round
    )
    another_person: bool = False  # by somebody else than the person who offered
    with_reason: bool = (
        False  # a reason that somebody typed may not be lost: quiet only when it is a double click
    )
    while_closed: bool = False  # also when the municipality itself can no longer change anything


SUBMIT = Transition(
    (State.DRAFT,),
    State.SUBMITTED,
    may_edit,
    EventKind.SUBMITTED,
    "Bijdrage indienen",
    four_eyes=False,
)

OFFER = Transition(
    (State.DRAFT,),
    State.AWAITING_APPROVAL,
    may_edit,
    EventKind.OFFERED,
    "Aanbieden voor akkoord",
    four_eyes=True,
)

APPROVE = Transition(
    (State.AWAITING_APPROVAL,),
    State.SUBMITTED,
    may_approve,
    EventKind.SUBMITTED,
    "Akkoord en indienen",
    another_person=True,
)

RETURN = Transition(
    (State.AWAITING_APPROVAL,),
    State.DRAFT,
    may_approve,
    EventKind.RETURNED,
    "Teruggeven",
    with_reason=True,
)

TAKE_BACK = Transition(
    (State.AWAITING_APPROVAL,), State.DRAFT, may_edit, EventKind.TAKEN_BACK, "Terugnemen"
)

START_ADDITION = Transition(
    (State.SUBMITTED,), State.DRAFT, may_edit, EventKind.ADDITION_STARTED, "Aanvullen of wijzigen"
)

DISCARD_ADDITION = Transition(
    (State.DRAFT,), State.SUBMITTED, may_edit, EventKind.ADDITION_DISCARDED, "Aanvulling verwerpen"
)

REOPEN = Transition(
    (State.SUBMITTED,),
    State.DRAFT,
    may_grant_more_time,
    EventKind.REOPENED,
    "Heropenen",
    with_reason=True,
    while_closed=True,
)

# Per state what is read while the municipality can still hand in, and after closing. Before a first
# hand-in:
MUNICIPALITY_LABELS = {
    State.OPEN: ("Nog niet begonnen", "Niet ingediend, niets ingevuld"),
    State.DRAFT: ("Concept, nog niet ingediend", "Niet ingediend, concept bewaard"),
    State.AWAITING_APPROVAL: ("Aangeboden voor akkoord", "Niet ingediend, wachtte op akkoord"),
}

REGIETAFEL_LABELS = {
    State.OPEN: ("Nog niet begonnen", "Niet ingediend"),
    State.DRAFT: ("In bewerking", "Niet ingediend, was in bewerking"),
    State.AWAITING_APPROVAL: (
        "Wacht op akkoord in de gemeente",
        "Niet ingediend, wachtte op akkoord",
    ),
}

# And beside the version that counts:
ADDITION_LABELS = {
    State.DRAFT: ("aanvulling in bewerking", "aanvulling niet ingediend"),
    State.AWAITING_APPROVAL: (
        "aanvulling wacht op akkoord",
        "aanvulling niet ingediend, wachtte op akkoord",
    ),
}


def municipality_label(
    submission: Submission,
    latest_number: int | None,
    offer: Version | None = None,
    closed: bool = False,
) -> str:
    """How the municipality reads its own state; `offer` is the working copy that waits for
    approval."""
    if latest_number is None and offer is not None and not closed:
        on = format_day(known(offer.offered_at))
        return f"Aangeboden voor akkoord op {on} door {offer.offered_by}"
    if latest_number is None:
        return MUNICIPALITY_LABELS[State(submission.state)][closed]
    return _handed_in_label(submission, latest_number, closed)


def regietafel_label(
    submission: Submission, latest_number: int | None, closed: bool = False
) -> str:
    """How the regietafel reads it: of a draft only that there is one."""
    if latest_number is None:
        return REGIETAFEL_LABELS[State(submission.state)][closed]
    return _handed_in_label(submission, latest_number, closed)


def _handed_in_label(submission: Submission, latest_number: int, closed: bool) -> str:
    if submission.state == State.SUBMITTED:
        return f"Ingediend (versie {latest_number})"
    addition = ADDITION_LABELS[State(submission.state)][closed]
    return f"Ingediend (versie {latest_number}), {addition}"
