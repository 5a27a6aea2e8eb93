"""Files that take long to make: ordered by a page, made once by the worker, kept for a while."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string

from common.models import MadeFile

logger = logging.getLogger(__name__)

# Longer than any file takes: what was begun before that, was begun by a worker that is gone.
LONGEST_MAKING = timedelta(minutes=5)

WORKER = "worker"
# A worker says so more often, but may be waiting for a mail server in between.
WORKER_IS_HERE_SECONDS = 60


@dataclass(frozen=True)
class Order:
    """`maker` is a name of settings.FILE_MAKERS: a function from `source`, all it needs, to bytes.

    `subject` is what the file is of. `is_frozen`: that never changes, so the file is kept longer.
    """

    maker: str
    subject: str
    source: str
    is_frozen: bool

    @property
    def key(self) -> str:
        return sha256(f"{self.maker}\n{self.subject}\n{self.source}".encode()).hexdigest()


def ordered(order: Order) -> MadeFile:
    """The file, made or still to be made; ordered now when nobody did before."""
    file, _ = MadeFile.objects.get_or_create(
        key=order.key,
        defaults={
            "subject": order.subject,
            "maker": order.maker,
            "source": order.source,
            "is_frozen": order.is_frozen,
            "ordered_at": timezone.now(),
        },
    )
    return file


def worker_is_here() -> bool:
    return cache.get(WORKER) is not None


def say_worker_is_here() -> None:
    cache.set(WORKER, True, WORKER_IS_HERE_SECONDS)


def make_next() -> bool:
    """Make the file that waits longest; False when there is none. Never raises for its content."""
    for file in MadeFile.objects.waiting(timezone.now() - LONGEST_MAKING)[:1]:
        if _take(file):
            try:
                make(file)
            except Exception:
                logger.exception("file not made: %s", file)
                MadeFile.objects.filter(pk=file.pk).update(taken_at=None)
        return True
    return False


def _take(file: MadeFile) -> bool:
    """False when another worker was first."""
    free = MadeFile.objects.waiting(timezone.now() - LONGEST_MAKING)
    mine = free.filter(pk=file.pk, attempts=file.attempts)
    return bool(mine.update(taken_at=timezone.now(), attempts=file.attempts + 1))


def make(file: MadeFile) -> bytes:
    """Raises whatever the maker raises."""
    maker: Callable[[str], bytes] = import_string(settings.FILE_MAKERS[file.maker])
    content = maker(file.source)
    MadeFile.objects.filter(pk=file.pk).update(content=content, made_at=timezone.now(), source="")
    return content


def forget_outdated() -> int:
    """How many files were removed."""
    number, _ = MadeFile.objects.outdated(timezone.now()).delete()
    return number
