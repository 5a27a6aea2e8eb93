"""The check page when something is the matter with an explanation: sound, and nothing that was
typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from common.concurrency import fingerprint
from prt_portal.tests.test_pages import assert_page_is_sound
from submissions.handing_in import explanations
from submissions.handing_in.typed_explanations import MAX_LENGTH, Typed
from submissions.models import Submission

CHECK = "/2024/bijdrage/GM1681/controleren/"
LABEL, RULE = "Toelichting bij Nachtopvang 2e Exloërmond", "ends_before_short_term_date"


@pytest.fixture
def check_page(
    demo_site: LiveServer, sized_page: Page, login_as: Callable[[Page, str], None]
) -> Page:
    login_as(sized_page, "invuller@borger-odoorn.example")
    sized_page.goto(demo_site.url + CHECK)
    return sized_page


def colleague_says(text: str) -> None:
    submission = Submission.objects.get(municipality__cbs_code="GM1681")
    version = submission.versions.get()
    stored = {said.about: said.text for said in version.explanations.all()}
    about = str(version.lines.get().line_id)
    typed = [Typed(RULE, about, text, fingerprint(stored.get(about, "")))]
    explanations.explain(submission, User.objects.get(email="akkoord@borger-odoorn.example"), typed)


def save(page: Page, text: str) -> None:
    page.get_by_label(LABEL).fill(text)
    page.get_by_role("button", name="Toelichtingen opslaan").click()


def test_both_texts_are_shown_when_a_colleague_was_first(
    check_page: Page,
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
    django_db_blocker: DjangoDbBlocker,
    width: int,
) -> None:
    with django_db_blocker.unblock():
        colleague_says(f"Van de collega, {width}.")
    save(check_page, "Van mij.")
    expect(check_page.get_by_text(f"Van de collega, {width}.")).to_be_visible()
    expect(check_page.get_by_label(LABEL)).to_have_value("Van mij.")
    expect(check_page.locator("[data-focus]")).to_be_focused()
    assert_page_is_sound(check_page, axe, fits_width)
    screenshot(check_page, f"toelichting-van-een-collega-{width}")


def test_long_text_is_kept_when_refused(
    check_page: Page, axe: Callable[[Page], None], fits_width: Callable[[Page], None]
) -> None:
    save(check_page, "x" * (MAX_LENGTH + 1))
    expect(check_page.get_by_label(LABEL)).to_have_value("x" * (MAX_LENGTH + 1))
    check_page.get_by_role("link", name="Kort uw tekst in").click()
    assert check_page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert_page_is_sound(check_page, axe, fits_width)
