"""What a desk tells beside its numbers: findings, who could meet whom, and places per month."""

from collections.abc import Sequence

from django.utils import timezone

from regietafel.comparison.compare import Comparison
from regietafel.comparison.desk import Desk
from regietafel.comparison.findings import Finding, Subject, findings_in_words
from regietafel.comparison.lines import LineRow
from regietafel.comparison.meetings import Meeting, meetings
from regietafel.comparison.months import MonthNumbers, PlacesInTime, places_per_month
from rounds.enums import Term
from submissions.counting.levels import LEVEL_OF, Level

FIRM_ENOUGH = (Level.FIRM, Level.PLEDGED)


def findings_of(desk: Desk, comparison: Comparison) -> tuple[Finding, ...]:
    subjects = {
        opgave.code: Subject(opgave.code, opgave.name, opgave.get_unit_display())
        for opgave in desk.loaded.opgaven
    }
    headline = desk.headline.code if desk.headline else ""
    peildata = {term: desk.round.term_date(term) for term in Term}
    return findings_in_words(comparison.rows, subjects, headline, peildata)


def meetings_of(desk: Desk, comparison: Comparison) -> tuple[Meeting, ...]:
    opgaven = {opgave.code: opgave.name for opgave in desk.loaded.opgaven}
    names = {code: municipality.name for code, municipality in desk.municipalities.items()}
    return meetings(comparison.rows, opgaven, names)


def months_of(desk: Desk, lines: Sequence[LineRow]) -> tuple[MonthNumbers, ...]:
    """Of every opgave, and of a total as the sum of what counts in it."""
    firm_enough = [row for row in lines if LEVEL_OF.get(row.line.commitment) in FIRM_ENOUGH]
    parts = {o.code: desk.counting_parts(o.code) or [o.code] for o in desk.loaded.opgaven}
    return places_per_month(
        map(_in_time, firm_enough),
        parts,
        timezone.localdate(desk.round.opens_at),
        {term: desk.round.term_date(term) for term in Term},
    )


def _in_time(row: LineRow) -> PlacesInTime:
    long = 0 if row.left_out else row.long
    line = row.line
    return PlacesInTime(
        line.opgave.code, row.short, long, line.available_from, line.available_until
    )
