"""One run: fill, serve, measure."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection

from prt_portal.bench.fill import Filling, add_history
from prt_portal.bench.measure import Measured, measure
from prt_portal.bench.region import copy_round, invented_region, load_drenthe
from prt_portal.bench.site import running_site
from prt_portal.bench.visitor import Processes
from prt_portal.bench.work import Bijdrage, Site, Work, desk_work, overview_workbook, ten_lines

LINES = 40
MUNICIPALITIES = 342


@dataclass(frozen=True)
class Plan:
    """`history` and `all` are the seconds after which the measuring without history, and the whole
    run, come to an end."""

    large: bool
    history: float
    all: float


FULL = Plan(large=True, history=60, all=540)
QUICK = Plan(large=False, history=25, all=70)


@dataclass(frozen=True)
class Outcome:
    """`young` are the same pages as some of `rows`, before there was a history."""

    plan: Plan
    young: list[Measured]
    rows: list[Measured]
    load: float

    def before(self, row: Measured) -> Measured | None:
        return next((young for young in self.young if young.work.name == row.work.name), None)


class Run:
    """In a database that is empty and serves nothing else."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.started = plan, time.monotonic()

    def outcome(self) -> Outcome:
        _prepare()
        drenthe = load_drenthe()
        filling = Filling(drenthe, LINES)
        _hand_in(filling)
        _settle()
        with running_site() as port:
            self.site = Site(port, Processes())
            submission = drenthe.submissions.select_related("round", "municipality").all()[0]
            bijdrage = Bijdrage(self.site, submission)
            bijdrage.prepare()
            read = [*desk_work(self.site, drenthe), *bijdrage.reading()]
            self._say("measuring without history")
            young = self._measured(read, self.plan.history)
            self._say("filling")
            works = [*read, *bijdrage.writing(), *self._more(filling)]
            _settle()
            self._say("measuring")
            rows = self._measured(works, self.plan.all)
        return Outcome(self.plan, young, rows, os.getloadavg()[1])

    def _more(self, filling: Filling) -> list[Work]:
        """What is measured only when everything is filled, which is done here."""
        drenthe = filling.round
        empty = copy_round(drenthe, "2024-leeg", drenthe.regietafel)
        add_history(filling)
        works = [ten_lines(self.site, empty), overview_workbook(self.site, drenthe)]
        if self.plan.large:
            large = Filling(invented_region(drenthe, MUNICIPALITIES), LINES)
            _hand_in(large)
            add_history(large)
            works += desk_work(self.site, large.round)
            works.append(overview_workbook(self.site, large.round))
        return works

    def _measured(self, works: list[Work], until: float) -> list[Measured]:
        """Each gets an equal part of the time that is left."""
        rows = []
        for number, work in enumerate(works):
            left = self.started + until - time.monotonic()
            row = measure(work, self.site.passer_by(), left / (len(works) - number))
            rows.append(row)
            self._say(f"{work.name}, {len(row.trials)} times")
        return rows

    def _say(self, text: str) -> None:
        print(f"{time.monotonic() - self.started:4.0f} s  {text}", flush=True)


def _hand_in(filling: Filling) -> None:
    """Everybody once, and every third municipality an addition."""
    filling.hand_in()
    filling.hand_in(number=2, one_in=3)


def _prepare() -> None:
    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _settle() -> None:
    """The database does no work of its own while is measured, and none beside its one process."""
    _execute(
        [
            "ALTER SYSTEM SET autovacuum = off",
            "ALTER SYSTEM SET max_parallel_workers_per_gather = 0",
            "SELECT pg_reload_conf()",
            "VACUUM ANALYZE",
            "CHECKPOINT",
        ]
    )


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
