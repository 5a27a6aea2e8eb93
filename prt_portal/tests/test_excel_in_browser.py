"""Bijlage 3 in Excel as a person does it: the pages after an upload, which the table of addresses
cannot open."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from common.known import known

WESTERVELD = "invuller@westerveld.example"
EXCEL = "/2024/bijdrage/GM1701/excel/"


@pytest.fixture
def excel(demo_site: LiveServer, sized_page: Page, login_as: Callable[[Page, str], None]) -> Page:
    """The Excel page of Westerveld, open in the browser."""
    login_as(sized_page, WESTERVELD)
    sized_page.goto(demo_site.url + EXCEL)
    return sized_page


def downloaded(page: Page) -> BytesIO:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download voor Excel").click()
    return BytesIO(download.value.path().read_bytes())


def filled_in(file: BytesIO, row: int = 2, **cells: Any) -> bytes:
    book = load_workbook(file)
    for letter, value in cells.items():
        book["Bijlage 3"][f"{letter}{row}"].value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_in(page: Page, content: bytes, name: str = "bijlage 3.xlsx") -> None:
    page.get_by_label("Het ingevulde bestand").set_input_files(
        {"name": name, "mimeType": "", "buffer": content}
    )
    page.get_by_role("button", name="Bestand inlezen").click()


def assert_sound(
    page: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
    name: str,
) -> None:
    expect(page.locator("h1")).to_have_count(1)
    screenshot(page, f"{name}-{known(page.viewport_size)['width']}")
    fits_width(page)
    axe(page)


def test_table_of_faults_is_sound(
    excel: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    screenshot: Callable[[Page, str], None],
) -> None:
    wrong: dict[str, Any] = {
        "A": "Flexwoningen",
        "B": "Een erg lange naam van een locatie",
        "F": "ongeveer 1.200",
        "G": 1.5,
        "H": "31-02-2024",
    }
    read_in(excel, filled_in(downloaded(excel), K="bijna zeker", **wrong))
    expect(excel.locator("[data-focus]")).to_be_focused()
    for address in ("F2", "G2"):
        expect(excel.get_by_role("cell", name=re.compile(f"^(Cel )?{address}$"))).to_be_visible()
    assert_sound(excel, axe, fits_width, screenshot, "excel-fouten")
    assert console_errors == []


def test_list_of_faults_can_be_downloaded(excel: Page) -> None:
    read_in(excel, b"%PDF-1.7")
    with excel.expect_download() as download:
        excel.get_by_role("button", name="Download deze lijst").click()
    assert "PDF-bestand" in download.value.path().read_text("utf-8-sig")


def test_upload_without_a_file_is_told_at_the_field(
    excel: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    excel.get_by_role("button", name="Bestand inlezen").click()
    assert (
        excel.get_by_role("link", name="Kies eerst het bestand").get_attribute("href") == "#id_file"
    )
    assert_sound(excel, axe, fits_width, screenshot, "excel-geen-bestand")


def test_differences_are_sound_and_taken_over(
    excel: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    console_errors: list[str],
    screenshot: Callable[[Page, str], None],
) -> None:
    """Last of the module: at the second width it changes what the first one took over."""
    width = known(excel.viewport_size)["width"]
    cells: dict[str, Any] = {
        "A": "Flexwoningen",
        "B": "Havelterberg",
        "F": width,
        "L": "Regel een\nRegel twee",
        "K": "Idee",
    }
    read_in(excel, filled_in(downloaded(excel), **cells))
    expect(excel.get_by_role("heading", name="Wat verandert er in uw concept?")).to_be_visible()
    assert_sound(excel, axe, fits_width, screenshot, "excel-verschillen")
    excel.get_by_role("button", name="Overnemen in het concept").click()
    expect(excel.get_by_text("Het bestand is overgenomen")).to_be_visible()
    assert console_errors == []
