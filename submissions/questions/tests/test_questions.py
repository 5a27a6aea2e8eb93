"""Asking, answering, closing: who may, what is refused, whose turn it is, what a thread is
about."""

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Municipality, User
from submissions.editing.actions import remove_line
from submissions.enums import EventKind, QuestionVisibility
from submissions.handing_in.actions import start_addition, submit
from submissions.lifecycle.refusals import QuestionClosed, ReadersChanged
from submissions.models import Line, Question, QuestionMessage, Submission, Version
from submissions.questions.actions import answer_question, close_question
from submissions.questions.readers import about, partners_of, readers_of, visibility_choices
from submissions.questions.tests.talk import BOTH, OWN_SIDE, PARTNERS, ask
from submissions.tests.builders import AFTER_CLOSING, add_line, events, hand_in, working_copy

MAY_ASK = {"editor_assen", "approver_assen"}

NOBODY = ["editor_westerveld", "chair", "administrator", "outsider", "platform_administrator"]


def waiting(municipality: Municipality | None) -> list[Question]:
    return list(Question.objects.waiting_for(municipality))


@pytest.fixture
def joint(submission_assen: Submission, editor_assen: User, de_wolden: Municipality) -> Line:
    """The line of Assen in version 1 in which De Wolden has a share."""
    return hand_in(submission_assen, editor_assen, shares={de_wolden: (10, 20)}).lines.get()


# Who may


@pytest.mark.parametrize("persona", sorted(MAY_ASK))
def test_question_is_asked_when_by_the_own_municipality(
    persona: str, submission_assen: Submission, assen: Municipality, request: pytest.FixtureRequest
) -> None:
    question = ask(submission_assen, request.getfixturevalue(persona))
    assert (question.messages.get().municipality, question.by_regietafel) == (assen, False)


@pytest.mark.parametrize(
    "by_regietafel", [True, False], ids=["for the desk", "for the municipality"]
)
@pytest.mark.parametrize("persona", NOBODY)
def test_question_is_refused_when_by_somebody_else(
    persona: str, by_regietafel: bool, submission_assen: Submission, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        ask(submission_assen, request.getfixturevalue(persona), by_regietafel=by_regietafel)
    assert not Question.objects.exists()


def test_question_is_refused_when_the_side_is_not_the_own(
    submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    with pytest.raises(PermissionDenied):
        ask(submission_assen, editor_assen, by_regietafel=True)
    with pytest.raises(PermissionDenied):
        ask(submission_assen, project_leader)


def test_partner_answers_when_it_reads_along(
    submission_assen: Submission,
    editor_assen: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    joint: Line,
) -> None:
    question = ask(submission_assen, editor_assen, PARTNERS, joint.line_id, [de_wolden])
    message = answer_question(question, editor_de_wolden, de_wolden, "Klopt.")
    assert message.municipality == de_wolden


@pytest.mark.parametrize("persona", ["editor_westerveld", "chair", "administrator", "outsider"])
def test_answer_is_refused_when_by_somebody_who_only_reads_or_nothing(
    persona: str, submission_assen: Submission, editor_assen: User, request: pytest.FixtureRequest
) -> None:
    question, person = ask(submission_assen, editor_assen), request.getfixturevalue(persona)
    municipality = person.active_memberships[0].municipality
    with pytest.raises(PermissionDenied):
        answer_question(question, person, municipality, "Nee.")
    assert QuestionMessage.objects.count() == 1


def test_partner_does_not_answer_when_it_does_not_read(
    submission_assen: Submission,
    editor_assen: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    with pytest.raises(PermissionDenied):
        answer_question(ask(submission_assen, editor_assen), editor_de_wolden, de_wolden, "Nee.")


@pytest.mark.parametrize("named", [[], ["westerveld"], ["de_wolden", "westerveld"]])
def test_question_is_refused_when_other_partners_were_shown(
    named: list[str],
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    joint: Line,
    request: pytest.FixtureRequest,
) -> None:
    with pytest.raises(ReadersChanged):
        ask(
            submission_assen,
            editor_assen,
            PARTNERS,
            joint.line_id,
            map(request.getfixturevalue, named),
        )
    assert not Question.objects.exists()


# What happens


def test_question_is_recorded_without_its_words_when_asked(
    submission_assen: Submission, editor_assen: User
) -> None:
    question = ask(submission_assen, editor_assen)
    assert events(submission_assen) == [
        (EventKind.QUESTION_ASKED, f"vraag {question.pk}", editor_assen)
    ]


def test_question_is_asked_once_when_clicked_twice(
    submission_assen: Submission, editor_assen: User
) -> None:
    assert ask(submission_assen, editor_assen) == ask(submission_assen, editor_assen)
    assert QuestionMessage.objects.count() == 1


def test_answer_is_given_once_when_clicked_twice(
    submission_assen: Submission, editor_assen: User, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    for _ in range(2):
        answer_question(question, project_leader, None, "Ja.")
    assert [message.text for message in question.messages.all()] == ["Klopt de einddatum?", "Ja."]


def test_question_is_asked_when_the_round_is_closed(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    assert ask(submission_assen, editor_assen).pk


def test_bijdrage_is_submitted_when_a_question_is_open(
    draft_assen: Version, editor_assen: User, project_leader: User
) -> None:
    ask(draft_assen.submission, project_leader, by_regietafel=True)
    assert submit(draft_assen.submission, editor_assen).number == 1


@pytest.mark.parametrize("closer", ["approver_assen", "project_leader"])
def test_question_of_the_municipality_is_closed_when_by_asker_or_leader(
    closer: str,
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
    request: pytest.FixtureRequest,
) -> None:
    person = request.getfixturevalue(closer)
    question = ask(submission_assen, editor_assen)
    for _ in range(2):
        close_question(question, person, assen if closer == "approver_assen" else None)
    question.refresh_from_db()
    assert question.closed_by == person
    assert [kind for kind, *_ in events(submission_assen)].count(EventKind.QUESTION_CLOSED) == 1


def test_question_of_the_desk_is_not_closed_when_by_the_municipality(
    submission_assen: Submission, editor_assen: User, assen: Municipality, project_leader: User
) -> None:
    question = ask(submission_assen, project_leader, by_regietafel=True)
    with pytest.raises(PermissionDenied):
        close_question(question, editor_assen, assen)


def test_question_is_not_closed_when_by_a_partner_or_the_chair(
    submission_assen: Submission,
    editor_assen: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    chair: User,
    joint: Line,
) -> None:
    question = ask(submission_assen, editor_assen, PARTNERS, joint.line_id, [de_wolden])
    for person, municipality in ((editor_de_wolden, de_wolden), (chair, None)):
        with pytest.raises(PermissionDenied):
            close_question(question, person, municipality)


def test_answer_is_refused_when_the_question_was_closed_meanwhile(
    submission_assen: Submission, editor_assen: User, assen: Municipality, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    close_question(question, project_leader, None)
    with pytest.raises(QuestionClosed):
        answer_question(question, editor_assen, assen, "Nog iets.")


# Whose turn


def test_question_waits_for_the_other_side_when_asked_and_answered(
    submission_assen: Submission, editor_assen: User, assen: Municipality, project_leader: User
) -> None:
    question = ask(submission_assen, editor_assen)
    assert (waiting(None), waiting(assen)) == ([question], [])
    answer_question(question, project_leader, None, "Ja.")
    assert (waiting(None), waiting(assen)) == ([], [question])
    close_question(question, editor_assen, assen)
    assert waiting(assen) == []


def test_question_waits_for_municipality_and_partner_when_the_desk_asks_both(
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
    project_leader: User,
    de_wolden: Municipality,
    joint: Line,
) -> None:
    question = ask(
        submission_assen, project_leader, PARTNERS, joint.line_id, [de_wolden], by_regietafel=True
    )
    assert (waiting(None), waiting(assen), waiting(de_wolden)) == ([], [question], [question])
    answer_question(question, editor_assen, assen, "Ja.")
    assert (waiting(None), waiting(assen), waiting(de_wolden)) == ([question], [], [])


def test_internal_note_waits_for_nobody(
    submission_assen: Submission, editor_assen: User, assen: Municipality, project_leader: User
) -> None:
    ask(submission_assen, editor_assen, OWN_SIDE)
    ask(submission_assen, project_leader, OWN_SIDE, by_regietafel=True)
    assert (waiting(None), waiting(assen)) == ([], [])


# Words


@pytest.mark.parametrize(
    ("visibility", "by_regietafel", "words"),
    [
        (BOTH, False, "Wie lezen mee: gemeente Assen, de projectleider en de voorzitter."),
        (OWN_SIDE, False, "Alleen gemeente Assen leest dit."),
        (OWN_SIDE, True, "Alleen de projectleider en de voorzitter lezen dit."),
        (
            PARTNERS,
            True,
            "Wie lezen mee: gemeente Assen, gemeente De Wolden, de projectleider en de voorzitter.",
        ),
    ],
)
def test_readers_are_named_when_a_thread_is_read(
    visibility: QuestionVisibility,
    by_regietafel: bool,
    words: str,
    submission_assen: Submission,
    editor_assen: User,
    project_leader: User,
    de_wolden: Municipality,
    joint: Line,
) -> None:
    asker = project_leader if by_regietafel else editor_assen
    question = ask(submission_assen, asker, visibility, joint.line_id, [de_wolden], by_regietafel)
    assert readers_of(question) == words


def test_partners_can_be_chosen_only_when_the_line_has_shares(
    submission_assen: Submission, joint: Line, de_wolden: Municipality
) -> None:
    assert partners_of(submission_assen, joint.line_id) == [de_wolden]
    assert partners_of(submission_assen, None) == []
    assert [value for value, _ in visibility_choices(submission_assen, False, [])] == [
        "both",
        "own_side",
    ]
    assert "partners:GM1690" in dict(visibility_choices(submission_assen, False, [de_wolden]))


def test_partners_are_not_offered_when_the_share_is_only_in_the_draft(
    submission_assen: Submission, editor_assen: User, de_wolden: Municipality
) -> None:
    line = add_line(submission_assen, editor_assen, shares={de_wolden: (1, 1)})
    assert partners_of(submission_assen, line.line_id) == []


def words_about(question: Question, reader: Municipality | None) -> str:
    return str(about([question], reader)[question.pk])


def test_thread_names_the_line_when_it_is_in_the_bijdrage(
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
    de_wolden: Municipality,
    joint: Line,
) -> None:
    question = ask(submission_assen, editor_assen, line_id=joint.line_id)
    assert words_about(question, assen) == "over azc Assen (Reguliere opvang)"
    assert words_about(question, None) == "over azc Assen (Reguliere opvang)"


def test_thread_says_so_when_the_line_left_the_bijdrage(
    submission_assen: Submission, editor_assen: User, assen: Municipality, joint: Line
) -> None:
    question = ask(submission_assen, editor_assen, line_id=joint.line_id)
    start_addition(submission_assen, editor_assen)
    remove_line(submission_assen, editor_assen, joint.line_id)
    gone = "over een regel die niet meer in de bijdrage staat: azc Assen (Reguliere opvang)"
    assert words_about(question, assen) == gone
    assert words_about(question, None) == "over azc Assen (Reguliere opvang)"


def test_desk_does_not_read_the_name_when_the_line_was_not_submitted(
    submission_assen: Submission, editor_assen: User, assen: Municipality
) -> None:
    line = add_line(submission_assen, editor_assen)
    question = ask(submission_assen, editor_assen, line_id=line.line_id)
    assert words_about(question, None) == "over een regel die nog niet is ingediend"
    assert words_about(question, assen) == "over azc Assen (Reguliere opvang)"


def test_partner_does_not_read_a_new_name_when_it_has_no_share_any_more(
    submission_assen: Submission, editor_assen: User, de_wolden: Municipality, joint: Line
) -> None:
    question = ask(submission_assen, editor_assen, PARTNERS, joint.line_id, [de_wolden])
    start_addition(submission_assen, editor_assen)
    copy = working_copy(submission_assen).lines.get()
    copy.shares.all().delete()
    copy.location_name = "geheime plek"
    copy.save()
    submit(submission_assen, editor_assen)
    assert "geheim" not in words_about(question, de_wolden)
    assert "niet meer in de bijdrage staat: azc Assen" in words_about(question, de_wolden)


def test_thread_is_about_the_whole_bijdrage_when_no_line_was_named(
    submission_assen: Submission, editor_assen: User, assen: Municipality
) -> None:
    assert words_about(ask(submission_assen, editor_assen), assen) == "over de hele bijdrage"


def test_what_threads_are_about_takes_as_many_queries_for_one_as_for_many(
    submission_assen: Submission,
    editor_assen: User,
    assen: Municipality,
    joint: Line,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ask(submission_assen, editor_assen, line_id=joint.line_id)
    for number in range(5):
        ask(submission_assen, editor_assen, line_id=joint.line_id, subject=str(number))
    questions = list(Question.objects.select_related("submission"))
    for chosen in (questions[:1], questions):
        with django_assert_num_queries(3):
            about(chosen, assen)
