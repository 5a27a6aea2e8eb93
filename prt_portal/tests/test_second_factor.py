"""Outside the demo: from an account that a beheerder made to a second factor, with nothing but the
mails."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from common.known import known
from common.tests.outbox import outbox

pytestmark = pytest.mark.django_db
PASSWORD = "een-lang-wachtwoord-2024"


@pytest.fixture
def production(settings: Settings) -> None:
    settings.PRT_DEMO = False
    settings.PRT_TODAY = None


def choose_password(client: Client, email: str) -> None:
    client.post(reverse("account_reset_password"), {"email": email})
    body = str(outbox()[-1].body)
    link = known(re.search(r"http://\S+(/account/password/reset/key/\S+)", body))[1]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})


def test_new_person_reaches_the_second_factor_by_mail_alone(
    client: Client, production: None
) -> None:
    User.objects.create_user("nieuw@gemeente.example")
    choose_password(client, "nieuw@gemeente.example")
    client.post(reverse("account_login"), {"login": "nieuw@gemeente.example", "password": PASSWORD})
    asked = client.get(reverse("home"), follow=True)
    if asked.request["PATH_INFO"] == reverse("account_reauthenticate"):
        asked = client.post(
            asked.request["PATH_INFO"] + "?next=" + reverse("mfa_activate_totp"),
            {"password": PASSWORD},
            follow=True,
        )
    assert asked.request["PATH_INFO"] == reverse("mfa_activate_totp")
    assert "code" in asked.context["form"].fields
