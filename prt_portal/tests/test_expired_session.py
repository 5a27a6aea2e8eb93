"""A form that is sent when the session is over: the text waits for the same person to log in
again."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.contrib.auth import SESSION_KEY
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from autosave.kept import REFUSED
from autosave.models import Autosave
from common.tests.responses import Response, page_source
from submissions.editing.tests.typing import hidden_fields, messages, token
from submissions.tests.builders import make_round, posted_header

PAGE = "/2024/bijdrage/GM0106/gegevens/"
TEXT = "Mijn lange verhaal."


@pytest.fixture
def expired(client: Client, editor_assen: User, approver_assen: User) -> Callable[..., Response]:
    """expired(remarks="..."): the header sent from a page that was opened before the session
    ended."""
    make_round(editor_assen.memberships.get().municipality.regietafel)
    client.force_login(editor_assen)
    start = hidden_fields(client.get(PAGE))
    del client.cookies[portal_settings.SESSION_COOKIE_NAME]

    def post(address: str = PAGE, **changes: Any) -> Response:
        return client.post(address, start | posted_header(remarks=TEXT) | changes)

    return post


def log_in(client: Client, user: User) -> Response:
    user.set_password("routekaart-2024")
    user.save()
    return client.post(
        "/account/login/", {"login": user.email, "password": "routekaart-2024", "next": PAGE}
    )


def test_login_is_asked_with_the_page_of_the_form_when_the_session_is_over(
    expired: Callable[..., Response], client: Client
) -> None:
    answer = expired()
    assert answer["Location"] == f"/account/login/?next={PAGE}"
    page = page_source(client.get(answer["Location"]))
    assert (
        "Uw sessie was verlopen. Er is niets opgeslagen of ingediend. Uw tekst is bewaard" in page
    )
    assert f'value="{PAGE}"' in page


def test_text_is_back_as_unsaved_form_when_the_same_person_logs_in(
    expired: Callable[..., Response], client: Client, editor_assen: User
) -> None:
    expired()
    assert log_in(client, editor_assen)["Location"] == PAGE
    page = page_source(client.get(PAGE))
    assert "die u niet had opgeslagen" in page
    assert f"{TEXT}</textarea>" in page
    assert "data-unsaved-initially" in page


def test_nothing_is_given_back_when_a_colleague_logs_in_on_the_same_computer(
    expired: Callable[..., Response], client: Client, approver_assen: User
) -> None:
    expired()
    log_in(client, approver_assen)
    page = page_source(client.get(PAGE))
    assert TEXT not in page
    assert "die u niet had opgeslagen" not in page


def test_text_is_gone_when_it_was_saved_after_all(
    expired: Callable[..., Response], client: Client, editor_assen: User
) -> None:
    expired()
    log_in(client, editor_assen)
    client.post(PAGE, hidden_fields(client.get(PAGE)) | posted_header(remarks=TEXT))
    assert not Autosave.objects.exists()


def test_what_was_kept_while_typing_stays_when_a_refused_post_comes_after_it(
    expired: Callable[..., Response], editor_assen: User
) -> None:
    Autosave.objects.create(
        user=editor_assen, page=PAGE, form="gegevens", content="a=b", saved_at="2024-03-12T10:00Z"
    )
    expired()
    assert set(Autosave.objects.values_list("form", flat=True)) == {
        "gegevens",
        REFUSED + "gegevens",
    }


def test_page_of_the_form_is_next_when_the_form_posts_elsewhere(
    expired: Callable[..., Response], client: Client, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    own = token(client.get("/2024/bijdrage/GM0106/"))
    client.logout()
    answer = expired("/2024/bijdrage/GM0106/overige-opgaven/", form_identity=own, reason=TEXT)
    assert answer["Location"] == "/account/login/?next=/2024/bijdrage/GM0106/"


@pytest.mark.parametrize("forged", ["", "x", "WzEsICIvIiwgIngiXQ:1a:b"])
def test_nothing_is_kept_when_the_token_is_absent_or_forged(
    forged: str, expired: Callable[..., Response]
) -> None:
    answer = expired(form_identity=forged)
    assert answer["Location"].startswith("/account/login/")
    assert not Autosave.objects.exists()
    assert messages(answer) == [
        "U was niet (meer) ingelogd. Er is niets opgeslagen of verstuurd. Log in en probeer het "
        "daarna opnieuw."
    ]


def test_nothing_is_kept_when_the_token_was_made_for_something_else(
    expired: Callable[..., Response], editor_assen: User
) -> None:
    other = signing.TimestampSigner(salt="anders").sign_object([editor_assen.pk, PAGE, "gegevens"])
    expired(form_identity=other)
    assert not Autosave.objects.exists()


class SignerOfYesterday(signing.TimestampSigner):
    age = 0  # seconds

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - self.age)


@pytest.mark.parametrize(("hours", "kept"), [(23, True), (25, False)])
def test_text_is_kept_when_the_form_was_opened_less_than_a_day_ago(
    hours: int, kept: bool, expired: Callable[..., Response], editor_assen: User
) -> None:
    signer = SignerOfYesterday(salt="autosave")
    signer.age = hours * 60 * 60
    expired(form_identity=signer.sign_object([editor_assen.pk, PAGE, "gegevens"]))
    assert Autosave.objects.exists() is kept


@pytest.mark.parametrize("change", [{"is_active": False}, None], ids=["ended", "removed"])
def test_nothing_is_kept_when_the_account_is_no_more(
    change: dict[str, bool] | None, expired: Callable[..., Response], editor_assen: User
) -> None:
    person = User.objects.filter(pk=editor_assen.pk)
    person.update(**change) if change else person.get().delete()
    expired()
    assert not Autosave.objects.exists()


def test_sentence_tells_what_to_do_when_the_text_is_too_long(
    expired: Callable[..., Response],
) -> None:
    answer = expired(remarks="x" * 110_000)
    assert "Uw tekst was te lang om te bewaren. Ga terug in uw browser" in messages(answer)[0]
    assert not Autosave.objects.exists()


def test_sentence_tells_that_a_file_is_not_kept(expired: Callable[..., Response]) -> None:
    answer = expired(bijlage=SimpleUploadedFile("besluit.pdf", b"%PDF-1.7"))
    assert "Een bestand bewaren we niet" in messages(answer)[0]
    assert "besluit" not in Autosave.objects.get().content


def test_password_is_not_kept_when_the_session_is_over(expired: Callable[..., Response]) -> None:
    expired(password="geheim", oldpassword="geheim")
    assert "geheim" not in Autosave.objects.get().content


def test_table_does_not_grow_when_the_same_form_is_sent_again_and_again(
    expired: Callable[..., Response],
) -> None:
    for number in range(5):
        expired(remarks=f"Poging {number}")
    assert Autosave.objects.get().content.count("Poging+4") == 1


def test_text_that_the_browser_keeps_is_stored_without_messages_when_the_session_is_over(
    expired: Callable[..., Response],
) -> None:
    answer = expired("/concept/")
    assert answer["Location"].startswith("/account/login/")
    assert messages(answer) == []
    assert "verhaal" in Autosave.objects.get().content


def test_nobody_is_logged_in_by_a_refused_post(
    expired: Callable[..., Response], client: Client
) -> None:
    expired()
    assert SESSION_KEY not in client.session


# The token against forgery is of an earlier session


def test_text_is_kept_and_the_way_back_shown_when_somebody_logged_in_again_elsewhere(
    client: Client, expired: Callable[..., Response], editor_assen: User
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor_assen)
    start = hidden_fields(strict.get(PAGE))
    answer = strict.post(PAGE, start | posted_header(remarks=TEXT))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Uw tekst is twee uur bewaard" in page
    assert f'href="{PAGE}"' in page
    assert f"{TEXT}</textarea>" in page_source(strict.get(PAGE))


def test_person_is_told_to_go_back_when_nothing_could_be_kept(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@b.nl"})
    assert answer.status_code == 403
    assert "Ga terug in uw browser" in answer.content.decode()
    assert not Autosave.objects.exists()


# A form of which nothing can be kept


@pytest.mark.parametrize("page", ["excel", "attachments"])
def test_file_is_asked_again_in_words_when_the_session_is_over(
    client: Client, editor_assen: User, url: Callable[..., str], page: str
) -> None:
    make_round(editor_assen.memberships.get().municipality.regietafel)
    file = SimpleUploadedFile("bijlage-3.xlsx", b"PK")
    answer = client.post(url(page), {"file": file})
    assert answer["Location"] == f"/account/login/?next={url(page)}"
    login = page_source(client.get(answer["Location"]))
    assert "Uw bestand is niet ontvangen. Log in en kies het bestand daarna opnieuw." in login


def test_button_that_was_pressed_too_late_says_that_nothing_happened(
    client: Client, editor_assen: User, url: Callable[..., str]
) -> None:
    make_round(editor_assen.memberships.get().municipality.regietafel)
    answer = client.post(url("start_addition"))
    login = page_source(client.get(answer["Location"]))
    assert "Er is niets opgeslagen of verstuurd." in login


def test_login_itself_says_nothing_about_a_session(client: Client, editor_assen: User) -> None:
    page = client.post("/account/login/", {"login": editor_assen.email, "password": "fout"})
    assert "ingelogd" not in page_source(page)
