from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from accounts.models import User
from prt_portal.demo.stages import find_stage
from prt_portal.tests.april import DRENTHE, make_demo
from prt_portal.tests.people import addresses, make_people
from prt_portal.tests.url_table import ANONYMOUS, PERSONAS


@dataclass(frozen=True)
class Portal:
    """The demonstration and the people of url_table.py, to ask things of."""

    sessions: dict[str, str]
    addresses: dict[str, Any]

    def client(self, persona: str) -> Client:
        client = Client()
        if persona != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        return client

    def path(self, template: str) -> str:
        return template.format_map(self.addresses)


@pytest.fixture(scope="module")
def loaded_portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Portal]:
    """Made once for a module, in a transaction that is never kept.

    Not together with `db` in one module.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command(
            "load_reference", settings.BASE_DIR / "data" / "drenthe_2024", stdout=StringIO()
        )
        call_command("demo", stdout=StringIO())
        make_people()
        yield Portal({persona: _session(email) for persona, email in PERSONAS.items()}, addresses())
        transaction.set_rollback(True)


@pytest.fixture
def portal(loaded_portal: Portal) -> Iterator[Portal]:
    """The loaded portal; what one test changes the next one does not see."""
    with transaction.atomic():
        yield loaded_portal
        transaction.set_rollback(True)


def _session(email: str) -> str:
    user = User.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return session.session_key


@pytest.fixture(scope="module")
def loaded_april(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once for the module, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", DRENTHE, stdout=StringIO())
        make_demo(stage="april")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def april(loaded_april: None) -> Iterator[None]:
    """Stage april on its day; what one test changes the next one does not see.

    Not together with `db` in one module.
    """
    with override_settings(PRT_TODAY=find_stage("april").today), transaction.atomic():
        yield
        transaction.set_rollback(True)
