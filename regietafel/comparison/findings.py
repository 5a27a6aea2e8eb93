"""What stands out of a row of the comparison, as one sentence. Plain data in, plain data out.

Net before gross, and never without saying how much is known (docs/begrippen.md, "Tellen").
"""

from datetime import date

from django.utils.formats import date_format

from common.numbers import format_number
from regietafel.comparison.compare import ComparisonRow
from submissions.counting.levels import Level

ONE = {"plekken": "plek", "personen": "persoon", "woningen": "woning"}


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
        return f"{_counted(amount, unit)}{_against(row)}"
    places, goal = _counted(abs(difference.amount), unit), _goal(row)
    if difference.amount == 0:
        return f"precies {goal}"
    if difference.amount > 0:
        return f"{'' if difference.complete else 'al '}{places} meer dan {goal}"
    if difference.complete:
        return f"een tekort van {places} op {goal}"
    return f"nog {places} niet gedekt van {goal}"


def _counted(amount: int, unit: str) -> str:
    return f"{format_number(amount)} {ONE.get(unit, unit) if amount == 1 else unit}"


def _goal(row: ComparisonRow) -> str:
    return f"de opgave van {format_number(row.target.amount)}" if row.target else "de opgave"


def _against(row: ComparisonRow) -> str:
    """Why there is no difference."""
    if row.target is None:
        return ", er is geen opgave bekend"
    if not row.target.comparable:
        return f", de opgave is {format_number(row.target.amount)} ({row.target.remark})"
    return f", de opgave is {format_number(row.target.amount)}"


def _completeness(row: ComparisonRow) -> str:
    missing = row.municipalities - row.known
    partly = f"van {row.partial} is een deel nog niet bekend" if row.partial else ""
    if not missing:
        return partly or "alle gemeenten zijn bekend"
    absent = _absent(missing, row)
    return f"{absent} en {partly}" if partly else absent


def _absent(missing: int, row: ComparisonRow) -> str:
    """Who handed in, and does not know this number yet, is not absent."""
    one = missing == 1
    if missing == sum(not version.handed_in for version in row.counted.versions):
        return f"{missing} {'gemeente ontbreekt' if one else 'gemeenten ontbreken'} nog"
    return f"van {missing} {'gemeente' if one else 'gemeenten'} is nog geen aantal bekend"
