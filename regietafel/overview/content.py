"""The overview of a round: one plain structure, from which screen and workbook are made.

Made of the one comparison; who shows it adds nothing up. No person, and no model: `as_plain` gives
what can be stored and compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from common import clock
from regietafel.comparison.compare import Comparison, ComparisonRow, MunicipalityCell
from regietafel.comparison.desk import Desk
from regietafel.comparison.findings import finding
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.overview.methodology import methodology_texts
from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import TargetNumber
from submissions.counting.count import Attribution


@dataclass(frozen=True)
class TermHead:
    term: Term
    peildatum: date
    words: str


@dataclass(frozen=True)
class Heading:
    """`by_letter` are the versions that the project leader entered, in words."""

    regietafel: str
    round_slug: str
    round_title: str
    made_at: datetime
    handed_in: int
    municipalities: int
    not_handed_in: tuple[str, ...]
    by_letter: tuple[str, ...]
    target_set: int | None
    target_source: str
    terms: tuple[TermHead, ...]


@dataclass(frozen=True)
class OpgaveHead:
    """`may_be_durable`: of the asylum total and what is part of it is asked how much is durable."""

    code: str
    name: str
    unit: str
    is_sum: bool
    is_part: bool
    may_be_durable: bool


@dataclass(frozen=True)
class MunicipalityNumbers:
    """One municipality at one opgave and term; `stand` says why a number is there or not."""

    municipality: str
    opgave: str
    term: Term
    cell: MunicipalityCell
    stand: str


@dataclass(frozen=True)
class OverviewLine:
    """One line, or the part of it that is for a partner; amounts add up to the whole line.

    `confirmed` is empty for the lead. `left_out`: this round does not count it on the long term.
    """

    cbs_code: str
    municipality: str
    version: int | None
    line_id: str
    opgave: str
    nature: str
    location: str
    place: str
    short: int
    long: int
    available_from: date | None
    available_until: date | None
    open_ended: bool
    commitment: str
    level: str
    durable: tuple[Term, ...]
    left_out: bool
    share_of: str
    confirmed: str
    confidential: bool


@dataclass(frozen=True)
class TargetSource:
    opgave: str
    term: Term
    municipality: str
    number: TargetNumber


@dataclass(frozen=True)
class Overview:
    """`rows` and `matrix` are of *telt mee voor*; `findings` of the asylum total, per term."""

    heading: Heading
    findings: tuple[str, ...]
    opgaven: tuple[OpgaveHead, ...]
    rows: tuple[ComparisonRow, ...]
    matrix: tuple[MunicipalityNumbers, ...]
    lines: tuple[OverviewLine, ...]
    sources: tuple[TargetSource, ...]
    methodology: tuple[tuple[str, str], ...]

    def opgave(self, code: str) -> OpgaveHead:
        return next(opgave for opgave in self.opgaven if opgave.code == code)


REGION = "regio"


def overview_of(desk: Desk) -> Overview:
    comparison = desk.comparison(Attribution.COUNTED)
    return Overview(
        heading=heading_of(desk),
        findings=findings_of(desk, comparison),
        opgaven=tuple(_opgave(desk, opgave) for opgave in desk.loaded.opgaven),
        rows=comparison.rows,
        matrix=tuple(_matrix(desk, comparison)),
        lines=tuple(_line(row) for row in line_rows(desk)),
        sources=tuple(_sources(desk)),
        methodology=tuple(methodology_texts(desk.round)),
    )


def heading_of(desk: Desk) -> Heading:
    round_, submissions = desk.round, desk.loaded.submissions
    return Heading(
        regietafel=str(round_.regietafel),
        round_slug=round_.slug,
        round_title=round_.title,
        made_at=clock.now(),
        handed_in=desk.loaded.count,
        municipalities=desk.loaded.total,
        not_handed_in=tuple(str(s.municipality) for s in submissions if not s.latest_number),
        by_letter=tuple(version.by_letter for version in desk.by_letter),
        target_set=desk.targets.set_number,
        target_source=desk.targets.set_source,
        terms=tuple(
            TermHead(term, round_.term_date(term), words)
            for term, words in ((Term.SHORT, round_.short_term), (Term.LONG, round_.long_term))
        ),
    )


def findings_of(desk: Desk, comparison: Comparison) -> tuple[str, ...]:
    """Of each term what stands out of the asylum total."""
    if desk.headline is None:
        return ()
    unit = desk.headline.get_unit_display()
    return tuple(
        finding(row, unit, desk.round.term_date(row.term))
        for row in comparison.of_opgave(desk.headline.code)
    )


def _opgave(desk: Desk, opgave: Opgave) -> OpgaveHead:
    return OpgaveHead(
        opgave.code,
        opgave.name,
        opgave.get_unit_display(),
        is_sum=not opgave.has_lines,
        is_part=opgave.part_of_id is not None,
        may_be_durable=opgave.code in desk.may_be_durable,
    )


def _matrix(desk: Desk, comparison: Comparison) -> Iterator[MunicipalityNumbers]:
    for row in comparison.rows:
        for cell in row.cells:
            name = desk.municipalities[cell.cbs_code].name
            stand = cell_label(cell, desk.version_of(cell.cbs_code))
            yield MunicipalityNumbers(name, row.opgave, row.term, cell, stand)


def _line(row: LineRow) -> OverviewLine:
    line = row.line
    return OverviewLine(
        cbs_code=row.municipality.cbs_code,
        municipality=row.municipality.name,
        version=row.version.number,
        line_id=str(line.line_id),
        opgave=line.opgave.code,
        nature=line.get_nature_display(),
        location=line.location_label,
        place=line.place,
        short=row.short,
        long=row.long,
        available_from=line.available_from,
        available_until=line.available_until,
        open_ended=line.open_ended,
        commitment=line.get_commitment_display(),
        level=row.level,
        durable=tuple(term for term in Term if term in row.durable),
        left_out=row.left_out,
        share_of=row.share_of.name if row.share_of else "",
        confirmed=_confirmed(row),
        confidential=line.confidential,
    )


def _confirmed(row: LineRow) -> str:
    """Of a partner's row whether its share is confirmed; of a dropped line nothing was asked."""
    if row.share is None:
        return ""
    if row.confirmed:
        return "ja"
    if row.share.is_declined:
        return "afgewezen"
    return "nog niet bevestigd" if row.line.counts else "n.v.t."


def _sources(desk: Desk) -> Iterator[TargetSource]:
    for (opgave, term, cbs_code), number in desk.targets.numbers.items():
        who = desk.municipalities[cbs_code].name if cbs_code else REGION
        yield TargetSource(opgave, Term(term), who, number)


def as_plain(value: object) -> Any:
    """As texts, numbers, lists and objects with names, ready for JSON.

    What a structure leaves out of its comparison is only a way to make the rest, and is left out.
    """
    if is_dataclass(value):
        return {f.name: as_plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {as_plain(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return as_plain(value._asdict())
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    return value
