"""What keeps a guesser out and lets the owner in."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.forms import SPACE_PASTED
from accounts.models import User
from accounts.second_factor import ENCRYPTED, SecondFactorAdapter
from accounts.tests.builders import PASSWORD
from common.tests.outbox import outbox
from common.tests.responses import Response, page_text

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def log_in(client: Client) -> Callable[..., Response]:
    def post(email: str, password: str, address: str = "10.0.0.1") -> Response:
        typed = {"login": email, "password": password}
        return client.post(LOGIN, typed, REMOTE_ADDR=address)

    return post


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_owner_gets_in_with_a_code_while_somebody_guesses(
    client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    for number in range(12):
        log_in(editor_assen.email, f"verkeerd-{number}", address=f"10.0.1.{number}")
    log_in(editor_assen.email, PASSWORD)
    assert not is_logged_in(client)  # the guesser is slowed down, and so is this password
    page = client.get(LOGIN).content.decode()
    assert f'href="{reverse("account_request_login_code")}"' in page
    client.post(reverse("account_request_login_code"), {"email": editor_assen.email})
    code = str(outbox()[-1].body)
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", code, re.MULTILINE)
    assert found, code
    client.post(reverse("account_confirm_login_code"), {"code": found[1]})
    assert is_logged_in(client)


def test_asking_a_code_tells_nothing_of_an_unknown_address(
    client: Client, editor_assen: User
) -> None:
    page = reverse("account_request_login_code")
    known = client.post(page, {"email": editor_assen.email})
    unknown = Client().post(page, {"email": "vreemd@elders.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in outbox()] == [[editor_assen.email]]


@pytest.mark.parametrize(
    ("password", "hinted"), [(f" {PASSWORD}", True), (f"{PASSWORD} ", True), ("verkeerd", False)]
)
def test_pasted_space_is_hinted_at(
    log_in: Callable[..., Response], editor_assen: User, password: str, hinted: bool
) -> None:
    assert (SPACE_PASTED in page_text(log_in(editor_assen.email, password))) == hinted


def test_person_is_told_that_the_password_was_changed(client: Client, editor_assen: User) -> None:
    client.force_login(editor_assen)
    new = "een-heel-ander-wachtwoord-2024"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), typed)
    (message,) = outbox()
    assert message.to == [editor_assen.email]
    assert "wachtwoord" in str(message.body).lower()


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord123",
        "Welkom2024!!!",
        "password12345",
        "123456789012",
        "abababababab",
        "gemeente-drenthe-2024",
    ],
)
def test_common_password_is_refused(client: Client, editor_assen: User, password: str) -> None:
    client.force_login(editor_assen)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post(reverse("account_change_password"), typed)
    editor_assen.refresh_from_db()
    assert not editor_assen.check_password(password)


# The second factor


def test_secret_is_not_readable_in_the_database(editor_assen: User) -> None:
    TOTP.activate(editor_assen, "JBSWY3DPEHPK3PXP")
    stored = Authenticator.objects.get(user=editor_assen)
    assert "JBSWY3DPEHPK3PXP" not in str(stored.data)
    assert stored.data["secret"].startswith(ENCRYPTED)


def test_secret_of_an_earlier_key_is_still_read(settings: Settings) -> None:
    adapter = SecondFactorAdapter()
    settings.TOTP_KEYS = ["oud" * 20]
    secret = adapter.encrypt("JBSWY3DPEHPK3PXP")
    settings.TOTP_KEYS = ["nieuw" * 20, "oud" * 20]
    assert adapter.decrypt(secret) == "JBSWY3DPEHPK3PXP"
    assert adapter.decrypt("stond-er-al") == "stond-er-al"


def test_code_of_half_a_minute_ago_is_taken_and_an_older_one_is_not(editor_assen: User) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    authenticator = TOTP.activate(editor_assen, secret)
    now = int(time.time()) // 30
    codes = {ago: format_hotp_value(hotp_value(secret, now - ago)) for ago in (1, 3)}
    assert authenticator.validate_code(codes[1])
    assert not authenticator.validate_code(codes[3])


@pytest.fixture
def _key_lost(editor_assen: User, settings: Settings) -> None:
    settings.TOTP_KEYS = ["oud" * 20]
    TOTP.activate(editor_assen, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(editor_assen)
    settings.TOTP_KEYS = ["nieuw" * 20]


@pytest.mark.usefixtures("_key_lost")
def test_code_is_refused_and_the_log_tells_when_the_key_was_lost(
    client: Client,
    log_in: Callable[..., Response],
    editor_assen: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert log_in(editor_assen.email, PASSWORD)["Location"] == reverse("mfa_authenticate")
    for secret in ("JBSWY3DPEHPK3PXP", ""):  # an empty secret has codes too
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        page = page_text(client.post(reverse("mfa_authenticate"), {"code": code}))
        assert "Deze code klopt niet" in page
    assert not is_logged_in(client)
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors
    assert all("TOTP_KEYS" in message for message in errors)


@pytest.mark.usefixtures("_key_lost")
@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes"])
def test_page_about_codes_is_refused_when_the_key_was_lost(
    client: Client, editor_assen: User, name: str
) -> None:
    client.force_login(editor_assen)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse(name)).status_code == 403


# The log, and the sessions of a person


def test_sign_ins_and_refusals_are_logged_with_the_address_of_the_visitor(
    log_in: Callable[..., Response], editor_assen: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "sign_in")
    log_in(editor_assen.email, "verkeerd", address="192.0.2.7")
    log_in("vreemd@elders.example", "verkeerd", address="192.0.2.7")
    log_in(editor_assen.email, PASSWORD, address="192.0.2.8")
    lines = [record.getMessage() for record in caplog.records if record.name == "sign_in"]
    assert lines == [
        f"refused: account {editor_assen.pk} from 192.0.2.7",
        "refused: account unknown from 192.0.2.7",
        f"signed in: account {editor_assen.pk} from 192.0.2.8",
    ]


def test_address_behind_a_proxy_is_that_of_the_visitor(
    client: Client, editor_assen: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "sign_in")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    typed = {"login": editor_assen.email, "password": PASSWORD}
    client.post(LOGIN, typed, headers={"x-forwarded-for": "198.51.100.9, 192.0.2.8"})
    assert "from 192.0.2.8" in caplog.text


def test_person_ends_the_other_sessions(
    client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    elsewhere = Client()
    elsewhere.post(LOGIN, {"login": editor_assen.email, "password": PASSWORD})
    log_in(editor_assen.email, PASSWORD)
    page = page_text(client.get(reverse("usersessions_list")))
    assert "dit apparaat" in page
    assert "10.0.0.1" in page
    client.post(reverse("usersessions_list"))
    assert is_logged_in(client)
    assert elsewhere.get("/")["Location"].startswith(LOGIN)


def test_person_is_logged_out_after_an_hour_without_doing_anything(
    client: Client, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    client.get("/")
    session = client.session
    session["last_seen"] -= 59 * 60
    session.save()
    assert client.get("/").status_code == 200
    session = client.session
    assert time.time() - session["last_seen"] < 5
    session["last_seen"] -= 61 * 60
    session.save()
    answer = client.get("/")
    assert answer["Location"] == f"{LOGIN}?next=/"
    assert "U bent uitgelogd, omdat u 60 minuten niets deed." in page_text(client.get(LOGIN))


def test_doing_something_is_written_down_once_a_minute(client: Client, editor_assen: User) -> None:
    client.force_login(editor_assen)
    client.get("/")
    first = client.session["last_seen"]
    client.get("/")
    assert client.session["last_seen"] == first
