import logging
import os
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from common.made_files import forget_outdated, make_next, say_worker_is_here
from common.mail import deliver

logger = logging.getLogger(__name__)

PAUSE = 1  # second
REST_WITHOUT_DATABASE = 5
PAUSE_BETWEEN_FILES = 0.3  # somebody is waiting for it


class Command(BaseCommand):
    """What waits for another machine, or takes long, is done here and never in a request.

    Files are made in a thread of their own: mail has to be sent in the main one, which can be woken
    when a mail server says nothing.
    """

    help = (
        "Verstuurt de mails die klaarstaan en maakt de bestanden waar iemand op wacht, tot het "
        "wordt gestopt. Mag op meer machines tegelijk draaien."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--while-runs",
            type=int,
            metavar="PID",
            help="stop ook als dit proces is gestopt",
        )

    def handle(self, *args: object, while_runs: int | None, **options: object) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):  # what is under way is finished first
            signal.signal(number, lambda *_: stopping.set())
        files = threading.Thread(target=_make_files, args=[stopping])
        files.start()
        while not stopping.is_set():
            _try(stopping, say_worker_is_here)
            _try(stopping, self._deliver)
            stopping.wait(PAUSE)
            if while_runs is not None and not _runs(while_runs):
                stopping.set()
        files.join()

    def _deliver(self) -> None:
        done = deliver()
        if done.sent or done.failed:
            self.stdout.write(f"{done.sent} mails verzonden, {done.failed} niet gelukt.")


def _make_files(stopping: threading.Event) -> None:
    while not stopping.is_set():
        _try(stopping, _make_all, stopping)
        stopping.wait(PAUSE_BETWEEN_FILES)


def _make_all(stopping: threading.Event) -> None:
    forget_outdated()
    while not stopping.is_set() and make_next():
        pass


def _try(stopping: threading.Event, work: Callable[..., None], *arguments: object) -> None:
    """When the database is away, rest a little."""
    close_old_connections()
    try:
        work(*arguments)
    except DatabaseError as error:
        logger.error("the database is away; the worker tries again: %s", error)
        stopping.wait(REST_WITHOUT_DATABASE)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
