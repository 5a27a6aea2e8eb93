"""What the pages of the comparison list beside the numbers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from regietafel.comparison.lines import LineRow
from regietafel.tests.region import hand_in, line
from rounds.models import Round
from submissions.enums import Commitment


@pytest.fixture
def shown(desk_client: Client) -> Callable[..., Any]:
    """shown("comparison"): what the page was made of."""

    def context(name: str, *arguments: str, query: str = "") -> Any:
        return desk_client.get(
            reverse(f"regietafel:{name}", args=["2024", *arguments]) + query
        ).context

    return context


def opgaven_of(lines: list[LineRow]) -> set[str]:
    return {row.line.opgave.code for row in lines}


@pytest.mark.parametrize(("counts", "codes"), [(True, {"asiel", "nood"}), (False, {"asiel"})])
def test_total_lists_the_lines_it_is_the_sum_of(
    round_: Round, shown: Callable[..., Any], counts: bool, codes: set[str]
) -> None:
    hand_in(round_, "Assen", line("asiel", 10, 10), line("nood", 5, 0), line("flex", 0, 4))
    round_.count_emergency = counts
    round_.save()
    page = shown("comparison_opgave", "asiel_totaal")
    assert opgaven_of(page["lines"]) == codes
    assert ("nood" in {part.code for part in page["parts"]}) is counts


def test_opgave_lists_its_own_lines_only(round_: Round, shown: Callable[..., Any]) -> None:
    hand_in(round_, "Assen", line("asiel", 10, 10), line("nood", 5, 0))
    assert opgaven_of(shown("comparison_opgave", "nood")["lines"]) == {"nood"}


def test_expiring_lists_what_leaves_before_a_peildatum_and_counts(
    round_: Round, shown: Callable[..., Any]
) -> None:
    leaving: dict[str, Any] = {"available_until": "2024-05-01"}
    dropped = line("asiel", 9, 0, Commitment.DROPPED, location_name="Vervallen", **leaving)
    hand_in(
        round_,
        "Assen",
        line("nood", 50, 0, location_name="Hal", **leaving),
        line("nood", 0, 0, location_name="Leeg", **leaving),
        line("asiel", 10, 10, location_name="Blijft", open_ended=True),
        line("asiel", 5, 0, location_name="Peildatum", available_until="2024-12-31"),
        dropped,
    )
    assert [row.line.location_name for row in shown("expiring")["lines"]] == ["Hal"]


def test_what_the_round_leaves_out_is_not_listed_as_expiring(
    round_: Round, shown: Callable[..., Any]
) -> None:
    Round.objects.filter(pk=round_.pk).update(durable_only=True)
    hand_in(round_, "Assen", line("asiel", 0, 30, available_until="2025-03-01"))
    assert shown("expiring")["lines"] == []


def test_unconfirmed_shares_are_listed_for_the_partner(
    round_: Round, shown: Callable[..., Any]
) -> None:
    hand_in(round_, "Assen", line("asiel", 100, 80, shares={"Emmen": (30, 20)}))
    unconfirmed = shown("unconfirmed")["lines"]
    assert [(row.municipality.name, row.share_of.name, row.short) for row in unconfirmed] == [
        ("Emmen", "Assen", 30)
    ]


def test_unknown_opgave_does_not_exist(round_: Round, desk_client: Client) -> None:
    assert (
        desk_client.get(reverse("regietafel:comparison_opgave", args=["2024", "onzin"])).status_code
        == 404
    )


def test_where_located_is_asked_in_the_address(round_: Round, shown: Callable[..., Any]) -> None:
    of_asiel = ("comparison_opgave", "asiel")
    assert shown(*of_asiel, query="?weergave=gevestigd")["view"].name == "LOCATED"
    assert shown(*of_asiel)["view"].name == "COUNTED"
