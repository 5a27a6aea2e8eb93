"""The bijdrage to which every workbook of the corpus belongs: Assen in the small round of the
tests."""

from uuid import UUID

from accounts.models import Municipality, User
from submissions.editing import actions
from submissions.enums import AnswerKind
from submissions.models import Line, Submission
from submissions.tests.builders import HEADER, add_line, opgave, working_copy

AZC, FLEX = "azc Assen", "Flexwoningen Noord"
LINE_IDS = {
    AZC: UUID("a2c00000-0000-4000-8000-000000000001"),
    FLEX: UUID("f1e00000-0000-4000-8000-000000000002"),
}


def fill_case(submission: Submission, user: User, partner: Municipality) -> None:
    """Two lines, of which one is shared; amv is not yet known; the header is complete."""
    add_line(submission, user, "asiel", shares={partner: (10, 20)}, confidential=False)
    add_line(
        submission,
        user,
        "flex",
        location_name=FLEX,
        place="Assen",
        available_until=None,
        open_ended=True,
    )
    actions.answer_opgave(
        submission, user, opgave(submission, "amv"), AnswerKind.NOT_YET_KNOWN, "Na de zomer."
    )
    actions.save_header(submission, user, HEADER, working_copy(submission).revision)
    for name, line_id in LINE_IDS.items():
        Line.objects.filter(location_name=name, version__submission=submission).update(
            line_id=line_id
        )
