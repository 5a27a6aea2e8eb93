"""Whose pages: what is not yours does not exist.

And a page that is only looked at changes nothing.
"""

import uuid

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from common.models import MadeFile
from common.tests.responses import page_text
from rounds.models import Round
from submissions.handing_in import actions
from submissions.models import Attachment, Line, Question, Submission, Version
from submissions.questions.tests.talk import ask, attach
from submissions.tests.builders import fill
from submissions.urls import urlpatterns

pytestmark = pytest.mark.any_database

POST_ONLY = {"answer_remaining", "excel_faults", "open_draft", "question_close", "start_addition"}
OF_A_MUNICIPALITY = [pattern.name for pattern in urlpatterns if pattern.name != "choose"]
OTHERS = [
    "editor_westerveld",
    "editor_de_wolden",
    "project_leader",
    "chair",
    "administrator",
    "outsider",
]


@pytest.fixture
def line(submission_assen: Submission, editor_assen: User) -> Line:
    """A line of Assen in version 1 and, with the same id, in the addition that is being made."""
    fill(submission_assen, editor_assen)
    attach(submission_assen, editor_assen)
    ask(submission_assen, editor_assen)
    actions.submit(submission_assen, editor_assen)
    submission_assen.refresh_from_db()
    return Version.objects.get().lines.get()


def address(name: str | None, line: Line | type) -> str:
    """The address of a page of Assen, for every name in submissions/urls.py."""
    known = {
        "opgave_code": "asiel",
        "line_id": line.line_id,
        "number": 1,
        "earlier": 1,
        "later": 2,
        "confirmation_id": 1,
    }
    known |= {"question_id": first_key(Question), "attachment_id": first_key(Attachment)}
    (pattern,) = (pattern for pattern in urlpatterns if pattern.name == name)
    arguments = {name: known[name] for name in pattern.pattern.converters if name != "cbs_code"}
    return reverse(
        f"submissions:{name}", kwargs={"round_slug": "2024", "cbs_code": "GM0106"} | arguments
    )


def first_key(model: type[Question] | type[Attachment]) -> int:
    return getattr(model.objects.first(), "pk", 1)


def all_rows() -> dict[str, list[str]]:
    """Every row of every table, as the database has it.

    But for the sessions, and the files that are kept because making them takes long.
    """
    models = [model for model in apps.get_models() if model not in (Session, MadeFile)]
    return {
        model._meta.label: sorted(map(_plain, model._default_manager.values_list()))
        for model in models
    }


def _plain(row: tuple[object, ...]) -> str:
    """PostgreSQL gives the bytes of a file as a view on memory, which is never the same twice."""
    return str([bytes(value) if isinstance(value, memoryview) else value for value in row])


@pytest.fixture
def others(line: Line, request: pytest.FixtureRequest) -> dict[str, Client]:
    """A browser for everybody who has nothing to look for at Assen."""
    browsers = {persona: Client() for persona in OTHERS}
    for persona, browser in browsers.items():
        browser.force_login(request.getfixturevalue(persona))
    return browsers


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", OF_A_MUNICIPALITY)
def test_page_is_not_found_when_of_another_municipality(
    name: str | None, method: str, others: dict[str, Client], line: Line
) -> None:
    before, path = all_rows(), address(name, line)
    answers = {
        persona: getattr(browser, method)(path).status_code for persona, browser in others.items()
    }
    opens_a_button = method == "get" and name in POST_ONLY
    expected = dict.fromkeys(OTHERS, 302 if opens_a_button else 404)
    if name == "version":  # the regietafel is sent to its own page of it
        expected |= dict.fromkeys(["project_leader", "chair"], 302)
    assert answers == expected
    assert all_rows() == before


@pytest.mark.parametrize("name", OF_A_MUNICIPALITY)
def test_page_asks_for_login_when_nobody_is_logged_in(
    name: str | None, client: Client, line: Line
) -> None:
    assert client.get(address(name, line))["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_page_of_the_button_is_shown_when_the_address_of_a_button_is_opened(
    name: str, as_editor: Client, line: Line
) -> None:
    page = as_editor.get(address(name, line), follow=True)
    assert page.redirect_chain[0][1] == 302
    assert "Er is niets gewijzigd. Gebruik de knop op deze pagina." in page_text(page)


@pytest.mark.parametrize("stand", ["nothing entered", "draft", "submitted"])
def test_no_row_changes_when_a_page_is_looked_at(
    stand: str, as_editor: Client, submission_assen: Submission, editor_assen: User
) -> None:
    version = None if stand == "nothing entered" else fill(submission_assen, editor_assen)
    if stand == "submitted":
        check = reverse("submissions:check", args=["2024", "GM0106"])
        as_editor.post(check, {"action": "submit"})
    line = version.lines.get() if version else type("Nothing", (), {"line_id": uuid.uuid4()})
    before = all_rows()
    for name in {pattern.name for pattern in urlpatterns} - POST_ONLY:
        page = "/2024/bijdrage/" if name == "choose" else address(name, line)
        assert as_editor.get(page).status_code in (200, 302, 404), name
        assert all_rows() == before, name


@pytest.mark.parametrize("slug", ["2023", "2024-2"])
def test_page_is_not_found_when_there_is_no_such_round(
    slug: str, as_editor: Client, round_2024: Round
) -> None:
    assert as_editor.get(f"/{slug}/bijdrage/").status_code == 404
    assert as_editor.get(f"/{slug}/bijdrage/GM0106/").status_code == 404


def test_round_is_not_found_when_of_another_regietafel(
    client: Client, outsider: User, round_2024: Round
) -> None:
    client.force_login(outsider)
    assert client.get("/2024/bijdrage/").status_code == 404


@pytest.mark.parametrize("persona", ["editor_assen", "approver_assen"])
def test_bijdrage_opens_when_of_the_own_municipality(
    persona: str, client: Client, line: Line, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(persona))
    assert "Bijdrage van Assen" in client.get(address("task_list", line)).content.decode()
