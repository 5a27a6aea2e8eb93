"""The columns of the sheets of the overview, each with what it means; order and titles are fixed,
because others read these files."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from common.tables import Column
from regietafel.overview.values import (
    ALL,
    DURABLE,
    FIRM,
    PLEDGED,
    TERM_WORD,
    Municipal,
    Placed,
    Regional,
    certainty,
    difference,
    expiring,
    net,
    regional_difference,
    regional_net_difference,
    target,
    yes_or_no,
)
from submissions.counting.levels import Level
from submissions.counting.version import Tally

TERM_MEANING = "kort of lang: de peildatum van de korte of de lange termijn (blad Verantwoording)."
UNIT_MEANING = "plekken, personen of woningen; getallen van verschillende eenheden tel je nooit op."
CERTAINTY_MEANING = "Hoe zeker het gevraagde getal is: gezien, afgeleid, onzeker, verouderd, keuze."
FIRM_MEANING = "In gebruik, overeenkomst met het COA, besluit van raad of college."
PLEDGED_MEANING = "Vast, en wat is toegezegd zonder besluit."
ALL_MEANING = "Vast en toegezegd, en wat in onderzoek is en ideeën."
EXPIRING_MEANING = "Deel van vast en toegezegd waarvan de laatste dag vóór de peildatum ligt."
NET_MEANING = "Vast en toegezegd min wat vervalt."
CODE_MEANING = "Code van het CBS, waaraan een gemeente in elk bestand is te herkennen."

Row = TypeVar("Row")


def levels_of(tally: Callable[[Row], Tally | None]) -> list[Column[Row]]:
    """Of the region and of a municipality alike, as are the two of `net_of`."""
    return [
        Column("Vast", lambda r: FIRM(tally(r)), number=True, meaning=FIRM_MEANING),
        Column(
            "Vast en toegezegd", lambda r: PLEDGED(tally(r)), number=True, meaning=PLEDGED_MEANING
        ),
        Column("Alles", lambda r: ALL(tally(r)), number=True, meaning=ALL_MEANING),
    ]


def net_of(tally: Callable[[Row], Tally | None]) -> list[Column[Row]]:
    return [
        Column(
            "Waarvan vervalt", lambda r: expiring(tally(r)), number=True, meaning=EXPIRING_MEANING
        ),
        Column("Zonder wat vervalt", lambda r: net(tally(r)), number=True, meaning=NET_MEANING),
    ]


OVERVIEW_COLUMNS: list[Column[Regional]] = [
    Column("Opgave", lambda r: r.opgave.name, meaning="Rij van bijlage 3."),
    Column("Eenheid", lambda r: r.opgave.unit, meaning=UNIT_MEANING),
    Column("Termijn", lambda r: TERM_WORD[r.row.term], meaning=TERM_MEANING),
    Column(
        "Regionale opgave",
        lambda r: target(r.row.target),
        number=True,
        meaning="Wat van de hele regio wordt gevraagd.",
        widest=19,
    ),
    Column("Zekerheid", lambda r: certainty(r.row.target), meaning=CERTAINTY_MEANING),
    *levels_of(lambda r: r.row.tally),
    *(
        Column(
            f"Verschil {level.value}",
            partial(regional_difference, level),
            number=True,
            meaning=f"{level.value.capitalize()} min de regionale opgave, met wat vervalt.",
            widest=19,
        )
        for level in Level
    ),
    Column(
        "Waarvan duurzaam",
        lambda r: r.durable,
        number=True,
        meaning="Deel van alles dat duurzaam is; alleen voor asielopvang.",
    ),
    *net_of(lambda r: r.row.tally),
    Column(
        "Verschil zonder wat vervalt",
        regional_net_difference,
        number=True,
        meaning="Zonder wat vervalt min de regionale opgave.",
        widest=19,
    ),
    Column(
        "Bekend",
        lambda r: r.row.known_label,
        number=True,
        meaning="Van hoeveel gemeenten het aantal bekend is. Onbekend is nooit nul.",
    ),
    Column(
        "Waarvan deels",
        lambda r: r.row.partial,
        number=True,
        meaning="Van hoeveel bekende gemeenten een deel nog niet bekend is.",
    ),
]

MUNICIPALITY_COLUMNS: list[Column[Municipal]] = [
    Column("CBS-code", lambda r: r.numbers.cell.cbs_code, meaning=CODE_MEANING),
    Column("Gemeente", lambda r: r.numbers.municipality, meaning="Naam van de gemeente."),
    Column("Opgave", lambda r: r.opgave.name, meaning="Rij van bijlage 3."),
    Column("Termijn", lambda r: TERM_WORD[r.numbers.term], meaning=TERM_MEANING),
    Column(
        "Indicatief aandeel",
        lambda r: target(r.numbers.cell.target),
        number=True,
        meaning="Wat van deze gemeente wordt gevraagd.",
        widest=19,
    ),
    Column("Zekerheid", lambda r: certainty(r.numbers.cell.target), meaning=CERTAINTY_MEANING),
    *levels_of(lambda r: r.tally),
    Column(
        "Verschil",
        lambda r: difference(r.numbers.cell.difference, r.numbers.cell.target),
        number=True,
        meaning="Vast en toegezegd min het indicatieve aandeel, met wat vervalt.",
        widest=19,
    ),
    Column(
        "Percentage",
        lambda r: r.percentage,
        number=True,
        meaning="Vast en toegezegd als percentage van het aandeel, naar beneden afgerond.",
        widest=19,
    ),
    *net_of(lambda r: r.tally),
    Column(
        "Verschil zonder wat vervalt",
        lambda r: difference(r.numbers.cell.net_difference, r.numbers.cell.target),
        number=True,
        meaning="Zonder wat vervalt min het indicatieve aandeel.",
        widest=19,
    ),
    Column(
        "Stand",
        lambda r: r.numbers.stand,
        meaning="Of en met welke versie is ingediend, en waarom een aantal onbekend of deels is.",
    ),
]

LINE_COLUMNS: list[Column[Placed]] = [
    Column("CBS-code", lambda r: r.line.cbs_code, meaning=CODE_MEANING),
    Column(
        "Gemeente",
        lambda r: r.line.municipality,
        meaning="Voor wie dit deel van de locatie is: de gemeente die haar indient, of de partner.",
    ),
    Column("Versie", lambda r: r.line.version, meaning="Nummer van de ingediende versie."),
    Column("Regel-id", lambda r: r.short_id, meaning="Kenmerk van de regel, in alle versies."),
    Column("Opgave", lambda r: r.opgave.name, meaning="Rij van bijlage 3.", widest=24),
    Column("Eenheid", lambda r: r.opgave.unit, meaning=UNIT_MEANING),
    Column("Aard", lambda r: r.line.nature, meaning="Bestaand of nieuw.", widest=20),
    Column("Locatie", lambda r: r.line.location, meaning="Naam van de locatie."),
    Column("Plaats", lambda r: r.line.place, meaning="Plaats van de locatie.", widest=20),
    Column(
        "Kort",
        lambda r: r.line.short,
        number=True,
        meaning="Aantal op de peildatum van de korte termijn; de delen zijn samen de locatie.",
    ),
    Column(
        "Lang",
        lambda r: r.long,
        number=True,
        meaning="Aantal op de peildatum van de lange termijn; een tekst als het niet meetelt.",
        widest=19,
    ),
    Column(
        "Vanaf",
        lambda r: r.line.available_from,
        meaning="Eerste dag; leeg als die niet is ingevuld.",
    ),
    Column("Tot", lambda r: r.last_day, meaning="Laatste dag, die meetelt."),
    Column("Stand", lambda r: r.line.commitment, meaning="Hoe vast de plekken zijn.", widest=24),
    Column(
        "Niveau",
        lambda r: r.line.level,
        meaning="Vanaf welk niveau dit meetelt: vast, vast en toegezegd, of alles.",
    ),
    Column(
        "Duurzaam", lambda r: DURABLE[r.line.durable], meaning="Op welke termijn dit duurzaam is."
    ),
    Column(
        "Telt mee voor",
        lambda r: r.line.counts_for,
        meaning="CBS-code van de gemeente in wier aantallen dit staat; leeg als het is vervallen.",
    ),
    Column(
        "Aandeel van",
        lambda r: r.line.share_of,
        meaning="Gemeente die de locatie indient.",
        widest=20,
    ),
    Column(
        "Bevestigd",
        lambda r: r.line.confirmed,
        meaning="Van een aandeel: ja, wacht op antwoord, afgewezen; n.v.t. als het is vervallen.",
    ),
    Column(
        "Vertrouwelijk",
        lambda r: yes_or_no(r.line.confidential),
        meaning="Naam en plaats staan er alleen in als iemand daar uitdrukkelijk om vroeg.",
    ),
]

METHODOLOGY_COLUMNS: list[Column[tuple[str, str]]] = [
    Column("Onderwerp", lambda r: r[0], meaning="Waar de toelichting over gaat.", widest=44),
    Column(
        "Toelichting",
        lambda r: r[1],
        meaning="Hoe is geteld, en waar getallen vandaan komen.",
        widest=110,
    ),
]
