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
from rounds.models import Round

LINES = 40
MUNICIPALITIES = 342


@dataclass(frozen=True)
class Plan:
    """How many seconds after the start each part of the measuring comes to an end."""

    large: bool
    young: float
    grown: float
    busy: float


FULL = Plan(large=True, young=70, grown=485, busy=540)
QUICK = Plan(large=False, young=25, grown=60, busy=68)


@dataclass(frozen=True)
class Outcome:
    """`rows` are measured with a history. Of what the round of twelve reads: `young` before there
    was one, `busy` after a long story in the round itself."""

    young: list[Measured]
    rows: list[Measured]
    busy: list[Measured]
    load: float


class Run:
    """In a database that is empty and serves nothing else."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.started = plan, time.monotonic()

    def outcome(self) -> Outcome:
        _prepare()
        small = Filling(load_drenthe(), LINES)
        _hand_in(small)
        with running_site() as port:
            self.site = Site(port, Processes())
            bijdrage = Bijdrage(self.site, small.submissions[0])
            bijdrage.prepare()
            desk, own = desk_work(self.site, small.round), bijdrage.reading()
            young = self._measured("without history", [*desk, *own], self.plan.young)
            rounds = [small.round, *self._grow(small)]
            works = [work for round_ in rounds for work in desk_work(self.site, round_)]
            works += [*own, *bijdrage.writing(), self._ten_lines(small)]
            works += [overview_workbook(self.site, round_) for round_ in rounds]
            rows = self._measured("with history", works, self.plan.grown)
            small.add_long_stories()
            busy = self._measured("with a long story", [*desk, *own], self.plan.busy)
        return Outcome(young, rows, busy, os.getloadavg()[1])

    def _grow(self, small: Filling) -> list[Round]:
        """The history of the small region; the large one, with its history."""
        self._say("filling")
        add_history(small)
        if not self.plan.large:
            return []
        large = Filling(invented_region(small.round, MUNICIPALITIES), LINES)
        _hand_in(large)
        add_history(large)
        return [large.round]

    def _ten_lines(self, small: Filling) -> Work:
        """In a round of which nobody has begun."""
        empty = copy_round(small.round, "2024-leeg", small.round.regietafel)
        return ten_lines(self.site, empty)

    def _measured(self, what: str, works: list[Work], until: float) -> list[Measured]:
        """Each work gets an equal part of the time that is left."""
        self._say(f"measuring {what}")
        _settle()
        rows = []
        for number, work in enumerate(works):
            left = self.started + until - time.monotonic()
            row = measure(work, self.site.passer_by(), left / (len(works) - number))
            rows.append(row)
            self._say(f"  {work.name}, {len(row.trials)} times")
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
