"""When a page cannot be made: what was asked makes no sense or is not for this person, the database
is away, the disk is full, or the portal has a fault.

No page here reads the form that was sent. Those of Django do, to check its token: a form that
cannot be read then fails a second time, and the person is told that the portal is broken.
"""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

TRY_AGAIN_AFTER = 30  # seconds

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without a person or a context processor: it may be the address itself that makes no sense."""
    return HttpResponse(render_to_string("400.html"), status=400)


def no_access(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """No page here needs the database, a person or a context processor."""
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return HttpResponse(render_to_string("507.html"), status=507)
    if isinstance(error, OperationalError | InterfaceError):
        answer = HttpResponse(render_to_string("503.html"), status=503)
        answer["Retry-After"] = str(TRY_AGAIN_AFTER)
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)
