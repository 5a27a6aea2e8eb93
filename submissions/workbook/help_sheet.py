"""The sheet Toelichting: what an official reads who sees the workbook for the first time."""

from django.conf import settings

from common import clock
from common.moments import format_moment
from common.workbook import DEMO_MARK, DEMO_TEXT
from submissions.enums import Commitment
from submissions.workbook.layout import Layout

STEPS = (
    (
        "1. Vul in",
        "Zet op het blad Bijlage 3 elke locatie op een eigen rij. Zet op het blad Antwoorden bij "
        "elke opgave zonder locatie ‘geen bijdrage’ (met een reden) of ‘nog niet bekend’. Vul op "
        "het blad Gegevens de contactpersoon en het besluit van college en raad in.",
    ),
    (
        "2. Lees in",
        "Sla het bestand op, ga in het portaal naar uw bijdrage, kies ‘Bijlage 3 in Excel’ en "
        "lees het bestand in. "
        "Is er iets fout, dan ziet u per cel wat u moet doen. Er wordt niets opgeslagen zolang er "
        "een fout in staat.",
    ),
    (
        "3. Neem over",
        "U ziet eerst wat er verandert in uw concept. Pas als u dat overneemt, verandert het. "
        "Indienen doet u daarna in het portaal.",
    ),
)

RULES = (
    ("Lichtgele cellen", "Deze vult u in. De andere cellen zijn vergrendeld, zonder wachtwoord."),
    (
        "Nog niet alles bekend?",
        "Laat de cel leeg. Een concept mag onvolledig zijn; het portaal zegt wat nog mist.",
    ),
    (
        "Aantallen",
        (
            "Hele aantallen: 1200, 1.200 of 1 200. Vul 0 in als er dan geen zijn. Leeg betekent: "
            "nog niet ingevuld."
        ),
    ),
    ("Datums", "dd-mm-jjjj, bijvoorbeeld 31-12-2024."),
    (
        "Lijsten",
        "Klik op de cel en daarna op het pijltje. U mag ook typen wat er in de lijst staat.",
    ),
    (
        "Locatie weghalen",
        (
            "Verwijder de rij, of maak alle gele cellen van de rij leeg. De locatie wordt dan "
            "verwijderd. Een lege rij tussendoor mag."
        ),
    ),
    (
        "Locatie toevoegen",
        (
            "Gebruik een lege rij onder de andere, of voeg een rij in onder een locatie. Kopieert "
            "u een locatie, plak dan alleen de gele cellen in een lege rij."
        ),
    ),
    (
        "Sorteren en filteren",
        "Dat mag op het blad Bijlage 3, met de pijltjes in rij 1. Ook rijen die u wegfiltert, "
        "leest het portaal in.",
    ),
    (
        "Samen met een andere gemeente",
        "Alleen de gemeente waar de locatie staat vult die in, met het hele aantal. Achteraan in "
        "de rij kiest u voor welke gemeente een deel is en hoe groot dat deel is. De delen samen "
        "zijn niet meer dan het hele aantal.",
    ),
    (
        "Amv",
        "Plekken voor amv zet u alleen bij de opgave amv, niet ook bij regulier. Laat u ‘Deze "
        "locatie is vertrouwelijk’ daar leeg, dan is de locatie vertrouwelijk.",
    ),
    (
        "Werkt een collega ook?",
        "Het bestand vervangt uw hele concept. Wat een collega na uw download in het portaal "
        "opsloeg, ziet u bij de verschillen terug: controleer die voordat u overneemt.",
    ),
)


def explanation_rows(layout: Layout) -> list[tuple[str, str]]:
    demo = [(DEMO_MARK, DEMO_TEXT)] if settings.PRT_DEMO else []
    return [*demo, *_facts(layout), *STEPS, *RULES, ("Hoe vast staat dit?", _commitments())]


def _facts(layout: Layout) -> list[tuple[str, str]]:
    round_, municipality = layout.round, layout.municipality
    return [
        ("Dit bestand", f"Bijlage 3 van {municipality} ({municipality.cbs_code}), {round_.title}."),
        ("Gedownload", f"{format_moment(clock.now())}, met wat toen in het portaal stond."),
        ("Korte termijn", f"De stand op {round_.short_term_date:%d-%m-%Y}. {round_.short_term}"),
        ("Lange termijn", f"De stand op {round_.long_term_date:%d-%m-%Y}. {round_.long_term}"),
    ]


def _commitments() -> str:
    return "Van vast naar los: " + "; ".join(str(label) for label in Commitment.labels) + "."
