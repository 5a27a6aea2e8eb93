from datetime import datetime

from submissions.models import Submission


def closing_moment(submission: Submission) -> datetime:
    """The first moment that is refused: the round's, or the later one granted to this
    municipality."""
    closes_at = submission.round.closes_at
    return max(closes_at, submission.extended_until) if submission.extended_until else closes_at


def is_open(submission: Submission, moment: datetime) -> bool:
    return submission.round.opens_at <= moment < closing_moment(submission)


def has_closed(submission: Submission, moment: datetime) -> bool:
    return moment >= closing_moment(submission)
