"""Typed text that was not saved: kept for the person who typed it, given back in its form, and gone
when saved."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.test import Client
from pytest_django import Settings

from accounts.models import Municipality, User
from autosave.kept import REFUSED, Identity, QueryDict, store_refused
from autosave.models import Autosave
from common.tests.responses import Response, page_source
from submissions.editing import actions
from submissions.editing.tests.typing import hidden_fields, token
from submissions.models import Line, Submission, Version
from submissions.tests.builders import (
    HEADER,
    add_line,
    posted_header,
    posted_line,
    working_copy,
)

KEEP, THROW_AWAY = "/concept/", "/concept/weggooien/"

NOTICE = "die u niet had opgeslagen"


@pytest.fixture
def type_into(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    """type_into("header", remarks="..."): open a form and type in it; what the browser then
    keeps."""

    def keep(name: str, *arguments: object, **typed: Any) -> Response:
        start = hidden_fields(as_editor.get(url(name, *arguments)))
        answer = as_editor.post(KEEP, start | typed)
        assert answer.status_code == 204
        return answer

    return keep


def rows_of(user: User) -> QuerySet[Autosave]:
    return Autosave.objects.filter(user=user)


# Keeping


def test_typed_text_is_kept_when_the_browser_sends_it(
    type_into: Callable[..., Response],
    editor_assen: User,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    type_into("header", **posted_header(remarks="Mijn verhaal."))
    kept = rows_of(editor_assen).get()
    assert (kept.page, kept.form) == (url("header"), "gegevens")
    assert parse_qs(kept.content)["remarks"] == ["Mijn verhaal."]
    assert not submission_assen.versions.exists()


def test_last_text_is_kept_when_typed_on(
    type_into: Callable[..., Response], editor_assen: User
) -> None:
    type_into("header", remarks="Mijn")
    type_into("header", remarks="Mijn verhaal.")
    assert parse_qs(rows_of(editor_assen).get().content)["remarks"] == ["Mijn verhaal."]


def test_password_and_tokens_are_not_kept_when_sent_along(
    type_into: Callable[..., Response], editor_assen: User
) -> None:
    type_into(
        "header",
        remarks="Mijn",
        password1="geheim",
        Wachtwoord="geheim",
        csrfmiddlewaretoken="geheim",
    )
    kept = parse_qs(rows_of(editor_assen).get().content)
    assert "geheim" not in str(kept)
    assert not {"form_identity", "csrfmiddlewaretoken", "password1", "Wachtwoord"} & set(kept)


@pytest.mark.parametrize("address", [KEEP, THROW_AWAY])
@pytest.mark.parametrize(
    "change", [lambda text: "", lambda text: text[:-1], lambda text: text.replace(":", "x:", 1)]
)
def test_nothing_is_kept_or_thrown_away_when_the_token_is_wrong(
    change: Callable[[str], str],
    address: str,
    as_editor: Client,
    url: Callable[..., str],
    type_into: Callable[..., Response],
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    wrong = change(token(as_editor.get(url("header"))))
    assert (
        as_editor.post(address, {"form_identity": wrong, "remarks": "Van een ander."}).status_code
        == 404
    )
    assert "Van" not in Autosave.objects.get().content


@pytest.mark.parametrize("address", [KEEP, THROW_AWAY])
def test_nothing_is_kept_or_thrown_away_when_the_token_is_of_somebody_else(
    address: str,
    as_editor: Client,
    url: Callable[..., str],
    type_into: Callable[..., Response],
    approver_assen: User,
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    own = token(as_editor.get(url("header")))
    as_editor.force_login(approver_assen)
    assert (
        as_editor.post(address, {"form_identity": own, "remarks": "Van een ander."}).status_code
        == 404
    )
    assert "verhaal" in Autosave.objects.get().content


@pytest.mark.parametrize(("size", "status"), [(90_000, 204), (110_000, 413)])
def test_text_is_kept_up_to_100_kb(
    size: int, status: int, as_editor: Client, url: Callable[..., str]
) -> None:
    start = hidden_fields(as_editor.get(url("header")))
    assert as_editor.post(KEEP, start | {"remarks": "x" * size}).status_code == status
    assert Autosave.objects.exists() is (status == 204)


def test_keeping_does_not_lengthen_the_session(as_editor: Client, url: Callable[..., str]) -> None:
    start = hidden_fields(as_editor.get(url("header")))
    answer = as_editor.post(KEEP, start | {"remarks": "Mijn"})
    assert not answer.cookies


def test_keeping_needs_the_csrf_token(
    url: Callable[..., str], editor_assen: User, as_editor: Client
) -> None:
    start = hidden_fields(as_editor.get(url("header")))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor_assen)
    assert strict.post(KEEP, start).status_code == 403


# Giving back


def test_text_is_in_the_form_with_a_notice_when_the_page_is_opened_again(
    type_into: Callable[..., Response], as_editor: Client, url: Callable[..., str]
) -> None:
    typed = posted_header(
        remarks="Mijn verhaal.", contact_email="nog niet af", college_date="2024-03-07"
    )
    type_into("header", **typed)
    page = page_source(as_editor.get(url("header")))
    assert NOTICE in page
    assert "Mijn verhaal.</textarea>" in page
    assert 'value="nog niet af"' in page
    assert 'value="2024-03-07"' in page
    assert "data-unsaved-initially" in page
    assert "Er is een probleem" not in page


def test_text_of_yesterday_is_named_with_its_day(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    settings: Settings,
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    settings.PRT_TODAY = date(2024, 3, 13)
    assert "tekst van 12 maart 2024 om " in page_source(as_editor.get(url("header")))


def test_line_with_ticks_and_shares_is_in_the_form_when_opened_again(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    westerveld: Municipality,
) -> None:
    typed = posted_line(
        [("GM1701", "7", "8")], amount_short="veel", location_unknown="on", location_name=""
    )
    type_into(
        "line_add", "amv", **typed
    )  # amv is confidential by default, and the tick is not in what was typed
    answer = as_editor.get(url("line_add", "amv"))
    form, share = answer.context["form"], answer.context["formset"].forms[0]
    values = [form[name].value() for name in ("amount_short", "location_unknown", "confidential")]
    assert values == ["veel", True, False]
    assert [share[name].value() for name in ("partner", "short", "long")] == ["GM1701", "7", "8"]


def test_answer_is_in_the_form_when_opened_again(
    type_into: Callable[..., Response], as_editor: Client, url: Callable[..., str]
) -> None:
    type_into("opgave", "flex", kind="none", reason="Mijn verhaal.")
    page = page_source(as_editor.get(url("opgave", "flex")))
    assert 'value="Mijn verhaal."' in page
    assert (
        'value="none" class="utrecht-radio-button utrecht-radio-button--html-input" '
        'id="id_kind_0" checked' in page
    )


def test_reason_for_the_rest_is_in_the_box_when_opened_again(
    as_editor: Client, url: Callable[..., str]
) -> None:
    own = token(as_editor.get(url("task_list")))
    as_editor.post(KEEP, {"form_identity": own, "reason": "Mijn verhaal."})
    assert 'value="Mijn verhaal."' in page_source(as_editor.get(url("task_list")))


def test_copied_line_is_kept_apart_from_a_new_one(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    copy = f"{url('line_add', 'asiel')}?kopie={line.line_id}"
    as_editor.post(KEEP, hidden_fields(as_editor.get(copy)) | posted_line(place="Kopie"))
    assert NOTICE not in page_source(as_editor.get(url("line_add", "asiel")))
    assert as_editor.get(copy).context["form"]["place"].value() == "Kopie"


def test_notice_is_absent_when_the_text_says_what_is_stored(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    draft_assen: Version,
) -> None:
    type_into("header", **posted_header())
    assert NOTICE not in page_source(as_editor.get(url("header")))


def test_text_is_not_given_to_a_colleague(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    approver_assen: User,
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    as_editor.force_login(approver_assen)
    assert "Mijn verhaal." not in page_source(as_editor.get(url("header")))


def test_text_stays_when_somebody_logs_out(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    editor_assen: User,
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    as_editor.logout()
    as_editor.force_login(editor_assen)
    assert "Mijn verhaal." in page_source(as_editor.get(url("header")))


def test_opening_the_form_changes_nothing_of_what_is_kept(
    type_into: Callable[..., Response], as_editor: Client, url: Callable[..., str]
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    before = Autosave.objects.values().get()
    as_editor.get(url("header"))
    assert Autosave.objects.values().get() == before


def test_kept_text_overwrites_nothing_when_a_colleague_saved_meanwhile(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    draft_assen: Version,
    approver_assen: User,
) -> None:
    type_into("header", **posted_header(remarks="Van mij."))
    submission = draft_assen.submission
    revision = working_copy(submission).revision
    actions.save_header(
        submission, approver_assen, HEADER | {"remarks": "Van mijn collega."}, revision
    )
    opened = as_editor.get(url("header"))
    answer = as_editor.post(
        url("header"), hidden_fields(opened) | posted_header(remarks="Van mij.") | _base(opened)
    )
    assert [choice.theirs for choice in answer.context["choices"]] == ["Van mijn collega."]
    assert working_copy(submission).remarks == "Van mijn collega."


def _base(page: Response) -> dict[str, str]:
    return {
        name: value for name, value in hidden_fields(page).items() if name in ("revision", "base")
    }


def test_line_that_a_colleague_removed_is_given_back_as_a_new_one(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    line = add_line(submission_assen, editor_assen)
    type_into("line", line.line_id, **posted_line(explanation="Mijn verhaal.", opgave="asiel"))
    actions.remove_line(submission_assen, approver_assen, line.line_id)
    assert f'href="{url("line", line.line_id)}">Bekijk uw tekst' in page_source(
        as_editor.get(url("task_list"))
    )
    opened = as_editor.get(url("line", line.line_id))
    assert "Een collega heeft deze regel intussen verwijderd" in page_source(opened)
    assert opened.context["action"] == url("line_add", "asiel")
    typed = hidden_fields(opened) | posted_line(explanation="Mijn verhaal.")
    assert as_editor.post(opened.context["action"], typed)["Location"] == url("opgave", "asiel")
    assert Line.objects.get().explanation == "Mijn verhaal."
    assert not Autosave.objects.exists()


@pytest.mark.parametrize(
    "after", ["", "https://kwaad.example/", "//kwaad.example/", "kwaad", "javascript:alert(1)"]
)
def test_person_stays_on_the_portal_when_text_is_thrown_away(
    after: str, type_into: Callable[..., Response], as_editor: Client, url: Callable[..., str]
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    own = token(as_editor.get(url("header")))
    assert as_editor.post(THROW_AWAY, {"form_identity": own, "after": after})["Location"] == url(
        "header"
    )


def test_text_of_a_removed_line_can_be_thrown_away(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    approver_assen: User,
) -> None:
    line = add_line(submission_assen, editor_assen)
    type_into("line", line.line_id, **posted_line(explanation="Mijn verhaal.", opgave="asiel"))
    actions.remove_line(submission_assen, approver_assen, line.line_id)
    opened = as_editor.get(url("line", line.line_id))
    after = opened.context["after_throwing_away"]
    assert as_editor.post(THROW_AWAY, {"form_identity": token(opened), "after": after})[
        "Location"
    ] == url("opgave", "asiel")
    assert "Bekijk uw tekst" not in page_source(as_editor.get(url("task_list")))


# Until it is saved or thrown away


def test_kept_text_is_gone_when_the_form_is_saved(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    type_into("header", **posted_header(remarks="Mijn"))
    opened = hidden_fields(as_editor.get(url("header")))
    as_editor.post(url("header"), posted_header(remarks="Mijn verhaal.") | opened)
    assert working_copy(submission_assen).remarks == "Mijn verhaal."
    assert not Autosave.objects.exists()


def test_form_shows_what_is_stored_when_the_text_is_thrown_away(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    draft_assen: Version,
) -> None:
    type_into("header", **posted_header(remarks="Mijn verhaal."))
    answer = as_editor.post(THROW_AWAY, {"form_identity": token(as_editor.get(url("header")))})
    assert answer["Location"] == url("header")
    page = page_source(as_editor.get(url("header")))
    assert str(HEADER["remarks"]) in page
    assert NOTICE not in page


def test_text_of_another_form_stays_when_one_is_saved(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    editor_assen: User,
) -> None:
    type_into("opgave", "flex", kind="none", reason="Mijn verhaal.")
    as_editor.post(url("header"), posted_header())
    assert rows_of(editor_assen).get().form == "antwoord"


# Not for ever


@pytest.mark.parametrize(
    ("prefix", "age", "given"),
    [
        ("", timedelta(days=29), True),
        ("", timedelta(days=31), False),
        (REFUSED, timedelta(minutes=115), True),
        (REFUSED, timedelta(minutes=125), False),
    ],
)
def test_text_is_given_back_and_stored_only_so_long(
    prefix: str,
    age: timedelta,
    given: bool,
    as_editor: Client,
    url: Callable[..., str],
    editor_assen: User,
    type_into: Callable[..., Response],
) -> None:
    type_into("header", remarks="Mijn verhaal.")
    kept = Autosave.objects.get()
    kept.form, kept.saved_at = prefix + kept.form, kept.saved_at - age
    kept.save()
    assert ("Mijn verhaal." in page_source(as_editor.get(url("header")))) is given
    said = StringIO()
    call_command("purge_autosaves", stdout=said)
    assert Autosave.objects.exists() is given
    assert said.getvalue() == f"{0 if given else 1} teksten verwijderd.\n"


def test_newest_text_is_given_back_when_a_refused_post_came_after_typing(
    type_into: Callable[..., Response],
    as_editor: Client,
    url: Callable[..., str],
    editor_assen: User,
) -> None:
    type_into("header", remarks="Eerst.")
    identity = Identity(editor_assen.pk, url("header"), "gegevens")
    data = QueryDict("remarks=Daarna.")
    assert store_refused(identity, data)
    assert "Daarna.</textarea>" in page_source(as_editor.get(url("header")))
