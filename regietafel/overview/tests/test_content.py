"""The overview as plain data: it can be stored, and says the same once more."""

import json
from typing import Any

from regietafel.comparison.desk import load_desk
from regietafel.overview.build import overview_of
from regietafel.overview.content import as_plain
from regietafel.tests.region import confirm, hand_in, line
from rounds.models import Opgave, Round


def filled_in(round_: Round) -> Round:
    leaving: dict[str, Any] = {"available_until": "2024-04-10", "explanation": "Sluit in april"}
    hand_in(round_, "Assen", line("asiel", 100, 120, shares={"Emmen": (10, 20)}, open_ended=True))
    hand_in(round_, "Emmen", line("nood", 50, 0, **leaving), line("amv", 5, 5, confidential=True))
    confirm("Emmen", "Assen")
    return round_


def test_overview_is_plain_and_the_same_once_more(round_: Round) -> None:
    filled_in(round_)
    first, again = (as_plain(overview_of(load_desk(round_, with_warnings=True))) for _ in range(2))
    text = json.dumps(first, sort_keys=True)
    assert json.loads(text) == first
    moments = {first["heading"].pop("made_at"), again["heading"].pop("made_at")}
    assert len(moments) == 2
    assert first == again


def test_overview_says_gross_and_net_per_level_and_how_much_is_known(round_: Round) -> None:
    filled_in(round_)
    rows = {
        (row["opgave"], row["term"]): row
        for row in as_plain(overview_of(load_desk(round_, with_warnings=True)))["rows"]
    }
    total = rows["asiel_totaal", "short"]
    assert (total["known"], total["partial"], total["municipalities"]) == (2, 2, 12)
    assert total["tally"]["pledged"] == 155
    assert total["tally"]["pledged_expiring"] == 50
    assert total["differences"]["vast en toegezegd"] == {"amount": 155 - 2691, "complete": False}
    assert total["net_differences"]["vast"] == {"amount": 105 - 2691, "complete": False}


def test_no_person_is_in_the_overview(round_: Round) -> None:
    filled_in(round_)
    text = json.dumps(as_plain(overview_of(load_desk(round_, with_warnings=True))))
    assert "Invuller" not in text
    assert "@" not in text


def test_finding_is_about_the_asylum_total_wherever_it_stands(round_: Round) -> None:
    filled_in(round_)
    before = overview_of(load_desk(round_, with_warnings=True)).findings
    round_.opgaven.filter(code="oekraine").update(order=0)
    fresh = Round.objects.get(pk=round_.pk)
    assert fresh.all_opgaven[0].code == "oekraine"
    assert overview_of(load_desk(fresh, with_warnings=True)).findings == before


def test_durable_is_asked_of_asylum_places_only(round_: Round) -> None:
    total = Opgave.objects.create(
        round=round_, code="huis", name="Huizen", unit="homes", order=90, has_lines=False
    )
    round_.opgaven.filter(code="flex").update(part_of=total, counts_in_part="yes")
    opgaven = overview_of(load_desk(Round.objects.get(pk=round_.pk))).opgaven
    assert {opgave.code for opgave in opgaven if opgave.may_be_durable} == {
        *("asiel_totaal", "asiel", "amv", "bijzonder", "nood"),
    }
