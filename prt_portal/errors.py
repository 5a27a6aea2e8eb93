"""When a page cannot be made: the database is away for a moment, or the portal has a fault."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TRY_AGAIN_AFTER = 30  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """Neither page needs the database, a person or a context processor."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        answer = HttpResponse(render_to_string("503.html"), status=503)
        answer["Retry-After"] = str(TRY_AGAIN_AFTER)
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)
