"""Westerveld fills in bijlage 3 and hands it in on a telephone of 320 px, without a mouse and
without instruction.

Every page is reached with Tab and Enter, as somebody who cannot use a mouse does. What is counted
at the end may not grow unnoticed.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from prt_portal.demo.accounts import PASSWORD
from submissions.models import Version

pytestmark = [pytest.mark.browser, pytest.mark.slow]
W = "/2024/bijdrage/GM1701/"


@pytest.fixture
def portal_site(live_server: LiveServer, load_demo: Callable[[], None]) -> str:
    load_demo()
    return live_server.url


class Keyboard:
    """Somebody who presses keys and looks where the focus is; counts tab stops, pages and
    fields."""

    def __init__(self, page: Page, fits_width: Callable[[Page], None]) -> None:
        self.page, self.fits_width = page, fits_width
        self.stops = self.pages = self.fields = 0

    def tab_to(self, target: Locator) -> None:
        for _ in range(60):
            if self._is_at(target):
                self._sees_the_focus(target)
                return
            self.page.keyboard.press("Tab")
            self.stops += 1
        raise AssertionError(f"not reached with the keyboard: {target}")

    def _is_at(self, target: Locator) -> bool:
        return target.evaluate("element => element === document.activeElement")

    def _sees_the_focus(self, target: Locator) -> None:
        outline, shadow = (
            target.evaluate(f"element => getComputedStyle(element).{style}")
            for style in ("outlineStyle", "boxShadow")
        )
        assert outline != "none" or shadow != "none", "the focus is invisible"

    def press(self, target: Locator) -> None:
        """To another page, past the menu with the skip link."""
        self.tab_to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.pages += 1
        self.fits_width(self.page)

    def skip(self) -> None:
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.stops += 1
        main = self.page.locator("#inhoud:focus")
        assert (
            main.evaluate("element => getComputedStyle(element).backgroundColor")
            == "rgba(0, 0, 0, 0)"
        )

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.skip()
        self.press(self.page.get_by_role("link", name=name).first)

    def click(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def type_into(self, label: str, text: str, exact: bool = False) -> None:
        """A text, or of a list the first words of the choice."""
        self.tab_to(self.page.get_by_label(label, exact=exact).first)
        self.page.keyboard.type(text)
        self.fields += 1

    def tick(self, label: str) -> None:
        self.tab_to(self.page.get_by_label(label))
        self.page.keyboard.press("Space")
        self.fields += 1


@pytest.fixture
def keyboard(page: Page, portal_site: str, fits_width: Callable[[Page], None]) -> Keyboard:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(portal_site)
    person = Keyboard(page, fits_width)
    person.type_into("E-mailadres", "invuller@westerveld.example")
    person.type_into("Wachtwoord", PASSWORD, exact=True)
    person.click("Inloggen")
    person.stops = person.pages = person.fields = 0
    return person


def add_location(
    keyboard: Keyboard,
    opgave: str | re.Pattern[str],
    name: str,
    place: str,
    short: str,
    until: str,
) -> None:
    keyboard.follow(opgave)
    keyboard.follow("Locatie toevoegen")
    keyboard.skip()
    keyboard.type_into("Naam van de locatie", name)
    keyboard.type_into("Plaats", place)
    keyboard.type_into("31 december 2024", short)
    keyboard.type_into("1 juli 2025", "0")
    keyboard.type_into("Laatste dag", until)
    keyboard.type_into("Hoe vast staat dit?", "In gebruik")
    keyboard.click("Opslaan")
    keyboard.follow("Terug naar alle opgaven")


def add_unknown_location_with_de_wolden(keyboard: Keyboard) -> None:
    keyboard.follow("Reguliere opvang")
    keyboard.follow("Locatie toevoegen")
    keyboard.skip()
    keyboard.tick("De locatie is nog niet bekend")
    keyboard.type_into("31 december 2024", "60")
    keyboard.type_into("1 juli 2025", "60")
    keyboard.type_into("Hoe vast staat dit?", "Toegezegd")
    keyboard.tab_to(keyboard.page.get_by_text("Samen met een andere gemeente"))
    keyboard.page.keyboard.press("Enter")
    keyboard.type_into("Andere gemeente", "De Wolden")
    keyboard.type_into("Aandeel korte termijn", "20")
    keyboard.type_into("Aandeel lange termijn", "20")
    keyboard.click("Opslaan")
    keyboard.follow("Terug naar alle opgaven")


def fill_in_contact_and_decision(keyboard: Keyboard) -> None:
    """The portal leads here when only this is left; the name that stands there is typed over."""
    keyboard.skip()
    keyboard.type_into("Naam van de contactpersoon", "Team Opvang")
    keyboard.type_into("E-mailadres", "opvang@westerveld.example")
    keyboard.type_into("Hoe ver is het college?", "Ambtelijk")
    keyboard.type_into("gemeenteraad", "Moet nog")
    keyboard.click("Opslaan")


def test_westerveld_hands_in_with_the_keyboard_alone_on_a_telephone(
    keyboard: Keyboard, screenshot: Callable[[Page, str], None]
) -> None:
    keyboard.follow("Begin met de bijdrage")
    add_location(
        keyboard, re.compile("alleenstaande"), "Opvang Diever", "Diever", "50", "17-04-2025"
    )
    add_location(keyboard, "Noodopvang", "Opvang Vledder", "Vledder", "80", "01-04-2024")
    add_unknown_location_with_de_wolden(keyboard)
    keyboard.skip()
    keyboard.click("De rest is nog niet bekend")
    fill_in_contact_and_decision(keyboard)
    screenshot(keyboard.page, "toetsenbord-controleren")
    keyboard.skip()
    keyboard.type_into("Toelichting bij Opvang Vledder", "De bewoners verhuizen in april.")
    keyboard.click("Bijdrage indienen")
    expect(keyboard.page.get_by_role("heading", name="versie 1")).to_be_visible()
    expect(keyboard.page.get_by_text("De bewoners verhuizen in april.")).to_be_visible()
    screenshot(keyboard.page, "toetsenbord-versie")
    print(f"{keyboard.pages} pages, {keyboard.fields} fields, {keyboard.stops} tab stops")
    assert (keyboard.pages, keyboard.fields) == (16, 24)
    assert keyboard.stops < 180


def test_what_the_keyboard_story_typed_is_what_is_handed_in(keyboard: Keyboard) -> None:
    keyboard.follow("Begin met de bijdrage")
    add_unknown_location_with_de_wolden(keyboard)
    line = Version.objects.get(submission__municipality__name="Westerveld").lines.get()
    (share,) = line.shares.all()
    assert (line.location_unknown, line.amount_short, line.amount_long, line.commitment) == (
        True,
        60,
        60,
        "pledged",
    )
    assert (str(share.municipality), share.amount_short, share.amount_long) == ("De Wolden", 20, 20)


def test_mistyped_number_is_mended_with_the_keyboard_alone(keyboard: Keyboard) -> None:
    page = keyboard.page
    keyboard.follow("Begin met de bijdrage")
    keyboard.follow("Reguliere opvang")
    keyboard.follow("Locatie toevoegen")
    keyboard.skip()
    keyboard.type_into("Naam van de locatie", "Opvang Dwingeloo")
    keyboard.type_into("31 december 2024", "veel")
    keyboard.click("Opslaan")
    page.locator("[data-focus]:focus").wait_for()
    keyboard.tab_to(page.get_by_role("link", name="Vul een heel aantal in"))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_amount_short"
    page.keyboard.press("Control+a")
    page.keyboard.type("120")
    keyboard.click("Opslaan")
    expect(page.get_by_text("Opvang Dwingeloo").first).to_be_visible()
