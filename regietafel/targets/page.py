"""What the pages of the opgaven show of a set: plain rows for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from regietafel.targets.grid import INHABITANTS, Grid
from rounds.enums import Term
from rounds.estimate import Estimate, Inhabitants, estimate, label
from rounds.models import Opgave
from rounds.per_thousand import per_thousand
from rounds.target_changes import TargetChange
from rounds.targets import TargetNumber, Targets


@dataclass(frozen=True)
class RegionRow:
    opgave: Opgave
    number: TargetNumber | None


def region_tables(grid: Grid, targets: Targets) -> list[dict]:
    """Per term the opgave of the region."""
    return [
        {
            "term": term,
            "peildatum": grid.round.term_date(term),
            "rows": [
                RegionRow(opgave, targets.get(code, term)) for code, opgave in grid.opgaven.items()
            ],
        }
        for term in Term
    ]


@dataclass(frozen=True)
class ShareRow:
    name: str
    numbers: list[TargetNumber | None]


def share_tables(grid: Grid, targets: Targets) -> list[dict]:
    """Per opgave the municipalities of which a share is known, the short term first."""
    found = []
    for code, opgave in grid.opgaven.items():
        rows = [
            ShareRow(m.name, [targets.get(code, term, m.cbs_code) for term in Term])
            for m in grid.municipalities
        ]
        known = [row for row in rows if any(row.numbers)]
        if known:
            found.append({"opgave": opgave, "rows": known, "unknown": len(rows) - len(known)})
    return found


@dataclass(frozen=True)
class EstimateCell:
    """`amount` is a known share or, with `is_estimate`, what the aid makes of it."""

    amount: int | None
    is_estimate: bool
    per_thousand: Decimal | None


@dataclass(frozen=True)
class EstimateRow:
    name: str
    cells: list[EstimateCell]


def inhabitants_of(grid: Grid) -> dict[str, Inhabitants]:
    return {
        m.cbs_code: Inhabitants(
            m.usable_population, m.population_date.year if m.population_date else None
        )
        for m in grid.municipalities
    }


def estimate_label(grid: Grid) -> str:
    return label(inhabitants_of(grid))


def estimate_tables(grid: Grid, targets: Targets) -> list[dict]:
    """Per opgave with a regional number that can be calculated with. Units are never added: each
    opgave is a table of its own."""
    people, tables = inhabitants_of(grid), []
    for code, opgave in grid.opgaven.items():
        terms = [term for term in Term if _comparable(targets.get(code, term))]
        if not terms:
            continue
        made = [_estimate(targets, code, term, people) for term in terms]
        known = [_known(targets, code, term, people) for term in terms]
        rows = [
            EstimateRow(
                m.name,
                [
                    _cell(m.cbs_code, shares, aid.amounts, people)
                    for shares, aid in zip(known, made, strict=True)
                ],
            )
            for m in grid.municipalities
        ]
        refusals = [(t, aid.refusal) for t, aid in zip(terms, made, strict=True) if aid.refusal]
        tables.append({"opgave": opgave, "terms": terms, "rows": rows, "refusals": refusals})
    return tables


def _comparable(number: TargetNumber | None) -> bool:
    return number is not None and number.comparable


def _known(targets: Targets, code: str, term: Term, codes: Iterable[str]) -> dict[str, int]:
    found = {cbs_code: targets.get(code, term, cbs_code) for cbs_code in codes}
    return {c: number.amount for c, number in found.items() if number and number.comparable}


def _estimate(targets: Targets, code: str, term: Term, people: dict[str, Inhabitants]) -> Estimate:
    region = targets.get(code, term)
    amount = region.amount if region else 0
    return estimate(amount, _known(targets, code, term, people), people)


def _cell(
    cbs_code: str,
    shares: dict[str, int],
    estimated: dict[str, int] | object,
    people: dict[str, Inhabitants],
) -> EstimateCell:
    aid = estimated if isinstance(estimated, dict) else {}
    amount = shares.get(cbs_code, aid.get(cbs_code))
    per = None if amount is None else per_thousand(amount, people[cbs_code].population)
    return EstimateCell(amount, cbs_code not in shares and amount is not None, per)


@dataclass(frozen=True)
class ChangeRow:
    subject: str
    term: str
    place: str
    change: TargetChange
    of_people: bool


def change_rows(grid: Grid, changes: Iterable[TargetChange]) -> list[ChangeRow]:
    """Of places that still exist."""
    places = set(grid.keys)
    return [
        ChangeRow(
            grid.subject_name(change.key[0]),
            Term(change.key[1]).label if change.key[1] else "",
            grid.place_name(change.key[2]),
            change,
            change.key[0] == INHABITANTS,
        )
        for change in changes
        if change.key in places
    ]
