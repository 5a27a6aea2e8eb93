"""How was counted, in words: the sheet Verantwoording and the chair's page say the same."""

from rounds.models import Round


def methodology_texts(round_: Round) -> list[tuple[str, str]]:
    """Pairs of a subject and its explanation, for the rules of this round."""
    return [*_what_counts(round_), *_what_the_columns_say(round_)]


def _what_counts(round_: Round) -> list[tuple[str, str]]:
    emergency = "telt mee" if round_.count_emergency else "telt niet mee"
    durable_only = (
        " Op de lange termijn tellen alleen duurzame plekken." if round_.durable_only else ""
    )
    return [
        (
            "Wat telt",
            "Per gemeente telt de laatste ingediende versie. Concepten tellen niet." + durable_only,
        ),
        (
            "Totaal asielzoekers",
            f"De som van regulier, amv en bijzondere opvang. Noodopvang {emergency} in dit "
            "totaal. Weet een gemeente een deel nog niet, dan telt wat wel bekend is en staat er "
            "‘deels’: het echte getal kan hoger zijn.",
        ),
        ("Vast", "In gebruik, overeenkomst met het COA, besluit van raad of college."),
        (
            "Vast en toegezegd",
            "Vast, en wat is toegezegd zonder besluit. Verschil en percentage per gemeente "
            "zijn hiervan.",
        ),
        (
            "Alles",
            "Ook wat in onderzoek is en ideeën. ‘Waarvan duurzaam’ is een deel van alles.",
        ),
    ]


def _what_the_columns_say(round_: Round) -> list[tuple[str, str]]:
    return [
        (
            "Verschil",
            "Bijdrage min opgave. Zolang niet alles bekend is, heet het ‘nog niet gedekt’ of ‘al "
            "meer dan de opgave’, daarna ‘tekort’ of ‘over-aanmelding’.",
        ),
        (
            "Waarvan duurzaam",
            f"Zonder einddatum of ten minste {round_.durable_years} jaar, op een locatie met "
            f"samen ten minste {round_.durable_places} asielplekken. Alleen voor asielopvang. Op "
            "het blad Regels staat op welke termijn een locatie duurzaam is.",
        ),
        (
            "Waarvan vervalt",
            "De laatste dag ligt vóór de peildatum. Het aantal telt zoals het is opgegeven; "
            "ernaast staat het zonder wat vervalt. Op de bladen zijn beide van vast en toegezegd.",
        ),
        (
            "Gezamenlijke locaties",
            "Een aandeel telt voor de partner zodra die het heeft bevestigd; tot dan voor de "
            "gemeente die de locatie indient. Op het blad Regels staat elk deel apart; kort en "
            "lang tellen op tot de hele locatie.",
        ),
        (
            "Onbekend",
            "Nog niet ingediend, of beantwoord met ‘nog niet bekend’. Onbekend is nooit nul.",
        ),
        ("Percentage", "Naar beneden afgerond."),
        (
            "Vertrouwelijk",
            "Naam en plaats van een vertrouwelijke locatie staan er alleen in als iemand daar "
            "uitdrukkelijk om vroeg. Haar aantallen tellen altijd mee.",
        ),
    ]
