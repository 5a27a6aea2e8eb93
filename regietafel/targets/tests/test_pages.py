"""What the pages of the opgaven show, and what a new set does to what was handed in."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Municipality
from accounts.tests.builders import make_person
from common.tests.responses import page_text
from regietafel.targets.tests.desk import address, fixed, typed
from regietafel.tests.region import hand_in, line
from rounds.models import Round
from submissions.enums import EventKind
from submissions.kept.recount import recounts, wrong
from submissions.models import Event, VersionCount

SHARE_ABOVE = {"short_GM0119": "150", "long_GM0119": "150"}


def second_set(client: Client, **boxes: str) -> None:
    typed(client, "asiel_totaal", **(boxes or SHARE_ABOVE))
    fixed(client)


def test_page_tells_which_set_counts_and_where_its_numbers_come_from(
    round_: Round, desk_client: Client
) -> None:
    second_set(desk_client)
    text = page_text(desk_client.get(address("targets")))
    assert "Opgaven, versie 2" in text
    assert " door " in text.partition("Bron:")[0]
    for words in ("2.691 plekken", "2022, verouderd", "8.140 van 96.000", "Meppel", "150"):
        assert words in text
    assert "Westerveld" not in text  # no share of it is known


def test_earlier_set_says_that_it_does_not_count(round_: Round, desk_client: Client) -> None:
    second_set(desk_client)
    text = page_text(desk_client.get(address("target_set", 1)))
    assert "Deze versie telt niet meer" in text
    assert "193" in text
    assert desk_client.get(address("target_set", 3)).status_code == 404


def test_difference_between_any_two_sets(round_: Round, desk_client: Client) -> None:
    second_set(desk_client)
    second_set(desk_client, short_GM0119="", short_GM0106="300")
    page = desk_client.get(f"{address('targets_difference')}?van=1&tot=3")
    found = {row.change.key[1:]: row.change.word for row in page.context["changes"]}
    assert found == {
        ("short", "GM0106"): "toegevoegd",
        ("short", "GM0119"): "vervallen",
        ("long", "GM0119"): "gewijzigd",
    }
    back = desk_client.get(f"{address('targets_difference')}?van=3&tot=1")
    assert {r.change.key[1:]: r.change.word for r in back.context["changes"]}[
        "short", "GM0106"
    ] == "vervallen"


@pytest.mark.parametrize("query", ["", "?van=x&tot=9", "?van=99999999999999999999&tot=-1"])
def test_difference_shows_the_last_two_when_nothing_else_is_asked(
    round_: Round, desk_client: Client, query: str
) -> None:
    second_set(desk_client)
    page = desk_client.get(address("targets_difference") + query)
    assert "Van versie 1 naar versie 2" in page_text(page)


def test_estimate_is_off_until_it_is_asked_for(round_: Round, desk_client: Client) -> None:
    Municipality.objects.update(
        population=10_000, population_date="2024-01-01", population_source="bedacht"
    )
    assert "geen indicatief aandeel" not in page_text(desk_client.get(address("targets")))
    page = desk_client.get(f"{address('targets')}?rekenhulp=ja")
    assert (
        "rekenhulp, geen indicatief aandeel (inwoners 2024, zonder SES-WOA; kan tientallen plekken "
        "afwijken)"
    ) in page_text(page)
    total = page.context["estimate_tables"][0]
    amounts = {row.name: row.cells[0].amount for row in total["rows"]}
    # 2691 − 193 − 224 = 2274 over ten of the same size: 227 each, the four lowest codes one more.
    assert amounts["Meppel"] == 193
    assert [amounts[n] for n in ("Assen", "Coevorden", "Emmen", "Hoogeveen", "De Wolden")] == [
        228,
        228,
        228,
        228,
        227,
    ]
    assert sum(amounts.values()) == 2691
    assert {str(row.cells[0].per_thousand) for row in total["rows"] if row.name == "Meppel"} == {
        "19.3"
    }


def test_estimate_is_refused_in_words_when_a_population_cannot_be_used(
    round_: Round, desk_client: Client
) -> None:
    Municipality.objects.update(population_date=None)
    text = page_text(desk_client.get(f"{address('targets')}?rekenhulp=ja"))
    assert "geen rekenhulp. Van 10 gemeenten" in text


def test_what_was_handed_in_keeps_its_count_and_its_points(
    round_: Round, desk_client: Client
) -> None:
    hand_in(round_, "Meppel", line("asiel", 192, 192, open_ended=True))
    before = list(VersionCount.objects.values_list("numbers", "warnings", "warning_count"))
    second_set(desk_client)
    assert list(recounts(round_)) == []
    assert wrong(round_) == []
    assert list(VersionCount.objects.values_list("numbers", "warnings", "warning_count")) == before


def test_municipality_of_another_share_reads_so_in_its_events(
    round_: Round, desk_client: Client
) -> None:
    second_set(desk_client)
    (event,) = Event.objects.filter(kind=EventKind.SHARE_OF_REGION).select_related()
    assert event.submission.municipality.name == "Meppel"
    assert event.detail.startswith("versie 2 van de opgaven: Opvang asielzoekers totaal, korte")
    assert "193 werd 150" in event.detail


@pytest.mark.parametrize("name", ["comparison", "comparison_opgave"])
def test_comparison_stands_beside_an_earlier_set_and_says_so(
    round_: Round, desk_client: Client, name: str
) -> None:
    second_set(desk_client, short_regio="2.000")
    where = address(name, *(["asiel_totaal"] if name == "comparison_opgave" else []))
    now, then = (page_text(desk_client.get(where + query)) for query in ("", "?opgaven=1"))
    assert "2.000" in now
    assert "2.691" not in now
    assert "2.691" in then
    assert "naast versie 1 van de opgaven (van 12 maart 2024), niet de versie die nu telt" in then
    assert "naast versie" not in now


@pytest.mark.parametrize("asked", ["9", "x", "99999999999999999999999"])
def test_comparison_says_so_when_there_is_no_such_set(
    round_: Round, desk_client: Client, asked: str
) -> None:
    text = page_text(desk_client.get(f"{address('comparison')}?opgaven={asked}"))
    assert "Er is geen versie" in text
    assert "2.691" in text


def test_chair_reads_and_changes_nothing(round_: Round) -> None:
    client = Client()
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    )
    assert "Maak versie 2" not in page_text(client.get(address("targets")))
    assert client.post(address("new_targets")).status_code == 404
    assert client.post(address("type_targets", "amv"), {"short-regio": "1"}).status_code == 404


def test_pages_ask_as_many_queries_for_one_municipality_as_for_twelve(
    round_: Round, desk_client: Client
) -> None:
    names = ("targets", "new_targets", "targets_difference", "targets_xlsx")
    addresses = [*map(address, names), address("type_targets", "amv")]
    for where in addresses:  # what is read once per process
        desk_client.get(where)
    few = _queries(desk_client, addresses)
    typed(desk_client, "amv", **{f"short_{m.cbs_code}": "3" for m in Municipality.objects.all()})
    fixed(desk_client)
    assert _queries(desk_client, addresses) == few


def _queries(client: Client, addresses: list[str]) -> list[int]:
    found = []
    for where in addresses:
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        found.append(len(queries))
    return found
