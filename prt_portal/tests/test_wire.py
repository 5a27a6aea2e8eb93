"""What travels to the browser, and whether it moves: of a portal as script/server serves it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

LARGEST_FIRST_PAGE = 80_000  # bytes, headers included
WAIT = 120  # seconds, on a busy machine: the static files are compressed first
MUNICIPALITY, DESK = "invuller@westerveld.example", "projectleider@prt-drenthe.example"
# Who opens which page, coming from which other page.
PAGES = [
    ("", "/account/login/", "/toegankelijkheid/"),
    (MUNICIPALITY, "/", "/uitleg/"),
    (MUNICIPALITY, "/2024/bijdrage/GM1701/", "/"),
    (DESK, "/2024/regietafel/", "/"),
    (DESK, "/2024/regietafel/vergelijking/", "/2024/regietafel/"),
]
SHIFTS = """() => new Promise(done => {
    let sum = 0
    const observer = new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
    observer.observe({type: "layout-shift", buffered: true})
    setTimeout(() => done(sum), 500)
})"""

Visit = Callable[[str], "Wire"]


@dataclass
class Wire:
    """What one navigation fetched, and how far it moved what stood there."""

    bytes: dict[str, int] = field(default_factory=dict)
    shift: float = 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a new portal, with collected static files and a database of its own."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    command = [sys.executable, "manage.py", "serve_demo", "--port", str(port)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment(folder), stdout=log, stderr=log
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/gezond/", folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(WAIT)


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "prt_portal.tests.served_settings",
        "SECRET_KEY": "x" * 60,
        "PRT_DEMO": "1",
        "PRT_TODAY": "2024-03-12",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "TEST_STATIC_ROOT": str(folder / "static"),
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(address: str, log: Path) -> None:
    end = time.monotonic() + WAIT
    while True:
        try:
            urlopen(address).close()  # noqa: S310
            return
        except OSError:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)


@pytest.fixture(scope="module")
def session_of(browser: Browser, served: str) -> Callable[[str], Any]:
    """session_of(email): the cookies of who logged in; of nobody without an address."""
    kept: dict[str, Any] = {"": None}

    def session(email: str) -> Any:
        if email not in kept:
            context = browser.new_context()
            log_in(context.new_page(), served, email)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return session


def log_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", "routekaart-2024")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")


@pytest.fixture
def visit(
    new_context: Callable[..., BrowserContext],
    session_of: Callable[[str], Any],
    served: str,
    width: int,
    email: str,
) -> Visit:
    """visit(path): opens it in the one tab of a browser that has fetched nothing before."""
    size = {"width": width, "height": 800}
    page = new_context(storage_state=session_of(email), viewport=size).new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    fetched: dict[str, dict[str, Any]] = {}

    def note(event: dict[str, Any], **facts: Any) -> None:
        fetched.setdefault(event["requestId"], {"bytes": 0, "cached": False}).update(facts)

    def answered(event: dict[str, Any]) -> None:
        answer = event["response"]
        cached = {"cached": True} if answer.get("fromDiskCache") else {}
        note(event, address=answer["url"], **cached)

    network.on("Network.responseReceived", answered)
    network.on("Network.requestServedFromCache", lambda event: note(event, cached=True))
    network.on(
        "Network.loadingFinished", lambda event: note(event, bytes=event["encodedDataLength"])
    )

    def opened(path: str) -> Wire:
        fetched.clear()
        page.goto(served + path, wait_until="networkidle")
        shift = page.evaluate(SHIFTS)
        sent = [one for one in fetched.values() if not one["cached"]]
        return Wire({one["address"]: one["bytes"] for one in sent if is_sent(one)}, shift)

    return opened


def is_sent(one: dict[str, Any]) -> bool:
    return str(one.get("address", "data:")).startswith("http")


each_page = pytest.mark.parametrize(("email", "path", "before"), PAGES, ids=[p[1] for p in PAGES])


@each_page
def test_first_page_is_small_and_stands_still(visit: Visit, path: str, before: str) -> None:
    first = visit(path)
    assert len(first.bytes) > 10  # style, scripts and a font came along
    assert sum(first.bytes.values()) <= LARGEST_FIRST_PAGE, first.bytes
    assert first.shift == 0


@each_page
def test_later_page_is_one_request_and_stands_still(visit: Visit, path: str, before: str) -> None:
    visit(before)
    later = visit(path)
    assert [address.split("/", 3)[3] for address in later.bytes] == [path.removeprefix("/")]
    assert later.shift == 0


@pytest.mark.parametrize(("email", "width"), [("", 1280)])
def test_static_file_is_kept_for_ever(visit: Visit, email: str, width: int) -> None:
    [font] = [address for address in visit("/account/login/").bytes if ".woff2" in address]
    with urlopen(font) as answer:  # noqa: S310
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
