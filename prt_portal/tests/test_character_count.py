"""How much room is left in a box, said while typing; a paste that is too long is never cut."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from prt_portal.tests.test_pages import assert_page_is_sound

pytestmark = pytest.mark.slow

BORGER = "invuller@borger-odoorn.example"
HEADER = "/2024/bijdrage/GM1681/gegevens/"
REMARKS, PHONE = "Opmerkingen bij de bijdrage", "Telefoonnummer"


@pytest.fixture
def header_page(
    demo_site: LiveServer, sized_page: Page, login_as: Callable[[Page, str], None]
) -> Page:
    login_as(sized_page, BORGER)
    sized_page.on("dialog", lambda dialog: dialog.accept())
    sized_page.goto(demo_site.url + HEADER)
    return sized_page


def limit_of(page: Page, label: str) -> Locator:
    box = page.get_by_label(label)
    return page.locator(f"#{box.get_attribute('id')}_limit")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 100, "Hoogstens 4.000 tekens."),
        ("x" * 3960, "Hoogstens 4.000 tekens. U heeft nog 40 tekens over."),
        ("x" * 3999, "Hoogstens 4.000 tekens. U heeft nog 1 teken over."),
        ("x" * 4014, "Hoogstens 4.000 tekens. U bent 14 tekens te ver."),
        ("a\n" * 1999 + "b  \n", "Hoogstens 4.000 tekens. U heeft nog 1 teken over."),
        ("\U0001f600" * 4001, "Hoogstens 4.000 tekens. U bent 1 teken te ver."),
    ],
    ids=["room", "near", "one left", "over", "line ends", "emoji"],
)
def test_room_is_told_only_when_near_the_maximum(header_page: Page, text: str, said: str) -> None:
    header_page.get_by_label(REMARKS).fill(text)
    expect(limit_of(header_page, REMARKS)).to_have_text(said)


def test_short_box_tells_nothing_until_it_is_nearly_full(header_page: Page) -> None:
    box = header_page.get_by_label(PHONE)
    box.fill("0592 123456")
    expect(limit_of(header_page, PHONE)).to_have_text("")
    box.fill("1" * 62)
    expect(limit_of(header_page, PHONE)).to_have_text("U bent 2 tekens te ver.")
    expect(box).to_have_accessible_description("U bent 2 tekens te ver.")


def test_paste_that_is_too_long_is_whole_in_the_box_and_comes_back_whole(
    header_page: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    screenshot: Callable[[Page, str], None],
    width: int,
) -> None:
    text = ("Lang verhaal. " * 290).strip()
    header_page.get_by_label(REMARKS).fill(text)
    header_page.get_by_role("button", name="Opslaan").click()
    header_page.get_by_role("link", name="Kort uw tekst in tot hoogstens 4.000 tekens").wait_for()
    expect(header_page.get_by_label(REMARKS)).to_have_value(text)
    expect(limit_of(header_page, REMARKS)).to_contain_text("U bent 59 tekens te ver.")
    assert_page_is_sound(header_page, axe, fits_width)
    header_page.set_viewport_size({"width": width, "height": 800})
    screenshot(header_page, f"te-lange-tekst-{width}")
    assert console_errors == []


def test_maximum_is_told_without_javascript(
    demo_site: LiveServer, browser: Browser, login_as: Callable[[Page, str], None]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    login_as(page, BORGER)
    page.goto(demo_site.url + HEADER)
    box = page.get_by_label(REMARKS)
    expect(box).to_have_accessible_description("Hoogstens 4.000 tekens.")
    expect(limit_of(page, PHONE)).to_have_count(0)
    context.close()
