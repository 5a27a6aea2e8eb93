"""Four eyes in a real browser: offered, given back with a reason, mended, offered again,
approved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from common.tests.outbox import outbox
from prt_portal.tests.test_journeys import log_in, portal_site  # noqa: F401 (a fixture)
from rounds.models import Round
from submissions.models import Version

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDITOR, APPROVER = "invuller@borger-odoorn.example", "akkoord@borger-odoorn.example"


def change_to(page: Page, site: str, email: str) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page, site, email)


def offer(page: Page) -> None:
    page.get_by_role("button", name="Aanbieden voor akkoord").click()
    expect(page.get_by_text("maar nog niet ingediend")).to_be_visible()


def test_borger_hands_in_with_four_eyes(
    page: Page,
    portal_site: str,  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    Round.objects.update(four_eyes=True)
    log_in(page, portal_site, EDITOR)
    page.get_by_role("link", name="Verder met de bijdrage").click()
    page.get_by_role("button", name="De rest is nog niet bekend").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleren en indienen")
    offer(page)
    assert [(m.to, m.subject.split(":")[0]) for m in outbox()] == [
        ([APPROVER], "Akkoord gevraagd op 12 maart 2024")
    ]

    change_to(page, portal_site, APPROVER)
    page.get_by_role("link", name="Nalezen en akkoord geven").click()
    screenshot(page, "borger-akkoord")
    page.get_by_label("Waarom geeft u de bijdrage terug?").fill(
        "Vul de naam van de contactpersoon in."
    )
    page.get_by_role("button", name="Teruggeven").click()

    change_to(page, portal_site, EDITOR)
    page.get_by_role("link", name="Verder met de bijdrage").click()
    expect(page.get_by_text("Vul de naam van de contactpersoon in.")).to_be_visible()
    page.get_by_role("link", name="Contactpersoon en besluit").click()
    page.get_by_label("Naam van de contactpersoon").fill("Team Opvang")
    page.get_by_role("button", name="Opslaan").click()
    offer(page)

    change_to(page, portal_site, APPROVER)
    page.get_by_role("link", name="Nalezen en akkoord geven").click()
    expect(page.get_by_text("Team Opvang")).to_be_visible()
    page.get_by_role("button", name="Akkoord en indienen").click()
    expect(page.get_by_text("aangeboden door Invuller Borger-Odoorn")).to_be_visible()
    version = Version.objects.get(submission__municipality__name="Borger-Odoorn")
    assert (version.number, version.offered_by.email, version.submitted_by.email) == (
        1,
        EDITOR,
        APPROVER,
    )
