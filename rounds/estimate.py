"""The calculation aid: what is left of a regional opgave, spread over the others by population.

For the regietafel only, off by default, never in what others read. It is no indicative share: that
is corrected by the SES-WOA score, which is not known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from common.texts import in_a_row


@dataclass(frozen=True)
class Inhabitants:
    """`population` and `year` are None where they have no source or no year."""

    population: int | None
    year: int | None


@dataclass(frozen=True)
class Estimate:
    """By CBS code, only of municipalities without a share; empty when it could not be made, and
    then `refusal` says why."""

    amounts: Mapping[str, int]
    refusal: str = ""


def estimate(
    regional: int, known: Mapping[str, int], inhabitants: Mapping[str, Inhabitants]
) -> Estimate:
    """`inhabitants` of all municipalities, `known` the shares of some of them, by CBS code."""
    others = {code: who.population for code, who in inhabitants.items() if code not in known}
    left = regional - sum(known.values())
    if not others:
        return Estimate({}, "Van elke gemeente is het aandeel al bekend.")
    if left < 0:
        return Estimate({}, "De bekende aandelen zijn samen al meer dan de opgave.")
    weights = {code: population for code, population in others.items() if population}
    if len(weights) < len(others):
        return Estimate({}, _missing(len(others) - len(weights)))
    return Estimate(spread(left, weights))


def _missing(count: int) -> str:
    who = "één gemeente" if count == 1 else f"{count} gemeenten"
    return (
        f"Van {who} zonder aandeel is het aantal inwoners niet bekend, of zonder bron of jaar. Vul "
        "dat eerst aan."
    )


def spread(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """In whole numbers by largest remainder; ties go to the lowest CBS code."""
    whole = sum(weights.values())
    shares = {code: total * weight // whole for code, weight in weights.items()}
    rest = total - sum(shares.values())
    largest_first = sorted(weights, key=lambda code: (-(total * weights[code] % whole), code))
    return {code: share + (code in largest_first[:rest]) for code, share in shares.items()}


def label(inhabitants: Mapping[str, Inhabitants]) -> str:
    """What stands beside every number of it."""
    years = sorted({str(who.year) for who in inhabitants.values() if who.year})
    of_year = f"inwoners {in_a_row(years)}, " if years else ""
    return (
        f"rekenhulp, geen indicatief aandeel ({of_year}zonder SES-WOA; kan tientallen plekken "
        "afwijken)"
    )
