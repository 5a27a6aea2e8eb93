"""Where a person goes on after saving: where that person came from, or to what is left to do."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from common.tests.responses import page_source
from submissions.editing.actions import answer_opgave
from submissions.editing.tests.typing import hidden_fields
from submissions.enums import AnswerKind
from submissions.models import Submission
from submissions.tests.builders import add_line, fill, opgave, posted_header, posted_line, save

pytestmark = pytest.mark.any_database

FROM_TASK_LIST = "?terug=opgaven"


def test_location_added_from_the_task_list_leads_back_to_it(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    address = url("line_add", "asiel") + FROM_TASK_LIST
    assert f'href="{address}"' in page_source(as_editor.get(url("task_list")))
    page = page_source(as_editor.get(address))
    assert f'action="{address}"' in page
    assert f'href="{url("task_list")}" data-without-saving>Terug zonder opslaan' in page
    saved = as_editor.post(address, posted_line())
    assert saved["Location"] == url("task_list")
    assert "azc Assen bij" in page_source(as_editor.get(url("task_list")))


def test_opgave_answered_without_locations_has_no_link_to_add_one(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    fill(submission_assen, editor_assen)
    flex = opgave(submission_assen, "flex")
    answer_opgave(submission_assen, editor_assen, flex, AnswerKind.NONE, "Geen grond.")
    page = page_source(as_editor.get(url("task_list")))
    for code in ("asiel", "amv"):  # amv is not yet known: whoever knows more adds it
        assert f'href="{url("line_add", code)}{FROM_TASK_LIST}"' in page
    assert f'href="{url("line_add", "flex")}{FROM_TASK_LIST}"' not in page


@pytest.mark.parametrize("odd", ["", "?terug=", "?terug=//evil.example", "?terug=overal"])
def test_unknown_way_back_is_the_page_of_the_opgave(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str], odd: str
) -> None:
    saved = as_editor.post(url("line_add", "asiel") + odd, posted_line())
    assert saved["Location"] == url("opgave", "asiel")


def test_last_answer_leads_to_the_header_that_is_missing(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    add_line(submission_assen, editor_assen, "asiel")
    answer = {"kind": "not_yet_known", "reason": ""}
    first = as_editor.post(url("opgave", "amv"), answer)
    assert first["Location"] == url("task_list")
    last = as_editor.post(url("opgave", "flex"), answer)
    assert last["Location"] == url("header")


def test_last_answer_leads_to_the_check_page_when_nothing_is_missing(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    add_line(submission_assen, editor_assen, "asiel")
    save(submission_assen, editor_assen)
    rest = as_editor.post(url("answer_remaining"), {"kind": "not_yet_known", "reason": ""})
    assert rest["Location"] == url("check")


# Who opens an empty header is most often the contact


def test_own_name_and_address_are_filled_in_and_stored_only_when_saved(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    form = as_editor.get(url("header")).context["form"]
    assert form["contact_name"].value() == editor_assen.name
    assert form["contact_email"].value() == editor_assen.email
    assert not submission_assen.versions.exists()


def test_contact_of_somebody_else_stays(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    start = hidden_fields(as_editor.get(url("header")))
    as_editor.post(
        url("header"), start | posted_header(contact_name="Team Opvang", contact_email="")
    )
    form = as_editor.get(url("header")).context["form"]
    assert form["contact_name"].value() == "Team Opvang"
    assert not form["contact_email"].value()
