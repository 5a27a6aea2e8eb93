"""What stands out of the comparison, in sentences. Plain data in, plain data out.

Net before gross, and never without saying how much is known (docs/begrippen.md, "Tellen").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.formats import date_format

from common.numbers import format_number
from regietafel.comparison.compare import ComparisonRow
from rounds.enums import Term
from rounds.targets import TargetNumber
from submissions.counting.levels import Level

ONE = {"plekken": "plek", "personen": "persoon", "woningen": "woning"}


class FindingKind(Enum):
    """In the order in which they are told."""

    HEADLINE = "headline"
    SHORTFALL = "shortfall"
    SURPLUS = "surplus"
    EVEN = "even"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Subject:
    """What a row of the comparison is about, in words."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True)
class Finding:
    """What stands out of one opgave on one term."""

    term: Term
    opgave: str
    kind: FindingKind
    text: str


def findings_in_words(
    rows: Iterable[ComparisonRow],
    subjects: Mapping[str, Subject],
    headline: str,
    peildata: Mapping[Term, date],
) -> tuple[Finding, ...]:
    """Per term the headline first, then shortfalls, then what is above its opgave; in each of these
    the order of the opgaven. An opgave of which the region has no number stands out nowhere."""
    told = [
        _finding_of(row, subjects[row.opgave], row.opgave == headline, peildata[row.term])
        for row in rows
        if row.target or row.opgave == headline
    ]
    kinds, terms = list(FindingKind), list(Term)
    return tuple(sorted(told, key=lambda f: (terms.index(f.term), kinds.index(f.kind))))


def _finding_of(row: ComparisonRow, subject: Subject, is_headline: bool, day: date) -> Finding:
    if is_headline:
        return Finding(row.term, row.opgave, FindingKind.HEADLINE, finding(row, subject.unit, day))
    text = f"{subject.name}, {_in_a_sentence(finding(row, subject.unit, day))}"
    return Finding(row.term, row.opgave, kind_of(row), text)


def kind_of(row: ComparisonRow) -> FindingKind:
    difference = row.net_differences[Level.PLEDGED]
    if difference is None:
        return FindingKind.UNKNOWN
    if difference.amount == 0:
        return FindingKind.EVEN
    return FindingKind.SHORTFALL if difference.amount < 0 else FindingKind.SURPLUS


def _in_a_sentence(text: str) -> str:
    return text[0].lower() + text[1:]


def finding(row: ComparisonRow, unit: str, peildatum: date) -> str:
    """`Zonder wat vóór 31 december 2024 afloopt: al 46 plekken meer dan de opgave van 2.691; …`"""
    day = date_format(peildatum, "j F Y")
    if row.tally is None:
        return f"Op {day}: nog van geen enkele gemeente een aantal bekend{_against(row)}."
    expires = row.tally.expiring_at(Level.PLEDGED)
    begin = f"Zonder wat vóór {day} afloopt" if expires else f"Op {day}"
    return f"{begin}: {_number(row, unit)}; {_completeness(row)}."


def _number(row: ComparisonRow, unit: str) -> str:
    difference = row.net_differences[Level.PLEDGED]
    if difference is None:
        amount = row.tally.net_at(Level.PLEDGED) if row.tally else 0
        return f"{counted(amount, unit)}{_against(row)}"
    places, goal = counted(abs(difference.amount), unit), _goal(row)
    if difference.amount == 0:
        return f"precies {goal}"
    if difference.amount > 0:
        return f"{'' if difference.complete else 'al '}{places} meer dan {goal}"
    if difference.complete:
        return f"een tekort van {places} op {goal}"
    return f"nog {places} niet gedekt van {goal}"


def counted(amount: int, unit: str) -> str:
    """`1 plek`, `1.200 plekken`."""
    return f"{format_number(amount)} {ONE.get(unit, unit) if amount == 1 else unit}"


def _goal(row: ComparisonRow) -> str:
    return f"de opgave van {_told(row.target)}" if row.target else "de opgave"


def _against(row: ComparisonRow) -> str:
    """Why there is no difference."""
    if row.target is None:
        return ", er is geen opgave bekend"
    return f", de opgave is {_told(row.target)}"


def _told(target: TargetNumber) -> str:
    """How sure a number is, is said wherever it is told."""
    amount = format_number(target.amount)
    return f"{amount} ({target.remark})" if target.remark else amount


def _completeness(row: ComparisonRow) -> str:
    missing = row.municipalities - row.known
    if not missing and not row.partial:
        return "alle gemeenten zijn bekend"
    if not missing:
        whose = "gemeente" if row.partial == 1 else "gemeenten"
        return f"van {row.partial} {whose} is een deel nog niet bekend"
    absent = _absent(missing, row)
    return f"{absent} en van {row.partial} is een deel nog niet bekend" if row.partial else absent


def _absent(missing: int, row: ComparisonRow) -> str:
    """Who handed in, and does not know this number yet, is not absent."""
    one = missing == 1
    if missing == sum(not version.handed_in for version in row.counted.versions):
        return f"{missing} {'gemeente ontbreekt' if one else 'gemeenten ontbreken'} nog"
    return f"van {missing} {'gemeente' if one else 'gemeenten'} is nog geen aantal bekend"
