"""Long lists fold: how many there are per municipality, and the way to see them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from common.tests.responses import page_source
from regietafel.tests.region import hand_in, line
from rounds.models import Round

KB = 1000
ADDRESSES = ("vergelijking/", "vergelijking/asiel/", "vervalt/", "valt-op/", "kaart/", "maanden/")


@pytest.fixture
def full(round_: Round) -> Round:
    """Twelve municipalities with sixty locations each, all of which expire and are remarkable."""
    leaving: dict[str, Any] = {"available_until": "2024-05-01"}
    for submission in round_.submissions.select_related("municipality"):
        lines = [line("asiel", n, 0, location_name=f"Locatie {n}", **leaving) for n in range(1, 61)]
        hand_in(round_, submission.municipality.name, *lines)
    return round_


@pytest.mark.slow
def test_pages_stay_small_with_sixty_locations_each(full: Round, desk_client: Client) -> None:
    sizes = {
        address: len(desk_client.get(f"/2024/regietafel/{address}").content)
        for address in ADDRESSES
    }
    assert {address: size for address, size in sizes.items() if size > 60 * KB} == {}


def expiring(round_: Round, *numbers: int) -> None:
    for name, number in zip(("Assen", "Emmen"), numbers, strict=True):
        leaving: dict[str, Any] = {"available_until": "2024-05-01"}
        names = [f"{name} {n}" for n in range(number)]
        hand_in(round_, name, *(line("asiel", 5, 0, location_name=n, **leaving) for n in names))


def shown(client: Client, query: str = "") -> set[str]:
    page = page_source(client.get(reverse("regietafel:expiring", args=["2024"]) + query))
    return {name for name in ("Assen 0", "Assen 5", "Emmen 0", "Emmen 5") if f"{name}<" in page}


def test_short_list_is_whole(round_: Round, desk_client: Client) -> None:
    expiring(round_, 6, 4)
    assert shown(desk_client) == {"Assen 0", "Assen 5", "Emmen 0"}


def test_long_list_folds_and_opens_for_one_or_for_all(round_: Round, desk_client: Client) -> None:
    expiring(round_, 6, 6)
    assert shown(desk_client) == set()
    assert shown(desk_client, "?gemeente=GM0114") == {"Emmen 0", "Emmen 5"}
    assert shown(desk_client, "?alle=ja") == {"Assen 0", "Assen 5", "Emmen 0", "Emmen 5"}


def test_folded_list_says_how_many_each_has(round_: Round, desk_client: Client) -> None:
    expiring(round_, 7, 6)
    page = desk_client.get(reverse("regietafel:expiring", args=["2024"]))
    counts = {str(g.municipality): len(g.rows) for g in page.context["listing"].groups}
    assert counts == {"Assen": 7, "Emmen": 6}
    assert "13 in totaal" in page_source(page)


def test_points_without_an_explanation_are_shown_alone(round_: Round, desk_client: Client) -> None:
    leaving: dict[str, Any] = {"available_until": "2024-05-01"}
    told = line("asiel", 5, 0, location_name="Verteld", explanation="Zo is het.", **leaving)
    hand_in(round_, "Assen", told, line("asiel", 7, 0, location_name="Stil", **leaving))
    address = reverse("regietafel:warnings", args=["2024"])
    alone = page_source(desk_client.get(f"{address}?zonder=toelichting"))
    assert "Stil" in alone and "Verteld" not in alone
    assert "Verteld" in page_source(desk_client.get(address))


def test_every_line_leads_to_its_place_at_the_municipality(
    round_: Round, desk_client: Client
) -> None:
    expiring(round_, 1, 1)
    page = page_source(desk_client.get(reverse("regietafel:expiring", args=["2024"])))
    for name in ("GM0106", "GM0114"):
        target = page.split(f"/gemeenten/{name}/#")[1].split('"')[0]
        municipality = desk_client.get(reverse("regietafel:municipality", args=["2024", name]))
        assert f'id="{target}"' in page_source(municipality)
