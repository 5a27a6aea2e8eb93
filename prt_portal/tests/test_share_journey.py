"""A joint location in the browser: Westerveld hands in 60 with 20 for De Wolden, De Wolden
confirms, 20 becomes 30."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from common.known import known
from prt_portal.tests.test_journeys import (
    W,
    enter_what_westerveld_has,
    fill_in_decisions,
    log_in,
    portal_site,  # noqa: F401 (a fixture)
    save,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ASYLUM = "/2024/regietafel/vergelijking/asiel/"


@pytest.fixture
def person(browser: Browser, portal_site: str) -> Iterator[Callable[[str], Page]]:  # noqa: F811
    """person("invuller@..."): a browser of somebody's own, logged in."""
    contexts = []

    def start(email: str) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        log_in(page, portal_site, email)
        return page

    yield start
    for context in contexts:
        context.close()


def hand_in(page: Page, site: str) -> None:
    page.goto(f"{site}{W}controleren/")
    page.get_by_role("button", name="Bijdrage indienen").click()
    page.get_by_role("heading", name="Bijdrage van Westerveld, versie").wait_for()


def at_the_desk(page: Page, site: str, view: str) -> list[str]:
    """Of Westerveld and De Wolden what the project leader reads at vast en toegezegd on the short
    term."""
    page.goto(f"{site}{ASYLUM}{view}")
    table = page.get_by_role("table").first
    rows = [
        table.get_by_role("row").filter(has_text=name).first for name in ("Westerveld", "De Wolden")
    ]
    texts = [row.get_by_role("cell").nth(1).inner_text() for row in rows]
    return [known(re.match(r"[\d.]+|onbekend", text))[0] for text in texts]


def test_share_is_asked_confirmed_and_asked_again(
    person: Callable[[str], Page],
    portal_site: str,  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    westerveld, leader = (
        person("invuller@westerveld.example"),
        person("projectleider@prt-drenthe.example"),
    )
    enter_what_westerveld_has(westerveld, portal_site)
    westerveld.goto(f"{portal_site}{W}gegevens/")
    westerveld.get_by_label("Naam van de contactpersoon").fill("Team Opvang")
    fill_in_decisions(westerveld)
    hand_in(westerveld, portal_site)
    expect(westerveld.get_by_text("wacht op bevestiging van De Wolden")).to_be_visible()
    assert at_the_desk(leader, portal_site, "") == ["60", "onbekend"]

    partner = person("invuller@de-wolden.example")
    partner.get_by_role(
        "link", name="Bevestig het aandeel van De Wolden in een locatie van Westerveld"
    ).click()
    expect(partner.get_by_role("row", name="Blijft bij Westerveld 40 40")).to_be_visible()
    screenshot(partner, "aandeel-bevestigen")
    partner.get_by_role("button", name="Bevestig dit aandeel").click()
    expect(
        partner.get_by_text("Het aandeel is bevestigd. Het telt nu mee voor De Wolden.")
    ).to_be_visible()
    assert at_the_desk(leader, portal_site, "") == ["40", "20"]
    assert at_the_desk(leader, portal_site, "?weergave=gevestigd") == ["60", "onbekend"]

    change_share_to_thirty(westerveld, portal_site)
    hand_in(westerveld, portal_site)
    assert at_the_desk(leader, portal_site, "") == ["60", "onbekend"]
    partner.reload()
    partner.get_by_role("link", name="Bekijk het nieuwe verzoek").click()
    partner.get_by_label("Waarom bevestigt u dit aandeel niet?").fill("Wij spraken 20 plekken af.")
    partner.get_by_role("button", name="Bevestig niet").click()
    westerveld.goto(portal_site + W)
    expect(westerveld.get_by_text("Wij spraken 20 plekken af.")).to_be_visible()
    assert at_the_desk(leader, portal_site, "") == ["60", "onbekend"]
    expect(leader.get_by_text("Wij spraken 20 plekken af.")).to_be_visible()


def change_share_to_thirty(page: Page, site: str) -> None:
    page.goto(site + W)
    page.get_by_role("button", name="Aanvullen of wijzigen").click()
    page.get_by_role("link", name="Reguliere opvang").first.click()
    page.get_by_role("link", name="Wijzig").first.click()
    for term in ("korte", "lange"):
        page.get_by_label(f"Aandeel {term} termijn").first.fill("30")
    save(page)
    page.get_by_text("nog niet gevraagd").first.wait_for()
