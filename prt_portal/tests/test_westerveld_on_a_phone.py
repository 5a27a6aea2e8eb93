"""The story of Westerveld on a telephone, by touch: from the login page to the confirmation in at
most twenty steps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from prt_portal.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser

MOST_STEPS = 20


class Thumb:
    """Counts what is touched to get on: a link, a button, a box, or a choice from a list. Typing
    goes from field to field with the keyboard of the telephone."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def touch(self, target: Locator) -> None:
        target.click()
        self.steps += 1

    def button(self, name: str) -> None:
        self.touch(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.touch(self.page.get_by_role("link", name=name))

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label).first.select_option(value)
        self.steps += 1

    def type(self, **texts: str) -> None:
        for field, text in texts.items():
            self.page.locator(f"#id_{field.replace('__', '-')}").fill(text)


@pytest.fixture
def telephone(browser: Browser, live_server: LiveServer, load_demo: Callable[[], None]) -> Page:
    load_demo()
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=live_server.url, locale="nl-NL"
    )
    page = context.new_page()
    page.goto("/")
    return page


def test_westerveld_hands_in_within_twenty_steps(telephone: Page) -> None:
    thumb = Thumb(telephone)
    telephone.get_by_label("E-mailadres").fill("invuller@westerveld.example")
    telephone.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    thumb.button("Inloggen")
    thumb.link("Begin met de bijdrage")

    thumb.link("Locatie toevoegen bij Opvang alleenstaande")
    thumb.type(location_name="Opvang Diever", amount_short="50", amount_long="0")
    thumb.type(available_until="17 april 2025")
    thumb.choose("Hoe vast staat dit?", "in_use")
    thumb.button("Opslaan")

    thumb.link("Locatie toevoegen bij Noodopvang")
    thumb.type(location_name="Opvang Vledder", amount_short="80", amount_long="0")
    thumb.type(available_until="1-4-2024", explanation="De bewoners verhuizen in april.")
    thumb.choose("Hoe vast staat dit?", "in_use")
    thumb.button("Opslaan")

    thumb.link("Locatie toevoegen bij Reguliere")
    thumb.touch(telephone.get_by_label("De locatie is nog niet bekend"))
    thumb.type(amount_short="60", amount_long="60")
    thumb.choose("Hoe vast staat dit?", "pledged")
    thumb.touch(telephone.get_by_text("Samen met een andere gemeente"))
    thumb.choose("Andere gemeente", "GM1690")
    thumb.type(aandeel__0__short="20", aandeel__0__long="20")
    thumb.button("Opslaan")

    thumb.button("De rest is nog niet bekend")
    expect(telephone.get_by_role("heading", level=1)).to_have_text("Gegevens en besluit")
    expect(telephone.get_by_label("E-mailadres")).to_have_value("invuller@westerveld.example")
    thumb.choose("Hoe ver is het college?", "official_draft")
    thumb.choose("En in de gemeenteraad?", "to_be_discussed")
    thumb.button("Opslaan")

    expect(telephone.get_by_role("heading", level=1)).to_have_text("Controleren en indienen")
    thumb.button("Bijdrage indienen")
    expect(telephone.get_by_role("heading", level=1)).to_have_text(
        "Bijdrage van Westerveld, versie 1"
    )
    totals = telephone.get_by_role("row", name="Opvang asielzoekers totaal").first
    expect(totals).to_contain_text("190")
    assert thumb.steps <= MOST_STEPS
    print(f"{thumb.steps} steps")
