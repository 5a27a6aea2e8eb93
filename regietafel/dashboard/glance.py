"""All opgaven of the region on one glance: per opgave a small bar on each term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.desk import Desk
from regietafel.dashboard.small_bars import Offer, SmallBar, longest, region_offer, small_bar


@dataclass(frozen=True)
class GlanceRow:
    """One opgave, on the short and on the long term."""

    code: str
    name: str
    unit: str
    is_part: bool
    is_total: bool
    offers: tuple[Offer, ...]


def glance_rows(desk: Desk, rows: Iterable[ComparisonRow]) -> list[GlanceRow]:
    offers: dict[str, list[Offer]] = {opgave.code: [] for opgave in desk.loaded.opgaven}
    for row in rows:
        offers[row.opgave].append(region_offer(row))
    return [
        GlanceRow(
            opgave.code,
            opgave.name,
            opgave.get_unit_display(),
            opgave.part_of_id is not None,
            not opgave.has_lines,
            tuple(offers[opgave.code]),
        )
        for opgave in desk.loaded.opgaven
    ]


@dataclass(frozen=True)
class Glance:
    row: GlanceRow
    bars: tuple[tuple[Offer, SmallBar], ...]


def with_bars(rows: Sequence[GlanceRow]) -> list[Glance]:
    """On one axis per unit, the same on both terms."""
    largest = {
        unit: longest(offer for row in rows if row.unit == unit for offer in row.offers)
        for unit in {row.unit for row in rows}
    }
    return [
        Glance(row, tuple((offer, small_bar(offer, largest[row.unit])) for offer in row.offers))
        for row in rows
    ]
