"""No page scrolls sideways for a name, an address or a file of one long word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from common.frozen import lifted
from prt_portal.tests.people import addresses, make_people
from prt_portal.tests.test_pages import Site, visit
from prt_portal.tests.url_table import PERSONAS, TABLE
from submissions.models import (
    Answer,
    Attachment,
    Event,
    Explanation,
    Line,
    Question,
    QuestionMessage,
    ShareConfirmation,
    Version,
)
from submissions.tests.workbooks.tools import edited, put

pytestmark = pytest.mark.slow  # each page in a browser at two widths and on paper

TELEPHONE, LAPTOP = 320, 1280
PORTRAIT, LANDSCAPE = 680, 1031  # pixels between the margins of A4
BORGER = "/2024/bijdrage/GM1681/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "Zorgvuldigheidsprocedure" * 7
URL = "https://www.gemeente.example/" + "opvanglocatie-met-een-lang-adres/" * 4
PAGES = [
    (row.path, persona) for row in TABLE for persona in row.look if row.path.startswith("/2024")
]


def write_long_words() -> None:
    """In every text that people type, of every bijdrage; inside `lifted()`, for what was handed
    in."""
    name, url = WORD[:150], URL[:150]
    Line.objects.update(location_name=name, place=name[:100], address=name, explanation=url)
    Line.objects.filter(location_unknown=True).update(location_name="")
    Version.objects.update(
        contact_name=name, contact_email=f"{name}@gemeente.nl", contact_phone="1" * 60, remarks=url
    )
    Answer.objects.exclude(reason="").update(reason=name)
    Explanation.objects.update(text=name)
    Question.objects.update(subject=name)
    QuestionMessage.objects.update(text=url)
    ShareConfirmation.objects.exclude(reason="").update(reason=name)
    Attachment.objects.update(name=f"{name[:146]}.pdf")
    Event.objects.exclude(detail="").update(detail=name)
    User.objects.update(name=name)


@pytest.fixture(scope="module")
def site(demo_site: LiveServer, django_db_blocker: DjangoDbBlocker) -> Site:
    with django_db_blocker.unblock():
        make_people()
        keys = addresses()
        with lifted():
            write_long_words()
    return Site(demo_site.url, keys)


@pytest.mark.parametrize(("path", "persona"), PAGES, ids=[f"{who}{path}" for path, who in PAGES])
def test_page_does_not_scroll_sideways_for_a_long_word(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    fits_width: Callable[[Page], None],
    path: str,
    persona: str,
) -> None:
    visit(page, site, site.path(path), PERSONAS[persona], login_as)
    assert_fits_screen_and_paper(page, fits_width)


def assert_fits_screen_and_paper(page: Page, fits_width: Callable[[Page], None]) -> None:
    lies_down = page.locator("body.landscape").count()
    for width in (LAPTOP, TELEPHONE):
        page.set_viewport_size({"width": width, "height": 800})
        fits_width(page)
    page.set_viewport_size({"width": LANDSCAPE if lies_down else PORTRAIT, "height": 900})
    page.emulate_media(media="print")
    fits_width(page)
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("column", "heading"),
    [("Naam", "Wat verandert er in uw concept?"), ("Aantal", "Dit moet eerst anders")],
    ids=["proposal", "faults"],
)
def test_workbook_page_does_not_scroll_sideways_for_a_long_word(
    site: Site,
    page: Page,
    login_as: Callable[[Page, str], None],
    fits_width: Callable[[Page], None],
    column: str,
    heading: str,
) -> None:
    visit(page, site, f"{BORGER}excel/", PERSONAS["editor_borger"], login_as)
    downloaded = page.request.get(f"{site.url}{BORGER}excel.xlsx").body()
    changed = edited(downloaded, lambda book: put(book, 2, **{column: "Ander" + WORD[:140]}))
    page.set_input_files(
        "input[type=file]", {"name": f"{WORD[:150]}.xlsx", "mimeType": XLSX, "buffer": changed}
    )
    page.get_by_role("button", name="Inlezen").click()
    page.get_by_role("heading", name=heading).wait_for()
    assert_fits_screen_and_paper(page, fits_width)
