"""How much a number is of a population, so that small and large municipalities can be compared."""

from decimal import ROUND_HALF_UP, Decimal


def per_thousand(amount: int, population: int) -> Decimal | None:
    """Places per 1,000 inhabitants, with one decimal; None when nobody lives there.

    Numbers of different units are never added before (docs/begrippen.md).
    """
    if not population:
        return None
    exact = Decimal(amount * 1000) / Decimal(population)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
