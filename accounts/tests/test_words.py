"""The pages and mails of allauth speak to people as the portal does: with u."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.tests.builders import PASSWORD
from common.known import known
from common.tests.outbox import outbox
from common.tests.responses import Response, page_text

JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
FOLDER = Path(allauth.__file__).parent
# Parts of allauth that the portal does not have.
ELSEWHERE = ("socialaccount/", "idp/", "headless/", "mfa/webauthn/")
MAILS = sorted(
    str(path.relative_to(FOLDER / "templates"))
    for app in ("account", "mfa")
    for kind in ("email", "messages")
    for path in (FOLDER / "templates" / app / kind).glob("*.txt")
    if "webauthn" not in path.name
)
ANYBODY = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
LOGGED_IN = [
    "account_logout",
    "account_change_password",
    "usersessions_list",
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
]


def words_of_allauth() -> Iterator[tuple[str, str]]:
    """Each sentence in the catalogue of allauth that the portal can show, with its plural."""
    catalogue = (FOLDER / "locale/nl/LC_MESSAGES/django.po").read_text()
    for entry in catalogue.split("\n\n"):
        places = re.findall(r"^#: (.+)$", entry, re.MULTILINE)
        used = (place.removeprefix("templates/") for line in places for place in line.split())
        if any(not place.startswith(ELSEWHERE) for place in used):
            yield original(entry, "msgid"), original(entry, "msgid_plural")


def original(entry: str, key: str) -> str:
    quoted = re.search(rf'^{key} ((?:".*"\n?)+)', entry, re.MULTILINE)
    return "".join(map(ast.literal_eval, quoted[1].splitlines())) if quoted else ""


def test_no_sentence_of_allauth_says_je() -> None:
    sentences = list(words_of_allauth())
    assert len(sentences) > 200
    shown = [gettext(one) for one, _ in sentences]
    shown += [ngettext(one, more, 2) for one, more in sentences if more]
    assert [sentence for sentence in shown if JE.search(sentence)] == []


@pytest.mark.parametrize("template", MAILS)
def test_no_mail_or_message_says_je(template: str) -> None:
    user = User(email="a@a.nl", name="A")
    typed = {"code": "ABC-123", "key": "x", "email": "a@a.nl", "recipient": "a@a.nl", "name": "A"}
    for context in ({}, typed):
        assert not JE.search(render_to_string(template, {"user": user, **context}))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ANYBODY)
def test_no_page_for_anybody_says_je(client: Client, name: str) -> None:
    assert not JE.search(words(client.get(reverse(name))))


@pytest.mark.django_db
@pytest.mark.parametrize("name", LOGGED_IN)
def test_no_page_of_an_account_says_je(client: Client, editor_assen: User, name: str) -> None:
    cache.clear()
    client.force_login(editor_assen)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    TOTP.activate(editor_assen, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(editor_assen)
    assert not JE.search(words(client.get(reverse(name))))


@pytest.mark.django_db
def test_no_page_on_the_way_says_je(client: Client, editor_assen: User) -> None:
    """Pages that one reaches by posting, with the mails that come of it."""
    cache.clear()
    email = {"email": editor_assen.email}
    pages = [client.post(reverse("account_request_login_code"), email, follow=True)]
    pages.append(client.post(reverse("account_confirm_login_code"), {"code": "FOUT"}))
    client.post(reverse("account_reset_password"), email)
    link = known(re.search(r"/account/password/reset/key/\S+", str(outbox()[-1].body)))[0]
    pages.append(client.get(link, follow=True))
    client.force_login(editor_assen)
    pages.append(client.get(reverse("account_reauthenticate")))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages.append(client.get(reverse("mfa_activate_totp")))
    TOTP.activate(editor_assen, "JBSWY3DPEHPK3PXP")
    pages.append(client.get(reverse("mfa_reauthenticate")))
    typed = {"login": editor_assen.email, "password": PASSWORD}
    pages.append(Client().post(reverse("account_login"), typed, follow=True))
    assert [page.request["PATH_INFO"] for page in pages if JE.search(words(page))] == []
    mails = [f"{message.subject} {message.body}" for message in outbox()]
    assert len(mails) >= 2
    assert [mail for mail in mails if JE.search(mail)] == []


def words(page: Response) -> str:
    is_text = page["Content-Type"].startswith("text/plain")
    return page.content.decode() if is_text else page_text(page)
