"""A joint line of Westerveld in which De Wolden has a share, handed in as people do."""

from typing import Any

from accounts.models import Municipality, User
from submissions.editing.actions import change_line
from submissions.enums import ShareAnswer
from submissions.handing_in.actions import start_addition, submit
from submissions.models import ShareConfirmation, Submission, Version
from submissions.tests.builders import Shares, fill, working_copy

CONFIRMED, DECLINED = ShareAnswer.CONFIRMED, ShareAnswer.DECLINED


def hand_in_joint(submission: Submission, user: User, shares: Shares) -> Version:
    """Version 1 with one line of 100 short and 120 long (builders.line_fields), of which these
    shares."""
    fill(submission, user, shares=shares)
    return submit(submission, user)


def hand_in_again(submission: Submission, user: User, shares: Shares, **fields: Any) -> Version:
    """The next version, in which the line has these shares."""
    start_addition(submission, user)
    line = working_copy(submission).lines.get()
    change_line(submission, user, line.line_id, fields, dict(shares), line.revision)
    return submit(submission, user)


def request_to(partner: Municipality) -> ShareConfirmation:
    """The request to this municipality that is in force."""
    return ShareConfirmation.objects.in_force().get(partner=partner)


def numbers(confirmation: ShareConfirmation) -> tuple:
    return confirmation.amount_short, confirmation.amount_long, confirmation.answer
