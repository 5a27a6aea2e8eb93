"""Small bars: what is offered beside what is asked, on the axis of its unit. Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from regietafel.comparison.compare import ComparisonRow, MunicipalityCell
from rounds.targets import TargetNumber
from submissions.counting.levels import Level
from submissions.counting.version import Tally


@dataclass(frozen=True)
class Offer:
    """What is firm and pledged without what expires before the peildatum, beside what is asked;
    None where unknown.

    `remark` says how sure it is what is asked, `goal` is None when that is too old to compare with;
    `gap` what of the offer is not known yet.
    """

    net: int | None
    asked: int | None
    goal: int | None
    remark: str
    gap: str


@dataclass(frozen=True)
class SmallBar:
    """Of 100: how wide, and where what is asked stands; empty without."""

    width: str
    goal: str


def region_offer(row: ComparisonRow) -> Offer:
    partial = f", waarvan {row.partial} deels" if row.partial else ""
    gap = "" if row.complete else f"{row.known_label} bekend{partial}"
    return _offer(row.tally, row.target, gap)


def municipality_offer(cell: MunicipalityCell) -> Offer:
    return _offer(cell.cell.tally, cell.target, "deels onbekend" if cell.cell.partial else "")


def _offer(tally: Tally | None, target: TargetNumber | None, gap: str) -> Offer:
    return Offer(
        net=tally.net_at(Level.PLEDGED) if tally else None,
        asked=target.amount if target else None,
        goal=target.amount if target and target.comparable else None,
        remark=target.remark if target else "",
        gap=gap,
    )


def longest(offers: Iterable[Offer]) -> int:
    """What has to fit on the axis."""
    return max((max(offer.net or 0, offer.goal or 0) for offer in offers), default=0)


def small_bar(offer: Offer, largest: int) -> SmallBar:
    goal = "" if offer.goal is None else _part(offer.goal, largest)
    return SmallBar(_part(offer.net or 0, largest), goal)


def _part(amount: int, largest: int) -> str:
    return f"{amount * 100 / (largest or 1):.1f}".removesuffix(".0")
