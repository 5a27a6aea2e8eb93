"""One opgave on one term, municipality by municipality."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Municipality
from regietafel.comparison.compare import ComparisonRow, MunicipalityCell
from regietafel.comparison.desk import Desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.pictures.axis import Axis
from regietafel.comparison.pictures.bars import Bar, municipality_bar
from rounds.per_thousand import per_thousand
from submissions.counting.levels import Level


@dataclass(frozen=True)
class MunicipalityRow:
    """`net` and `per_thousand` are of what is firm and pledged, without what expires."""

    municipality: Municipality
    cell: MunicipalityCell
    stand: str
    bar: Bar
    net: int | None
    per_thousand: Decimal | None


def municipality_rows(desk: Desk, row: ComparisonRow) -> tuple[Axis, list[MunicipalityRow]]:
    """The bars have an axis of their own, because that of the region would make them all small."""
    axis = Axis(max((_longest(cell) for cell in row.cells), default=0))
    return axis, [_row(desk, cell, axis) for cell in row.cells]


def _longest(cell: MunicipalityCell) -> int:
    asked = cell.target.amount if cell.target and cell.target.comparable else 0
    return max(asked, cell.cell.tally.everything if cell.cell.tally else 0)


def _row(desk: Desk, cell: MunicipalityCell, axis: Axis) -> MunicipalityRow:
    municipality = desk.municipalities[cell.cbs_code]
    net = cell.cell.tally.net_at(Level.PLEDGED) if cell.cell.tally else None
    return MunicipalityRow(
        municipality,
        cell,
        cell_label(cell, desk.version_of(cell.cbs_code)),
        municipality_bar(cell, municipality.name, axis),
        net,
        None if net is None else per_thousand(net, municipality.usable_population),
    )
