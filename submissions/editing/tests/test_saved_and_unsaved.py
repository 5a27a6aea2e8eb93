"""What a person reads after saving, and of text that was typed and never saved."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from autosave.models import Autosave
from common.tests.responses import Response, page_source, page_text
from submissions.editing.tests.typing import hidden_fields, token
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Submission
from submissions.tests.builders import (
    add_line,
    fill,
    hand_in,
    posted_header,
    posted_line,
    working_copy,
)

pytestmark = pytest.mark.any_database

Post = Callable[..., str]


@pytest.fixture
def save_location(as_editor: Client, url: Callable[..., str]) -> Post:
    def post(**changes: str) -> str:
        address = url("line_add", "asiel")
        start = hidden_fields(as_editor.get(address))
        return page_text(as_editor.post(address, start | posted_line((), **changes), follow=True))

    return post


# What is said after saving


def test_what_is_missing_is_said_at_once(submission_assen: Submission, save_location: Post) -> None:
    page = save_location(amount_long="", commitment="")
    assert "opgeslagen als concept om" in page
    assert "Nog te doen: Vul het aantal plekken voor de lange termijn in." in page
    assert "Kies hoe vast dit staat." in page


def test_what_stands_out_is_said_at_once(submission_assen: Submission, save_location: Post) -> None:
    page = save_location(available_until="1-4-2024")
    assert "Nog te doen" not in page
    assert "Dit valt op bij azc Assen: de laatste dag is 1 april 2024" in page


def test_nothing_more_is_said_of_a_complete_location(
    submission_assen: Submission, save_location: Post
) -> None:
    page = save_location()
    assert "Nog te doen" not in page
    assert "Dit valt op bij" not in page


def test_half_a_location_is_no_answer_yet(
    submission_assen: Submission, save_location: Post, as_editor: Client, url: Callable[..., str]
) -> None:
    save_location(amount_short="")
    assert "U heeft 0 van 3 opgaven beantwoord." in page_text(as_editor.get(url("task_list")))


def test_header_says_what_it_still_needs(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    start = hidden_fields(as_editor.get(url("header")))
    posted = start | posted_header(college_state="")
    answer = as_editor.post(url("header"), posted, follow=True)
    assert answer.redirect_chain == [(url("task_list"), 302)]
    assert "Nog te doen: Kies hoe ver het college is." in page_text(answer)


def test_idea_is_not_said_to_be_open_already(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    add_line(
        submission_assen,
        editor_assen,
        "asiel",
        commitment="idea",
        nature="existing",
        available_from=None,
    )
    assert "is al open" not in page_text(as_editor.get(url("opgave", "asiel")))
    working_copy(submission_assen).lines.update(commitment="in_use")
    assert "is al open" in page_text(as_editor.get(url("opgave", "asiel")))


# Text that was typed and not saved


@pytest.fixture
def type_and_leave(as_editor: Client, url: Callable[..., str]) -> Callable[..., None]:
    """Somebody types in a form and goes elsewhere; the browser has kept the text."""

    def leave(page: str, text: dict[str, str]) -> None:
        identity = token(as_editor.get(page))
        kept = as_editor.post("/concept/", {"form_identity": identity} | text)
        assert kept.status_code == 204

    return leave


def _shown(check_page: Response) -> dict[str, str]:
    return {"unsaved_seen": check_page.context["unsaved_seen"]}


@pytest.mark.parametrize("page", ["task_list", "check"])
def test_unsaved_text_is_named_before_the_hand_in(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
    type_and_leave: Callable[..., None],
    page: str,
) -> None:
    fill(submission_assen, editor_assen)
    line = working_copy(submission_assen).lines.get()
    forms = {
        url("line_add", "flex"): "Nieuwe locatie bij Flexwoningen",
        url("line", line.line_id): "azc Assen bij Reguliere opvang",
        url("header"): "Gegevens en besluit",
    }
    for address, label in forms.items():
        type_and_leave(address, {"explanation": "Halverwege."})
        html = page_source(as_editor.get(url(page)))
        assert f'<a href="{address}">{label}</a>' in html


def test_hand_in_waits_once_when_text_was_typed_in_another_window(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
    type_and_leave: Callable[..., None],
) -> None:
    fill(submission_assen, editor_assen)
    opened_before = _shown(as_editor.get(url("check")))
    type_and_leave(url("line_add", "flex"), {"location_name": "Hotel", "amount_short": "120"})
    refused = as_editor.post(url("check"), opened_before | {"action": "submit"})
    assert "Er is nog niets ingediend." in page_text(refused)
    assert not submission_assen.versions.submitted().exists()
    again = _shown(refused) | {"action": "submit"}
    assert as_editor.post(url("check"), again)["Location"] == url("version", 1)


def test_text_of_a_colleague_holds_nobody_up(
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    fill(submission_assen, editor_assen)
    page = url("line_add", "flex")
    Autosave.objects.create(
        user=approver_assen, page=page, form="locatie", content="a=b", saved_at="2024-03-12T10:00Z"
    )
    posted = _shown(as_editor.get(url("check"))) | {"action": "submit"}
    assert as_editor.post(url("check"), posted)["Location"] == url("version", 1)


def test_text_is_no_longer_unsaved_when_it_says_what_was_there(
    submission_assen: Submission,
    as_editor: Client,
    url: Callable[..., str],
    type_and_leave: Callable[..., None],
) -> None:
    page = url("header")
    type_and_leave(page, {"remarks": "Halverwege."})
    assert Autosave.objects.exists()
    type_and_leave(page, {"remarks": "", "ongewijzigd": "ja"})
    assert not Autosave.objects.exists()


# An addition that adds nothing


def test_unchanged_addition_is_told(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    same = "Uw aanvulling is gelijk aan versie 1, die al geldt."
    assert same in page_text(as_editor.get(url("check")))
    working_copy(submission_assen).lines.update(available_until=date(2040, 1, 1))
    assert same not in page_text(as_editor.get(url("check")))
    submit(submission_assen, editor_assen)
    assert same not in page_text(as_editor.get(url("check")))


def test_enter_in_the_reason_for_the_rest_chooses_nothing(
    submission_assen: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    """A browser presses the first button of the form."""
    html = page_source(as_editor.get(url("task_list")))
    form = html[html.index(f'action="{url("answer_remaining")}"') :]
    first = form[form.index("<button") :].split(">")[0]
    assert "disabled" in first
