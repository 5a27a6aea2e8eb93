"""The overview of a round: one plain structure, from which every way out is made.

Who shows it adds nothing up. No person, and no model: `as_plain` gives what can be stored and
compared. It is made in `build.py`, and passes `redaction.py` before anybody sees it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from common.facts import Step
from regietafel.comparison.compare import ComparisonRow, MunicipalityCell
from regietafel.comparison.findings import Finding
from regietafel.comparison.meetings import Meeting
from regietafel.comparison.months import MonthNumbers
from regietafel.comparison.pictures.tile_map import Place
from rounds.enums import Term
from rounds.targets import TargetNumber

REGION = "regio"


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
    headline: str


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

    `counts_for` is the municipality in whose numbers this part stands, empty when dropped;
    `confirmed` is empty for the lead. `left_out`: this round does not count it on the long term.
    `readers` are the municipalities that may read it when it is confidential.
    """

    cbs_code: str
    municipality: str
    version: int | None
    line_id: str
    opgave: str
    opgave_name: str
    nature: str
    location: str
    place: str
    short: int
    long: int
    available_from: date | None
    is_open_already: bool
    available_until: date | None
    open_ended: bool
    commitment: str
    level: str
    durable: tuple[Term, ...]
    expires_on: tuple[Term, ...]
    left_out: bool
    counts_for: str
    share_of: str
    confirmed: str
    confidential: bool
    readers: tuple[str, ...]


@dataclass(frozen=True)
class OverviewWarning:
    """What stood out in a version when it was handed in, and what its municipality said of it."""

    cbs_code: str
    municipality: str
    opgave: str
    message: str
    explanation: str
    confidential: bool


@dataclass(frozen=True)
class TargetSource:
    opgave: str
    term: Term
    municipality: str
    number: TargetNumber


@dataclass(frozen=True)
class Overview:
    """`rows` and `matrix` are of *telt mee voor*. `shows_confidential`: the names of confidential
    locations are in it, because somebody asked for them."""

    heading: Heading
    findings: tuple[Finding, ...]
    meetings: tuple[Meeting, ...]
    opgaven: tuple[OpgaveHead, ...]
    rows: tuple[ComparisonRow, ...]
    matrix: tuple[MunicipalityNumbers, ...]
    lines: tuple[OverviewLine, ...]
    warnings: tuple[OverviewWarning, ...]
    months: tuple[MonthNumbers, ...]
    places: tuple[Place, ...]
    sources: tuple[TargetSource, ...]
    methodology: tuple[tuple[str, str], ...]
    routekaart: tuple[Step, ...] = ()
    shows_confidential: bool = True

    def row(self, opgave: str, term: Term) -> ComparisonRow:
        return next(row for row in self.rows if row.opgave == opgave and row.term == term)

    def cells(self, opgave: str, term: Term) -> tuple[MunicipalityNumbers, ...]:
        return tuple(n for n in self.matrix if n.opgave == opgave and n.term == term)

    def opgave(self, code: str) -> OpgaveHead:
        return next(opgave for opgave in self.opgaven if opgave.code == code)

    @property
    def expiring(self) -> tuple[OverviewLine, ...]:
        """What is counted on a peildatum on which it is gone."""
        return tuple(line for line in self.lines if line.expires_on)

    @property
    def unconfirmed(self) -> tuple[OverviewLine, ...]:
        """Shares that still count for the lead: not answered, or declined."""
        return tuple(line for line in self.lines if line.confirmed in (WAITING, DECLINED))


CONFIRMED, WAITING, DECLINED = "ja", "wacht op antwoord", "afgewezen"


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
