from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import User
from accounts.tests.builders import make_person
from common.tests.responses import Response
from regietafel.tests.region import OPGAVEN, Row, load_drenthe, read_workbook
from rounds.models import Round


@pytest.fixture
def round_(db: None) -> Round:
    """Drenthe 2024 as the portal ships it: nobody has begun."""
    return load_drenthe()


@pytest.fixture
def desk_client(client: Client, round_: Round) -> Client:
    """A browser in which the project leader is logged in."""
    client.force_login(
        make_person("projectleider@test.example", Role.PROJECT_LEADER, regietafel=round_.regietafel)
    )
    return client


@pytest.fixture(scope="session")
def demo_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Response]:
    """What the project leader sees of the demonstration, asked once: the pages and the workbook as
    bytes."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_drenthe()
        call_command("demo", stdout=StringIO())
        client = Client()
        client.force_login(User.objects.get(email="projectleider@prt-drenthe.example"))
        pages = {name: client.get(address) for name, address in _addresses().items()}
        transaction.set_rollback(True)
    return pages


def _addresses() -> dict[str, str]:
    """Of what shows one term at a time a page per term: `comparison kort`, `asiel lang`."""
    names = ("dashboard", "overview", "overview_xlsx")
    addresses = {name: reverse(f"regietafel:{name}", args=["2024"]) for name in names}
    by_term = {"comparison": reverse("regietafel:comparison", args=["2024"])} | {
        code: reverse("regietafel:comparison_opgave", args=["2024", code]) for code in OPGAVEN
    }
    return addresses | {
        f"{name} {term}": f"{address}?termijn={term}"
        for name, address in by_term.items()
        for term in ("kort", "lang")
    }


@pytest.fixture(scope="session")
def demo_workbook(demo_pages: dict[str, Response]) -> dict[str, list[Row]]:
    """The rows of each sheet of overzicht.xlsx of the demonstration, header first."""
    return read_workbook(demo_pages["overview_xlsx"].content)
