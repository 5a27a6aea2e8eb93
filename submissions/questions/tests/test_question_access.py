"""Who reads a question: every person × visibility × side × confidential line, decided by one
function."""

from itertools import product

import pytest

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from accounts.tests.builders import again
from submissions.enums import QuestionVisibility
from submissions.models import Question, Submission
from submissions.questions.tests.talk import BOTH, OWN_SIDE, PARTNERS, ask
from submissions.tests.builders import hand_in, next_version

pytestmark = pytest.mark.any_database

OWN = {"editor_assen", "approver_assen"}

DESK = {"project_leader", "chair"}

PARTNER = {"editor_de_wolden"}

OTHERS = {"editor_westerveld", "administrator", "outsider", "platform_administrator"}

EVERYBODY = sorted(OWN | DESK | PARTNER | OTHERS)

# Who asked, with which visibility: who reads. A confidential line changes nothing: nobody else
# reads anyway.
READERS = {
    ("municipality", OWN_SIDE): OWN,
    ("municipality", BOTH): OWN | DESK,
    ("municipality", PARTNERS): OWN | DESK | PARTNER,
    ("regietafel", OWN_SIDE): DESK,
    ("regietafel", BOTH): OWN | DESK,
    ("regietafel", PARTNERS): OWN | DESK | PARTNER,
}

CASES = [
    (persona, side, visibility, confidential)
    for persona, (side, visibility), confidential in product(EVERYBODY, READERS, [False, True])
]


def ask_about_a_joint_line(
    side: str, visibility: QuestionVisibility, confidential: bool, request: pytest.FixtureRequest
) -> Question:
    """Assen leads a line in which De Wolden has a share."""
    submission, editor, partner = map(
        request.getfixturevalue, ("submission_assen", "editor_assen", "de_wolden")
    )
    version = hand_in(submission, editor, {partner: (10, 20)}, confidential=confidential)
    asker = editor if side == "municipality" else request.getfixturevalue("project_leader")
    line_id = version.lines.get().line_id
    return ask(
        submission, asker, visibility, line_id, [partner], by_regietafel=side == "regietafel"
    )


def test_table_names_every_visibility() -> None:
    assert {visibility for _, visibility in READERS} == set(QuestionVisibility)


@pytest.mark.parametrize(("persona", "side", "visibility", "confidential"), CASES)
def test_question_is_read_by_whom_the_table_says(
    persona: str,
    side: str,
    visibility: QuestionVisibility,
    confidential: bool,
    request: pytest.FixtureRequest,
) -> None:
    person = request.getfixturevalue(persona)
    question = ask_about_a_joint_line(side, visibility, confidential, request)
    reads = Question.objects.visible_to(again(person)).filter(pk=question.pk).exists()
    assert reads == (persona in READERS[side, visibility])


def test_note_of_the_regietafel_is_not_read_at_the_municipality_when_somebody_works_for_both(
    submission_assen: Submission, project_leader: User, assen: Municipality, drenthe: Regietafel
) -> None:
    note = ask(submission_assen, project_leader, OWN_SIDE, by_regietafel=True)
    Membership.objects.create(user=project_leader, role=Role.EDITOR, municipality=assen)
    both = again(project_leader)
    assert not Question.objects.visible_to(both, at=assen).exists()
    assert Question.objects.visible_to(both, at=drenthe).get() == note


def test_question_stays_with_its_readers_when_a_later_version_has_another_partner(
    request: pytest.FixtureRequest,
    editor_assen: User,
    editor_westerveld: User,
    westerveld: Municipality,
) -> None:
    question = ask_about_a_joint_line("municipality", PARTNERS, False, request)
    with next_version(question.submission, editor_assen) as addition:
        addition.lines.get().shares.update(municipality=westerveld)
    assert not Question.objects.visible_to(editor_westerveld).exists()


def test_question_is_not_read_when_the_membership_has_ended(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    ask(submission_assen, editor_assen)
    Membership.objects.filter(user=approver_assen).update(valid_until="2024-03-01")
    assert not Question.objects.visible_to(again(approver_assen)).exists()


def test_partners_are_nobody_when_the_visibility_is_another(
    submission_assen: Submission, editor_assen: User, de_wolden: Municipality
) -> None:
    assert not ask(submission_assen, editor_assen, BOTH, partners=[de_wolden]).partners.exists()
