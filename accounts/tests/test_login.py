"""Logging in on the page that everybody uses."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.builders import PASSWORD
from common.tests.responses import Response

LOGIN = "/account/login/"


@pytest.fixture
def log_in(client: Client) -> Callable[..., Response]:
    def log_in(email: str, password: str = PASSWORD, address: str = LOGIN) -> Response:
        return client.post(address, {"login": email, "password": password})

    return log_in


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_login_page_is_dutch_when_opened(client: Client, db: None) -> None:
    page = client.get(LOGIN).content.decode()
    assert '<html lang="nl"' in page
    assert "E-mailadres" in page
    assert "Wachtwoord" in page
    assert "beheerder" in page


def test_every_page_asks_for_login_when_nobody_is_logged_in(client: Client, db: None) -> None:
    answer = client.get("/2024/bijdrage/GM0106/")
    assert answer["Location"] == f"{LOGIN}?next=/2024/bijdrage/GM0106/"


@pytest.mark.parametrize(
    "typed", ["invuller@assen.example", "INVULLER@Assen.Example", " invuller@assen.example "]
)
def test_person_logs_in_when_email_and_password_are_right(
    typed: str, client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    assert log_in(typed)["Location"] == reverse("home")
    assert is_logged_in(client)


def test_person_returns_to_the_page_when_it_asked_for_login(
    log_in: Callable[..., Response], editor_assen: User
) -> None:
    assert log_in(editor_assen.email, address=f"{LOGIN}?next=/privacy/")["Location"] == "/privacy/"


def test_person_is_not_sent_away_when_next_is_another_site(
    log_in: Callable[..., Response], editor_assen: User
) -> None:
    answer = log_in(editor_assen.email, address=f"{LOGIN}?next=https://elders.example/")
    assert answer["Location"] == reverse("home")


def test_wrong_password_is_told_in_dutch_when_refused(
    client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    page = log_in(editor_assen.email, "fout").content.decode()
    assert "wachtwoord klopt niet" in page
    assert editor_assen.email in page
    assert not is_logged_in(client)


def test_same_message_when_the_email_is_unknown(
    log_in: Callable[..., Response], editor_assen: User
) -> None:
    assert "wachtwoord klopt niet" in log_in("vreemd@elders.example").content.decode()


def test_ended_account_does_not_log_in_when_the_password_is_right(
    client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    User.objects.filter(pk=editor_assen.pk).update(is_active=False)
    log_in(editor_assen.email)
    assert not is_logged_in(client)


def test_right_password_refused_when_too_many_attempts_came_before(
    client: Client, log_in: Callable[..., Response], editor_assen: User
) -> None:
    for _ in range(5):
        log_in(editor_assen.email, "fout")
    page = log_in(editor_assen.email).content.decode()
    assert "te vaak" in page
    assert not is_logged_in(client)


def test_other_person_logs_in_when_one_is_locked_out(
    client: Client, log_in: Callable[..., Response], editor_assen: User, approver_assen: User
) -> None:
    for _ in range(6):
        log_in(editor_assen.email, "fout")
    log_in(approver_assen.email)
    assert is_logged_in(client)


def test_logging_out_ends_the_session_when_posted(client: Client, editor_assen: User) -> None:
    client.force_login(editor_assen)
    client.get(reverse("account_logout"))
    assert is_logged_in(client)
    client.post(reverse("account_logout"))
    assert not is_logged_in(client)
