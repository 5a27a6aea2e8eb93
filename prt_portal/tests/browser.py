"""The browser of the tests: a Chromium of this machine, one window kept open, and what a test asks
of a page."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

SCREENSHOTS = Path(__file__).parents[2] / "test-output" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


@pytest.fixture
def login_as() -> Callable[[Page, str], None]:
    """login_as(page, "invuller@westerveld.example"): logged in without walking through the login
    page."""

    def login(page: Page, email: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(email=email))
        name = settings.SESSION_COOKIE_NAME
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
