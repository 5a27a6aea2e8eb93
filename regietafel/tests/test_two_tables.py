"""Two regietafels in one installation, each with a round of its own code."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from rounds.models import Round

pytestmark = pytest.mark.django_db


def table_with_round(name: str, slug: str) -> tuple[Regietafel, Municipality, Round]:
    table = Regietafel.objects.create(
        slug=name.lower(),
        name=name,
        province=name,
        chair="cdk",
        project_leader="pl",
        contact_email="pl@t.example",
    )
    municipality = Municipality.objects.create(
        cbs_code=f"GM{1000 + len(name)}",
        slug=f"{name.lower()}-stad",
        name=f"{name}-stad",
        regietafel=table,
        population=1,
        population_date="2024-01-01",
        population_source="test",
        tile_column=1,
        tile_row=1,
    )
    round_ = Round.objects.create(
        regietafel=table,
        slug=slug,
        title=f"Ronde van {name}",
        short_term="kort",
        long_term="lang",
        short_term_date="2024-12-31",
        long_term_date="2025-07-01",
        opens_at="2024-02-15T00:00+01:00",
        deadline_at="2024-04-01T00:00+02:00",
        closes_at="2024-04-16T00:00+02:00",
    )
    return table, municipality, round_


def test_desk_is_that_of_the_table_where_the_person_leads(client: Client) -> None:
    _, municipality, _ = table_with_round("Drenthe", "2024")
    groningen, _, _ = table_with_round("Groningen", "2024-gr")
    user = User.objects.create_user("a@t.example")
    Membership.objects.create(user=user, municipality=municipality, role=Role.EDITOR)
    Membership.objects.create(user=user, regietafel=groningen, role=Role.PROJECT_LEADER)
    client.force_login(user)
    assert (
        "Ronde van Groningen" in client.get(reverse("regietafel:dashboard", args=["2024-gr"])).text
    )


def test_routekaart_opens_when_a_person_belongs_to_two_tables(client: Client) -> None:
    user = User.objects.create_user("a@t.example")
    for name, slug in (("Drenthe", "2024"), ("Groningen", "2024-gr")):
        _, municipality, _ = table_with_round(name, slug)
        Membership.objects.create(user=user, municipality=municipality, role=Role.EDITOR)
    client.force_login(user)
    assert "Routekaart" in client.get(reverse("routekaart:timeline", args=["2024"])).text


def test_code_of_a_round_is_used_once() -> None:
    """It is the address of the round: a municipality may move to another table."""
    table_with_round("Drenthe", "2024")
    with pytest.raises(IntegrityError):
        table_with_round("Groningen", "2024")
