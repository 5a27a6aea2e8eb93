"""How often is too often: a guesser is slowed down, and nobody can use up what an owner gets by
mail."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.forms import TOO_MANY_CODES, TOO_MANY_PASSWORDS
from accounts.models import User
from accounts.tests.builders import PASSWORD
from common.known import known
from common.tests.outbox import outbox
from common.tests.responses import Response, page_text

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")
ASK_CODE = reverse("account_request_login_code")
TYPE_CODE = reverse("account_confirm_login_code")
RESET = reverse("account_reset_password")
STRANGER, OWNER = "192.0.2.66", "198.51.100.7"
CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(email: str, address: str = STRANGER, host: str = "localhost") -> Response:
    typed = {"login": email, "password": "verkeerd"}
    return Client().post(LOGIN, typed, REMOTE_ADDR=address, headers={"host": host})


def ask(path: str, email: str, address: str = STRANGER) -> Response:
    return Client().post(path, {"email": email}, REMOTE_ADDR=address)


def log_in(client: Client, email: str) -> Response:
    return client.post(LOGIN, {"login": email, "password": PASSWORD}, REMOTE_ADDR=OWNER)


@pytest.fixture
def stranger(editor_assen: User) -> None:
    """Somebody who asks everything there is for the address of another, too often."""
    for _ in range(8):
        guess(editor_assen.email)
        ask(ASK_CODE, editor_assen.email)
        ask(RESET, editor_assen.email)


# A stranger and the owner


def test_owner_is_told_to_use_a_code_when_a_stranger_guessed(
    stranger: None, client: Client, editor_assen: User
) -> None:
    assert TOO_MANY_PASSWORDS in page_text(log_in(client, editor_assen.email))
    assert not is_logged_in(client)


def test_owner_gets_in_with_a_code_after_a_stranger(
    stranger: None, client: Client, editor_assen: User
) -> None:
    answer = client.post(ASK_CODE, {"email": editor_assen.email}, REMOTE_ADDR=OWNER)
    assert answer["Location"] == TYPE_CODE
    code = known(CODE.search(str(outbox()[-1].body)))[1]
    client.post(TYPE_CODE, {"code": code}, REMOTE_ADDR=OWNER)
    assert is_logged_in(client)


def test_owner_gets_a_reset_link_after_a_stranger(stranger: None, editor_assen: User) -> None:
    before = len(outbox())
    answer = ask(RESET, editor_assen.email, address=OWNER)
    assert answer["Location"] == reverse("account_reset_password_done")
    assert len(outbox()) == before + 1


def test_owner_who_is_logged_in_confirms_a_password_after_a_stranger(
    stranger: None, client: Client, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302


def test_who_is_logged_in_cannot_guess_a_password_for_ever(
    client: Client, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    for _ in range(5):
        client.post(reverse("account_reauthenticate"), {"password": "verkeerd"})
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "te vaak achter elkaar misgegaan" in page_text(answer)


def test_nobody_alone_reaches_the_limit_of_an_address(settings: Settings) -> None:
    for rates in settings.ACCOUNT_RATE_LIMITS.values():
        per_visitor, per_address = (int(rate.split("/")[0]) for rate in rates.split(","))
        assert per_address >= 10 * per_visitor


def test_addresses_of_one_connection_are_one_visitor(editor_assen: User) -> None:
    answers = [
        ask(RESET, editor_assen.email, address=f"2001:db8:7:{number:x}::1") for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]


def test_guesser_does_not_begin_anew_with_another_port(client: Client, editor_assen: User) -> None:
    for number in range(5):
        guess(editor_assen.email, host=f"localhost:{4000 + number}")
    log_in(client, editor_assen.email)
    assert not is_logged_in(client)


def test_wrong_passwords_stay_counted_when_many_others_come_by(
    client: Client, editor_assen: User
) -> None:
    for _ in range(5):
        guess(editor_assen.email)
    for number in range(400):
        cache.set(f"{number}", [], 60)
    log_in(client, editor_assen.email)
    assert not is_logged_in(client)


# What who asks too often reads


def test_too_many_codes_are_refused_in_words_about_codes(editor_assen: User) -> None:
    for _ in range(5):
        assert ask(ASK_CODE, editor_assen.email).status_code == 302
    page = page_text(ask(ASK_CODE, editor_assen.email))
    assert TOO_MANY_CODES in page
    assert "wachtwoord ingevuld" not in page


@pytest.mark.parametrize(("path", "most"), [(RESET, 5), (LOGIN, 30)])
def test_too_many_requests_are_refused_in_dutch(path: str, most: int) -> None:
    typed = {"email": "vreemd@elders.example", "login": "vreemd@elders.example", "password": "x"}
    for _ in range(most):
        assert Client().post(path, typed, REMOTE_ADDR=STRANGER).status_code != 429
    answer = Client().post(path, typed, REMOTE_ADDR=STRANGER)
    assert answer.status_code == 429
    words = answer.content.decode()
    assert '<html lang="nl"' in words
    assert "Dit ging te vaak achter elkaar" in words
    assert "Wacht een minuut" in words


def test_too_many_wrong_codes_are_not_called_passwords(client: Client, editor_assen: User) -> None:
    client.post(ASK_CODE, {"email": editor_assen.email})
    first = page_text(client.post(TYPE_CODE, {"code": "FOUT-FOUT"}))
    assert "Deze code klopt niet. Vul de code in uit de laatste mail" in first
    client.post(TYPE_CODE, {"code": "FOUT-FOUT"})
    last = page_text(client.post(TYPE_CODE, {"code": "FOUT-FOUT"}, follow=True))
    assert "te vaak achter elkaar misgegaan" in last
    assert "verkeerd wachtwoord" not in last


# Links in mails


@pytest.mark.parametrize("host", ["localhost:4444", "localhost.", "localhost.:4444"])
def test_link_in_a_mail_begins_with_the_address_of_the_portal(
    client: Client, editor_assen: User, settings: Settings, host: str
) -> None:
    settings.PRT_BASE_URL = "https://portaal.example"
    client.post(RESET, {"email": editor_assen.email}, headers={"host": host})
    body = str(outbox()[-1].body)
    assert re.findall(r"https?://[^/\s]+", body) == ["https://portaal.example"]
    assert "https://portaal.example/account/password/reset/key/" in body
