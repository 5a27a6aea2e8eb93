"""What was measured, as docs/performance.md."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median, median_high

from django.db import connection
from django.template.loader import render_to_string

from prt_portal.bench.measure import Measured, Quartiles, cpu, in_bare_pages, wall
from prt_portal.bench.run import LINES, Outcome
from prt_portal.bench.visitor import Cost
from prt_portal.bench.work import Goal

EMPTY_PAGE_GOAL = 3  # bare pages


def document(outcome: Outcome) -> str:
    pages = [row for row in outcome.rows if not _is_workbook(row)]
    workbooks = [row for row in outcome.rows if _is_workbook(row)]
    tables = {
        "work": _table(
            ["work", "goal", "CPU", "wall", "queries", "CPU of server + database", "kB"],
            [_empty_page(outcome.rows), *map(_row, pages)],
        ),
        "workbooks": _table(
            ["work", "CPU", "wall", "MiB", "queries"], map(_workbook_row, workbooks)
        ),
        "history": _table(
            ["work", "without history", "with five rounds", "and a long story", "queries"],
            [_history_row(outcome, young) for young in outcome.young],
        ),
    }
    text = render_to_string("bench/performance.md", _machine(outcome) | tables)
    return f"{text.rstrip()}\n"


def _machine(outcome: Outcome) -> dict[str, object]:
    number = os.cpu_count() or 1
    cores = {1: "one core", 2: "two cores", 4: "four cores"}.get(number, f"{number} cores")
    return {
        "date": f"{date.today():%-d %B %Y}",
        "cores": cores,
        "load": f"{outcome.load:.1f}",
        "database": _version_of_the_database(),
        "python": platform.python_version(),
        "lines": LINES,
    }


def _version_of_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version: str = cursor.fetchone()[0]
    return version.split(" ")[0]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _empty_page(rows: Sequence[Measured]) -> list[str]:
    """Measured in bare pages, as one row of the table."""
    found, trials = in_bare_pages(rows, cpu), [trial for row in rows for trial in row.trials]
    costs = [trial.empty for trial in trials]
    of_cpu = _emphasised(_spread(found), found.middle > EMPTY_PAGE_GOAL)
    return [
        "the portal’s empty page",
        f"≤ {EMPTY_PAGE_GOAL} bare pages",
        of_cpu,
        _spread(in_bare_pages(rows, wall)),
        str(median_high(cost.queries for cost in costs)),
        _milliseconds(costs),
        _kilobytes(costs[0].size),
    ]


def _row(row: Measured) -> list[str]:
    goal, ratio = row.work.goal, row.in_empty_pages(cpu)
    costs = [trial.page for trial in row.trials]
    return [
        row.work.name,
        _goal(goal),
        _emphasised(_spread(ratio), goal.pages is not None and ratio.middle > goal.pages),
        _spread(row.in_empty_pages(wall)),
        _emphasised(str(row.queries), goal.queries is not None and row.queries > goal.queries),
        _milliseconds(costs),
        _kilobytes(costs[-1].size),
    ]


def _goal(goal: Goal) -> str:
    return f"≤ {goal.queries} queries" if goal.queries else f"≤ {goal.pages:g} empty pages"


def _workbook_row(row: Measured) -> list[str]:
    mebibytes = row.trials[-1].page.size / 1024**2
    return [
        row.work.name,
        f"{row.middle(cpu):.1f} s",
        f"{row.middle(wall):.1f} s",
        f"{mebibytes:.2f}",
        str(row.queries),
    ]


def _is_workbook(row: Measured) -> bool:
    return row.work.goal == Goal()


def _history_row(outcome: Outcome, young: Measured) -> list[str]:
    name = young.work.name
    later = [_called(name, outcome.rows), _called(name, outcome.busy)]
    before = young.in_empty_pages(cpu)
    numbers = [row.queries for row in (young, *later)]
    return [
        name,
        _spread(before),
        *(f"{_spread(ratio)}, {_change(before, ratio)}" for ratio in _ratios(later)),
        ", ".join(map(str, numbers)),
    ]


def _called(name: str, rows: Iterable[Measured]) -> Measured:
    return next(row for row in rows if row.work.name == name)


def _ratios(rows: Iterable[Measured]) -> list[Quartiles]:
    return [row.in_empty_pages(cpu) for row in rows]


def _change(before: Quartiles, after: Quartiles) -> str:
    return f"{after.middle / before.middle - 1:+.0%}"


def _spread(found: Quartiles) -> str:
    return f"{found.middle:.1f} ({found.low:.1f}–{found.high:.1f})"


def _emphasised(text: str, above: bool) -> str:
    return f"**{text}**" if above else text


def _milliseconds(costs: Sequence[Cost]) -> str:
    """Of server and database each the median."""
    web = median(cost.web for cost in costs)
    database = median(cost.database for cost in costs)
    return f"{web * 1000:,.0f} + {database * 1000:,.0f} ms"


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f}" if size else "–"
