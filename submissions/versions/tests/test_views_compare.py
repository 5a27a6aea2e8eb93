"""Wat verandert er? and Wat is er veranderd?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from common.tests.responses import page_text
from submissions.editing.actions import change_line
from submissions.enums import Commitment
from submissions.handing_in import actions as handing_in_actions
from submissions.handing_in.actions import start_addition
from submissions.models import Submission, Version
from submissions.tests.builders import add_line, line_fields, working_copy


@pytest.fixture
def submission(version_assen: Version) -> Submission:
    return version_assen.submission


@pytest.fixture
def hand_in_again(submission: Submission, editor_assen: User) -> Callable[..., Version]:
    """hand_in_again(location_name=…): the next version, in which the line of Assen has these
    values."""

    def submit(**changes: Any) -> Version:
        start_addition(submission, editor_assen)
        line = working_copy(submission).lines.get()
        change_line(
            submission, editor_assen, line.line_id, line_fields(**changes), {}, line.revision
        )
        return handing_in_actions.submit(submission, editor_assen)

    return submit


def test_changed_field_is_shown_with_both_texts_when_two_versions_are_compared(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again(amount_short=1250)
    page = page_text(as_editor.get(url("compare", 1, 2)))
    assert "Locaties: 1 gewijzigd." in page
    assert "azc Assen, Assen Gewijzigd Vertrouwelijk" in page
    assert "Aantal plekken op 31 december 2024 (korte termijn) 100 1.250" in page


def test_totals_are_shown_with_their_difference_when_two_versions_are_compared(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again(amount_short=90)
    page = page_text(as_editor.get(url("compare", 1, 2)))
    assert "Reguliere opvang plekken 100 90 −10 120 120 0" in page
    assert "Flexwoningen woningen onbekend onbekend onbekend" in page


def test_line_is_called_vervallen_when_it_was_dropped(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    start_addition(submission, editor_assen)
    line = working_copy(submission).lines.get()
    dropped = line_fields(commitment=Commitment.DROPPED)
    change_line(submission, editor_assen, line.line_id, dropped, {}, line.revision)
    assert "azc Assen, Assen Vervallen" in page_text(as_editor.get(url("compare_addition")))


def test_moments_and_persons_are_shown_when_two_versions_are_compared(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again()
    page = page_text(as_editor.get(url("compare", 1, 2)))
    assert page.count("ingediend op 12 maart 2024 om") == 2
    assert "Er is niets veranderd." in page


def test_version_is_not_found_when_compared_with_itself_or_a_later_one(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again()
    asked = [(1, 1), (2, 1), (1, 3), (0, 2)]
    assert {as_editor.get(url("compare", *pair)).status_code for pair in asked} == {404}


def test_working_copy_is_not_found_among_versions_when_in_the_making(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    start_addition(submission, editor_assen)
    assert as_editor.get(url("compare", 1, 2)).status_code == 404


def test_there_is_no_choice_when_there_are_two_versions(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again()
    assert "Eerdere versie" not in page_text(as_editor.get(url("compare", 1, 2)))


def test_every_pair_can_be_reached_when_there_are_three_versions(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again(amount_short=1)
    hand_in_again(amount_short=2)
    page = as_editor.get(url("compare", 2, 3)).content.decode()
    assert f'href="{url("compare", 1, 3)}"' in page
    page = as_editor.get(url("compare", 1, 3)).content.decode()
    assert f'href="{url("compare", 1, 2)}"' in page


def test_version_links_to_what_changed_when_it_is_not_the_first(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again()
    for page in (url("version", 2), url("task_list")):
        assert f'href="{url("compare", 1, 2)}"' in as_editor.get(page).content.decode()
    assert "Wat is er veranderd?" not in as_editor.get(url("version", 1)).content.decode()


def test_addition_is_shown_beside_the_version_that_counts_when_in_the_making(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    start_addition(submission, editor_assen)
    add_line(submission, editor_assen, "flex", location_name="Flexpark", amount_short=7)
    page = page_text(as_editor.get(url("compare_addition")))
    assert "Uw aanvulling naast versie 1" in page
    assert "Flexpark, Assen Nieuw" in page
    assert "Flexwoningen woningen onbekend 7 onbekend" in page
    assert "Locaties: 1 nieuw, 1 ongewijzigd." in page


def test_addition_is_linked_when_in_the_making(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    assert url("compare_addition") not in as_editor.get(url("task_list")).content.decode()
    start_addition(submission, editor_assen)
    for page in (url("task_list"), url("check")):
        assert f'href="{url("compare_addition")}"' in as_editor.get(page).content.decode()


def test_first_draft_has_nothing_beside_it_when_asked(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    assert "U heeft nog niets ingediend." in page_text(as_editor.get(url("compare_addition")))
    assert url("compare_addition") not in as_editor.get(url("check")).content.decode()


def test_there_is_nothing_beside_the_version_when_no_addition_was_begun(
    as_editor: Client, url: Callable[..., str], submission: Submission
) -> None:
    assert "Er is nu geen aanvulling om te vergelijken. Versie 1 geldt." in page_text(
        as_editor.get(url("compare_addition"))
    )


def test_typed_text_is_shown_as_text_when_it_holds_html(
    as_editor: Client, url: Callable[..., str], hand_in_again: Callable[..., Version]
) -> None:
    hand_in_again(explanation="<b>vet</b>\ntweede regel")
    page = as_editor.get(url("compare", 1, 2)).content.decode()
    assert "&lt;b&gt;vet&lt;/b&gt;<br>tweede regel" in page


def test_comparison_takes_the_same_number_of_queries_when_there_are_more_lines(
    as_editor: Client, url: Callable[..., str], submission: Submission, editor_assen: User
) -> None:
    start_addition(submission, editor_assen)
    few = _queries(as_editor, url("compare_addition"))
    for number in range(6):
        add_line(submission, editor_assen, "flex", location_name=f"Flex {number}")
    assert _queries(as_editor, url("compare_addition")) == few


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return len(asked)
