"""The pages of the questions at a municipality: what they show, what is refused, what is kept."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Membership, Municipality, User
from common.tests.responses import Response
from submissions.editing.actions import remove_line
from submissions.handing_in.actions import start_addition
from submissions.models import Line, Question, QuestionMessage, Submission, Version
from submissions.questions.actions import close_question
from submissions.questions.tests.talk import BOTH, OWN_SIDE, PARTNERS, ask
from submissions.tests.builders import AFTER_CLOSING, add_line, hand_in, next_version

WORDS = {"subject": "De bus", "text": "Rijdt die?", "visibility": "both"}


@pytest.fixture
def joint(submission_assen: Submission, editor_assen: User, de_wolden: Municipality) -> Line:
    return hand_in(submission_assen, editor_assen, shares={de_wolden: (10, 20)}).lines.get()


def text_of(response: Response) -> str:
    return response.content.decode()


def test_question_is_asked_when_the_form_is_complete(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    response = as_editor.post(url("question_new"), WORDS, follow=True)
    question = Question.objects.get()
    assert (question.visibility, question.messages.get().text) == (BOTH, "Rijdt die?")
    assert "Wie lezen mee: gemeente Assen, de projectleider en de voorzitter." in text_of(response)


def test_nothing_is_chosen_beforehand_when_somebody_asks(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(as_editor.get(url("question_new")))
    assert page.count('type="radio"') == 2
    assert "checked" not in page


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("text", "Vul uw vraag in"),
        ("subject", "waarover uw vraag gaat"),
        ("visibility", "Kies wie uw vraag"),
    ],
)
def test_question_is_refused_and_kept_when_something_is_missing(
    left_out: str,
    words: str,
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    page = text_of(as_editor.post(url("question_new"), WORDS | {left_out: ""}))
    assert words in page
    assert all(
        text in page for name, text in WORDS.items() if name in {"subject", "text"} - {left_out}
    )
    assert not Question.objects.exists()


def test_question_is_refused_whole_when_too_long(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(
        as_editor.post(url("question_new"), WORDS | {"text": "a" * 4312, "subject": "b" * 151})
    )
    assert "tot hoogstens 4.000 tekens; het zijn er nu 4.312" in page
    assert "tot hoogstens 150 tekens; het zijn er nu 151" in page
    assert "a" * 4312 in page


def test_line_ends_count_once_when_the_text_is_exactly_long_enough(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    as_editor.post(url("question_new"), WORDS | {"text": "a\r\n" * 1999 + "bb"})
    assert len(QuestionMessage.objects.get().text) == 4000


def test_question_is_about_the_line_when_asked_at_the_line(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    as_editor.post(f"{url('question_new')}?regel={line.line_id}", WORDS)
    assert Question.objects.get().line_id == line.line_id


def test_municipalities_are_named_when_the_line_is_joint(
    as_editor: Client, url: Callable[..., str], joint: Line, de_wolden: Municipality
) -> None:
    address = f"{url('question_new')}?regel={joint.line_id}"
    assert "Gemeente Assen, gemeente De Wolden, de projectleider en de voorzitter" in text_of(
        as_editor.get(address)
    )
    as_editor.post(address, WORDS | {"visibility": "partners:GM1690"})
    assert list(Question.objects.get().partners.all()) == [de_wolden]


def test_question_is_refused_when_the_readers_changed_after_the_page_was_opened(
    as_editor: Client,
    url: Callable[..., str],
    joint: Line,
    editor_assen: User,
    westerveld: Municipality,
) -> None:
    with next_version(joint.version.submission, editor_assen) as addition:
        addition.lines.get().shares.update(municipality=westerveld)
    answer = as_editor.post(
        f"{url('question_new')}?regel={joint.line_id}", WORDS | {"visibility": "partners:GM1690"}
    )
    assert "Wie meeleest is intussen veranderd" in text_of(answer)
    assert "Rijdt die?" in text_of(answer)
    assert not Question.objects.exists()


@pytest.mark.parametrize("visibility", ["partners", "partners:GM1690", "iedereen"])
def test_visibility_is_refused_when_it_was_not_offered(
    visibility: str, as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    as_editor.post(url("question_new"), WORDS | {"visibility": visibility})
    assert not Question.objects.exists()


def test_line_of_the_submitted_version_can_be_asked_about_when_the_addition_dropped_it(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    joint: Line,
) -> None:
    start_addition(submission_assen, editor_assen)
    address = f"{url('question_new')}?regel={joint.line_id}"
    assert "azc Assen" in text_of(as_editor.get(address))
    remove_line(submission_assen, editor_assen, joint.line_id)
    assert "azc Assen" in text_of(as_editor.get(address))


@pytest.mark.parametrize("line", ["x", "00000000-0000-4000-8000-000000000000"])
def test_page_is_not_found_when_the_line_is_not_of_this_bijdrage(
    line: str, as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    assert as_editor.get(f"{url('question_new')}?regel={line}").status_code == 404


def test_text_is_given_back_when_the_line_was_removed_meanwhile(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(as_editor.post(f"{url('question_new')}?regel={uuid.uuid4()}", WORDS))
    assert "Deze regel is intussen verwijderd" in page
    assert "Rijdt die?" in page
    assert not Question.objects.exists()


def test_answer_stands_in_the_thread_when_given(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    page = text_of(
        as_editor.post(url("question", question.pk), {"text": "Ja, <b>elk</b> uur"}, follow=True)
    )
    assert "Ja, &lt;b&gt;elk&lt;/b&gt; uur" in page
    assert "gemeente Assen" in page


def test_answer_is_refused_when_empty(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    assert "Vul uw antwoord in" in text_of(
        as_editor.post(url("question", question.pk), {"text": " \n "})
    )
    assert question.messages.count() == 1


def test_answer_is_given_back_when_the_question_was_closed_meanwhile(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    close_question(question, project_leader, None)
    page = text_of(as_editor.post(url("question", question.pk), {"text": "Nog even dit"}))
    assert "intussen afgerond" in page
    assert "Nog even dit" in page


def test_nothing_can_be_answered_when_closed(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    close_question(question, project_leader, None)
    assert "Versturen" not in text_of(as_editor.get(url("question", question.pk)))


def test_question_is_closed_when_the_asker_says_so(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    question = ask(submission_assen, editor_assen)
    assert "Vraag afronden" in text_of(as_editor.get(url("question", question.pk)))
    page = text_of(as_editor.post(url("question_close", question.pk), follow=True))
    assert "Afgerond" in page
    assert Question.objects.get().closed_by == editor_assen


def test_closing_is_not_offered_when_the_desk_asked(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    assert "Vraag afronden" not in text_of(as_editor.get(url("question", question.pk)))
    assert as_editor.post(url("question_close", question.pk)).status_code == 404


def test_note_of_the_desk_does_not_exist_when_a_municipality_looks(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, project_leader: User
) -> None:
    note = ask(submission_assen, project_leader, OWN_SIDE, by_regietafel=True)
    assert as_editor.get(url("question", note.pk)).status_code == 404
    assert "Einddatum" not in text_of(as_editor.get(url("questions")))


def test_partner_reads_and_answers_at_its_own_address(
    client: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    joint: Line,
) -> None:
    client.force_login(editor_de_wolden)
    question = ask(submission_assen, editor_assen, PARTNERS, joint.line_id, [de_wolden])
    page = url("question", question.pk, municipality="GM1690")
    assert "Assen, over azc Assen" in text_of(client.get(url("questions", municipality="GM1690")))
    assert "gemeente De Wolden" in text_of(client.post(page, {"text": "Klopt."}, follow=True))
    assert client.get(url("question", question.pk)).status_code == 404


def test_thread_of_one_municipality_is_not_shown_at_another_when_somebody_works_for_both(
    client: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
) -> None:
    Membership.objects.create(user=editor_assen, role=Role.EDITOR, municipality=westerveld)
    client.force_login(editor_assen)
    question = ask(submission_assen, editor_assen)
    assert client.get(url("question", question.pk, municipality="GM1701")).status_code == 404
    assert "Einddatum" not in text_of(client.get(url("questions", municipality="GM1701")))


def test_open_threads_come_before_closed_ones_when_listed(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
) -> None:
    closed = ask(submission_assen, editor_assen, subject="Gesloten zaak")
    close_question(closed, editor_assen, assen)
    ask(submission_assen, editor_assen, subject="Open zaak")
    page = text_of(as_editor.get(url("questions")))
    assert page.index("Open zaak") < page.index('id="afgerond"') < page.index("Gesloten zaak")


def test_task_list_tells_what_waits(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    project_leader: User,
    editor_assen: User,
) -> None:
    ask(submission_assen, project_leader, by_regietafel=True)
    ask(submission_assen, editor_assen, OWN_SIDE)
    page = text_of(as_editor.get(url("task_list")))
    assert "Er staat 1 vraag open" in page
    assert "1 wacht op uw antwoord" in page


def test_line_has_a_link_to_ask_about_it_when_read_back_and_not_while_checking(
    as_editor: Client, url: Callable[..., str], version_assen: Version
) -> None:
    link = f"{url('question_new')}?regel={version_assen.lines.get().line_id}"
    assert link in text_of(as_editor.get(url("version", 1)))
    assert link not in text_of(as_editor.get(url("check")))


def test_question_is_asked_on_screen_when_the_round_is_closed(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    as_editor.post(url("question_new"), WORDS)
    assert Question.objects.exists()


def test_list_takes_as_many_queries_for_one_as_for_many(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    joint: Line,
) -> None:
    ask(submission_assen, editor_assen, line_id=joint.line_id)
    as_editor.get(url("questions"))
    with CaptureQueriesContext(connection) as one:
        as_editor.get(url("questions"))
    for number in range(6):
        ask(submission_assen, editor_assen, line_id=joint.line_id, subject=str(number))
    with CaptureQueriesContext(connection) as many:
        as_editor.get(url("questions"))
    assert len(many) == len(one)
