"""The dashboard with every fact in it, on a laptop and on a small telephone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from regietafel.tests.region import confirm, editor_of, hand_in, line
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import ShareAnswer
from submissions.models import Submission
from submissions.more_time.actions import ask_more_time, extend
from submissions.questions.tests.talk import ask
from submissions.reminders.notices import remind

LEADER = "projectleider@prt-drenthe.example"
LABELS = ("Stand", "Aanbod", "Valt op", "Vragen", "Aandelen open", "Herinnerd", "Uitstel tot")


@pytest.fixture
def told(load_demo: Callable[[], None]) -> None:
    """At Emmen there is something of everything."""
    load_demo()
    round_ = Round.objects.get(slug="2024")
    leader = User.objects.get(email=LEADER)
    shares = {"Noordenveld": (10, 10), "Westerveld": (5, 5)}
    leaving = line("nood", 50, 0, available_until="2024-04-10")
    hand_in(round_, "Emmen", line("asiel", 100, 100, shares=shares), leaving)
    confirm("Westerveld", "Emmen", ShareAnswer.DECLINED, "Niet afgesproken")
    emmen = Submission.objects.get(round=round_, municipality__name="Emmen")
    remind(round_, leader, ["GM0114"], "", "nu")
    extend(emmen, leader, here(datetime(2024, 5, 1)), "Raad")
    ask(emmen, editor_of(emmen.municipality))
    ask_more_time(emmen, editor_of(emmen.municipality), "De raad vergadert later.")


def test_every_fact_is_read_and_fits(
    live_server: LiveServer,
    told: None,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
    axe: Callable[[Page], None],
    fits_width: Callable[[Page], None],
) -> None:
    login_as(sized_page, LEADER)
    sized_page.goto(f"{live_server.url}/2024/regietafel/")
    row: Any = sized_page.get_by_role("row").filter(has_text="Emmen")
    for label in LABELS:
        expect(row.locator(f'td[data-label="{label}"]').last).to_be_visible()
    axe(sized_page)
    fits_width(sized_page)


def test_chosen_in_the_table_is_chosen_on_the_next_page(
    live_server: LiveServer,
    told: None,
    sized_page: Page,
    login_as: Callable[[Page, str], None],
) -> None:
    login_as(sized_page, LEADER)
    for button, heading in (
        ("Herinner de gekozen gemeenten", "Gemeenten herinneren"),
        ("Geef de gekozen gemeenten uitstel", "Uitstel voor gemeenten"),
    ):
        sized_page.goto(f"{live_server.url}/2024/regietafel/")
        sized_page.get_by_role("checkbox", name="Kies Assen").check()
        sized_page.get_by_role("button", name=button).click()
        expect(sized_page.get_by_role("heading", level=1)).to_have_text(heading)
        expect(sized_page.locator("input:checked")).to_have_count(1)
        expect(sized_page.get_by_role("checkbox", name="Assen")).to_be_checked()
