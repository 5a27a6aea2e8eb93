"""The worked example: every number of the demonstration, calculated by hand from data/drenthe_2024.

Handed in: Assen, Coevorden, Hoogeveen, Meppel, Tynaarlo. Drafts (Borger-Odoorn, Midden-Drenthe, De
Wolden) do not count.

    Assen      azc            1000 / 1000  in gebruik, geen einddatum             vast, duurzaam
               Expo            500 /    0  tot 1 april 2024                       vast, vervalt voor
                   31 december 2024
               Graswijk         45 /    0  tot 1 januari 2025                     vast, vervalt niet
                   voor 31 december
               flexwoningen      geen bijdrage                                    0
    Coevorden  azc Aalden      500 /  500  in gebruik, geen einddatum             vast, duurzaam
    Hoogeveen  azc            1000 / 1000  in gebruik, geen einddatum             vast, duurzaam
    Meppel     boot            192 /  192  besluit college, 1-4-2024 tot 1-4-2026 vast, twee jaar:
        niet duurzaam
    Tynaarlo   azc Vries         0 /  250  in onderzoek, 2025 tot 2035            alles, tien jaar:
        duurzaam
               flex Vries        0 /   40  in onderzoek, geen einddatum           alles
    All other opgaven of these five: nog niet bekend.
"""

import pytest

from regietafel.tests.region import Row

UNKNOWN, NO_TARGET, NA, OUTDATED = "onbekend", "geen opgave bekend", "n.v.t.", "opgave verouderd"

NOTHING = (UNKNOWN, UNKNOWN, UNKNOWN)

TOTAL, ASYLUM = "Opvang asielzoekers totaal", "Reguliere opvang asielzoekers"

AMV, SPECIAL = "Opvang alleenstaande minderjarige vreemdelingen (amv)", "Bijzondere opvang"

EMERGENCY, UKRAINE = "Noodopvang en nachtopvang", "Opvang Oekraïense ontheemden"

STATUS, TRANSIT, FLEX = "Huisvesting statushouders", "Doorstroomlocaties", "Flexwoningen"

OPGAVEN = [TOTAL, ASYLUM, AMV, SPECIAL, EMERGENCY, UKRAINE, STATUS, TRANSIT, FLEX]

DEMO_ROW = (
    "VOORBEELDGEGEVENS: dit is een demonstratie. Geen gemeente heeft deze gegevens zelf ingediend."
)


def row(
    opgave: str,
    unit: str,
    term: str,
    target: tuple[int, str] | tuple[str, str],
    levels: tuple[int, int, int] | tuple[str, str, str],
    differences: tuple[int, int, int] | tuple[str, str, str],
    durable: int | str,
    net: tuple[int | str, int | str, int | str],
    known: str,
    partly: int = 0,
) -> tuple[object, ...]:
    """`net`: what of vast en toegezegd expires, what is left without it, and its difference."""
    numbers = (*target, *levels, *differences, durable, *net)
    return opgave, unit, term, *numbers, known, partly


NONE = (NO_TARGET, NA)

NO_DIFFERENCE = (NO_TARGET,) * 3

NO_GOAL = (UNKNOWN, UNKNOWN, NO_TARGET)

ALL_STAYS, ZERO, EXPO_GOES = (0, 2692, NO_TARGET), (0, 0, NO_TARGET), (500, 45, NO_TARGET)

FIVE, TWO, ONE, NOBODY = (f"{number} van 12" for number in (5, 2, 1, 0))

# kort: azc's 1000 + 500 + 1000 + 192 + 0 = 2692, nood 500 + 45 = 545, total 3237; 3237 − 2691 = 546
# lang: azc's 2692, nood 0, total 2692; with Vries 2692 + 250 = 2942; 2692 − 2691 = 1, 2942 − 2691 =
# 251 duurzaam: kort 1000 + 500 + 1000 = 2500, lang 2500 + 250 = 2750; vervalt: Expo 500; zonder
# Expo 3237 − 500 = 2737 en 2737 − 2691 = 46
OVERVIEW = [
    row(
        TOTAL,
        "plekken",
        "kort",
        (2691, "keuze"),
        (3237, 3237, 3237),
        (546, 546, 546),
        2500,
        (500, 2737, 46),
        FIVE,
        5,
    ),
    row(
        TOTAL,
        "plekken",
        "lang",
        (2691, "gezien"),
        (2692, 2692, 2942),
        (1, 1, 251),
        2750,
        (0, 2692, 1),
        FIVE,
        5,
    ),
    row(
        ASYLUM,
        "plekken",
        "kort",
        NONE,
        (2692, 2692, 2692),
        NO_DIFFERENCE,
        2500,
        ALL_STAYS,
        FIVE,
    ),
    row(
        ASYLUM,
        "plekken",
        "lang",
        NONE,
        (2692, 2692, 2942),
        NO_DIFFERENCE,
        2750,
        ALL_STAYS,
        FIVE,
    ),
    row(AMV, "plekken", "kort", (228, "keuze"), NOTHING, NOTHING, UNKNOWN, NOTHING, NOBODY),
    row(AMV, "plekken", "lang", (228, "afgeleid"), NOTHING, NOTHING, UNKNOWN, NOTHING, NOBODY),
    row(SPECIAL, "plekken", "kort", NONE, NOTHING, NO_DIFFERENCE, UNKNOWN, NO_GOAL, NOBODY),
    row(SPECIAL, "plekken", "lang", NONE, NOTHING, NO_DIFFERENCE, UNKNOWN, NO_GOAL, NOBODY),
    row(
        EMERGENCY,
        "plekken",
        "kort",
        NONE,
        (545, 545, 545),
        NO_DIFFERENCE,
        0,
        EXPO_GOES,
        ONE,
    ),
    row(
        EMERGENCY,
        "plekken",
        "lang",
        NONE,
        (0, 0, 0),
        NO_DIFFERENCE,
        0,
        ZERO,
        ONE,
    ),
    row(
        UKRAINE,
        "plekken",
        "kort",
        (2000, "2022, verouderd"),
        NOTHING,
        (OUTDATED,) * 3,
        NA,
        (UNKNOWN, UNKNOWN, OUTDATED),
        NOBODY,
    ),
    row(UKRAINE, "plekken", "lang", NONE, NOTHING, NO_DIFFERENCE, NA, NO_GOAL, NOBODY),
    row(
        STATUS,
        "personen",
        "kort",
        (600, "2023, verouderd"),
        NOTHING,
        (OUTDATED,) * 3,
        NA,
        (UNKNOWN, UNKNOWN, OUTDATED),
        NOBODY,
    ),
    row(STATUS, "personen", "lang", NONE, NOTHING, NO_DIFFERENCE, NA, NO_GOAL, NOBODY),
    row(TRANSIT, "plekken", "kort", NONE, NOTHING, NO_DIFFERENCE, NA, NO_GOAL, NOBODY),
    row(TRANSIT, "plekken", "lang", NONE, NOTHING, NO_DIFFERENCE, NA, NO_GOAL, NOBODY),
    row(FLEX, "woningen", "kort", NONE, (0, 0, 0), NO_DIFFERENCE, NA, ZERO, TWO),
    row(FLEX, "woningen", "lang", NONE, (0, 0, 40), NO_DIFFERENCE, NA, ZERO, TWO),
]

MUNICIPALITIES = {
    "Aa en Hunze": "GM1680",
    "Assen": "GM0106",
    "Borger-Odoorn": "GM1681",
    "Coevorden": "GM0109",
    "De Wolden": "GM1690",
    "Emmen": "GM0114",
    "Hoogeveen": "GM0118",
    "Meppel": "GM0119",
    "Midden-Drenthe": "GM1731",
    "Noordenveld": "GM1699",
    "Tynaarlo": "GM1730",
    "Westerveld": "GM1701",
}

HANDED_IN = {"Assen", "Coevorden", "Hoogeveen", "Meppel", "Tynaarlo"}

GIVEN = "ingediend (versie 1)"

PARTLY = f"{GIVEN}: deels onbekend"

# After opgave and termijn: aandeel, zekerheid, vast, vast en toegezegd, alles, verschil,
# percentage, waarvan vervalt, zonder wat vervalt, verschil zonder wat vervalt, stand.
UNKNOWN_NUMBERS = (*NONE, *NOTHING, NO_TARGET, NO_TARGET, UNKNOWN, UNKNOWN, NO_TARGET)

NOT_HANDED_IN = (*UNKNOWN_NUMBERS, "nog niet ingediend")

NOT_YET_KNOWN = (*UNKNOWN_NUMBERS, f"{GIVEN}: nog niet bekend")


def without_share(
    firm: int, pledged: int, everything: int, stand: str = GIVEN, net: int | None = None
) -> tuple[str | int, ...]:
    """`net` where something expires."""
    left = pledged if net is None else net
    levels = (firm, pledged, everything)
    return *NONE, *levels, NO_TARGET, NO_TARGET, pledged - left, left, NO_TARGET, stand


# Meppel 192 − 193 = −1 and 19200 / 193 = 99.48; Tynaarlo's 250 is in onderzoek: 0 − 224 = −224 and
# 0 %.
NUMBERS = {
    ("Assen", TOTAL, "kort"): without_share(1545, 1545, 1545, PARTLY, net=1045),
    ("Assen", TOTAL, "lang"): without_share(1000, 1000, 1000, PARTLY),
    ("Assen", ASYLUM, "kort"): without_share(1000, 1000, 1000),
    ("Assen", ASYLUM, "lang"): without_share(1000, 1000, 1000),
    ("Assen", EMERGENCY, "kort"): without_share(545, 545, 545, net=45),
    ("Assen", EMERGENCY, "lang"): without_share(0, 0, 0),
    ("Assen", FLEX, "kort"): without_share(0, 0, 0, f"{GIVEN}: geen bijdrage"),
    ("Assen", FLEX, "lang"): without_share(0, 0, 0, f"{GIVEN}: geen bijdrage"),
    ("Coevorden", TOTAL, "kort"): without_share(500, 500, 500, PARTLY),
    ("Coevorden", TOTAL, "lang"): without_share(500, 500, 500, PARTLY),
    ("Coevorden", ASYLUM, "kort"): without_share(500, 500, 500),
    ("Coevorden", ASYLUM, "lang"): without_share(500, 500, 500),
    ("Hoogeveen", TOTAL, "kort"): without_share(1000, 1000, 1000, PARTLY),
    ("Hoogeveen", TOTAL, "lang"): without_share(1000, 1000, 1000, PARTLY),
    ("Hoogeveen", ASYLUM, "kort"): without_share(1000, 1000, 1000),
    ("Hoogeveen", ASYLUM, "lang"): without_share(1000, 1000, 1000),
    ("Meppel", TOTAL, "kort"): (193, "keuze", 192, 192, 192, -1, 99, 0, 192, -1, PARTLY),
    ("Meppel", TOTAL, "lang"): (193, "gezien", 192, 192, 192, -1, 99, 0, 192, -1, PARTLY),
    ("Meppel", ASYLUM, "kort"): without_share(192, 192, 192),
    ("Meppel", ASYLUM, "lang"): without_share(192, 192, 192),
    ("Tynaarlo", TOTAL, "kort"): (224, "keuze", 0, 0, 0, -224, 0, 0, 0, -224, PARTLY),
    ("Tynaarlo", TOTAL, "lang"): (224, "onzeker", 0, 0, 250, -224, 0, 0, 0, -224, PARTLY),
    ("Tynaarlo", ASYLUM, "kort"): without_share(0, 0, 0),
    ("Tynaarlo", ASYLUM, "lang"): without_share(0, 0, 250),
    ("Tynaarlo", FLEX, "kort"): without_share(0, 0, 0),
    ("Tynaarlo", FLEX, "lang"): without_share(0, 0, 40),
}

# Gemeente, opgave, locatie, kort, lang, niveau, duurzaam; none of the lines is joint.
LINES = {
    ("Assen", ASYLUM, "azc Assen", 1000, 1000, "vast", "beide"),
    ("Assen", EMERGENCY, "Wachtruimte Expo Assen", 500, 0, "vast", "nee"),
    ("Assen", EMERGENCY, "Graswijk", 45, 0, "vast", "nee"),
    ("Coevorden", ASYLUM, "azc Aalden", 500, 500, "vast", "beide"),
    ("Hoogeveen", ASYLUM, "azc Hoogeveen (met htl)", 1000, 1000, "vast", "beide"),
    ("Meppel", ASYLUM, "Opvangboot Meppel", 192, 192, "vast", "nee"),
    ("Tynaarlo", ASYLUM, "azc Vries (Taarloseweg)", 0, 250, "alles", "lang"),
    ("Tynaarlo", FLEX, "Flexwoningen Vries", 0, 40, "alles", "nee"),
}


def expected_municipality_row(name: str, opgave: str, term: str) -> tuple[object, ...]:
    default = NOT_YET_KNOWN if name in HANDED_IN else NOT_HANDED_IN
    return MUNICIPALITIES[name], name, opgave, term, *NUMBERS.get((name, opgave, term), default)


def rows_of(workbook: dict[str, list[Row]], sheet: str) -> list[Row]:
    """The rows between the header and the row that says these are example data."""
    return workbook[sheet][1:-1]


@pytest.mark.parametrize("index", range(18), ids=lambda i: f"{OVERVIEW[i][0]}-{OVERVIEW[i][2]}")
def test_overview_has_the_number_calculated_by_hand(
    demo_workbook: dict[str, list[Row]], index: int
) -> None:
    assert rows_of(demo_workbook, "Overzicht")[index] == OVERVIEW[index]


def test_overview_has_no_other_rows(demo_workbook: dict[str, list[Row]]) -> None:
    assert len(rows_of(demo_workbook, "Overzicht")) == len(OVERVIEW) == 18


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_municipality_has_the_numbers_calculated_by_hand(
    demo_workbook: dict[str, list[Row]], name: str
) -> None:
    found = [row for row in rows_of(demo_workbook, "Gemeenten") if row[1] == name]
    assert found == [
        expected_municipality_row(name, opgave, term)
        for opgave in OPGAVEN
        for term in ("kort", "lang")
    ]


def test_municipalities_have_no_other_rows(demo_workbook: dict[str, list[Row]]) -> None:
    assert len(rows_of(demo_workbook, "Gemeenten")) == 9 * 2 * 12


def test_lines_are_those_of_the_five_that_handed_in(demo_workbook: dict[str, list[Row]]) -> None:
    found = rows_of(demo_workbook, "Regels")
    assert {(r[1], r[4], r[7], r[9], r[10], r[14], r[15]) for r in found} == LINES
    assert len(found) == len(LINES)


@pytest.mark.parametrize("sheet", ["Overzicht", "Gemeenten"])
def test_numbers_are_numbers(demo_workbook: dict[str, list[Row]], sheet: str) -> None:
    expected = (
        OVERVIEW
        if sheet == "Overzicht"
        else [
            expected_municipality_row(name, opgave, term)
            for opgave in OPGAVEN
            for term in ("kort", "lang")
            for name in MUNICIPALITIES
        ]
    )
    found = rows_of(demo_workbook, sheet)
    assert [[type(cell) for cell in row] for row in found] == [
        [type(cell) for cell in row] for row in expected
    ]


def test_every_sheet_ends_with_the_row_of_example_data(demo_workbook: dict[str, list[Row]]) -> None:
    assert {name: rows[-1][0] for name, rows in demo_workbook.items()} == {
        name: DEMO_ROW for name in demo_workbook
    }
