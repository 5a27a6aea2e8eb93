"""The home page names the questions that wait for an answer of this person."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from submissions.models import Submission
from submissions.questions import actions
from submissions.questions.tests.talk import OWN_SIDE, PARTNERS, ask
from submissions.tests.builders import hand_in


def home(client: Client, person: User) -> str:
    client.force_login(person)
    return client.get("/").content.decode()


def test_home_names_what_waits_with_its_page(
    client: Client, submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    for subject in ("De bus", "De hal"):
        ask(submission_assen, project_leader, by_regietafel=True, subject=subject)
    page = home(client, editor_assen)
    assert "2 vragen wachten op uw antwoord" in page
    assert all(
        f"/2024/bijdrage/GM0106/vragen/{question.pk}/" in page
        for question in submission_assen.questions.all()
    )


def test_home_of_the_leader_names_what_municipalities_asked(
    client: Client, submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    page = home(client, project_leader)
    assert "1 vraag wacht op uw antwoord" in page
    assert f"/2024/regietafel/gemeenten/GM0106/vragen/{question.pk}/" in page


def test_home_of_a_partner_names_what_it_is_asked(
    client: Client,
    submission_assen: Submission,
    editor_assen: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    line = hand_in(submission_assen, editor_assen, shares={de_wolden: (1, 1)}).lines.get()
    question = ask(submission_assen, editor_assen, PARTNERS, line.line_id, [de_wolden])
    assert f"/2024/bijdrage/GM1690/vragen/{question.pk}/" in home(client, editor_de_wolden)


@pytest.mark.parametrize("persona", ["chair", "administrator", "editor_westerveld", "editor_assen"])
def test_home_says_nothing_when_it_is_not_their_turn(
    persona: str,
    client: Client,
    submission_assen: Submission,
    editor_assen: User,
    request: pytest.FixtureRequest,
) -> None:
    ask(submission_assen, editor_assen)
    ask(submission_assen, editor_assen, OWN_SIDE)
    person = request.getfixturevalue(persona)
    assert "op uw antwoord" not in home(client, person)


def test_home_says_nothing_when_answered_or_closed(
    client: Client,
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
    project_leader: User,
) -> None:
    answered, closed = (
        ask(submission_assen, project_leader, by_regietafel=True, subject=name) for name in "ab"
    )
    actions.answer_question(answered, editor_assen, assen, "Ja.")
    actions.close_question(closed, project_leader, None)
    assert "op uw antwoord" not in home(client, editor_assen)


def test_question_is_named_once_when_somebody_is_on_both_sides(
    client: Client, submission_assen: Submission, editor_assen: User, drenthe: Regietafel
) -> None:
    ask(submission_assen, editor_assen)
    Membership.objects.create(user=editor_assen, role=Role.PROJECT_LEADER, regietafel=drenthe)
    assert "1 vraag wacht op uw antwoord" in home(client, editor_assen)
