"""One term as municipality × opgave: firm and pledged, without what expires. Plain data."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow, Difference
from regietafel.overview.content import OpgaveHead, Overview, TermHead
from rounds.enums import Term
from submissions.counting.levels import Level
from submissions.counting.version import Tally


@dataclass(frozen=True)
class Amount:
    """None is onbekend."""

    value: int | None
    partial: bool


@dataclass(frozen=True)
class MatrixRow:
    """In the order of the opgaven."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Matrix:
    head: TermHead
    opgaven: tuple[OpgaveHead, ...]
    municipalities: tuple[MatrixRow, ...]
    region: tuple[tuple[ComparisonRow, Amount, Difference | None], ...]

    @property
    def total(self) -> MatrixRow:
        return MatrixRow("Regio", tuple(amount for _, amount, _ in self.region))


def matrix_of(overview: Overview, head: TermHead) -> Matrix:
    rows = [overview.row(opgave.code, head.term) for opgave in overview.opgaven]
    return Matrix(
        head,
        overview.opgaven,
        tuple(_municipalities(overview, head.term)),
        tuple(
            (row, _amount(row.tally, bool(row.partial)), row.net_differences[Level.PLEDGED])
            for row in rows
        ),
    )


def _municipalities(overview: Overview, term: Term) -> Iterator[MatrixRow]:
    names: dict[str, str] = {}
    found: dict[str, dict[str, Amount]] = defaultdict(dict)
    for numbers in overview.matrix:
        if numbers.term == term:
            code, cell = numbers.cell.cbs_code, numbers.cell.cell
            names[code] = numbers.municipality
            found[code][numbers.opgave] = _amount(cell.tally, cell.partial)
    for code, amounts in found.items():
        in_order = tuple(amounts[opgave.code] for opgave in overview.opgaven)
        yield MatrixRow(names[code], in_order)


def _amount(tally: Tally | None, partial: bool) -> Amount:
    return Amount(tally.net_at(Level.PLEDGED) if tally else None, partial)
