"""Pages travel compressed; files, and pages with a secret on them, do not."""

import gzip
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from prt_portal.middleware import CompressedPagesMiddleware
from prt_portal.tests.conftest import Portal

pytestmark = pytest.mark.any_database

TAKES = {"accept-encoding": "gzip, br"}
PAGE = b"<p>Provinciale regietafel</p>" * 100


def through(make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers=TAKES)
    request.resolver_match = None
    answer = CompressedPagesMiddleware(lambda _: make())(request)
    assert isinstance(answer, HttpResponseBase)
    return answer


def test_page_is_compressed_when_the_browser_takes_it(portal: Portal) -> None:
    answer = portal.client("editor_westerveld").get("/2024/bijdrage/GM1701/", headers=TAKES)
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert int(answer["Content-Length"]) == len(answer.content) < 6_000
    assert "Bijdrage van Westerveld" in gzip.decompress(answer.content).decode()


def test_page_is_plain_when_the_browser_takes_nothing_else(portal: Portal) -> None:
    answer = portal.client("editor_westerveld").get("/")
    assert not answer.has_header("Content-Encoding")


def test_length_of_a_compressed_page_says_nothing_when_it_is_asked_again() -> None:
    lengths = {through(lambda: HttpResponse(PAGE))["Content-Length"] for _ in range(20)}
    assert len(lengths) > 1


@pytest.mark.parametrize(
    "path", ["/2024/bijdrage/GM1701/excel.xlsx", "/.well-known/security.txt", "/gezond/"]
)
def test_what_is_no_page_is_not_compressed(path: str, portal: Portal) -> None:
    answer = portal.client("editor_westerveld").get(path, headers=TAKES)
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize(
    "make",
    [
        lambda: StreamingHttpResponse([PAGE]),
        lambda: HttpResponse(PAGE, headers={"Content-Disposition": "attachment"}),
        lambda: HttpResponse(PAGE, content_type="application/pdf"),
    ],
    ids=["streaming", "download", "file"],
)
def test_file_is_not_compressed_when_it_looks_like_a_page(
    make: Callable[[], HttpResponseBase],
) -> None:
    assert not through(make).has_header("Content-Encoding")


def test_secret_of_the_second_factor_is_not_compressed(portal: Portal, client: Client) -> None:
    typed = {"login": "invuller@westerveld.example", "password": "routekaart-2024"}
    client.post("/account/login/", typed)
    client.post("/account/reauthenticate/", typed)
    answer = client.get("/account/2fa/totp/activate/", headers=TAKES)
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")
