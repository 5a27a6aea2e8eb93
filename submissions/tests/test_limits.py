"""How much a person can add: enough for every municipality, and not without end."""

from io import BytesIO

import pytest
from pytest_django import Settings

from accounts.models import User
from submissions.content.load import load_content
from submissions.editing import actions as editing
from submissions.enums import EventKind
from submissions.lifecycle.refusals import (
    RemindedTooOften,
    TooManyLines,
    TooManyMessages,
    TooManyQuestions,
)
from submissions.models import Submission
from submissions.questions import actions as questions
from submissions.questions.tests.talk import ask
from submissions.reminders import notices
from submissions.tests.builders import add_line, fill, working_copy
from submissions.workbook import read
from submissions.workbook.faults import WorkbookFaults
from submissions.workbook.layout import layout_of
from submissions.workbook.sheets import book_of
from submissions.workbook.write_xlsx import xlsx_bytes

pytestmark = pytest.mark.any_database


def test_lines_have_a_limit(
    submission_assen: Submission, editor_assen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "MOST_LINES", 2)
    for name in ("azc Noord", "azc Zuid"):
        add_line(submission_assen, editor_assen, "asiel", location_name=name)
    with pytest.raises(TooManyLines, match="2 locaties"):
        add_line(submission_assen, editor_assen, "asiel", location_name="azc Oost")
    assert working_copy(submission_assen).lines.count() == 2


def test_lines_of_a_workbook_have_the_same_limit(
    submission_assen: Submission, editor_assen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("azc Noord", "azc Zuid"):
        add_line(submission_assen, editor_assen, "asiel", location_name=name)
    draft = load_content(working_copy(submission_assen))
    file = xlsx_bytes(book_of(draft))
    monkeypatch.setattr(read, "MOST_LINES", 1)
    with pytest.raises(WorkbookFaults) as refused:
        read.read_workbook(BytesIO(file), len(file), draft, layout_of(draft))
    assert "1 locaties" in refused.value.faults[0].message


def test_questions_and_messages_have_a_limit(
    submission_assen: Submission, editor_assen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(submission_assen, editor_assen)
    monkeypatch.setattr(questions, "MOST_OPEN_QUESTIONS", 1)
    monkeypatch.setattr(questions, "MOST_MESSAGES", 2)
    question = ask(submission_assen, editor_assen)
    with pytest.raises(TooManyQuestions):
        ask(submission_assen, editor_assen, subject="Nog een vraag")
    where = (question, editor_assen, submission_assen.municipality)
    questions.answer_question(*where, "Een aanvulling.")
    with pytest.raises(TooManyMessages):
        questions.answer_question(*where, "En nog een.")


def test_municipality_is_reminded_three_times_a_day_and_each_is_written_down(
    submission_assen: Submission, project_leader: User, editor_assen: User, settings: Settings
) -> None:
    def remind(sending: str) -> int:
        chosen = [submission_assen.municipality.cbs_code]
        return notices.remind(submission_assen.round, project_leader, chosen, "", sending)

    assert remind("a") == remind("a") == 1  # a double click
    remind("b")
    remind("c")
    with pytest.raises(RemindedTooOften, match="Assen is vandaag al 3 keer herinnerd"):
        remind("d")
    events = submission_assen.events.filter(kind=EventKind.REMINDED)
    assert [event.by for event in events] == [project_leader] * 3
