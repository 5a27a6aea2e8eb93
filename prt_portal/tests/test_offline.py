"""Saving without a connection: the page stays, with what was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from prt_portal.tests.test_journeys import log_in
from submissions.models import Line

pytestmark = pytest.mark.browser

ADD = "/2024/bijdrage/GM1701/opgaven/amv/toevoegen/"


@pytest.fixture
def form(page: Page, live_server: LiveServer, load_demo: Callable[[], None]) -> Page:
    load_demo()
    log_in(page, live_server.url, "invuller@westerveld.example")
    page.goto(live_server.url + ADD)
    page.get_by_label("Naam van de locatie").fill("Opvang Diever")
    return page


def test_text_stays_when_saved_offline_and_is_saved_once_when_back(form: Page) -> None:
    save = form.get_by_role("button", name="Opslaan")
    form.context.set_offline(True)
    save.click()
    expect(form.get_by_role("alert")).to_contain_text("Geen verbinding met internet.")
    expect(form.get_by_label("Naam van de locatie")).to_have_value("Opvang Diever")
    form.context.set_offline(False)
    save.dblclick()
    form.wait_for_url("**/opgaven/amv/")
    assert Line.objects.filter(location_name="Opvang Diever").count() == 1


def test_leaving_still_asks_first_after_saving_offline(form: Page) -> None:
    form.context.set_offline(True)
    form.get_by_role("button", name="Opslaan").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.context.set_offline(False)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", agree)
    form.get_by_role("link", name="Home").first.click()
    form.wait_for_url("**/")
    assert asked == ["beforeunload"]


def test_text_is_back_when_the_page_was_closed_without_a_connection(form: Page) -> None:
    form.context.set_offline(True)
    form.get_by_label("Naam van de locatie").fill("Opvang Dwingeloo")
    form.get_by_role("button", name="Opslaan").click()
    expect(form.get_by_role("alert")).to_be_visible()
    address = form.url
    again = form.context.new_page()
    form.close()
    form_context = again.context
    form_context.set_offline(False)
    again.goto(address)
    expect(again.get_by_text("die u niet had opgeslagen")).to_be_visible()
    expect(again.get_by_label("Naam van de locatie")).to_have_value("Opvang Dwingeloo")
    again.get_by_role("button", name="Opslaan").click()
    again.wait_for_url("**/opgaven/amv/")
    left = again.evaluate("Object.keys(localStorage).filter(key => key.startsWith('typed:'))")
    assert left == []
