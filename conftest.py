"""Fixtures for all tests (docs/testing.md).

Personas and test data are beside the tests of each app.
"""

import os
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from prt_portal.tests import database

if TYPE_CHECKING:
    from prt_portal.tests.spread import Spread

pytest_plugins = [
    "accounts.tests.personas",
    "prt_portal.tests.browser",
    "submissions.tests.fixtures",
]

PROJECT = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "demo_site", "disorder"}
BROWSER_FIXTURES = {"page", "context", "browser"}

# Playwright keeps an event loop running in the thread in which the tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A busy machine is not a fault.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also the tests marked slow")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "Spread | None":
    """Long files first and in parts; imported here, because without xdist the tests run too."""
    from prt_portal.tests.spread import Spread

    return Spread(config, log) if config.getoption("dist") == "loadscope" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that use a page; leave out the slow ones, on SQLite those of PostgreSQL, and
    what SQLite has shown already."""
    on_postgresql = connection.vendor == "postgresql"
    for item in items:
        if not _uses_a_database(item):
            item.add_marker(pytest.mark.any_database)
    if not config.getoption("slow"):
        _leave_out(config, items, "slow", *(["any_database"] if on_postgresql else []))
    for item in items:
        if BROWSER_FIXTURES & _fixtures(item):
            item.add_marker(pytest.mark.browser)
    if not on_postgresql:
        _leave_out(config, items, "browser", "postgresql")


def _fixtures(item: pytest.Item) -> set[str]:
    """Without the arguments of a parametrized test, which may be called `page` too."""
    arguments = getattr(getattr(item, "callspec", None), "params", {})
    return set(getattr(item, "fixturenames", ())) - set(arguments)


def _uses_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE_FIXTURES & fixtures or item.get_closest_marker("django_db"))


def _leave_out(config: pytest.Config, items: list[pytest.Item], *marks: str) -> None:
    left_out = [item for item in items if any(map(item.get_closest_marker, marks))]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _empty_cache_for_server(request: pytest.FixtureRequest) -> Iterator[None]:
    """The rate limits of the login are in the cache, which outlives a test with a real server."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    cache.clear()
    yield
    _wait_for_server()


def _wait_for_server() -> None:
    """A page that closes may still send its typed text; emptying the database meanwhile ends in a
    deadlock."""
    if connection.vendor != "postgresql":
        return
    quiet, until = 0, time.monotonic() + 5
    while quiet < 3 and time.monotonic() < until:
        time.sleep(0.02)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid "
                "<> pg_backend_pid()"
                " AND state <> 'idle'"
            )
            quiet = 0 if cursor.fetchone()[0] else quiet + 1


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Always make the test database: pytest-django leaves it out when only tests with `demo_site`
    were selected."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        database.empty_quickly()
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()
        teardown_databases(made, verbosity=0)


def _end_other_sessions() -> None:
    """A thread of the test server may still have the database open, and PostgreSQL then refuses to
    drop it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def load_demo(django_db_setup: None) -> Callable[[], None]:
    """load_demo(): Drenthe 2024 and the demonstration in an empty database, after once copied."""
    return database.Copy(_make_demo).fill


def _make_demo() -> None:
    call_command("load_reference", PROJECT / "data" / "drenthe_2024", stdout=StringIO())
    call_command("demo", stdout=StringIO())


@pytest.fixture(scope="module")
def demo_site(
    load_demo: Callable[[], None], django_db_blocker: DjangoDbBlocker
) -> Iterator[LiveServer]:
    """A running portal with Drenthe 2024 and the demonstration, for all tests of a module.

    For tests that read: what one test changes, the next one sees. Not together with `live_server`,
    `db` or `transactional_db` in one module. `demo_site.url` is the address.
    """
    with django_db_blocker.unblock():
        load_demo()
        server = LiveServer("localhost")
        yield server
        server.stop()
        _wait_for_server()
        cache.clear()
        call_command("flush", verbosity=0, interactive=False)
