"""What was measured, as docs/performance.md."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from prt_portal.bench.measure import Measured, Quartiles, cpu, in_bare_pages, wall
from prt_portal.bench.run import Outcome
from prt_portal.bench.visitor import Cost
from prt_portal.bench.work import Goal

EMPTY_PAGE_GOAL = 3  # bare pages

HEAD = """\
# How much work are the pages?

    script/bench            measures all of this again and writes this page, within ten minutes
    script/bench --quick    twelve municipalities only, in a minute and a half; prints

Made by `script/bench` on {date}, on a machine with {cores} that others used as well (load {load:.1f}), with PostgreSQL {database} and
Python {python}. Nobody passes or fails here: goals are what we want, and tests watch over the numbers of queries.

## How to read it

- **A bare page** is one query and one template in Django, behind the same middleware, nobody signed in. **An empty page** is the portal's own page
  around a text, `/privacy/`, for somebody who is signed in: it has the menu and the name of the person, and nothing to count.
- Work is measured in empty pages of the same person, asked for just before it. Each number is the median of these ratios, with the
  quartiles behind it: a busy machine slows both. **CPU** is that of the server and of the database together, and says most; **wall** is what a
  visitor waits for on a machine this busy.
- One server process with one thread and one process of PostgreSQL do all work, so that their CPU can be read. The database keeps house
  (vacuum) before the measuring and not during it, and uses no parallel queries.
- Each municipality handed in 40 lines, a third of them in two versions, with shares that partners confirmed or not, lines that
  expire or begin too late, and warnings. There are five earlier rounds with as many lines, some with 2,000 events of one municipality.
- Queries are counted with savepoints, without the begin and end of a transaction. kB is the page as the server sends it.
- *Ten lines* is ten times: open the form, save, and see the page after it. *Save a line* is the last two of these. *Upload* ends where the
  differences would be shown.

A number in **bold** is above its goal.
"""


def document(outcome: Outcome) -> str:
    others = [row for row in outcome.rows if not _is_workbook(row)]
    sections = [
        HEAD.format(**_machine(outcome)),
        "## The table\n",
        _table(
            ["work", "goal", "CPU", "wall", "queries", "CPU of server + database", "kB"],
            [_empty_page(outcome.rows), *map(_row, others)],
        ),
        "\n## The overview workbook\n",
        _table(
            ["work", "CPU", "wall", "MiB", "queries"],
            [_workbook(row) for row in outcome.rows if _is_workbook(row)],
        ),
        "\n## What history costs\n",
        "The goal: as many queries with history as without it, and CPU within a tenth. A long story is"
        " 2,000 events of one municipality in the\nround itself; the CPU is in empty pages.\n",
        _table(
            ["work", "without history", "with five rounds", "and a long story", "queries"],
            [_history(outcome, young) for young in outcome.young],
        ),
    ]
    return "\n".join(sections) + "\n"


def _machine(outcome: Outcome) -> dict[str, object]:
    number = os.cpu_count() or 1
    cores = {1: "one core", 2: "two cores", 4: "four cores"}.get(number, f"{number} cores")
    return {
        "date": f"{date.today():%-d %B %Y}",
        "cores": cores,
        "load": outcome.load,
        "database": connection.pg_version // 10_000,
        "python": platform.python_version(),
    }


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
        str(max(cost.queries for cost in costs)),
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


def _workbook(row: Measured) -> list[str]:
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


def _history(outcome: Outcome, young: Measured) -> list[str]:
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
    web = Quartiles.of(cost.web for cost in costs).middle
    database = Quartiles.of(cost.database for cost in costs).middle
    return f"{web * 1000:,.0f} + {database * 1000:,.0f} ms"


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f}" if size else "–"
