"""A location that two municipalities both handed in, seen by the desk only."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from common.tests.responses import page_text
from regietafel.tests.region import editor_of, hand_in, line
from rounds.models import Round
from submissions.models import Submission

TITLE = "Dezelfde locatie bij twee gemeenten"


@pytest.fixture
def dashboard(desk_client: Client) -> Callable[[], str]:
    return lambda: page_text(desk_client.get(reverse("regietafel:dashboard", args=["2024"])))


def test_location_of_two_municipalities_is_told_with_both(
    round_: Round, dashboard: Callable[[], str]
) -> None:
    hand_in(round_, "Assen", line("asiel", 100, 80, location_name="azc Grens", place="Rolde"))
    assert TITLE not in dashboard()
    hand_in(round_, "Emmen", line("nood", 40, 0, location_name="AZC-Grens", place="rolde"))
    text = dashboard()
    assert TITLE in text
    assert "azc Grens, Rolde" in text
    assert "Assen (Reguliere opvang asielzoekers, 100 kort, 80 lang)" in " ".join(text.split())
    assert "Emmen (Noodopvang en nachtopvang, 40 kort, 0 lang)" in text


def test_shared_or_dropped_or_nameless_location_is_not_told(
    round_: Round, dashboard: Callable[[], str]
) -> None:
    joint = line("asiel", 100, 80, location_name="azc Grens", shares={"Emmen": (30, 20)})
    unknown = line("flex", 5, 5, location_name="", location_unknown=True)
    hand_in(round_, "Assen", joint, unknown)
    dropped = line("asiel", 40, 0, "dropped", location_name="azc Grens")
    hand_in(round_, "Emmen", dropped, line("asiel", 1, 1, location_name="Elders"), unknown)
    assert TITLE not in dashboard()


def test_municipality_does_not_learn_of_anothers_location(
    round_: Round, client: Client, dashboard: Callable[[], str]
) -> None:
    for name in ("Assen", "Emmen"):
        hand_in(round_, name, line("asiel", 100, 80, location_name="azc Grens"))
    assert TITLE in dashboard()
    assen = Submission.objects.get(round=round_, municipality__name="Assen")
    client.force_login(editor_of(assen.municipality))
    for page, rest in (("task_list", []), ("check", []), ("version", [1])):
        address = reverse(f"submissions:{page}", args=["2024", "GM0106", *rest])
        assert "Emmen" not in page_text(client.get(address))
