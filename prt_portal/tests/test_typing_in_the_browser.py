"""Text that was typed and not saved, in a real browser: kept, given back, to choose from when a
colleague saved."""

import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from autosave.kept import Identity, store
from autosave.models import Autosave
from prt_portal.demo.accounts import PASSWORD
from prt_portal.tests.test_pages import assert_page_is_sound
from submissions.models import Line, Version

pytestmark = [pytest.mark.browser, pytest.mark.slow]
W = "/2024/bijdrage/GM1701/"
HEADER, NEW_LINE = f"{W}gegevens/", f"{W}opgaven/amv/toevoegen/"
EDITOR, COLLEAGUE = "invuller@westerveld.example", "akkoord@westerveld.example"
TEXT = "Mijn lange verhaal."


@pytest.fixture
def site(live_server: LiveServer, load_demo: Callable[[], None]) -> str:
    load_demo()
    return live_server.url


@pytest.fixture
def colleague(site: str) -> Client:
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    client.force_login(User.objects.get(email=COLLEAGUE))
    return client


def open_form(page: Page, address: str) -> None:
    """Open a form that keeps its text almost at once."""
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('[data-autosave]').forEach(e => { e.dataset.autosaveWait = 20 })"
    )


def type_and_wait(page: Page, label: str = "Opmerkingen", text: str = TEXT) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_text("Tekst bewaard om").wait_for()


def until(true: Callable[[], bool], patience: int = 10) -> None:
    """Wait for what the browser sends while it leaves a page."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()


def log_in(page: Page, email: str) -> None:
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def remarks(page: Page) -> str:
    return page.get_by_label("Opmerkingen").input_value()


def test_text_is_back_when_the_page_was_closed_and_opened_again(
    site: str,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    page = sized_page
    login_as(page, EDITOR)
    open_form(page, site + HEADER)
    type_and_wait(page)
    tab = page.context.new_page()
    page.close()
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(site + HEADER)
    expect(tab.get_by_text("die u niet had opgeslagen")).to_be_visible()
    assert remarks(tab) == TEXT
    screenshot(tab, f"teruggekregen-tekst-{width}")
    assert_page_is_sound(tab, axe, fits_width)
    save(tab)
    tab.wait_for_url(site + W)
    assert Version.objects.get(submission__municipality__cbs_code="GM1701").remarks == TEXT
    tab.goto(site + HEADER)
    expect(tab.get_by_text("die u niet had opgeslagen")).to_have_count(0)
    assert console_errors == []


def test_last_words_are_kept_when_the_page_is_left_at_once(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(site + HEADER)
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.goto(site + W)
    until(lambda: Autosave.objects.exists())
    page.goto(site + HEADER)
    assert remarks(page) == TEXT


def test_nothing_comes_back_when_saved_straight_after_typing(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    open_form(page, site + HEADER)
    page.get_by_label("Opmerkingen").fill(TEXT)
    save(page)
    page.wait_for_url(site + W)
    assert not Autosave.objects.filter(form="gegevens").exists()


def test_form_starts_with_what_is_stored_when_the_text_is_thrown_away(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    open_form(page, site + HEADER)
    type_and_wait(page)
    page.reload()
    page.get_by_role("button", name="Begin met wat is opgeslagen").click()
    page.get_by_text("staat weer wat is opgeslagen").wait_for()
    assert remarks(page) == ""
    assert asked == ["beforeunload", "beforeunload"]
    page.reload()
    assert remarks(page) == ""
    assert asked == ["beforeunload", "beforeunload"]


def test_text_is_back_when_the_session_ended_before_saving(
    site: str,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    page = sized_page
    login_as(page, EDITOR)
    page.goto(site + NEW_LINE)
    page.get_by_label("Naam van de locatie").fill("Opvang Diever")
    page.get_by_text("Samen met een andere gemeente").click()
    page.get_by_label("Andere gemeente").first.select_option("GM1690")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    page.get_by_text("Uw tekst is bewaard").wait_for()
    screenshot(page, f"sessie-verlopen-{width}")
    assert_page_is_sound(page, axe, fits_width)
    log_in(page, EDITOR)
    page.wait_for_url(site + NEW_LINE)
    expect(page.get_by_label("Naam van de locatie")).to_have_value("Opvang Diever")
    expect(page.get_by_label("Andere gemeente").first).to_have_value("GM1690")
    assert_page_is_sound(page, axe, fits_width)
    save(page)
    page.wait_for_url(f"{site}{W}opgaven/amv/")
    assert (
        Line.objects.get(location_name="Opvang Diever").shares.get().municipality.cbs_code
        == "GM1690"
    )


def test_nothing_is_back_when_somebody_else_logs_in_after_the_session_ended(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    page.goto(site + HEADER)
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    log_in(page, COLLEAGUE)
    page.wait_for_url(site + HEADER)
    assert remarks(page) == ""
    expect(page.get_by_text("die u niet had opgeslagen")).to_have_count(0)


def test_person_reads_that_the_session_ended_when_typing_on(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    open_form(page, site + HEADER)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.get_by_text("Uw sessie is verlopen").wait_for()
    save(page)
    log_in(page, EDITOR)
    page.wait_for_url(site + HEADER)
    assert remarks(page) == TEXT


def test_person_reads_that_nothing_is_kept_when_the_portal_does_not_answer(
    site: str, page: Page, login_as: Callable[[Page, str], None]
) -> None:
    login_as(page, EDITOR)
    open_form(page, site + HEADER)
    page.route("**/concept/", lambda route: route.abort())
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.get_by_text("Uw tekst kan nu niet worden bewaard").wait_for()


def test_session_that_ended_costs_no_text_without_javascript(
    site: str, browser: Browser, login_as: Callable[[Page, str], None]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    login_as(page, EDITOR)
    page.goto(site + HEADER)
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    log_in(page, EDITOR)
    expect(page.get_by_text("die u niet had opgeslagen")).to_be_visible()
    assert remarks(page) == TEXT
    page.get_by_role("button", name="Begin met wat is opgeslagen").click()
    assert remarks(page) == ""
    page.context.close()


def test_header_is_chosen_per_text_when_a_colleague_saved(
    site: str,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    colleague: Client,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    page = sized_page
    login_as(page, EDITOR)
    page.goto(site + HEADER)
    page.get_by_label("Opmerkingen").fill(TEXT)
    page.get_by_label("Naam van de contactpersoon").fill("Jan")
    colleague.post(
        HEADER,
        {
            "contact_name": "Karin",
            "remarks": "Van de collega.",
            "contact_phone": "06",
            "revision": 0,
        },
    )
    save(page)
    screenshot(page, f"beide-teksten-{width}")
    assert_page_is_sound(page, axe, fits_width)
    page.get_by_role("group", name="Opmerkingen").get_by_label("Uw tekst").check()
    save(page)
    page.locator("[data-focus]:focus").wait_for()
    page.get_by_role("link", name="Kies bij ‘Naam van de contactpersoon’").click()
    assert page.evaluate("document.activeElement.id") == "keuze-contact_name-mine"
    assert_page_is_sound(page, axe, fits_width)
    page.get_by_role("group", name="Naam van de contactpersoon").get_by_label(
        "Tekst van uw collega"
    ).check()
    save(page)
    page.wait_for_url(site + W)
    stored = Version.objects.get(submission__municipality__cbs_code="GM1701")
    assert (stored.contact_name, stored.contact_phone, stored.remarks) == ("Karin", "06", TEXT)
    assert console_errors == []


def test_line_is_chosen_per_text_when_a_colleague_saved(
    site: str,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    colleague: Client,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    page = sized_page
    login_as(page, EDITOR)
    shares = {"aandeel-TOTAL_FORMS": 2, "aandeel-INITIAL_FORMS": 0}
    colleague.post(
        NEW_LINE,
        {"location_name": "Opvang Diever", "nature": "existing", "amount_short": 50} | shares,
    )
    line = Line.objects.get(location_name="Opvang Diever")
    address = f"{W}regels/{line.line_id}/"
    page.goto(site + address)
    page.get_by_label("31 december 2024").fill("60")
    page.get_by_text("Samen met een andere gemeente").click()
    page.get_by_label("Andere gemeente").first.select_option("GM1690")
    page.get_by_label("Aandeel korte termijn").first.fill("20")
    theirs = {
        "location_name": "Opvang Diever",
        "nature": "existing",
        "amount_short": 70,
        "revision": 1,
        "place": "Diever",
    }
    other = {"aandeel-0-partner": "GM0106", "aandeel-0-short": 5}
    colleague.post(address, theirs | shares | other)
    save(page)
    screenshot(page, f"beide-teksten-regel-{width}")
    assert_page_is_sound(page, axe, fits_width)
    page.get_by_role("group", name="Aantal plekken op 31").get_by_label(
        "Tekst van uw collega"
    ).check()
    page.get_by_role("group", name="Aandelen").get_by_label("Uw tekst").check()
    save(page)
    page.wait_for_url(f"{site}{W}opgaven/amv/")
    line.refresh_from_db()
    assert (line.amount_short, line.place, line.shares.get().amount_short) == (70, "Diever", 20)


def keep(path: str, form: str, text: str, email: str = EDITOR) -> None:
    identity = Identity(User.objects.get(email=email).pk, path, form)
    assert store(identity, QueryDict(text))


def test_pages_that_give_text_back_are_sound(
    site: str,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    colleague: Client,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    page = sized_page
    login_as(page, EDITOR)
    keep(W, "overige", f"reason={TEXT}")
    keep(
        f"{W}regels/00000000-0000-4000-8000-000000000000/",
        "locatie",
        f"explanation={TEXT}&opgave=amv&revision=1",
    )
    page.goto(site + W)
    screenshot(page, f"bijdrage-met-tekst-{width}")
    expect(page.get_by_label("Reden")).to_have_value(TEXT)
    assert_page_is_sound(page, axe, fits_width)
    page.get_by_role("link", name="Bekijk uw tekst").click()
    screenshot(page, f"verwijderde-regel-{width}")
    expect(page.get_by_label("Toelichting")).to_have_value(TEXT)
    assert_page_is_sound(page, axe, fits_width)
    page.goto(f"{site}{W}opgaven/amv/")
    page.get_by_label("Wij leveren hier geen bijdrage").check()
    page.get_by_label("Waarom?").fill(TEXT)
    colleague.post(f"{W}opgaven/amv/", {"kind": "not_yet_known", "reason": "Na de zomer."})
    page.get_by_role("button", name="Antwoord opslaan").click()
    screenshot(page, f"beide-antwoorden-{width}")
    expect(page.get_by_text("Tekst van uw collega")).to_have_count(2)
    assert_page_is_sound(page, axe, fits_width)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Antwoord opslaan").click()
    screenshot(page, f"formulier-verlopen-{width}")
    assert_page_is_sound(page, axe, fits_width)
    page.get_by_role("link", name="Verder met uw tekst").click()
    expect(page.get_by_label("Waarom?")).to_have_value(TEXT)
