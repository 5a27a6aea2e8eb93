"""Questions and files at the desk: what project leader and chair see and do."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.tests.responses import Response
from regietafel.tests.region import editor_of, hand_in, line
from rounds.models import Round
from submissions.editing.actions import add_line
from submissions.models import Question, Submission
from submissions.questions.actions import close_question
from submissions.questions.tests.talk import BOTH, OWN_SIDE, PARTNERS, ask, attach

WORDS = {"subject": "De bus", "text": "Rijdt die?", "visibility": "both"}


@pytest.fixture
def assen(round_: Round) -> Submission:
    return Submission.objects.get(round=round_, municipality__name="Assen")


@pytest.fixture
def leader(desk_client: Client) -> User:
    return User.objects.get(email="projectleider@test.example")


@pytest.fixture
def chair_client(round_: Round) -> Client:
    client = Client()
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    )
    return client


def url(name: str, *arguments: int) -> str:
    of = [] if name in ("open_questions", "dashboard") else ["GM0106"]
    return reverse(f"regietafel:{name}", args=["2024", *of, *arguments])


def text_of(response: Response) -> str:
    return response.content.decode()


def test_question_is_of_the_regietafel_when_the_leader_asks(
    desk_client: Client, assen: Submission
) -> None:
    page = text_of(desk_client.post(url("question_new"), WORDS, follow=True))
    question = Question.objects.get()
    assert (question.by_regietafel, question.messages.get().municipality) == (True, None)
    assert "Wie lezen mee: gemeente Assen, de projectleider en de voorzitter." in page


def test_leader_asks_municipality_and_partners_about_a_joint_line(
    desk_client: Client, round_: Round, assen: Submission
) -> None:
    version = hand_in(round_, "Assen", line("asiel", 100, 100, shares={"Emmen": (10, 10)}))
    address = f"{url('question_new')}?regel={version.lines.get().line_id}"
    assert "Gemeente Assen, gemeente Emmen, de projectleider en de voorzitter" in text_of(
        desk_client.get(address)
    )
    desk_client.post(address, WORDS | {"visibility": "partners:GM0114"})
    assert [str(partner) for partner in Question.objects.get().partners.all()] == ["Emmen"]


def test_leader_does_not_ask_about_a_line_that_is_only_in_a_draft(
    desk_client: Client, round_: Round, assen: Submission
) -> None:
    draft = add_line(
        assen, editor_of(assen.municipality), round_.opgaven.get(code="asiel"), line()[1], {}
    )
    assert desk_client.get(f"{url('question_new')}?regel={draft.line_id}").status_code == 404


def test_chair_reads_and_writes_nothing(chair_client: Client, assen: Submission) -> None:
    question = ask(assen, editor_of(assen.municipality))
    page = text_of(chair_client.get(url("question", question.pk)))
    assert "Klopt de einddatum?" in page
    assert "Versturen" not in page and "Vraag afronden" not in page
    refused = [
        chair_client.post(url(name, question.pk), {"text": "x"})
        for name in ("question", "question_close")
    ]
    refused += [
        chair_client.get(url("question_new")),
        chair_client.post(url("question_new"), WORDS),
    ]
    assert [response.status_code for response in refused] == [404] * 4
    assert question.messages.count() == 1


def test_leader_closes_a_question_of_the_municipality(
    desk_client: Client, assen: Submission, leader: User
) -> None:
    question = ask(assen, editor_of(assen.municipality))
    desk_client.post(url("question_close", question.pk))
    question.refresh_from_db()
    assert question.closed_by == leader


def test_note_of_the_municipality_does_not_exist_at_the_desk(
    desk_client: Client, assen: Submission
) -> None:
    note = ask(assen, editor_of(assen.municipality), OWN_SIDE)
    assert desk_client.get(url("question", note.pk)).status_code == 404
    assert desk_client.post(url("question_close", note.pk)).status_code == 404
    assert "Einddatum" not in text_of(desk_client.get(url("questions"))) + text_of(
        desk_client.get(url("open_questions"))
    )


def test_open_questions_of_all_municipalities_are_on_one_page(
    desk_client: Client, round_: Round, leader: User
) -> None:
    for submission in Submission.objects.filter(round=round_)[:3]:
        ask(submission, leader, subject=f"Vraag aan {submission.municipality}", by_regietafel=True)
    done = ask(submission, leader, subject="Al klaar", by_regietafel=True)
    close_question(done, leader, None)
    page = text_of(desk_client.get(url("open_questions")))
    assert [f"Vraag aan {name}" in page for name in ("Aa en Hunze", "Assen", "Borger-Odoorn")] == [
        True
    ] * 3
    assert "Al klaar" not in page


def test_dashboard_counts_open_questions_per_municipality(
    desk_client: Client, assen: Submission, leader: User
) -> None:
    ask(assen, leader, by_regietafel=True)
    ask(assen, editor_of(assen.municipality), subject="Nog een")
    ask(assen, leader, OWN_SIDE, by_regietafel=True)
    rows = desk_client.get(url("dashboard")).context["rows"]
    assert {row.name: row.open_questions for row in rows if row.open_questions} == {"Assen": 2}


def test_last_change_of_a_bijdrage_stays_when_somebody_asks(
    desk_client: Client, assen: Submission, leader: User
) -> None:
    ask(assen, leader, by_regietafel=True)
    ask(assen, editor_of(assen.municipality), OWN_SIDE)
    rows = desk_client.get(url("dashboard")).context["rows"]
    assert [row.last_change for row in rows if row.name == "Assen"] == [None]
    assert desk_client.get(url("municipality")).context["last_change"] is None


def test_municipality_page_has_links_to_ask_when_the_leader_looks(
    desk_client: Client, chair_client: Client, round_: Round, assen: Submission
) -> None:
    version = hand_in(round_, "Assen", line("asiel", 100, 100))
    link = f"{url('question_new')}?regel={version.lines.get().line_id}"
    comparison = reverse("regietafel:comparison_opgave", args=["2024", "asiel"])
    for address in (url("municipality"), url("version", 1), comparison):
        assert link in text_of(desk_client.get(address))
        assert link not in text_of(chair_client.get(address))


@pytest.mark.parametrize("page", ["dashboard", "open_questions", "questions"])
def test_page_asks_as_many_queries_for_one_question_as_for_many(
    page: str, desk_client: Client, round_: Round, leader: User
) -> None:
    version = hand_in(round_, "Assen", line("asiel", 100, 100, shares={"Emmen": (10, 10)}))
    line_id, emmen = version.lines.get().line_id, Municipality.objects.get(name="Emmen")
    ask(version.submission, leader, PARTNERS, line_id, [emmen], by_regietafel=True)
    desk_client.get(url(page))
    with CaptureQueriesContext(connection) as one:
        desk_client.get(url(page))
    for submission in Submission.objects.filter(round=round_):
        ask(submission, leader, BOTH, by_regietafel=True)
        ask(submission, leader, BOTH, line_id, by_regietafel=True)
    desk_client.get(url(page))
    with CaptureQueriesContext(connection) as many:
        desk_client.get(url(page))
    assert len(many) == len(one)


# Files


def test_file_of_a_submitted_version_is_read_by_leader_and_chair(
    desk_client: Client, chair_client: Client, round_: Round, assen: Submission
) -> None:
    attachment = attach(assen, editor_of(assen.municipality))
    hand_in(round_, "Assen", line("asiel", 100, 100))
    for client in (desk_client, chair_client):
        response = client.get(url("attachment", attachment.pk))
        assert response.headers["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert url("attachment", attachment.pk) in text_of(desk_client.get(url("version", 1)))
    assert "besluit.pdf" in text_of(desk_client.get(url("municipality")))


@pytest.mark.parametrize(("opened", "status"), [(False, 404), (True, 200)])
def test_file_of_a_concept_is_read_only_when_it_is_opened(
    opened: bool, status: int, desk_client: Client, assen: Submission
) -> None:
    attachment = attach(assen, editor_of(assen.municipality))
    Submission.objects.filter(pk=assen.pk).update(draft_open_to_regietafel=opened)
    assert desk_client.get(url("attachment", attachment.pk)).status_code == status


def test_file_is_not_found_under_the_address_of_another_municipality(
    desk_client: Client, round_: Round, assen: Submission
) -> None:
    attachment = attach(assen, editor_of(assen.municipality))
    hand_in(round_, "Assen", line("asiel", 100, 100))
    other = reverse("regietafel:attachment", args=["2024", "GM0114", attachment.pk])
    assert desk_client.get(other).status_code == 404
