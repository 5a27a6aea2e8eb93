"""Who gets a mail of a question, where it leads, and what it never says."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from common.models import Mail
from common.tests.outbox import outbox
from submissions.models import Line, Submission
from submissions.questions import actions
from submissions.questions.tests.talk import BOTH, OWN_SIDE, PARTNERS, ask
from submissions.tests.builders import hand_in, next_version

LEADER = "projectleider@prt-drenthe.example"


@pytest.fixture
def people(
    editor_assen: User,
    approver_assen: User,
    editor_de_wolden: User,
    editor_westerveld: User,
    project_leader: User,
    chair: User,
    administrator: User,
) -> None:
    """Everybody who could get a mail."""


@pytest.fixture
def line(submission_assen: Submission, editor_assen: User, de_wolden: Municipality) -> Line:
    shares = {de_wolden: (10, 20)}
    version = hand_in(submission_assen, editor_assen, shares, confidential=False)
    Mail.objects.all().delete()
    return version.lines.get()


def recipients() -> set[str]:
    return set(Mail.objects.values_list("recipient", flat=True))


def test_question_is_mailed_to_the_other_readers_when_asked(
    people: None, submission_assen: Submission, editor_assen: User
) -> None:
    ask(submission_assen, editor_assen)
    assert recipients() == {"akkoord@assen.example", LEADER}


def test_question_is_mailed_to_partners_when_they_read_along(
    people: None,
    submission_assen: Submission,
    editor_assen: User,
    de_wolden: Municipality,
    line: Line,
) -> None:
    ask(submission_assen, editor_assen, PARTNERS, line.line_id, [de_wolden])
    assert recipients() == {"akkoord@assen.example", LEADER, "invuller@de-wolden.example"}


@pytest.mark.parametrize("by_regietafel", [True, False])
def test_internal_note_is_mailed_to_nobody(
    by_regietafel: bool,
    people: None,
    submission_assen: Submission,
    editor_assen: User,
    project_leader: User,
) -> None:
    ask(
        submission_assen,
        project_leader if by_regietafel else editor_assen,
        OWN_SIDE,
        by_regietafel=by_regietafel,
    )
    assert recipients() == set()


def test_answer_is_mailed_when_given(
    people: None, submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    Mail.objects.all().delete()
    actions.answer_question(question, project_leader, None, "Ja.")
    assert recipients() == {"invuller@assen.example", "akkoord@assen.example"}
    assert Mail.objects.first().subject.startswith(
        "Vraag beantwoord op 12 maart 2024: bijdrage Assen"
    )


def test_each_side_gets_its_own_address_when_mailed(
    people: None,
    submission_assen: Submission,
    editor_assen: User,
    de_wolden: Municipality,
    line: Line,
) -> None:
    question = ask(submission_assen, editor_assen, PARTNERS, line.line_id, [de_wolden])
    texts = dict(Mail.objects.values_list("recipient", "text"))
    assert f"/2024/regietafel/gemeenten/GM0106/vragen/{question.pk}/" in texts[LEADER]
    assert f"/2024/bijdrage/GM1690/vragen/{question.pk}/" in texts["invuller@de-wolden.example"]
    assert f"/2024/bijdrage/GM0106/vragen/{question.pk}/" in texts["akkoord@assen.example"]


def test_subject_of_the_mail_begins_with_action_and_date(
    people: None, submission_assen: Submission, editor_assen: User
) -> None:
    ask(submission_assen, editor_assen)
    assert Mail.objects.first().subject.startswith("Vraag gesteld op 12 maart 2024: bijdrage Assen")


def test_mail_holds_the_topic_but_never_the_text(
    people: None, submission_assen: Submission, editor_assen: User
) -> None:
    ask(submission_assen, editor_assen, subject="Over de bus", text="Mijn lange verhaal")
    text = Mail.objects.first().text
    assert "Onderwerp: Over de bus" in text
    assert "lange verhaal" not in text


def test_mail_holds_nothing_of_the_line_when_it_is_confidential(
    people: None, submission_assen: Submission, editor_assen: User, line: Line
) -> None:
    with next_version(submission_assen, editor_assen) as addition:
        addition.lines.update(confidential=True)
    ask(submission_assen, editor_assen, BOTH, line.line_id, subject="azc Assen", text="azc Assen")
    for message in Mail.objects.all():
        assert "azc Assen" not in message.text + message.html + message.subject


def test_person_gets_one_mail_when_in_two_roles(
    people: None,
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
    drenthe: Regietafel,
) -> None:
    Membership.objects.create(user=approver_assen, role=Role.PROJECT_LEADER, regietafel=drenthe)
    ask(submission_assen, editor_assen)
    assert Mail.objects.filter(recipient=approver_assen.email).count() == 1


def test_nothing_is_sent_when_clicked_twice(
    people: None,
    submission_assen: Submission,
    editor_assen: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask(submission_assen, editor_assen)
        ask(submission_assen, editor_assen)
    assert len(outbox()) == 2
