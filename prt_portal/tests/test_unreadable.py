"""What no browser sends: the portal says that it does not understand it, and never that it is
broken."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from autosave.kept import Unsaved
from common import clock
from prt_portal.content_type import plain
from prt_portal.tests.conftest import Portal
from prt_portal.wsgi import application

FORM = "application/x-www-form-urlencoded"
MANY_FIELDS = "&".join(f"a{number}=1" for number in range(1500))
READABLE = {
    "": "",
    FORM: FORM,
    f"{FORM}; charset=UTF-8": FORM,
    "multipart/form-data; boundary=----Web1": 'multipart/form-data; boundary="----Web1"',
    'multipart/form-data; charset=idna; boundary="a b"': 'multipart/form-data; boundary="a b"',
}
UNREADABLE = [
    f"{FORM}; charset=idna",
    f"{FORM}; charset=hex",
    f"{FORM}; charset=\0",
    f"{FORM}; x*=bestaatniet''a",
    "multipart/form-data; boundary=x; charset=unicode_escape",
]
NOT_UNDERSTOOD = "Het portaal begrijpt niet wat uw browser heeft gestuurd"
ADDRESSES = ["/", "/bestaat-niet/", "/2024/bijdrage/GM1701/", "/beheer/", "/account/login/"]


@pytest.fixture
def strict(portal: Portal) -> Client:
    """Somebody of Westerveld, with the checks of forms that a real browser meets."""
    client = portal.client("editor_westerveld")
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False
    client.get("/2024/bijdrage/GM1701/gegevens/")
    return client


@pytest.fixture
def ask(portal: Portal) -> Callable[..., tuple[str, str]]:
    """ask(path, **environ): status and page as a web server gets them."""

    def get(path: str, **environ: str) -> tuple[str, str]:
        statuses: list[str] = []
        base: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "10.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
        }
        # A request closes old connections, and with this one the data of the tests would be gone.
        request_started.disconnect(close_old_connections)
        try:
            page = application(base | environ, lambda status, *_: statuses.append(status))
        finally:
            request_started.connect(close_old_connections)
        return statuses[0], b"".join(page).decode()

    return get


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "sent",
    [
        {"data": MANY_FIELDS, "content_type": FORM},
        {"data": "a=1", "content_type": f"{FORM}; charset=iso-8859-1"},
        {"data": "a=" + "x" * 3_000_000, "content_type": FORM},
        {"data": "a=1", "content_type": "multipart/form-data; boundary=x"},
    ],
    ids=["fields", "encoding", "size", "parts"],
)
def test_form_that_cannot_be_read_is_never_a_fault(
    address: str, sent: dict[str, str], strict: Client
) -> None:
    """Also on the page that tells so: that page once read the form again."""
    assert strict.post(address, **sent).status_code < 500  # type: ignore[arg-type]


def test_form_with_too_many_fields_gets_a_sentence(strict: Client) -> None:
    answer = strict.post("/2024/bijdrage/GM1701/", MANY_FIELDS, content_type=FORM)
    assert answer.status_code == 400
    assert NOT_UNDERSTOOD in answer.content.decode()


@pytest.mark.parametrize("length", ["1e3", "-5", "²", "9" * 5000])
def test_length_that_is_no_number(length: str, strict: Client) -> None:
    answer = strict.post("/2024/bijdrage/GM1701/gegevens/", {"a": "1"}, CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert NOT_UNDERSTOOD in answer.content.decode()


@pytest.mark.parametrize("address", ["/?a=%00", "/?%00=a", "/%00", "/beheer/?term=b%00"])
def test_nul_in_an_address(address: str, strict: Client) -> None:
    answer = strict.get(address)
    assert answer.status_code == 400
    assert NOT_UNDERSTOOD in answer.content.decode()


def test_nul_in_a_cookie(portal: Portal) -> None:
    answer = Client(raise_request_exception=False).get(
        "/", HTTP_COOKIE=r'sessionid="\000abcdefghijklmnopqrstuvwxyz01234"'
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("content_type", UNREADABLE)
def test_encoding_that_a_visitor_names_is_not_listened_to(
    content_type: str, ask: Callable[..., tuple[str, str]]
) -> None:
    status, page = ask("/uitleg/", CONTENT_TYPE=content_type, QUERY_STRING="a=b")
    assert status == "200 OK"
    assert "Wat betekenen" in page


def test_long_address_with_an_encoding(ask: Callable[..., tuple[str, str]]) -> None:
    status, page = ask("/", CONTENT_TYPE=f"{FORM}; charset=utf-8", QUERY_STRING=MANY_FIELDS)
    assert status == "400 Bad Request"
    assert NOT_UNDERSTOOD in page


@pytest.mark.parametrize("content_type", READABLE)
def test_what_a_form_needs_of_its_type_stays(content_type: str) -> None:
    assert plain(content_type) == READABLE[content_type]


@pytest.mark.parametrize("address", ["account_login", "account_logout", "account_reauthenticate"])
def test_next_page_that_is_no_address(address: str, strict: Client) -> None:
    answer = strict.get(reverse(address), {"next": "http://["})
    assert answer.status_code < 400


def test_row_of_a_list_that_does_not_exist(portal: Portal) -> None:
    client = portal.client("superuser")
    sent = {"action": "delete_selected", "_selected_action": "a", "index": "0"}
    assert client.post("/beheer/routekaart/milestone/", sent).status_code == 400


def test_second_factor_is_wiped_and_never_written(portal: Portal) -> None:
    client, of_somebody = portal.client("superuser"), Authenticator.objects.get()
    path = f"/beheer/mfa/authenticator/{of_somebody.pk}"
    assert client.post(f"{path}/change/", {"type": "webauthn", "data": "{}"}).status_code == 403
    assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_number_in_a_form_that_nobody_can_read(portal: Portal) -> None:
    line = portal.path("/2024/bijdrage/GM1681/regels/{borger_line}/verwijderen/")
    answer = portal.client("editor_borger").post(line, {"revision": "9" * 5000})
    assert answer.status_code in (200, 302)


def test_number_of_rows_in_a_kept_text_that_nobody_can_read() -> None:
    kept = QueryDict("aandeel-TOTAL_FORMS=" + "9" * 5000)
    assert Unsaved(kept, clock.now()).rows("aandeel", ["partner"]) == []
