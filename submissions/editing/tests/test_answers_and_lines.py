"""An answer without locations and the locations of the same opgave: which of them answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from common.tests.responses import page_text
from submissions.editing.actions import answer_opgave, change_line, remove_line
from submissions.editing.tests.typing import hidden_fields
from submissions.enums import AnswerKind, Commitment
from submissions.handing_in.actions import submit
from submissions.lifecycle.refusals import HasLines
from submissions.lookup import submitted_version
from submissions.models import Line, Submission
from submissions.tests.builders import (
    add_line,
    fill,
    line_fields,
    opgave,
    posted_line,
    working_copy,
)
from submissions.versions.pdf import version_html

pytestmark = pytest.mark.any_database

NO_GROUND = (AnswerKind.NONE, "Geen grond.")


@pytest.fixture
def answer_none(submission_assen: Submission, editor_assen: User) -> None:
    where = opgave(submission_assen, "asiel")
    answer_opgave(submission_assen, editor_assen, where, *NO_GROUND)


@pytest.fixture
def stored(submission_assen: Submission) -> Callable[[], tuple[str, str] | None]:
    def read() -> tuple[str, str] | None:
        answers = working_copy(submission_assen).answers.filter(opgave__code="asiel")
        return answers.values_list("kind", "reason").first()

    return read


def set_commitment(submission: Submission, user: User, line: Line, commitment: str) -> Line:
    fields = line_fields(commitment=commitment)
    line = working_copy(submission).lines.get(line_id=line.line_id)
    return change_line(submission, user, line.line_id, fields, {}, line.revision)


# A location takes the place of an answer, which comes back


def test_answer_comes_back_with_its_reason_when_the_location_is_removed(
    answer_none: None, submission_assen: Submission, editor_assen: User, stored: Callable
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    assert stored() == (AnswerKind.LINES, "")
    remove_line(submission_assen, editor_assen, line.line_id)
    assert stored() == NO_GROUND


def test_answer_comes_back_when_the_last_location_is_dropped(
    answer_none: None, submission_assen: Submission, editor_assen: User, stored: Callable
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    second = add_line(submission_assen, editor_assen, "asiel", location_name="Tweede")
    set_commitment(submission_assen, editor_assen, line, Commitment.DROPPED)
    assert stored() == (AnswerKind.LINES, "")
    remove_line(submission_assen, editor_assen, second.line_id)
    assert stored() == NO_GROUND
    set_commitment(submission_assen, editor_assen, line, Commitment.IDEA)
    assert stored() == (AnswerKind.LINES, "")


def test_opgave_is_unanswered_when_there_was_no_answer_before_the_location(
    submission_assen: Submission, editor_assen: User, stored: Callable
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    remove_line(submission_assen, editor_assen, line.line_id)
    assert stored() is None


# A dropped location beside an answer


def test_dropped_location_may_stand_beside_an_answer(
    submission_assen: Submission, editor_assen: User, stored: Callable
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    where = opgave(submission_assen, "asiel")
    with pytest.raises(HasLines):
        answer_opgave(submission_assen, editor_assen, where, *NO_GROUND)
    set_commitment(submission_assen, editor_assen, line, Commitment.DROPPED)
    answer_opgave(submission_assen, editor_assen, where, *NO_GROUND)
    assert stored() == NO_GROUND
    assert working_copy(submission_assen).lines.get().commitment == Commitment.DROPPED


def test_dropped_location_added_to_an_answer_leaves_it(
    answer_none: None, submission_assen: Submission, editor_assen: User, stored: Callable
) -> None:
    add_line(submission_assen, editor_assen, "asiel", commitment=Commitment.DROPPED)
    assert stored() == NO_GROUND


def test_form_for_the_answer_is_there_when_all_locations_are_dropped(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    page = url("opgave", "asiel")
    assert "Geen locatie" not in page_text(as_editor.get(page))
    set_commitment(submission_assen, editor_assen, line, Commitment.DROPPED)
    assert "Geen locatie die meetelt bij deze opgave?" in page_text(as_editor.get(page))
    start = hidden_fields(as_editor.get(page))
    saved = as_editor.post(page, start | {"kind": "none", "reason": "Geen grond."})
    assert saved.status_code == 302
    assert "geen bijdrage" in page_text(as_editor.get(page)).lower()


def test_both_are_read_where_a_version_is_read_and_only_the_answer_counts(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    line = working_copy(submission_assen).lines.get()
    set_commitment(submission_assen, editor_assen, line, Commitment.DROPPED)
    answer_opgave(submission_assen, editor_assen, opgave(submission_assen, "asiel"), *NO_GROUND)
    submit(submission_assen, editor_assen)
    page = as_editor.get(url("version", 1))
    for text in (page_text(page), version_html(submitted_version(submission_assen, 1))):
        assert "Geen bijdrage. Reden: Geen grond." in text
        assert "Vervallen (telt niet mee)" in text
    row = next(row for row in page.context["rows"] if row.opgave.code == "asiel")
    assert row.short.tally.everything == 0


# The back button after a new location


@pytest.fixture
def send(as_editor: Client, url: Callable[..., str]) -> Callable[..., Any]:
    """The form of one new location, opened once and sent as often as somebody goes back."""
    start = hidden_fields(as_editor.get(url("line_add", "asiel")))
    return lambda **changes: as_editor.post(
        url("line_add", "asiel"), start | posted_line(**changes)
    )


def test_location_that_is_corrected_after_going_back_stays_one(
    submission_assen: Submission, send: Callable[..., Any]
) -> None:
    send(amount_short="50")
    send(amount_short="60")
    assert [line.amount_short for line in working_copy(submission_assen).lines.all()] == [60]


def test_nameless_location_that_is_corrected_after_going_back_stays_one(
    submission_assen: Submission, send: Callable[..., Any]
) -> None:
    unknown = {"location_name": "", "location_unknown": "on", "place": ""}
    send(amount_short="50", **unknown)
    send(amount_short="60", **unknown)
    assert [line.amount_short for line in working_copy(submission_assen).lines.all()] == [60]


def test_other_location_typed_after_going_back_is_a_second_one(
    submission_assen: Submission, send: Callable[..., Any]
) -> None:
    send(location_name="azc Noord")
    send(location_name="azc Zuid")
    names = working_copy(submission_assen).lines.values_list("location_name", flat=True)
    assert set(names) == {"azc Noord", "azc Zuid"}


def test_nothing_is_overwritten_when_the_location_was_changed_before_going_back(
    submission_assen: Submission, editor_assen: User, send: Callable[..., Any]
) -> None:
    send(amount_short="50")
    line = working_copy(submission_assen).lines.get()
    set_commitment(submission_assen, editor_assen, line, Commitment.IDEA)
    assert "Er is niets overschreven" in page_text(send(amount_short="60"))
    line = working_copy(submission_assen).lines.get()
    assert line.commitment == Commitment.IDEA


def test_empty_form_after_going_back_adds_nothing(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    save_address = url("line_add", "asiel")
    as_editor.post(save_address, hidden_fields(as_editor.get(save_address)) | posted_line())
    empty = {"aandeel-TOTAL_FORMS": "2", "aandeel-INITIAL_FORMS": "0", "nature": "existing"}
    again = as_editor.post(save_address, hidden_fields(as_editor.get(save_address)) | empty)
    assert "Er is nog niets ingevuld." in page_text(again)
    assert working_copy(submission_assen).lines.count() == 1


def test_person_reads_that_the_answer_is_back_when_the_location_is_removed(
    answer_none: None,
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    line = add_line(submission_assen, editor_assen, "asiel")
    page = as_editor.post(url("line_remove", line.line_id), follow=True)
    assert "geldt weer het antwoord ‘geen bijdrage’." in page_text(page)
