"""Attachments and explanations beside each other in two versions."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from common.concurrency import fingerprint
from common.tests.responses import page_text
from submissions.attachments.actions import remove_attachment
from submissions.content.load import load_content
from submissions.handing_in.actions import start_addition, submit
from submissions.handing_in.explanations import explain
from submissions.handing_in.typed_explanations import Typed
from submissions.models import Submission, Version
from submissions.questions.tests.talk import attach
from submissions.tests.builders import fill, working_copy
from submissions.versions.extras import Extras, extras_between
from submissions.versions.words import FieldChange

RULE = "ends_before_long_term_date"


@pytest.fixture
def submission(submission_assen: Submission, editor_assen: User) -> Submission:
    """Version 1 with a file and an explanation, and an addition."""
    version = fill(submission_assen, editor_assen)
    version.lines.update(available_until=date(2025, 6, 30))
    attach(submission_assen, editor_assen)
    explain(submission_assen, editor_assen, said(version, "Wordt verlengd."))
    submit(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    return submission_assen


def said(version: Version, text: str, on: str = "") -> list[Typed]:
    return [Typed(RULE, str(version.lines.get().line_id), text, fingerprint(on))]


def between(submission: Submission) -> Extras:
    drafts = (
        load_content(version)
        for version in (submission.versions.get(number=1), working_copy(submission))
    )
    return extras_between(*drafts)


def told(changes: tuple[FieldChange, ...]) -> list[tuple[str, str, str]]:
    return [(change.label, change.before, change.after) for change in changes]


def test_nothing_is_told_when_nothing_changed(submission: Submission) -> None:
    assert not between(submission)


def test_file_is_told_when_added(submission: Submission, editor_assen: User) -> None:
    attach(submission, editor_assen, "raad.pdf", b"%PDF-1.7 anders")
    assert told(between(submission).attachments) == [
        ("Besluit van het college", "leeg", "raad.pdf")
    ]


def test_file_is_told_when_removed(submission: Submission, editor_assen: User) -> None:
    remove_attachment(submission, editor_assen, working_copy(submission).attachments.get().pk)
    assert told(between(submission).attachments) == [
        ("Besluit van het college", "besluit.pdf", "leeg")
    ]


def test_explanation_is_told_when_it_says_something_else(
    submission: Submission, editor_assen: User
) -> None:
    explain(
        submission, editor_assen, said(working_copy(submission), "Toch niet.", "Wordt verlengd.")
    )
    about = "Reguliere opvang, azc Assen"
    assert told(between(submission).explanations) == [(about, "Wordt verlengd.", "Toch niet.")]


def test_explanation_is_told_as_gone_when_its_warning_is_gone(submission: Submission) -> None:
    working_copy(submission).lines.update(available_until=date(2033, 1, 1))
    assert [change.after for change in between(submission).explanations] == ["leeg"]


def test_files_and_explanations_are_on_the_page_when_they_changed(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    explain(
        submission, editor_assen, said(working_copy(submission), "Toch niet.", "Wordt verlengd.")
    )
    remove_attachment(submission, editor_assen, working_copy(submission).attachments.get().pk)
    submit(submission, editor_assen)
    page = page_text(as_editor.get(url("compare", 1, 2)))
    assert "Er is niets veranderd" not in page
    assert "Besluit van het college besluit.pdf leeg" in page
    assert "Reguliere opvang, azc Assen Wordt verlengd. Toch niet." in page
