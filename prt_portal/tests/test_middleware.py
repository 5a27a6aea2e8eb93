"""Rules that hold for every page: nothing is kept, a second factor, a strict content policy, and
health."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from submissions.models import Submission

pytestmark = pytest.mark.any_database

PROJECT = Path(__file__).resolve().parents[2]
PRIVATE = [
    "/",
    "/2024/bijdrage/GM1701/",
    "/2024/routekaart/",
    "/2024/bijdrage/GM0106/",
    "/bestaat-niet/",
]
PAGES = ["/", "/2024/bijdrage/GM1701/", "/2024/routekaart/", "/2024/bijdrage/"]
HEALTH_WITHOUT_DATABASE = """
import django
django.setup()
from django.test import Client
answer = Client(headers={"host": "portal.example"}).get("/gezond/")
print(answer.status_code, answer.json()["status"])
"""


@pytest.fixture
def westerveld(db: None, client: Client) -> Client:
    call_command("load_reference", PROJECT / "data" / "drenthe_2024", stdout=StringIO())
    call_command("demo", stdout=StringIO())
    client.force_login(User.objects.get(email="invuller@westerveld.example"))
    return client


@pytest.fixture
def outside_the_demo(settings: Settings) -> None:
    settings.PRT_DEMO = False


@pytest.mark.parametrize("address", PRIVATE)
def test_page_is_kept_nowhere_when_somebody_is_logged_in(address: str, westerveld: Client) -> None:
    kept = westerveld.get(address)["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_public_page_may_be_kept_when_nobody_is_logged_in(client: Client, db: None) -> None:
    assert "no-store" not in client.get("/toegankelijkheid/").headers.get("Cache-Control", "")


# The second factor


@pytest.mark.parametrize("address", [*PAGES, "/beheer/", "/beheer/accounts/user/"])
def test_page_asks_for_a_second_factor_when_outside_the_demo(
    address: str, westerveld: Client, outside_the_demo: None
) -> None:
    assert westerveld.get(address)["Location"] == reverse("mfa_activate_totp")


def test_change_is_not_made_when_there_is_no_second_factor(
    westerveld: Client, outside_the_demo: None
) -> None:
    answer = westerveld.post("/2024/bijdrage/GM1701/overige-opgaven/", {"kind": "not_yet_known"})
    assert answer["Location"] == reverse("mfa_activate_totp")
    assert Submission.objects.get(municipality__cbs_code="GM1701").state == "open"


def test_page_opens_when_the_second_factor_is_set_up(
    westerveld: Client, outside_the_demo: None
) -> None:
    TOTP.activate(User.objects.get(email="invuller@westerveld.example"), generate_totp_secret())
    assert "Bijdrage van Westerveld" in westerveld.get("/2024/bijdrage/GM1701/").content.decode()


def test_page_opens_without_second_factor_when_in_the_demo(westerveld: Client) -> None:
    assert "Bijdrage van Westerveld" in westerveld.get("/2024/bijdrage/GM1701/").content.decode()


@pytest.mark.parametrize("name", ["account_logout", "mfa_index", "account_change_password"])
def test_account_page_opens_when_the_second_factor_is_missing(
    name: str, westerveld: Client, outside_the_demo: None
) -> None:
    answer = westerveld.get(reverse(name))
    assert answer.headers.get("Location", "") != reverse("mfa_activate_totp")


def test_second_factor_is_asked_of_the_right_person_when_logging_in(
    client: Client, westerveld: Client, outside_the_demo: None
) -> None:
    person = User.objects.get(email="invuller@westerveld.example")
    TOTP.activate(person, generate_totp_secret())
    client.logout()
    answer = client.post("/account/login/", {"login": person.email, "password": "routekaart-2024"})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


# The content security policy


@pytest.mark.parametrize(
    "address", [*PAGES, "/account/login/", "/toegankelijkheid/", "/bestaat-niet/", "/beheer/"]
)
def test_content_policy_allows_nothing_inline_when_a_page_is_sent(
    address: str, westerveld: Client
) -> None:
    policy = westerveld.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("address", [*PAGES, "/account/login/", "/toegankelijkheid/"])
def test_page_has_nothing_inline_when_sent(address: str, westerveld: Client) -> None:
    page = westerveld.get(address, follow=True).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


def test_page_may_not_be_framed_and_types_are_not_guessed_when_sent(
    client: Client, db: None
) -> None:
    answer = client.get("/account/login/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


# Health


def test_health_is_well_when_the_database_answers(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_needs_no_login_and_no_second_factor_when_asked(
    westerveld: Client, outside_the_demo: None
) -> None:
    assert westerveld.get("/gezond/").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "database", ["sqlite:////bestaat/niet/portal.sqlite3", "postgres://prt@127.0.0.1:1/portal"]
)
def test_health_says_so_when_the_database_is_away(database: str) -> None:
    """In its own process, as a production server: also the redirect to https may not stand in the
    way."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "prt_portal.settings",
        "SECRET_KEY": "3Jx-9vQmW_7bTzKd2LrYpHs5NcAe8GfUo1RiVkMwXq4BtDjZ6CyEhSnPgFuLa0",
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": database,
    }
    command = [sys.executable, "-c", HEALTH_WITHOUT_DATABASE]
    result = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert result.stdout.strip() == "503 database unavailable", result.stderr
