"""Fixtures for all tests (docs/testing.md).

Personas and test data are beside the tests of each app.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as portal_settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from prt_portal.tests import database

if TYPE_CHECKING:
    from prt_portal.tests.spread import Spread

pytest_plugins = ["accounts.tests.personas", "submissions.tests.fixtures"]

PROJECT = Path(__file__).parent
SCREENSHOTS = PROJECT / "test-output" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FIXTURES = {"page", "context", "browser"}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

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
    """Mark the tests that use a page; leave out the slow ones, and on SQLite those of
    PostgreSQL."""
    if not config.getoption("slow"):
        _leave_out(config, items, "slow")
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    if connection.vendor != "postgresql":
        _leave_out(config, items, "browser", "postgresql")


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
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "No Chromium found: script/test installs Debian's."
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    quiet += ["--disable-sync", "--no-first-run", "--disable-quic"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": program, "args": root + quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(scope="session")
def kept_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args)
    context.new_page()  # stays open: a tab in an open window costs half of what a window costs
    yield context
    context.close()


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser without cookies and tabs, that keeps style, scripts and fonts it fetched before.

    One that is watched or has settings of its own is made anew, as pytest-playwright does.
    """
    watched = {request.config.getoption(name) for name in ("--tracing", "--video")} != {"off"}
    if watched or request.node.get_closest_marker("browser_context_args"):
        yield request.getfixturevalue("new_context")()
        return
    recorder = request.getfixturevalue("_artifacts_recorder")
    kept = request.getfixturevalue("kept_context")
    yield kept
    empty, *tabs = kept.pages
    if _failed(request.node):  # a picture of what passed would be thrown away
        empty.close()
        recorder.on_will_close_browser_context(kept)
        kept.new_page()
    for tab in tabs:
        tab.close()
    kept.clear_cookies()


def _failed(item: pytest.Item) -> bool:
    report = getattr(item, "rep_call", None)
    return report is None or report.failed


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


@pytest.fixture
def login_as() -> Callable[[Page, str], None]:
    """login_as(page, "invuller@westerveld.example"): logged in without walking through the login
    page."""

    def login(page: Page, email: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(email=email))
        name = portal_settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [
                {
                    "name": name,
                    "value": client.cookies[name].value,
                    "domain": "localhost",
                    "path": "/",
                }
            ]
        )

    return login


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def width(request: pytest.FixtureRequest) -> int:
    pixels: int = request.param
    return pixels


@pytest.fixture
def sized_page(page: Page, width: int) -> Page:
    """A page as wide as a laptop and, in a second run of the test, as a small telephone (or 400 %
    zoom)."""
    page.set_viewport_size({"width": width, "height": 800})
    return page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """axe(page): fails with rule, help and place of every accessibility violation."""
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}

    def check(page: Page) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("o => axe.run(o).then(result => result.violations)", options)
        assert not found, f"{page.url}\n" + "\n".join(map(_readable, found))

    return check


def _readable(violation: dict[str, Any]) -> str:
    places = "\n".join(f"    {node['target']}  {node['html'][:160]}" for node in violation["nodes"])
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}"


@pytest.fixture
def fits_width() -> Callable[[Page], None]:
    """fits_width(page): fails when the page scrolls sideways."""

    def check(page: Page) -> None:
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide <= 0, f"{page.url} is {too_wide} px too wide"

    return check


@pytest.fixture
def console_errors(page: Page) -> list[str]:
    """What the browser complains about, such as something the content security policy refuses."""
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """screenshot(page, "bijdrage"): test-output/screenshots/bijdrage.png."""

    def save(page: Page, name: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return save
