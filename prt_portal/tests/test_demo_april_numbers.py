"""Stage april of the demonstration: the numbers that the portal tells are the sum of its files."""

from collections import Counter

import pytest

from accounts.models import Municipality
from prt_portal.tests.april import of_file, sheet
from rounds.models import Round

pytestmark = pytest.mark.any_database

FIRM, PLEDGED = {"in_use", "college_decision"}, {"in_use", "college_decision", "pledged"}
ASYLUM = {"asiel", "amv", "bijzonder", "nood"}
PEILDATUM = {"kort": "2024-12-31", "lang": "2025-07-01"}


def handed_in_lines() -> list[dict[str, str]]:
    """The newest row of every location, of what was handed in, as the files say it."""
    times = Counter(
        row["cbs_code"]
        for row in of_file("verhaal.csv")
        if row["wat"] in ("dient in", "brief ingevoerd")
    )
    newest = {
        (row["cbs_code"], row["opgave"], row["locatie"]): row
        for row in sorted(of_file("locaties.csv"), key=lambda row: row["versie"])
        if int(row["versie"]) <= times[row["cbs_code"]]
    }
    return list(newest.values())


def total(opgave: str, term: str, levels: set[str], net: bool = False) -> int:
    parts = ASYLUM if opgave == "asiel_totaal" else {opgave}
    return sum(
        int(row[term])
        for row in handed_in_lines()
        if row["opgave"] in parts
        and row["toezegging"] in levels
        and not (net and "" < row["beschikbaar_tot"] < PEILDATUM[term])
    )


def test_regional_totals_are_the_sum_of_the_file(april: None) -> None:
    names = dict(Round.objects.get().opgaven.values_list("name", "code"))
    rows = sheet("Overzicht")
    assert len(rows) == 2 * len(names)
    everything = PLEDGED | {"under_study", "idea"}
    for row in rows:
        code, term = names[str(row["Opgave"])], str(row["Termijn"])
        told = [row["Vast"], row["Vast en toegezegd"], row["Alles"], row["Zonder wat vervalt"]]
        assert told == [
            total(code, term, FIRM),
            total(code, term, PLEDGED),
            total(code, term, everything),
            total(code, term, PLEDGED, net=True),
        ], (code, term)


def test_region_is_short_of_places_and_over_of_amv(april: None) -> None:
    """Worked by hand: what the page leads with."""
    assert total("asiel_totaal", "lang", PLEDGED) == 2608
    assert total("asiel_totaal", "lang", PLEDGED, net=True) == 2488 < 2691
    assert total("asiel_totaal", "kort", PLEDGED) == 2718 > 2691
    assert total("asiel_totaal", "kort", PLEDGED, net=True) == 2538 < 2691
    assert (total("amv", "kort", PLEDGED), total("amv", "lang", PLEDGED)) == (248, 238)


def test_municipalities_are_over_and_short_beside_each_other(april: None) -> None:
    """With the one confirmed share at its partner, and the others still at their lead."""
    long = {
        str(row["Gemeente"]): row["Verschil"]
        for row in sheet("Gemeenten")
        if row["Opgave"] == "Opvang asielzoekers totaal" and row["Termijn"] == "lang"
    }
    assert len(long) == 12
    assert long["Assen"] == 400 + 80 + 70 + 32 - 50 - 366
    assert long["Aa en Hunze"] == 12 + 50 - 138
    assert long["Emmen"] == 480 + 100 + 110 + 40 - 532
    assert long["De Wolden"] == -139


@pytest.mark.parametrize(("opgave", "regional"), [("asiel_totaal", 2691), ("amv", 228)])
@pytest.mark.parametrize("term", ["short", "long"])
def test_shares_add_up_to_the_regional_number(
    opgave: str, regional: int, term: str, april: None
) -> None:
    newest = Round.objects.get().target_sets.order_by("-number")[0]
    targets = newest.targets.filter(opgave__code=opgave, term=term)
    shares = targets.exclude(municipality=None)
    assert targets.get(municipality=None).amount == regional
    assert shares.count() == 12
    assert sum(share.amount for share in shares) == regional


def test_invented_numbers_say_so(april: None) -> None:
    """Two shares were seen in a source and keep it."""
    newest = Round.objects.get().target_sets.order_by("-number")[0]
    shares = newest.targets.exclude(municipality=None)
    seen = shares.exclude(source__startswith="Verzonnen voorbeeld", certainty="choice")
    assert set(seen.values_list("municipality__name", flat=True)) == {"Meppel", "Tynaarlo"}
    population = Municipality.objects.filter(population_source__startswith="Verzonnen voorbeeld")
    assert population.count() == 12


def test_one_opgave_and_one_total_are_not_wholly_known(april: None) -> None:
    known = {
        (str(row["Opgave"]), row["Bekend"], row["Waarvan deels"])
        for row in sheet("Overzicht")
        if row["Bekend"] != "12 van 12" or row["Waarvan deels"]
    }
    assert known == {
        ("Opvang asielzoekers totaal", "12 van 12", 1),
        ("Bijzondere opvang", "11 van 12", 0),
        ("Flexwoningen", "11 van 12", 0),
    }
