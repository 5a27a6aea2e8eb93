import logging
import os
import signal
import threading
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from common.mail import deliver

logger = logging.getLogger(__name__)

PAUSE = 1  # second


class Command(BaseCommand):
    """What waits for another machine is done here and never in a request."""

    help = (
        "Verstuurt de mails die klaarstaan, tot het wordt gestopt. Mag op meer machines tegelijk "
        "draaien."
    )

    told = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--while-runs",
            type=int,
            metavar="PID",
            help="stop ook als dit proces is gestopt",
        )

    def handle(self, *args: object, while_runs: int | None, **options: object) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):  # the mail under way is finished first
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            self._work()
            stopping.wait(PAUSE)
            if while_runs is not None and not _runs(while_runs):
                return

    def _work(self) -> None:
        close_old_connections()
        try:
            done = deliver()
        except DatabaseError as error:
            self._tell_once(str(error).strip())
            return
        self.told = ""
        if done.sent or done.failed:
            logger.info("%s mails verzonden, %s niet gelukt.", done.sent, done.failed)

    def _tell_once(self, reason: str) -> None:
        """Every second the same would fill the log while the database is away for a night."""
        if reason != self.told:
            logger.error("the database is away; the worker tries again: %s", reason)
        self.told = reason


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
