"""Every page of url_table.py with `look`, opened in a browser on a laptop and on a small telephone.

The Django admin is left out: its pages are Django's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from autosave.models import Autosave
from prt_portal.tests.people import addresses, make_people
from prt_portal.tests.url_table import ANONYMOUS, PERSONAS, TABLE

WIDTHS = (1280, 320)
# Every page for one person each time, for the others who see it with the slow tests.
LOOKS = [
    pytest.param(
        row.path,
        persona,
        id=f"{persona}{row.path}",
        marks=[pytest.mark.slow] if place else [],
    )
    for row in TABLE
    for place, persona in enumerate(row.look)
]
WESTERVELD = "invuller@westerveld.example"
LINE_FORM = "/2024/bijdrage/GM1701/opgaven/asiel/toevoegen/"

# Address, who posts, what is posted, and a word of the page that comes back.
REFUSED_FORMS = [
    ("/account/login/", None, {"login": "x@y.nl", "password": "fout"}, "klopt niet"),
    (LINE_FORM, WESTERVELD, {"amount_short": "1,5", "available_from": "2025-01-02"}, "heel aantal"),
    ("/2024/bijdrage/GM1701/gegevens/", WESTERVELD, {"contact_email": "fout"}, "e-mailadres in"),
    ("/2024/bijdrage/GM1701/opgaven/amv/", WESTERVELD, {"kind": "none"}, "Vul in waarom"),
    ("/2024/bijdrage/GM1701/overige-opgaven/", WESTERVELD, {"kind": "none"}, "Vul in waarom"),
    (
        "/2024/bijdrage/GM1701/controleren/",
        WESTERVELD,
        {"action": "submit"},
        "nog niet compleet",
    ),
    (
        "/2024/bijdrage/GM1701/aandelen/{open_share}/",
        WESTERVELD,
        {"answer": "declined"},
        "Vul in waarom u",
    ),
    (
        "/2024/bijdrage/GM1701/aandelen/{ended_share}/",
        WESTERVELD,
        {"answer": "confirmed"},
        "geldt niet meer",
    ),
    ("/2024/bijdrage/GM1701/vragen/nieuw/", WESTERVELD, {"subject": "Vraag"}, "Vul uw vraag in"),
    ("/2024/bijdrage/GM1701/bijlagen/", WESTERVELD, {"kind": "other"}, "Kies het bestand"),
    (
        "/2024/regietafel/gemeenten/GM1701/uitstel/",
        "projectleider@prt-drenthe.example",
        {},
        "waarom de gemeente",
    ),
]
LEADER = "projectleider@prt-drenthe.example"
REFUSED_FORMS += [
    ("/2024/bijdrage/GM0106/verzoek/", "invuller@assen.example", {}, "meer tijd nodig"),
    (
        "/2024-elders/bijdrage/GM0014/controleren/",
        "akkoord@elders.example",
        {"action": "return"},
        "moet veranderen",
    ),
    (
        "/2024-elders/bijdrage/GM0014/controleren/",
        "invuller@elders.example",
        {"action": "submit"},
        "wacht op akkoord",
    ),
    (
        "/2024/regietafel/gemeenten/GM0106/heropenen/",
        LEADER,
        {"last_day": "2024-03-01"},
        "al voorbij",
    ),
    ("/2024/regietafel/gemeenten/GM0106/heropenen/", LEADER, {}, "waarom u de bijdrage heropent"),
    ("/2024/regietafel/herinneren/", LEADER, {}, "ten minste één"),
    (
        "/2024/regietafel/opgaven/nieuw/getallen/amv/",
        LEADER,
        {"short-GM0106": "1,5", "short-GM0109-year": "22"},
        "met vier cijfers",
    ),
    (
        "/2024/regietafel/opgaven/nieuw/plakken/",
        LEADER,
        {"source": "brief", "certainty": "seen", "subject": "flex", "cells": "Assen\t1,5\tveel"},
        "eerst anders",
    ),
    ("/2024/regietafel/opgaven/nieuw/bestand/", LEADER, {}, "Kies eerst het bestand"),
    ("/2024/regietafel/uitstel/", LEADER, {"last_day": "2024-04-30"}, "ten minste één"),
]
SHARES = {
    "aandeel-TOTAL_FORMS": "2",
    "aandeel-INITIAL_FORMS": "0",
    "aandeel-0-partner": "",
    "aandeel-0-short": "5",
}


@dataclass(frozen=True)
class Site:
    url: str
    keys: dict[str, Any]

    def path(self, template: str) -> str:
        return template.format_map(self.keys)


@pytest.fixture(scope="module")
def site(demo_site: LiveServer, django_db_blocker: DjangoDbBlocker) -> Site:
    """The demonstration with the people of the table; `site.path` fills in the keys of its
    objects."""
    with django_db_blocker.unblock():
        make_people()
        keys = addresses()
    return Site(demo_site.url, keys)


def visit(
    page: Page,
    site: Site,
    path: str,
    email: str | None,
    login_as: Callable[[Page, str], None],
) -> None:
    """As somebody who left nothing unsaved, whatever the forms that other tests had refused."""
    Autosave.objects.all().delete()
    if email:
        login_as(page, email)
    page.goto(site.url + path)


def assert_page_is_sound(
    page: Page, axe: Callable[[Page], None], fits_width: Callable[[Page], None]
) -> None:
    """On a laptop and, made narrow, on a small telephone: loading the page once saves half of the
    time."""
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().endswith("PRT-portaal")
    assert page.locator("html").get_attribute("lang") == "nl"
    expect(page.get_by_text("VOORBEELDGEGEVENS").first).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        fits_width(page)
        axe(page)


@pytest.fixture
def axe(axe: Callable[[Page], None], pytestconfig: pytest.Config) -> Callable[[Page], None]:
    """On the telephone always; on the laptop, which shows the same elements, with the slow
    tests."""

    def on_the_telephone(page: Page) -> None:
        if page.viewport_size and page.viewport_size["width"] == WIDTHS[-1]:
            axe(page)

    return axe if pytestconfig.getoption("--slow") else on_the_telephone


@pytest.mark.parametrize(("path", "persona"), LOOKS)
def test_page_is_sound(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    path: str,
    persona: str,
) -> None:
    email = None if persona == ANONYMOUS else PERSONAS[persona]
    visit(page, site, site.path(path), email, login_as)
    assert_page_is_sound(page, axe, fits_width)
    assert console_errors == []


@pytest.mark.parametrize(
    ("path", "email", "data", "word"),
    REFUSED_FORMS,
    ids=[f"{row[0]}{row[3]}" for row in REFUSED_FORMS],
)
def test_refused_form_is_sound_and_starts_at_the_problem(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    path: str,
    email: str | None,
    data: dict[str, str],
    word: str,
) -> None:
    path = site.path(path)
    visit(
        page,
        site,
        "/account/login/" if email is None else path.replace("overige-opgaven/", ""),
        email,
        login_as,
    )
    post(page, path, data | (SHARES if path == LINE_FORM else {}))
    assert word in page.locator("main").inner_text()
    assert_page_is_sound(page, axe, fits_width)
    expect(page.locator("[data-focus]")).to_be_focused()


def post(page: Page, path: str, data: dict[str, str]) -> None:
    """Posts a form of our own making from the page, with its token, so that the answer is shown in
    the browser."""
    page.evaluate(
        """([path, data]) => {
            const token = document.querySelector("[name=csrfmiddlewaretoken]").value
            const form = document.createElement("form")
            Object.assign(form, {method: "post", action: path})
            for (const [name, value] of Object.entries({...data, csrfmiddlewaretoken: token})) {
                form.append(Object.assign(document.createElement("input"), {name, value}))
            }
            document.body.append(form)
            form.submit()
        }""",
        [path, data],
    )
    page.locator("[data-focus]").wait_for()


def test_reminder_to_read_before_sending_is_sound(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
) -> None:
    visit(page, site, "/2024/regietafel/herinneren/", LEADER, login_as)
    page.get_by_label("Uw eigen tekst in de mail").fill("Bel mij gerust.")
    page.get_by_role("button", name="Bekijk de mail").click()
    page.get_by_role("button", name="Versturen", exact=True).wait_for()
    expect(page.get_by_text("Bel mij gerust.")).to_be_visible()
    assert_page_is_sound(page, axe, fits_width)


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/2024/bijdrage/GM0106/"])
def test_not_found_page_is_sound(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    path: str,
) -> None:
    visit(page, site, path, WESTERVELD, login_as)
    assert_page_is_sound(page, axe, fits_width)


def test_file_with_a_long_name_fits_when_added(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
) -> None:
    visit(page, site, "/2024/bijdrage/GM1681/bijlagen/", PERSONAS["editor_borger"], login_as)
    name = "besluit_van_het_college_over_de_opvang_van_asielzoekers_definitief.pdf"
    content = b"%PDF-1.7 with a name of its own %%EOF"
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    page.get_by_label("Ander stuk").check()
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("status").get_by_text(name).wait_for()
    assert_page_is_sound(page, axe, fits_width)
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    assert download.value.suggested_filename == name


def test_stale_edit_shows_both_texts(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
) -> None:
    """Last of the module: it begins the bijdrage of Westerveld."""
    theirs = "Van de collega"
    visit(page, site, "/2024/bijdrage/GM1701/gegevens/", WESTERVELD, login_as)
    colleague = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    colleague.force_login(User.objects.get(email="akkoord@westerveld.example"))
    revision = page.locator("[name=revision]").input_value()
    colleague.post(
        "/2024/bijdrage/GM1701/gegevens/", {"contact_name": theirs, "revision": revision}
    )
    page.get_by_label("Naam van de contactpersoon").fill("Van mij")
    page.get_by_role("button", name="Opslaan").click()
    assert page.get_by_label("Tekst van uw collega").get_attribute("aria-describedby")
    expect(page.get_by_text(theirs, exact=True)).to_be_visible()
    expect(page.get_by_label("Naam van de contactpersoon")).to_have_value("Van mij")
    assert_page_is_sound(page, axe, fits_width)
