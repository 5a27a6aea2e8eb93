"""The bijdrage on paper before it is handed in: nobody may take it for a version that counts."""

import logging
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from common.models import MadeFile
from common.tests.responses import page_text
from submissions.handing_in import actions
from submissions.handing_in.approval import offer
from submissions.models import Submission
from submissions.tests.builders import AFTER_DEADLINE, add_line, fill
from submissions.versions.tests.pdf import read, squeezed, text_of

pytestmark = pytest.mark.any_database


def test_every_page_says_concept(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    for number in range(30):
        add_line(submission_assen, editor_assen, "asiel", location_name=f"Opvang {number}")
    pages = read(as_editor.get(url("draft_pdf")).content).pages
    assert len(pages) > 1
    for page in pages:
        assert "CONCEPT,nietingediend" in squeezed(page.extract_text())


def test_all_that_is_missing_stands_on_it(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    add_line(submission_assen, editor_assen, "asiel", location_name="azc Assen", commitment="")
    written = text_of(as_editor.get(url("draft_pdf")).content)
    missing = as_editor.get(url("check")).context["errors"]
    assert len(missing) == 5
    assert squeezed(f"Dit ontbreekt nog ({len(missing)})") in written
    assert [item.message for item in missing if squeezed(item.message) not in written] == []


def test_nothing_is_missing_when_it_is_complete(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    assert "Erontbreektniets" in text_of(as_editor.get(url("draft_pdf")).content)


def test_empty_bijdrage_is_told_in_full_when_nothing_was_entered(
    as_editor: Client, url: Callable[..., str]
) -> None:
    written = text_of(as_editor.get(url("draft_pdf")).content)
    assert "Nietingediend" in written
    assert "Nogeenantwoord" in written or "Noggeenantwoord" in written


def test_offer_is_named_when_it_waits_for_approval(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    submission_assen.round.four_eyes = True
    submission_assen.round.save()
    fill(submission_assen, editor_assen)
    offer(submission_assen, editor_assen)
    written = text_of(as_editor.get(url("draft_pdf")).content)
    assert squeezed(f"Niet ingediend: wacht op akkoord, aangeboden door {editor_assen}") in written


def test_two_dates_are_told_when_late_is_still_possible(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    written = text_of(as_editor.get(url("draft_pdf")).content)
    assert squeezed("tot en met 31 maart 2024, 23.59 uur; daarna ‘te laat’") in written


def test_there_is_no_concept_when_a_version_is_handed_in(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    actions.submit(submission_assen, editor_assen)
    answer = as_editor.get(url("draft_pdf"), follow=True)
    assert answer.redirect_chain == [(url("version", 1), 302)]
    assert "Er is geen concept: de bijdrage is ingediend." in page_text(answer)
    assert url("draft_pdf") not in as_editor.get(url("task_list")).content.decode()


def test_pdf_is_made_without_a_complaint_and_named_concept(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING, "weasyprint")
    fill(submission_assen, editor_assen)
    answer = as_editor.get(url("draft_pdf"))
    assert [record for record in caplog.records if record.name == "weasyprint"] == []
    name = "bijlage-3-assen-2024-concept-voorbeeldgegevens.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "CONCEPT" in (read(answer.content).metadata.title or "")


@pytest.mark.parametrize("page", ["task_list", "check"])
def test_concept_is_offered_where_one_reads_before_handing_in(
    as_editor: Client, url: Callable[..., str], page: str
) -> None:
    assert f'href="{url("draft_pdf")}"' in as_editor.get(url(page)).content.decode()


def test_concept_is_made_once_however_often_it_is_asked_for_within_a_minute(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    with patch("common.clock.now", return_value=timezone.now().replace(second=10)):
        first = as_editor.get(url("draft_pdf")).content
    with patch("common.clock.now", return_value=timezone.now().replace(second=50)):
        again = as_editor.get(url("draft_pdf")).content
    assert first == again
    assert MadeFile.objects.count() == 1
