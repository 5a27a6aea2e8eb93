"""Controleren en indienen, versions, and an addition to what was submitted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import Municipality, User
from common.tests.outbox import outbox
from common.tests.responses import Response, page_source
from submissions.editing.actions import change_line
from submissions.enums import State
from submissions.handing_in import actions as handing_in_actions
from submissions.handing_in.actions import start_addition
from submissions.models import Answer, Submission, Version
from submissions.tests.builders import (
    AFTER_CLOSING,
    AFTER_DEADLINE,
    HEADER,
    add_line,
    fill,
    hand_in,
    line_fields,
    posted_header,
    posted_line,
    working_copy,
)


@pytest.fixture
def submit(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    """submit(): the page after the click on "Bijdrage indienen"; follow=True for the one it leads
    to."""

    def post(follow: bool = False) -> Response:
        return as_editor.post(url("check"), {"action": "submit"}, follow=follow)

    return post


# Controleren

BACK = "?terug=controleren"


def test_everything_missing_is_listed_with_links_when_nothing_was_entered(
    as_editor: Client, url: Callable[..., str]
) -> None:
    page = page_source(as_editor.get(url("check")))
    for address in (
        url("opgave", "asiel") + BACK,
        url("opgave", "flex") + BACK,
        url("header") + BACK + "#id_college_state",
    ):
        assert f'href="{address}"' in page
    assert 'value="Bijdrage indienen"' not in page
    forms = page.split("<main")[1].split("<form")[1:]
    assert ["overige-opgaven" in form for form in forms] == [True]


def test_missing_location_is_an_error_with_a_link_when_checked(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    draft_assen.lines.update(location_name="")
    line = draft_assen.lines.get()
    page = page_source(as_editor.get(url("check")))
    assert f'href="{url("line", line.line_id)}{BACK}#id_location_name"' in page
    assert "vul de naam van de locatie in" in page


def test_warning_is_shown_with_a_link_and_does_not_stop_when_checked(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    draft_assen.lines.update(available_until="2024-04-01")
    line = draft_assen.lines.get()
    page = page_source(as_editor.get(url("check")))
    assert "vóór de peildatum 31 december 2024" in page
    assert f'href="{url("line", line.line_id)}{BACK}#id_available_until"' in page
    assert "Bijdrage indienen</button>" in page


def test_missing_share_links_to_its_box_when_checked(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
) -> None:
    fill(submission_assen, editor_assen, shares={westerveld: (None, None)})
    line = working_copy(submission_assen).lines.get()
    assert f'href="{url("line", line.line_id)}{BACK}#id_aandeel-0-short"' in page_source(
        as_editor.get(url("check"))
    )


def test_all_content_is_on_one_page_when_checked(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    page = page_source(as_editor.get(url("check")))
    for text in (
        "azc Assen",
        "100",
        "120",
        "nog niet bekend",
        "Na de zomer.",
        "Jan de Vries",
        "5 maart 2024",
    ):
        assert text.lower() in page.lower()


# Indienen


def test_person_sees_number_and_moment_when_submitted(
    submit: Callable[..., Response], draft_assen: Version, url: Callable[..., str]
) -> None:
    page = submit(follow=True)
    assert page.redirect_chain == [(url("version", 1), 302)]
    assert "Ingediend: versie 1" in page_source(page)
    assert "12 maart 2024 om " in page_source(page)
    assert "door Invuller" in page_source(page)
    assert "te laat" not in page_source(page)


def test_ingediend_and_opgeslagen_are_never_together_when_submitted(
    submit: Callable[..., Response], draft_assen: Version
) -> None:
    assert "opgeslagen" not in page_source(submit(follow=True)).lower()


def test_nothing_is_submitted_and_the_person_sees_why_when_an_amount_is_missing(
    submit: Callable[..., Response], draft_assen: Version
) -> None:
    draft_assen.lines.update(amount_short=None)
    page = page_source(submit())
    assert "nog niet compleet" in page
    assert "vul het aantal plekken voor de korte termijn in" in page
    assert not Version.objects.submitted().exists()


def test_nothing_is_submitted_when_nothing_was_entered(submit: Callable[..., Response]) -> None:
    assert "nog niet compleet" in page_source(submit())
    assert not Version.objects.exists()


def test_second_click_leads_to_the_same_version_when_submitted_twice(
    submit: Callable[..., Response], draft_assen: Version, url: Callable[..., str]
) -> None:
    submit()
    assert submit()["Location"] == url("version", 1)
    assert Version.objects.count() == 1


def test_one_mail_is_sent_when_submitted_twice(
    submit: Callable[..., Response],
    draft_assen: Version,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            submit()
    assert [message.to for message in outbox()] == [["invuller@assen.example"]]


def test_submitting_is_late_and_says_so_when_after_the_deadline(
    submit: Callable[..., Response],
    draft_assen: Version,
    settings: Settings,
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    assert "te laat" in page_source(as_editor.get(url("check")))
    assert "te laat" in page_source(submit(follow=True))
    assert "te laat" in page_source(as_editor.get(url("task_list")))


def test_submitting_refused_with_what_to_do_when_closed(
    submit: Callable[..., Response], draft_assen: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(submit())
    assert "gesloten sinds 15 april 2024, 23.59 uur" in page
    assert "Vraag om uitstel" in page
    assert not Version.objects.submitted().exists()


def test_no_button_is_shown_when_closed(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    assert "Bijdrage indienen</button>" not in page_source(as_editor.get(url("check")))


def test_submitting_passes_when_this_municipality_has_more_time(
    submit: Callable[..., Response],
    draft_assen: Version,
    settings: Settings,
    url: Callable[..., str],
) -> None:
    until = draft_assen.submission.round.closes_at + timedelta(days=1)
    Submission.objects.filter(pk=draft_assen.submission.pk).update(extended_until=until)
    settings.PRT_TODAY = AFTER_CLOSING
    assert submit()["Location"] == url("version", 1)


# Versions


def test_version_one_reads_the_same_when_version_two_was_submitted(
    as_editor: Client, url: Callable[..., str], version_assen: Version, editor_assen: User
) -> None:
    before = as_editor.get(url("version", 1)).context["sections"]
    submission = version_assen.submission
    start_addition(submission, editor_assen)
    line = working_copy(submission).lines.get()
    changed = line_fields(location_name="Elders", amount_short=1)
    change_line(submission, editor_assen, line.line_id, changed, {}, line.revision)
    handing_in_actions.submit(submission, editor_assen)
    page = as_editor.get(url("version", 1))
    assert page.context["sections"] == before
    assert "azc Assen" in page_source(page)
    assert "Elders" not in page_source(page)
    assert "eerdere versie" in page_source(page)


def test_version_is_not_found_when_it_was_never_submitted(
    as_editor: Client, url: Callable[..., str], version_assen: Version, editor_assen: User
) -> None:
    start_addition(version_assen.submission, editor_assen)
    assert as_editor.get(url("version", 2)).status_code == 404
    assert as_editor.get(url("version", 0)).status_code == 404


def test_every_version_is_listed_when_there_are_two(
    as_editor: Client, url: Callable[..., str], version_assen: Version, editor_assen: User
) -> None:
    start_addition(version_assen.submission, editor_assen)
    handing_in_actions.submit(version_assen.submission, editor_assen)
    page = page_source(as_editor.get(url("task_list")))
    assert page.index(url("version", 2)) < page.index(url("version", 1))


def test_version_is_read_with_shares_when_joint(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
) -> None:
    fill(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    handing_in_actions.submit(submission_assen, editor_assen)
    assert "Waarvan voor Westerveld: 20 kort, 30 lang" in page_source(
        as_editor.get(url("version", 1))
    )


# An addition


def test_addition_starts_when_asked(
    as_editor: Client, url: Callable[..., str], version_assen: Version
) -> None:
    page = as_editor.post(url("start_addition"), follow=True)
    assert "Versie 1 blijft gelden" in page_source(page)
    assert "aanvulling in bewerking" in page_source(page)
    assert working_copy(version_assen.submission)


def test_addition_is_refused_when_closed(
    as_editor: Client, url: Callable[..., str], version_assen: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    assert "gesloten sinds" in page_source(as_editor.post(url("start_addition"), follow=True))
    assert Version.objects.count() == 1


def test_addition_is_still_there_when_discarding_is_only_asked(
    as_editor: Client, url: Callable[..., str], version_assen: Version, editor_assen: User
) -> None:
    start_addition(version_assen.submission, editor_assen)
    assert "Aanvulling verwerpen?" in page_source(as_editor.get(url("discard_addition")))
    assert working_copy(version_assen.submission)


def test_addition_is_gone_when_discarding_is_confirmed(
    as_editor: Client, url: Callable[..., str], version_assen: Version, editor_assen: User
) -> None:
    start_addition(version_assen.submission, editor_assen)
    add_line(version_assen.submission, editor_assen, "amv", location_name="Tijdelijk")
    page = page_source(as_editor.post(url("discard_addition"), follow=True))
    assert "verworpen" in page
    assert "Tijdelijk" not in page_source(as_editor.get(url("opgave", "amv")))
    assert Submission.objects.get(pk=version_assen.submission.pk).state == State.SUBMITTED


def test_first_draft_is_kept_when_somebody_tries_to_discard_it(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    assert "geen aanvulling om te verwerpen" in page_source(as_editor.get(url("discard_addition")))
    as_editor.post(url("discard_addition"))
    assert Version.objects.get().contact_name == HEADER["contact_name"]


def test_content_is_not_editable_when_submitted(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    hand_in(submission_assen, editor_assen)
    page = page_source(as_editor.get(url("opgave", "asiel")))
    assert "azc Assen" in page
    assert "Wijzig" not in page.split("<main")[1].replace("Aanvullen of wijzigen", "")
    assert url("line_add", "asiel") not in page


@pytest.mark.parametrize("data", [{}, {"action": "iets"}])
def test_nothing_is_handed_in_when_no_button_of_the_page_was_pressed(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, data: dict[str, str]
) -> None:
    page = page_source(as_editor.post(url("check"), data))
    assert "Er is niets ingediend. Kies onderaan de pagina wat u wilt doen." in page
    assert not Version.objects.submitted().exists()


@pytest.mark.parametrize("page", ["line", "opgave", "header", "answer_remaining"])
def test_saving_leads_back_to_the_next_point_of_the_check_page(
    as_editor: Client, url: Callable[..., str], draft_assen: Version, page: str
) -> None:
    line = draft_assen.lines.get()
    Answer.objects.filter(version=draft_assen, opgave__code="flex").delete()
    rest, data = {
        "line": ((line.line_id,), posted_line((), revision=str(line.revision), opgave="asiel")),
        "opgave": (("flex",), {"kind": "not_yet_known"}),
        "header": ((), posted_header(revision=str(draft_assen.revision))),
        "answer_remaining": ((), {"kind": "not_yet_known"}),
    }[page]
    answer = as_editor.post(url(page, *rest) + BACK, data)
    assert answer.headers.get("Location") == url("check") + "#volgende"


def test_form_of_a_point_posts_back_with_its_way_back(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    line = draft_assen.lines.get()
    for address in (url("line", line.line_id), url("header"), url("line_add", "flex")):
        assert f'action="{address}{BACK}"' in page_source(as_editor.get(address + BACK))
        assert f'action="{address}"' in page_source(as_editor.get(address))
