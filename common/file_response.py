"""A file that takes long to make, as the answer to a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from common.made_files import Order, make, ordered, worker_is_here
from common.models import MadeFile

WAIT = 10.0  # seconds
PAUSE = 0.2
RELOAD = 3  # seconds, on the page of who still has to wait

# Who waits holds a thread of the server: when this many do, the next waits at the page.
MOST_WAITING = 2
_waiting = BoundedSemaphore(MOST_WAITING)

# In the address of who waits: which file that was. A draft is another one at every request.
AGAIN = "bestand"


@dataclass(frozen=True)
class Download:
    """`order` is called only when the file was not ordered already; `back` is the page that offered
    it; `query` is what its address asks, and asks again."""

    name: str
    media_type: str
    subject: str
    order: Callable[[], Order]
    back: str
    query: str = ""


def file_response(request: HttpRequest, download: Download) -> HttpResponse:
    """The bytes, if they can be there within ten seconds; else 202 and a page that asks again.

    Asking again holds no thread: eight people who wait would hold them all. Without a worker the
    file is made here and now.
    """
    before = _ordered_before(request, download)
    file = before or ordered(download.order())
    content = _content_within(0 if before else WAIT, file)
    if content is not None:
        return _attachment(content, download)
    return _come_back(request, file, download)


def _ordered_before(request: HttpRequest, download: Download) -> MadeFile | None:
    key = request.GET.get(AGAIN, "")
    return MadeFile.objects.filter(key=key, subject=download.subject).first() if key else None


def _content_within(seconds: float, file: MadeFile) -> bytes | None:
    """None while it is not there, and when it could not be made."""
    if file.made_at is None and not worker_is_here():
        return make(file)
    if file.made_at is None:
        if seconds and _waiting.acquire(blocking=False):
            try:
                _wait(seconds, file)
            finally:
                _waiting.release()
        file.refresh_from_db()
    return None if file.content is None else bytes(file.content)


def _wait(seconds: float, file: MadeFile) -> None:
    end = time.monotonic() + seconds
    while file.made_at is None and not file.has_failed and time.monotonic() < end:
        time.sleep(PAUSE)
        file.refresh_from_db(fields=["made_at", "attempts"])


def _attachment(content: bytes, download: Download) -> HttpResponse:
    response = HttpResponse(content, content_type=download.media_type)
    response["Content-Disposition"] = f'attachment; filename="{download.name}"'
    return response


def _come_back(request: HttpRequest, file: MadeFile, download: Download) -> HttpResponse:
    context = {
        "has_failed": file.has_failed,
        "name": download.name,
        "back": download.back,
        "again": f"{request.path}?{_asking_again(download.query, file)}",
        "seconds": RELOAD,
    }
    response = render(
        request, "common/file_being_made.html", context, status=503 if file.has_failed else 202
    )
    if not file.has_failed:
        response["Retry-After"] = str(RELOAD)
    return response


def _asking_again(query: str, file: MadeFile) -> str:
    asked = QueryDict(query, mutable=True)
    asked[AGAIN] = file.key
    return asked.urlencode()
