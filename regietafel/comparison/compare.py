"""The contributions set against the regional opgaven. Plain data in, plain data out.

Screen, workbook and every later way out read these structures and compute nothing themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rounds.enums import Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.count import Attribution, Cell, CellKey, combine
from submissions.counting.inputs import OpgaveRow, RoundRules
from submissions.counting.levels import Level
from submissions.counting.version import CountedVersion, Tally, total


@dataclass(frozen=True)
class Difference:
    """Line − opgave. A tekort or over-aanmelding only when every number it rests on is known."""

    amount: int
    complete: bool

    @property
    def word(self) -> str:
        if self.amount > 0:
            return "over-aanmelding" if self.complete else "al meer dan de opgave"
        if self.amount == 0:
            return "precies gedekt" if self.complete else "al precies gedekt"
        return "tekort" if self.complete else "nog niet gedekt"


@dataclass(frozen=True)
class MunicipalityCell:
    """One municipality at one opgave and term.

    Difference and percentage are those of *vast en toegezegd*, gross; `net_difference` is without
    what expires before the peildatum.
    """

    cbs_code: str
    handed_in: bool
    answer: str
    cell: Cell
    target: TargetNumber | None
    difference: Difference | None
    net_difference: Difference | None
    percentage: int | None


@dataclass(frozen=True)
class ComparisonRow:
    """One opgave and term for the region.

    `tally` is None for onbekend; `partial` counts incomplete totals. `net_differences` are without
    what expires before the peildatum.
    """

    opgave: str
    term: Term
    target: TargetNumber | None
    tally: Tally | None
    known: int
    partial: int
    municipalities: int
    differences: Mapping[Level, Difference | None]
    net_differences: Mapping[Level, Difference | None]
    percentage: int | None
    counted: "Counted" = field(repr=False, compare=False)

    @cached_property
    def cells(self) -> list[MunicipalityCell]:
        """Of all municipalities, made only where they are shown."""
        return [
            _municipality_cell(version, self.opgave, self.term, self.counted)
            for version in self.counted.versions
        ]

    @cached_property
    def cells_with_a_share(self) -> list[MunicipalityCell]:
        """Only of who has an indicative share of this opgave: elsewhere most have none."""
        return [
            _municipality_cell(version, self.opgave, self.term, self.counted)
            for version in self.counted.versions
            if self.counted.targets.get(self.opgave, self.term, version.municipality)
        ]

    def cell_of(self, cbs_code: str) -> MunicipalityCell:
        """Of one municipality that takes part."""
        version = next(v for v in self.counted.versions if v.municipality == cbs_code)
        return _municipality_cell(version, self.opgave, self.term, self.counted)

    @property
    def complete(self) -> bool:
        return self.known == self.municipalities and not self.partial

    @property
    def known_label(self) -> str:
        return f"{self.known} van {self.municipalities}"


@dataclass(frozen=True)
class Comparison:
    view: Attribution
    rows: tuple[ComparisonRow, ...]

    def row(self, opgave: str, term: Term) -> ComparisonRow:
        return next(row for row in self.rows if row.opgave == opgave and row.term == term)

    def of_term(self, term: Term) -> list[ComparisonRow]:
        return [row for row in self.rows if row.term == term]

    def of_opgave(self, opgave: str) -> list[ComparisonRow]:
        return [row for row in self.rows if row.opgave == opgave]


@dataclass(frozen=True)
class Counted:
    """What each municipality counts for, in the order they came in, and what it is set beside."""

    versions: Sequence[CountedVersion]
    cells: Mapping[CellKey, Cell]
    targets: Targets


def compare_with_targets(
    versions: Sequence[CountedVersion],
    rows: Sequence[OpgaveRow],
    rules: RoundRules,
    targets: Targets,
    view: Attribution,
) -> Comparison:
    """One row per opgave and term; a municipality without a version is one that did not hand in."""
    counted = Counted(versions, combine(versions, rows, rules, view), targets)
    return Comparison(view, tuple(_row(row.code, term, counted) for row in rows for term in Term))


def _municipality_cell(
    version: CountedVersion, opgave: str, term: Term, counted: Counted
) -> MunicipalityCell:
    cell = counted.cells[version.municipality, opgave, term]
    target = counted.targets.get(opgave, term, version.municipality)
    amount = cell.tally.pledged if cell.tally else None
    net = cell.tally.net_at(Level.PLEDGED) if cell.tally else None
    complete = cell.known and not cell.partial
    return MunicipalityCell(
        cbs_code=version.municipality,
        handed_in=version.handed_in,
        answer=version.answers.get(opgave, ""),
        cell=cell,
        target=target,
        difference=difference(amount, target, complete),
        net_difference=difference(net, target, complete),
        percentage=percentage(amount, target),
    )


def _row(opgave: str, term: Term, counted: Counted) -> ComparisonRow:
    cells = [counted.cells[version.municipality, opgave, term] for version in counted.versions]
    target = counted.targets.get(opgave, term)
    known = sum(cell.known for cell in cells)
    partial = sum(cell.partial for cell in cells if cell.known)
    tally = total(cell.tally for cell in cells if cell.tally) if known else None
    complete = known == len(cells) and not partial
    return ComparisonRow(
        opgave=opgave,
        term=term,
        target=target,
        tally=tally,
        known=known,
        partial=partial,
        municipalities=len(cells),
        differences={
            level: difference(tally.at(level) if tally else None, target, complete)
            for level in Level
        },
        net_differences={
            level: difference(tally.net_at(level) if tally else None, target, complete)
            for level in Level
        },
        percentage=percentage(tally.pledged if tally else None, target),
        counted=counted,
    )


def difference(
    amount: int | None, target: TargetNumber | None, complete: bool
) -> Difference | None:
    """None when one of the two is unknown, or when the opgave is an outdated number."""
    if amount is None or target is None or not target.comparable:
        return None
    return Difference(amount - target.amount, complete)


def percentage(amount: int | None, target: TargetNumber | None) -> int | None:
    """Rounded down, so that 2,690 of 2,691 is 99 % and never looks complete."""
    if amount is None or target is None or not target.comparable or target.amount == 0:
        return None
    return amount * 100 // target.amount
