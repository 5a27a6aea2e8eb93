"""A form that was posted and not saved: the text stays on the page, and is there when the page is
opened again."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from common.tests.responses import page_source
from submissions.models import Submission
from submissions.tests.builders import AFTER_CLOSING, add_line, hand_in, posted_header, posted_line

NOTICE = "die u niet had opgeslagen"


@pytest.mark.parametrize("name", ["header", "line_add", "opgave", "answer_remaining"])
def test_text_is_kept_when_the_round_closed_while_typing(
    name: str, as_editor: Client, url: Callable[..., str], settings: Settings
) -> None:
    code = {"line_add": ["flex"], "opgave": ["flex"]}.get(name, [])
    typed = posted_line(explanation="Mijn verhaal.") | posted_header(remarks="Mijn verhaal.")
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(
        as_editor.post(url(name, *code), typed | {"kind": "none", "reason": "Mijn verhaal."})
    )
    assert "gesloten sinds" in page
    assert "Mijn verhaal." in page
    opened = page_source(
        as_editor.get(url("task_list") if name == "answer_remaining" else url(name, *code))
    )
    assert NOTICE in opened
    assert "Mijn verhaal." in opened


@pytest.mark.parametrize("name", ["header", "line_add", "opgave"])
def test_text_is_kept_when_a_colleague_submitted_while_typing(
    name: str,
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    approver_assen: User,
) -> None:
    code = {"line_add": ["flex"], "opgave": ["flex"]}.get(name, [])
    hand_in(submission_assen, approver_assen)
    typed = posted_line(explanation="Mijn verhaal.") | posted_header(remarks="Mijn verhaal.")
    page = page_source(
        as_editor.post(url(name, *code), typed | {"kind": "none", "reason": "Mijn verhaal."})
    )
    assert "Aanvullen of wijzigen" in page
    assert "Mijn verhaal." in page
    assert "Mijn verhaal." in page_source(as_editor.get(url(name, *code)))


def test_answer_is_kept_when_a_colleague_added_a_line_meanwhile(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, approver_assen: User
) -> None:
    add_line(submission_assen, approver_assen, "flex")
    answer = as_editor.post(url("opgave", "flex"), {"kind": "none", "reason": "Mijn verhaal."})
    assert "Bij deze opgave staan locaties" in page_source(answer)
    assert "Mijn verhaal." in page_source(as_editor.get(url("opgave", "flex")))


def test_wrong_text_is_kept_without_its_error_when_refused(
    as_editor: Client, url: Callable[..., str]
) -> None:
    as_editor.post(url("header"), posted_header(contact_email="jan"))
    page = page_source(as_editor.get(url("header")))
    assert 'value="jan"' in page
    assert "Vul een e-mailadres in" not in page
