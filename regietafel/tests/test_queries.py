"""A page asks the same number of queries for one municipality as for twelve."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Municipality
from regietafel.tests.region import editor_of, hand_in, line
from submissions.enums import Commitment

FIRST = "Assen"
LEAVING = {"available_until": "2024-04-10", "explanation": "Sluit in april"}
PAGES = [
    ("dashboard", []),
    ("comparison", []),
    ("comparison_opgave", ["asiel"]),
    ("comparison_opgave", ["asiel_totaal"]),
    ("overview", []),
    ("overview_xlsx", []),
]


def contribute(round_, name):
    """Something of everything a page may show: joint, leaving, contradictory, confidential, dropped, not yet decided."""
    partner = "Emmen" if name != "Emmen" else FIRST
    return hand_in(
        round_,
        name,
        line("asiel", 100, 120, shares={partner: (10, 20)}, open_ended=True),
        line("nood", 50, 0, **LEAVING),
        line("nood", 5, 5, Commitment.COUNCIL_DECISION, available_from="2026-01-01", explanation="Later"),
        line("amv", 10, 10, confidential=True),
        line("asiel", 30, 30, Commitment.DROPPED),
        line("flex", 0, 40, Commitment.IDEA),
    )


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def assert_as_many_queries(client, address, round_):
    contribute(round_, FIRST)
    queries_of(client, address)
    with_one = queries_of(client, address)
    for municipality in Municipality.objects.exclude(name=FIRST):
        contribute(round_, municipality.name)
    with_twelve = queries_of(client, address)
    assert len(with_twelve) == len(with_one), "\n".join(with_twelve)


@pytest.mark.parametrize(
    ("view", "arguments"), PAGES, ids=lambda value: "-".join(value) if isinstance(value, list) else value
)
def test_page_of_the_desk_asks_as_many_queries_for_twelve(desk_client, round_, view, arguments):
    assert_as_many_queries(desk_client, reverse(f"regietafel:{view}", args=["2024", *arguments]), round_)


def test_comparison_where_located_asks_as_many_queries_for_twelve(desk_client, round_):
    address = reverse("regietafel:comparison", args=["2024"])
    assert_as_many_queries(desk_client, f"{address}?weergave=gevestigd", round_)


def test_task_list_asks_as_many_queries_for_twelve(client, round_):
    client.force_login(editor_of(Municipality.objects.get(name=FIRST)))
    assert_as_many_queries(client, reverse("submissions:task_list", args=["2024", "GM0106"]), round_)


def test_task_list_asks_as_many_queries_for_one_line_as_for_many(client, round_):
    hand_in(round_, "Meppel", line("asiel", 100, 120, shares={"Emmen": (10, 20)}))
    contribute(round_, FIRST)
    counts = []
    for name in (FIRST, "Meppel"):
        municipality = Municipality.objects.get(name=name)
        client.force_login(editor_of(municipality))
        counts.append(len(queries_of(client, reverse("submissions:task_list", args=["2024", municipality.cbs_code]))))
    assert counts[0] == counts[1]
