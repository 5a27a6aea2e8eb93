"""What happened is kept in words, and says so when not all of them fit."""

import pytest

from accounts.models import User
from submissions.enums import EventKind
from submissions.lifecycle.locking import LONGEST_DETAIL, record, was_last
from submissions.models import Submission


@pytest.mark.django_db
def test_detail_that_does_not_fit_says_that_there_is_more(
    submission_assen: Submission, editor_assen: User
) -> None:
    long = "Doorstroomlocaties, lange termijn: 12 werd 14; " * 40
    kept = record(submission_assen, editor_assen, EventKind.EXTENDED, long).detail
    assert (len(kept), kept[-4:]) == (LONGEST_DETAIL, " (…)"[-4:])
    assert was_last(submission_assen, editor_assen, EventKind.EXTENDED, long)
