"""A person at the portal over HTTP, who knows what every page cost the server and the database."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from accounts.models import User
from prt_portal.bench.site import HOST
from prt_portal.bench.yardstick import DATABASE_PROCESS, QUERIES, WEB_PROCESS

LONGEST_WAIT = 300  # seconds
TO_FINISH = 0.002  # seconds in which the server does what it still does after an answer
TICKED = ("checkbox", "radio")
BOUNDARY = "bench-0123456789"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Cost:
    """Of one request, or of several together; times in seconds."""

    queries: int = 0
    web: float = 0
    database: float = 0
    wall: float = 0
    size: int = 0

    @property
    def cpu(self) -> float:
        return self.web + self.database

    def __add__(self, other: Self) -> "Cost":
        """As large as the last page."""
        return Cost(
            self.queries + other.queries,
            self.web + other.web,
            self.database + other.database,
            self.wall + other.wall,
            other.size,
        )


@dataclass(frozen=True)
class Page:
    """What came back."""

    cost: Cost
    body: bytes
    location: str

    @property
    def fields(self) -> dict[str, str]:
        """Of its last form, as a browser would send them back."""
        reader = FormReader()
        reader.feed(self.body.decode())
        return reader.fields


@dataclass
class Processes:
    """Which processes serve the requests; known after the first."""

    web: int = 0
    database: int = 0

    def cpu(self) -> tuple[float, float]:
        return cpu_of(self.web), cpu_of(self.database)


def cpu_of(process: int) -> float:
    """Seconds of CPU that all threads of a process took (clock_getcpuclockid(3) of Linux): to the
    nanosecond, where /proc has hundredths."""
    return time.clock_gettime(~process << 3 | 2) if process else 0.0


@dataclass
class Visitor:
    """Signed in as `user`, or nobody."""

    port: int
    processes: Processes
    user: User | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.user:
            client = Client()
            client.force_login(self.user)
            name = settings.SESSION_COOKIE_NAME
            self.cookies[name] = client.cookies[name].value

    def get(self, path: str) -> Page:
        return self._request("GET", path, 200)

    def post(self, path: str, fields: Fields) -> Page:
        """What sends on to another page when all is well."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", path, 302, urlencode(fields).encode(), form)

    def upload(self, path: str, fields: Fields, file: bytes) -> Page:
        form = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._request("POST", path, 302, _multipart(fields, file), form)

    def _request(
        self, method: str, path: str, status: int, body: bytes = b"", headers: Fields | None = None
    ) -> Page:
        """Raises UnexpectedAnswer: what goes wrong costs less than what goes right."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**(headers or {}), "Cookie": cookies, "Connection": "close"}
        connection = HTTPConnection(HOST, self.port, timeout=LONGEST_WAIT)
        started, before = time.monotonic(), self.processes.cpu()
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        content = response.read()
        wall = time.monotonic() - started
        time.sleep(TO_FINISH)
        after = self.processes.cpu()
        if response.status != status:
            raise UnexpectedAnswer(f"{method} {path}: {response.status}")
        self._remember(response)
        web, database = (end - start for start, end in zip(before, after, strict=True))
        cost = Cost(int(response.headers[QUERIES]), web, database, wall, len(content))
        return Page(cost, content, response.headers.get("Location", ""))

    def _remember(self, response: HTTPResponse) -> None:
        self.processes.web = int(response.headers[WEB_PROCESS])
        self.processes.database = int(response.headers[DATABASE_PROCESS])
        for text in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(text).items():
                self.cookies[name] = morsel.value


class UnexpectedAnswer(Exception):
    """Another status than the one of this work."""


class FormReader(HTMLParser):
    """The fields of a form with what stands in them; of several forms those of the last."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.fields = {}
        elif tag == "input" and _is_sent(named):
            ticked = "on" if named.get("type") in TICKED else ""
            self.fields[named["name"]] = named.get("value", ticked)
        elif tag in ("select", "textarea"):
            self.fields[named["name"]] = ""
            setattr(self, tag, named["name"])
        elif tag == "option" and "selected" in named:
            self.fields[self.select] = named.get("value", "")

    def handle_data(self, data: str) -> None:
        """A browser leaves out the line break that a text begins with."""
        if self.textarea:
            self.fields[self.textarea] = (self.fields[self.textarea] + data).removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""


def _is_sent(attributes: Fields) -> bool:
    chosen = attributes.get("type") not in TICKED or "checked" in attributes
    return chosen and bool(attributes.get("name")) and attributes.get("type") != "file"


def _multipart(fields: Fields, file: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="bijlage-3.xlsx"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    return "".join([*parts, head]).encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode()
