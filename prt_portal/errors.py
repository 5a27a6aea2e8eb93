"""When a page cannot be made: the database is away, the disk is full, or the portal has a fault."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TRY_AGAIN_AFTER = 30  # seconds

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


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
