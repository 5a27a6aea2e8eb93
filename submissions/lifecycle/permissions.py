"""May this person do that to this submission or question? Bool only; the table is that of
`accounts/permissions.py`."""

from accounts.models import Municipality, User
from accounts.permissions import Action, may
from rounds.models import Round
from submissions.models import Question, Submission


def may_edit(user: User, submission: Submission) -> bool:
    return may(user, Action.EDIT_SUBMISSION, submission.municipality)


def may_approve(user: User, submission: Submission) -> bool:
    """Whether the role allows it; that it is another person than who offered is told by the offer
    itself."""
    return may(user, Action.APPROVE_SUBMISSION, submission.municipality)


def may_grant_more_time(user: User, submission: Submission) -> bool:
    return may(user, Action.GRANT_MORE_TIME, submission.round.regietafel)


def may_enter_by_letter(user: User, submission: Submission) -> bool:
    return may(user, Action.ENTER_BY_LETTER, submission.round.regietafel)


def may_write_for(user: User, round_: Round, municipality: Municipality | None) -> bool:
    """Whether this person asks and answers for this municipality, or for the desk (None)."""
    return may(user, Action.WRITE_QUESTIONS, municipality or round_.regietafel)


def may_close(user: User, question: Question, municipality: Municipality | None) -> bool:
    """A thread is closed by who asked it or by the project leader."""
    asked_it = not question.by_regietafel and question.submission.municipality == municipality
    place = municipality or question.submission.round.regietafel
    return may(user, Action.CLOSE_QUESTIONS, place) and (municipality is None or asked_it)
