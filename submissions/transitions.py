"""The life of a submission in one table: from, to, who may, and the labels for both sides of the table.

The state describes the working copy. Whether something was handed in is told by the versions.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Municipality, User
from accounts.permissions import works_for_municipality
from submissions.enums import EventKind, State
from submissions.models import Submission


@dataclass(frozen=True)
class Transition:
    sources: tuple[State, ...]
    target: State
    may: Callable[[User, Municipality], bool]
    event: EventKind
    label: str


SUBMIT = Transition((State.DRAFT,), State.SUBMITTED, works_for_municipality, EventKind.SUBMITTED, "Bijdrage indienen")
START_ADDITION = Transition(
    (State.SUBMITTED,), State.DRAFT, works_for_municipality, EventKind.ADDITION_STARTED, "Aanvullen of wijzigen"
)
DISCARD_ADDITION = Transition(
    (State.DRAFT,), State.SUBMITTED, works_for_municipality, EventKind.ADDITION_DISCARDED, "Aanvulling verwerpen"
)


def municipality_label(submission: Submission, latest_number: int | None) -> str:
    """How the municipality reads its own state."""
    if latest_number is None:
        return {State.OPEN: "Nog niet begonnen", State.DRAFT: "Concept, nog niet ingediend"}[submission.state]
    if submission.state == State.DRAFT:
        return f"Ingediend (versie {latest_number}), aanvulling in bewerking"
    return f"Ingediend (versie {latest_number})"


def regietafel_label(submission: Submission, latest_number: int | None) -> str:
    """How the regietafel reads it: of a draft only that there is one."""
    if latest_number is None:
        return {State.OPEN: "Nog niet begonnen", State.DRAFT: "In bewerking"}[submission.state]
    return municipality_label(submission, latest_number)
