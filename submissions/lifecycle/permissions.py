"""May this person do that? Bool only."""

from accounts.models import Municipality, User
from accounts.permissions import (
    approves_for_municipality,
    is_project_leader,
    reads_hand_ins,
    works_for_municipality,
)
from rounds.models import Round
from submissions.models import Question, Submission


def may_edit(user: User, submission: Submission) -> bool:
    return works_for_municipality(user, submission.municipality)


def may_approve(user: User, submission: Submission) -> bool:
    """Whether the role allows it; that it is another person than who offered is told by the offer
    itself."""
    return approves_for_municipality(user, submission.municipality)


def leads(user: User, submission: Submission) -> bool:
    return is_project_leader(user, submission.round.regietafel)


def may_read_hand_ins(user: User, submission: Submission) -> bool:
    return reads_hand_ins(user, submission.round.regietafel)


def may_write_for(user: User, round_: Round, municipality: Municipality | None) -> bool:
    """Whether this person asks and answers for this municipality, or for the desk; the chair only
    reads."""
    if municipality is None:
        return is_project_leader(user, round_.regietafel)
    return works_for_municipality(user, municipality)


def may_close(user: User, question: Question, municipality: Municipality | None) -> bool:
    """A thread is closed by who asked it or by the project leader."""
    asked_it = not question.by_regietafel and question.submission.municipality == municipality
    return may_write_for(user, question.submission.round, municipality) and (
        municipality is None or asked_it
    )
