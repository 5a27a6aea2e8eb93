"""Taking over a workbook while somebody else, or a second click, does something too."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from accounts.models import User
from submissions.content.load import load_content
from submissions.editing.actions import change_line
from submissions.enums import EventKind, State
from submissions.handing_in.actions import submit
from submissions.lifecycle.refusals import DraftChanged, NothingInEdit, Stale
from submissions.models import Event, Line, Submission, WorkbookProposal
from submissions.tests.builders import fill, line_fields, working_copy
from submissions.tests.test_concurrency import side_by_side
from submissions.workbook.actions import accept_workbook, propose_workbook
from submissions.workbook.content import content_fingerprint
from submissions.workbook.layout import layout_of
from submissions.workbook.read import Reading

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposed(submission_assen: Submission, editor_assen: User) -> Callable[..., str]:
    """propose(user): a workbook that changes the short amount to 150; gives the fingerprint that
    was seen."""
    fill(submission_assen, editor_assen)

    def propose(user: User, amount: int = 150) -> str:
        draft = load_content(working_copy(submission_assen))
        said, seen = draft.plain, content_fingerprint(draft, layout_of(draft))
        lines = [
            replace(line, values={**line.values, "amount_short": amount}) for line in said.lines
        ]
        reading = Reading(replace(said, lines=tuple(lines)), seen)
        propose_workbook(submission_assen, user, reading, "x.xlsx", seen)
        return seen

    return propose


def line_of(submission: Submission) -> Line:
    return working_copy(submission).lines.get()


def test_workbook_is_taken_over_once_when_clicked_twice(
    proposed: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    seen = proposed(editor_assen)
    outcomes = side_by_side(*[lambda: accept_workbook(submission_assen, editor_assen, seen)] * 2)
    assert sorted(outcomes) == [False, True]
    assert (line_of(submission_assen).amount_short, line_of(submission_assen).revision) == (150, 2)
    assert Event.objects.filter(kind=EventKind.WORKBOOK_ACCEPTED).count() == 1


def test_one_of_two_workbooks_is_refused_when_taken_over_at_once(
    proposed: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    seen = {
        editor_assen: proposed(editor_assen, 150),
        approver_assen: proposed(approver_assen, 175),
    }
    outcomes = side_by_side(
        *[lambda p=person: accept_workbook(submission_assen, p, seen[p]) for person in seen]
    )
    assert [type(outcome) for outcome in sorted(outcomes, key=str)].count(DraftChanged) == 1
    assert line_of(submission_assen).amount_short in (150, 175)
    assert WorkbookProposal.objects.count() == 1  # of the person who was refused: nothing is lost


def test_colleague_or_workbook_is_refused_when_both_change_a_line_at_once(
    proposed: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    seen, line = proposed(editor_assen), line_of(submission_assen)
    taken, changed = side_by_side(
        lambda: accept_workbook(submission_assen, editor_assen, seen),
        lambda: change_line(
            submission_assen,
            approver_assen,
            line.line_id,
            line_fields(amount_short=1),
            {},
            line.revision,
        ),
    )
    assert isinstance(taken, DraftChanged) != isinstance(changed, Stale)
    assert line_of(submission_assen).amount_short == (1 if isinstance(taken, DraftChanged) else 150)


def test_workbook_is_in_the_version_or_refused_when_a_colleague_submits(
    proposed: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    seen = proposed(editor_assen)
    version, taken = side_by_side(
        lambda: submit(submission_assen, approver_assen),
        lambda: accept_workbook(submission_assen, editor_assen, seen),
    )
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.SUBMITTED
    expected = 100 if isinstance(taken, NothingInEdit) else 150
    assert version.lines.get().amount_short == expected


def test_one_proposal_is_kept_when_a_person_reads_in_twice_at_once(
    proposed: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    outcomes = side_by_side(
        lambda: proposed(editor_assen, 150), lambda: proposed(editor_assen, 175)
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert WorkbookProposal.objects.count() == 1
