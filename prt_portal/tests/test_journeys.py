"""Each role once, from the login page to the end of the work, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from common.tests.outbox import outbox
from prt_portal.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser
W = "/2024/bijdrage/GM1701/"


@pytest.fixture
def portal_site(live_server: LiveServer, load_demo: Callable[[], None]) -> str:
    load_demo()
    return live_server.url


def log_in(page: Page, site: str, email: str) -> None:
    page.goto(site)
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{site}/")


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()


def add_line(
    page: Page,
    site: str,
    opgave: str,
    name: str | None,
    short: int,
    long: int,
    until: str | None = None,
    commitment: str = "in_use",
) -> None:
    page.goto(f"{site}{W}opgaven/{opgave}/toevoegen/")
    if name:
        page.get_by_label("Naam van de locatie").fill(name)
    else:
        page.get_by_label("De locatie is nog niet bekend").check()
    page.get_by_label("31 december 2024").fill(str(short))
    page.get_by_label("1 juli 2025").fill(str(long))
    if until:
        page.get_by_label("Laatste dag").fill(until)
    page.get_by_label("Hoe vast staat dit?").select_option(commitment)


def enter_what_westerveld_has(page: Page, site: str) -> None:
    add_line(page, site, "amv", "Opvang Diever", 50, 0, until="2025-04-17")
    save(page)
    add_line(page, site, "nood", "Opvang Vledder", 80, 0, until="2024-04-01")
    save(page)
    add_line(page, site, "asiel", None, 60, 60, commitment="pledged")
    page.get_by_text("Samen met een andere gemeente").click()
    page.get_by_label("Andere gemeente").first.select_option("GM1690")
    page.get_by_label("Aandeel korte termijn").first.fill("20")
    page.get_by_label("Aandeel lange termijn").first.fill("20")
    save(page)
    page.goto(site + W)
    page.get_by_role("button", name="De rest is nog niet bekend").click()


def fill_in_decisions(page: Page) -> None:
    page.get_by_label("E-mailadres").fill("contact@westerveld.example")
    page.get_by_label("Hoe ver is het college?").select_option("official_draft")
    page.get_by_label("gemeenteraad").select_option("to_be_discussed")
    save(page)


def test_westerveld_hands_in_and_adds_to_it(
    page: Page, portal_site: str, screenshot: Callable[[Page, str], None]
) -> None:
    log_in(page, portal_site, "invuller@westerveld.example")
    expect(page.get_by_text("U heeft tot en met 31 maart 2024, 23.59 uur")).to_be_visible()
    enter_what_westerveld_has(page, portal_site)
    page.goto(f"{portal_site}{W}gegevens/")
    page.get_by_label("Naam van de contactpersoon").fill("Team Opvang")
    page.get_by_label("E-mailadres").fill("")
    save(page)
    page.get_by_role("button", name="Uitloggen").click()

    log_in(page, portal_site, "invuller@westerveld.example")
    page.get_by_role("link", name="Verder met de bijdrage").click()
    expect(
        page.get_by_role("row", name="Opvang alleenstaande").get_by_role("cell", name="50")
    ).to_be_visible()
    screenshot(page, "westerveld-takenlijst")
    page.get_by_role("link", name="Controleren en indienen").click()
    expect(page.get_by_text("Opvang Vledder: de laatste dag is 1 april 2024")).to_be_visible()
    screenshot(page, "westerveld-controleren")
    expect(page.get_by_text("ontbreekt nog een e-mailadres")).to_be_visible()
    page.get_by_label("Toelichting bij Opvang Vledder").fill("De bewoners verhuizen in april.")
    page.get_by_role("button", name="Toelichtingen opslaan").click()
    page.get_by_role("link", name="kies hoe ver het college is").click()
    expect(page).to_have_url(re.compile("#id_college_state$"))
    fill_in_decisions(page)
    expect(page).to_have_url(re.compile("/controleren/#volgende$"))
    expect(page.get_by_label("Toelichting bij Opvang Vledder")).to_have_value(
        "De bewoners verhuizen in april."
    )
    page.get_by_role("button", name="Bijdrage indienen").click()

    expect(page.get_by_text("Op 12 maart 2024 om")).to_be_visible()
    expect(
        page.get_by_text("Toelichting van de gemeente: De bewoners verhuizen in april.")
    ).to_be_visible()
    screenshot(page, "westerveld-ingediend")
    sent = [m.to for m in outbox() if m.subject.startswith("Ingediend")]
    assert sent == [["invuller@westerveld.example"], ["akkoord@westerveld.example"]]
    page.get_by_role("link", name="Terug naar de bijdrage").click()
    page.get_by_role("button", name="Aanvullen of wijzigen").click()
    add_line(page, portal_site, "flex", "Flexwoningen Havelte", 10, 25, commitment="idea")
    save(page)
    page.goto(f"{portal_site}{W}controleren/")
    page.get_by_role("button", name="Bijdrage indienen").click()
    expect(page.get_by_role("heading", name="versie 2")).to_be_visible()
    page.goto(f"{portal_site}{W}versies/1/")
    expect(page.get_by_text("Flexwoningen Havelte")).to_have_count(0)
    expect(page.get_by_text("Opvang Diever")).to_be_visible()


def test_project_leader_sees_five_become_six(
    page: Page, browser: Browser, portal_site: str, screenshot: Callable[[Page, str], None]
) -> None:
    log_in(page, portal_site, "projectleider@prt-drenthe.example")
    page.get_by_role("link", name="Stand per gemeente").click()
    expect(page.get_by_text("5 van 12 gemeenten", exact=True)).to_be_visible()
    page.get_by_role("link", name="Naar de vergelijking").click()
    screenshot(page, "projectleider-vergelijking")
    expect(page.get_by_text("over-aanmelding").first).to_be_visible()
    page.get_by_role("link", name="Opvang asielzoekers totaal").first.click()
    expect(page.get_by_text("nog niet gedekt").first).to_be_visible()
    first_table = page.get_by_role("table").first
    expect(first_table.locator("tbody tr:not([aria-hidden])")).to_have_count(12)
    assert "onbekend" in first_table.get_by_role("row", name="Westerveld").inner_text()

    official = browser.new_context().new_page()
    log_in(official, portal_site, "invuller@westerveld.example")
    enter_what_westerveld_has(official, portal_site)
    official.goto(f"{portal_site}{W}gegevens/")
    official.get_by_label("Naam van de contactpersoon").fill("Team Opvang")
    fill_in_decisions(official)
    official.goto(f"{portal_site}{W}controleren/")
    official.get_by_role("button", name="Bijdrage indienen").click()
    official.context.close()

    page.goto(f"{portal_site}/2024/regietafel/")
    expect(page.get_by_text("6 van 12 gemeenten", exact=True)).to_be_visible()
    page.goto(f"{portal_site}/2024/regietafel/vergelijking/amv/")
    assert (
        "50" in page.get_by_role("table").first.get_by_role("row", name="Westerveld").inner_text()
    )


def test_chair_takes_the_numbers_of_the_screen_along(
    page: Page, portal_site: str, screenshot: Callable[[Page, str], None], tmp_path: Path
) -> None:
    log_in(page, portal_site, "voorzitter@prt-drenthe.example")
    page.get_by_role("link", name="Naar het overzicht").click()
    screenshot(page, "voorzitter-overzicht")
    shown = page.get_by_role("row", name="Opvang asielzoekers totaal").first.inner_text()
    with page.expect_download() as paper:
        page.get_by_role("link", name="Download als PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).click()
    assert "voorbeeldgegevens" in download.value.suggested_filename
    download.value.save_as(tmp_path / "overzicht.xlsx")
    sheet = load_workbook(tmp_path / "overzicht.xlsx")["Overzicht"]
    first = dict(
        zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True)
    )
    assert first["Vast en toegezegd"] == 3237
    assert "3.237" in shown
    assert str(first["Bekend"]) in shown
    expect(page.locator("main form")).to_have_count(0)


def test_administrator_moves_a_milestone_and_everyone_sees_it(
    page: Page, portal_site: str, screenshot: Callable[[Page, str], None]
) -> None:
    log_in(page, portal_site, "beheer@prt-drenthe.example")
    page.get_by_role("link", name="Routekaart", exact=True).click()
    steps = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2))
    expect(steps).to_have_count(8)
    expect(page.get_by_text("5 van 12 ingediend")).to_be_visible()
    expect(page.get_by_text("1 november 2024 tot en met 31 december 2024")).to_be_visible()
    screenshot(page, "routekaart")
    page.goto(f"{portal_site}/beheer/routekaart/milestone/")
    page.get_by_role("link", name="Inbreng afgezet tegen de regionale opgaven").click()
    page.get_by_label("Verwacht tot en met").fill("15-05-2024")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.goto(f"{portal_site}/2024/routekaart/")
    expect(page.get_by_text("15 mei 2024")).to_be_visible()


def test_leaving_with_unsaved_text_asks_first(page: Page, portal_site: str) -> None:
    log_in(page, portal_site, "invuller@westerveld.example")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.goto(f"{portal_site}{W}opgaven/amv/toevoegen/")
    page.get_by_label("Naam van de locatie").fill("Opvang Diever")
    page.get_by_role("link", name="Home", exact=True).first.click()
    page.wait_for_url(f"{portal_site}/")
    assert asked == ["beforeunload"]
    page.goto(f"{portal_site}{W}opgaven/amv/toevoegen/")
    page.get_by_label("Naam van de locatie").fill("Opvang Dwingeloo")
    page.get_by_role("link", name="Terug zonder opslaan").click()
    page.wait_for_url(f"**{W}opgaven/amv/")
    assert asked == ["beforeunload"]
    add_line(page, portal_site, "amv", "Opvang Diever", 50, 0)
    save(page)
    page.wait_for_url(f"**{W}opgaven/amv/")
    assert asked == ["beforeunload"]


def test_handing_in_works_without_javascript(browser: Browser, portal_site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    log_in(page, portal_site, "invuller@westerveld.example")
    enter_what_westerveld_has(page, portal_site)
    page.goto(f"{portal_site}{W}gegevens/")
    page.get_by_label("Naam van de contactpersoon").fill("Team Opvang")
    fill_in_decisions(page)
    page.goto(f"{portal_site}{W}controleren/")
    page.get_by_role("button", name="Bijdrage indienen").click()
    expect(page.get_by_role("heading", name="versie 1")).to_be_visible()
    page.context.close()
