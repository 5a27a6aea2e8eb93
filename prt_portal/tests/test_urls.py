"""Every address for every persona, from the one table in url_table.py."""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver, resolve
from django.urls.resolvers import URLResolver

from common.tests.responses import Response
from prt_portal.tests.conftest import Portal
from prt_portal.tests.url_table import ANONYMOUS, LOGIN, PERSONAS, TABLE, Row

pytestmark = pytest.mark.any_database

EVERYBODY = [ANONYMOUS, *PERSONAS]
REFUSALS = (403, 404)
ADMIN_CATCH_ALL = "beheer/(?P<url>.*)$"
PUBLIC = {
    "/gezond/",
    "/.well-known/security.txt",
    "/toegankelijkheid/",
    "/privacy/",
    "/uitleg/",
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/confirm-email/geen-sleutel/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-verlopen/",
    "/account/password/reset/key/done/",
}

each_row = pytest.mark.parametrize("row", TABLE, ids=[row.path for row in TABLE])


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A refusal is what most of these requests are after; no need to log each with its
    traceback."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


class AnyKey(dict):
    def __missing__(self, key: str) -> str:
        return "00000000-0000-4000-8000-000000000000" if key.endswith("_line") else "1"


def routes_of_the_urlconf(resolver: URLResolver, prefix: str = "") -> set[str]:
    found = set()
    for entry in resolver.url_patterns:
        route = prefix + (str(entry.pattern).removeprefix("^") if prefix else str(entry.pattern))
        found |= {route} if isinstance(entry, URLPattern) else routes_of_the_urlconf(entry, route)
    return found


def route_of(row: Row) -> str:
    return resolve(row.path.split("?")[0].format_map(AnyKey())).route


def answer(response: Response) -> int | str:
    return response.headers["Location"] if response.status_code == 302 else response.status_code


def differs(got: int | str, wanted: int | str) -> bool:
    return not str(got).startswith(wanted) if isinstance(wanted, str) else got != wanted


def test_every_pattern_of_the_urlconf_has_a_row() -> None:
    assert routes_of_the_urlconf(get_resolver()) - {route_of(row) for row in TABLE} == set()


def test_every_row_has_a_pattern() -> None:
    caught = [row.path for row in TABLE if route_of(row) == ADMIN_CATCH_ALL]
    assert caught == ["/beheer/bestaat-niet/"]


def test_no_address_stands_twice_in_the_table() -> None:
    assert [path for path, times in Counter(row.path for row in TABLE).items() if times > 1] == []


def test_the_table_opens_only_listed_pages_without_login() -> None:
    assert {row.path for row in TABLE if row.anonymous == 200} == PUBLIC


@each_row
def test_every_persona_gets_what_the_table_says(portal: Portal, row: Row) -> None:
    path = portal.path(row.path)
    wrong = {}
    for persona in EVERYBODY:
        got, wanted = answer(portal.client(persona).get(path)), row.expected(persona)
        if differs(got, portal.path(wanted) if isinstance(wanted, str) else wanted):
            wrong[persona] = f"{got}, not {wanted}"
    assert wrong == {}


@each_row
def test_posting_is_refused_where_reading_is(portal: Portal, row: Row) -> None:
    path = portal.path(row.path)
    refused = [persona for persona in EVERYBODY if row.expected(persona) in REFUSALS]
    if row.may_post is not None:
        refused = [persona for persona in PERSONAS if persona not in row.may_post]
    answers = {persona: answer(portal.client(persona).post(path)) for persona in refused}
    assert {persona: got for persona, got in answers.items() if got not in (403, 404, 405)} == {}
    if str(row.anonymous).startswith("/"):
        assert not differs(answer(portal.client(ANONYMOUS).post(path)), row.anonymous)


@pytest.mark.parametrize(
    "row", [row for row in TABLE if row.may_post is not None], ids=lambda row: row.path
)
def test_an_address_for_posting_takes_the_post_of_its_own_people(portal: Portal, row: Row) -> None:
    for persona in row.may_post:
        assert portal.client(persona).post(portal.path(row.path)).status_code in (200, 302)


@pytest.mark.parametrize("persona", PERSONAS)
def test_an_unknown_address_is_404(portal: Portal, persona: str) -> None:
    assert portal.client(persona).get("/bestaat-niet/").status_code == 404


def test_login_leads_back_to_the_page_that_was_asked(portal: Portal) -> None:
    response = portal.client(ANONYMOUS).get("/2024/regietafel/overzicht.xlsx")
    assert response.headers["Location"] == f"{LOGIN}?next=/2024/regietafel/overzicht.xlsx"
