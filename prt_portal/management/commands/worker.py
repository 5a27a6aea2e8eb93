import logging
import os
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseErrors
from django.db import close_old_connections

from common.made_files import forget_outdated, make_next, say_worker_is_here
from common.mail import deliver

logger = logging.getLogger(__name__)

PAUSE = 1  # second
PAUSE_BETWEEN_FILES = 0.3  # somebody is waiting for it
TURNS_BETWEEN_REMOVALS = 2000  # ten minutes


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
        presence, mail = Work(say_worker_is_here), Work(_deliver)
        while not stopping.is_set():
            presence.do()
            mail.do()
            stopping.wait(PAUSE)
            if while_runs is not None and not _runs(while_runs):
                stopping.set()
        files.join()


@dataclass
class Work:
    """Done over and over."""

    work: Callable[[], object]
    told: str = ""

    def do(self) -> None:
        close_old_connections()
        try:
            self.work()
        except DatabaseErrors as error:
            self._tell_once("the database is away; the worker tries again: %s", error)
        except Exception as error:  # the other work goes on, and so does this one
            self._tell_once("the worker tries again: %r", error)
        else:
            self.told = ""

    def _tell_once(self, sentence: str, error: Exception) -> None:
        """Every second the same would fill the log while the database is away for a night."""
        reason = str(error).strip()
        if reason != self.told:
            logger.error(sentence, reason)
        self.told = reason


def _deliver() -> None:
    done = deliver()
    if done.sent or done.failed:
        logger.info("%s mails verzonden, %s niet gelukt.", done.sent, done.failed)


def _make_files(stopping: threading.Event) -> None:
    removal, next_file = Work(forget_outdated), Work(make_next)
    for turn in count():
        if stopping.wait(PAUSE_BETWEEN_FILES):
            return
        next_file.do()
        if turn % TURNS_BETWEEN_REMOVALS == 0:
            removal.do()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
