"""How an account is made: on the command line or by a beheerder, never by signing up."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Membership, Municipality, User
from accounts.tests.builders import PASSWORD
from common.known import known
from common.tests.outbox import outbox
from common.tests.responses import Response

NEW_PASSWORD = "een-heel-ander-wachtwoord"


@pytest.fixture
def add_user(client: Client, administrator: User, assen: Municipality) -> Callable[[str], Response]:
    """add_user(email): what a beheerder types in the administration to make an invuller of
    Assen."""

    def add(email: str) -> Response:
        client.force_login(administrator)
        answer = client.post(
            reverse("admin:accounts_user_add"),
            {
                "email": email,
                "name": "Nieuwe collega",
                "is_active": "on",
                "memberships-TOTAL_FORMS": "1",
                "memberships-INITIAL_FORMS": "0",
                "memberships-0-municipality": assen.pk,
                "memberships-0-role": "editor",
            },
        )
        client.logout()
        return answer

    return add


def ask_reset(client: Client, email: str) -> Response:
    return client.post(reverse("account_reset_password"), {"email": email})


def set_password_through_mail(client: Client, message: mail.EmailMessage) -> Response:
    """Follow the link in the mail and type a new password twice."""
    link = known(re.search(r"http://127.0.0.1:8000(\S+)", str(message.body)))[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    return client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def test_superuser_is_made_when_nobody_types(db: None) -> None:
    call_command(
        "createsuperuser",
        email="platform@prt-portaal.example",
        interactive=False,
        stdout=StringIO(),
    )
    platform = User.objects.get(email="platform@prt-portaal.example")
    assert platform.is_superuser
    assert platform.is_staff


def test_superuser_enters_the_administration_when_without_membership(
    client: Client, platform_administrator: User
) -> None:
    client.force_login(platform_administrator)
    page = client.get(reverse("admin:accounts_regietafel_changelist"))
    assert not Membership.objects.filter(user=platform_administrator).exists()
    assert "regietafel toevoegen" in page.content.decode().lower()


@pytest.mark.parametrize(
    "persona", ["editor_assen", "approver_assen", "project_leader", "chair", "outsider"]
)
def test_administration_stays_shut_when_the_person_is_no_administrator(
    client: Client, persona: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(persona))
    page = client.get(reverse("admin:accounts_user_changelist"))
    assert "@" not in page.content.decode()
    assert page.status_code in (302, 403, 404)


def test_signup_page_has_no_form_when_opened(client: Client, db: None) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    assert "<form" not in page
    assert "password1" not in page


def test_signup_makes_no_account_when_posted(client: Client, db: None) -> None:
    fields = {"email": "vreemd@elders.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), fields)
    assert not User.objects.exists()


def test_account_of_a_beheerder_has_role_and_no_password_when_made(
    add_user: Callable[[str], Response], assen: Municipality
) -> None:
    assert add_user("Nieuw@Assen.example").status_code == 302
    person = User.objects.get(email="nieuw@assen.example")
    assert not person.has_usable_password()
    assert [(m.municipality, m.role) for m in person.active_memberships] == [(assen, "editor")]


def test_account_of_a_beheerder_refused_when_the_email_exists_in_capitals(
    add_user: Callable[[str], Response], editor_assen: User
) -> None:
    page = add_user("INVULLER@assen.example").content.decode()
    assert "Er bestaat al" in page or "Er is al een account" in page
    assert User.objects.filter(email__iexact="invuller@assen.example").count() == 1


def test_account_of_a_beheerder_can_log_in_when_the_password_was_set_by_mail(
    add_user: Callable[[str], Response], client: Client
) -> None:
    add_user("nieuw@assen.example")
    ask_reset(client, "nieuw@assen.example")
    set_password_through_mail(client, outbox()[0])
    assert User.objects.get(email="nieuw@assen.example").check_password(NEW_PASSWORD)
    assert client.login(email="nieuw@assen.example", password=NEW_PASSWORD)


def test_beheerder_cannot_give_a_role_when_the_municipality_is_of_another_regietafel(
    client: Client, administrator: User, outsider: User
) -> None:
    client.force_login(administrator)
    page = client.get(reverse("admin:accounts_user_add")).content.decode()
    assert "Het Hogeland" not in page
    assert client.get(reverse("admin:accounts_user_change", args=[outsider.pk])).status_code == 302


def test_reset_mail_is_dutch_and_marked_when_in_the_demo(
    client: Client, editor_assen: User
) -> None:
    ask_reset(client, editor_assen.email)
    message = outbox()[0]
    assert message.to == [editor_assen.email]
    assert message.subject.endswith("(VOORBEELDGEGEVENS)")
    assert "wachtwoord" in message.body


def test_reset_mail_has_no_mark_when_outside_the_demo(
    client: Client, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_DEMO = False
    ask_reset(client, editor_assen.email)
    assert "VOORBEELD" not in outbox()[0].subject


def test_reset_tells_nothing_when_the_email_is_unknown(client: Client, editor_assen: User) -> None:
    known = ask_reset(client, editor_assen.email)
    unknown = ask_reset(client, "vreemd@elders.example")
    assert (unknown.status_code, unknown["Location"]) == (
        known.status_code,
        known["Location"],
    )
    assert len(outbox()) == 1


def test_reset_sends_nothing_when_the_account_is_ended(client: Client, editor_assen: User) -> None:
    User.objects.filter(pk=editor_assen.pk).update(is_active=False)
    ask_reset(client, editor_assen.email)
    assert outbox() == []


def test_reset_link_works_once_when_followed_twice(client: Client, editor_assen: User) -> None:
    ask_reset(client, editor_assen.email)
    set_password_through_mail(client, outbox()[0])
    link = known(re.search(r"http://127.0.0.1:8000(\S+)", str(outbox()[0].body)))[1]
    page = client.get(link, follow=True).content.decode()
    assert 'name="password1"' not in page
