"""How much a number is of a population, so that small and large municipalities can be compared."""

from decimal import ROUND_HALF_UP, Decimal


def per_thousand(amount: int, population: int | None) -> Decimal | None:
    """Places per 1,000 inhabitants, with one decimal; None when their number is not known or 0.

    Numbers of different units are never added before (docs/begrippen.md).
    """
    if not population:
        return None
    exact = Decimal(amount * 1000) / Decimal(population)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
