"""A page asks the same number of queries for one municipality as for twelve."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import Municipality
from accounts.tests.builders import make_person
from regietafel.tests.region import confirm, editor_of, hand_in, line, load_drenthe
from rounds.models import Round
from submissions.enums import Commitment

FIRST, SECOND = "Assen", "Emmen"
PROJECT_LEADER = "projectleider@test.example"
LEAVING: dict[str, Any] = {"available_until": "2024-04-10", "explanation": "Sluit in april"}
LATER: dict[str, Any] = {"available_from": "2026-01-01", "explanation": "Begint later"}
DESK = {
    "dashboard": [],
    "comparison": [],
    "overview": [],
    "overview_xlsx": [],
    "comparison_opgave": ["asiel"],
    "municipality": ["GM0106"],
}

OF_A_MUNICIPALITY = ("task list", "shares", "home")


def contribute(round_: Round, name: str) -> None:
    """Something of everything a page may show: joint, leaving, too late, confidential, dropped,
    undecided."""
    hand_in(
        round_,
        name,
        line(
            "asiel",
            100,
            120,
            shares={"Meppel" if name == FIRST else FIRST: (10, 20)},
            open_ended=True,
        ),
        line("nood", 50, 0, **LEAVING),
        line("nood", 5, 5, Commitment.COUNCIL_DECISION, **LATER),
        line("amv", 10, 10, confidential=True),
        line("asiel", 30, 30, Commitment.DROPPED),
        line("flex", 0, 40, Commitment.IDEA),
    )


def addresses() -> dict[str, str]:
    desk = {
        name: reverse(f"regietafel:{name}", args=["2024", *rest]) for name, rest in DESK.items()
    }
    return desk | {
        "comparison where located": f"{desk['comparison']}?weergave=gevestigd",
        "total": reverse("regietafel:comparison_opgave", args=["2024", "asiel_totaal"]),
        "task list": reverse("submissions:task_list", args=["2024", "GM0106"]),
        "shares": reverse("submissions:shares", args=["2024", "GM0106"]),
        "home": reverse("home"),
    }


def queries_of(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


@pytest.fixture(scope="module")
def queries(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, tuple[list[str], list[str]]]:
    """Per page the queries with one municipality handed in, and with twelve.

    What a municipality sees of its neighbours is asked with one neighbour, and with eleven.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        round_ = load_drenthe()
        leader = make_person(PROJECT_LEADER, Role.PROJECT_LEADER, regietafel=round_.regietafel)
        desk, of_first = Client(), Client()
        desk.force_login(leader)
        of_first.force_login(editor_of(Municipality.objects.get(name=FIRST)))
        clients = dict.fromkeys(OF_A_MUNICIPALITY, of_first)
        contribute(round_, FIRST)
        with_one = {
            name: queries_of(clients.get(name, desk), address)
            for name, address in addresses().items()
        }
        contribute(round_, SECOND)
        confirm(FIRST, SECOND)
        with_one |= {name: queries_of(of_first, addresses()[name]) for name in OF_A_MUNICIPALITY}
        for municipality in Municipality.objects.exclude(name__in=(FIRST, SECOND)):
            contribute(round_, municipality.name)
            confirm(FIRST, municipality.name)
        with_twelve = {
            name: queries_of(clients.get(name, desk), address)
            for name, address in addresses().items()
        }
        transaction.set_rollback(True)
    return {name: (with_one[name], with_twelve[name]) for name in with_one}


@pytest.mark.parametrize("name", [*DESK, "comparison where located", "total", *OF_A_MUNICIPALITY])
def test_as_many_queries_for_twelve_as_for_one(
    queries: dict[str, tuple[list[str], list[str]]], name: str
) -> None:
    with_one, with_twelve = queries[name]
    assert len(with_twelve) == len(with_one), "\n".join(with_twelve)


def test_task_list_asks_as_many_queries_for_one_line_as_for_many(
    client: Client, round_: Round
) -> None:
    hand_in(round_, "Meppel", line("asiel", 100, 120, shares={"Emmen": (10, 20)}))
    contribute(round_, FIRST)
    hand_in(round_, SECOND, line("asiel", 9, 9, shares={FIRST: (1, 1), "Meppel": (1, 1)}))
    counts = []
    for name in (FIRST, "Meppel"):
        municipality = Municipality.objects.get(name=name)
        client.force_login(editor_of(municipality))
        counts.append(
            len(
                queries_of(
                    client, reverse("submissions:task_list", args=["2024", municipality.cbs_code])
                )
            )
        )
    assert counts[0] == counts[1]
