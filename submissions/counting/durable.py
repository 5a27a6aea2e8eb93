"""Which lines are durable, and which end before the peildatum. Plain data in, plain data out."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date, timedelta

from rounds.enums import Term
from submissions.counting.inputs import AsylumParts, CountedLine, RoundRules


def expires_before(last_day: date | None, peildatum: date) -> bool:
    """A last day on the peildatum itself is still there that day."""
    return last_day is not None and last_day < peildatum


def durable_lines(
    lines: Sequence[CountedLine], asylum: AsylumParts, rules: RoundRules, term: Term
) -> set[Hashable]:
    """The ids of the durable lines: long enough by themselves, large enough with their location."""
    lasting = {line.line_id for line in lines if lasts_long_enough(line, rules)}
    return lasting & large_enough(lines, asylum, rules, term)


def large_enough(
    lines: Sequence[CountedLine], asylum: AsylumParts, rules: RoundRules, term: Term
) -> set[Hashable]:
    """The ids of the asylum lines whose location has the round's places.

    A part of the asylum total that this round does not count adds nothing to the size of a
    location. With `sum_small_sites` all lines of the municipality that last long enough may reach
    the number of places together.
    """
    judged = [line for line in lines if line.opgave in asylum.codes and line.counts]
    places: dict[Hashable, int] = defaultdict(int)
    for line in judged:
        adds = lasts_long_enough(line, rules) if rules.sum_small_sites else True
        if adds and line.opgave in asylum.counting:
            places[_site(line, rules)] += line.amount(term)
    return {line.line_id for line in judged if places[_site(line, rules)] >= rules.durable_places}


def is_left_out(
    line: CountedLine, is_durable: bool, asylum: AsylumParts, rules: RoundRules, term: Term
) -> bool:
    """Whether this round leaves the line out of the long term because it is not durable."""
    only_durable = rules.durable_only and term == Term.LONG
    return only_durable and line.opgave in asylum.counting and not is_durable


def _site(line: CountedLine, rules: RoundRules) -> Hashable:
    """A location that is not known yet is a site of its own."""
    if rules.sum_small_sites:
        return "all"
    return line.location or line.line_id


def lasts_long_enough(line: CountedLine, rules: RoundRules) -> bool:
    """Open-ended, or from the first to the last day, both included, at least the round's years."""
    if line.open_ended:
        return True
    if line.last_day is None:
        return False
    first_day = line.first_day or rules.open_since
    return line.last_day + timedelta(days=1) >= _years_after(first_day, rules.durable_years)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year without one
        return date(day.year + years, 3, 1)
