"""What the pages of the portal are measured with: a bare page, and headers that say what a page
was."""

import os
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.models import Municipality

QUERIES = "X-Bench-Queries"
WEB_PROCESS = "X-Bench-Web-Process"
DATABASE_PROCESS = "X-Bench-Database-Process"
NAMES = 12


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """The least that Django does for a page: one query and one template, nobody signed in."""
    names = Municipality.objects.values_list("name", flat=True)[:NAMES]
    return HttpResponse(render_to_string("bench/bare.html", {"names": names}))


class CostMiddleware:
    """Around all other middleware: counts the queries of a request, and says which processes it
    kept busy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = QueryCounter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response[QUERIES] = str(counter.number)
        response[WEB_PROCESS] = str(os.getpid())
        response[DATABASE_PROCESS] = str(_backend())
        return response


class QueryCounter:
    """Of everything that goes through a cursor: savepoints too, the begin and end of a transaction
    not."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.number += 1
        return execute(*arguments)


def _backend() -> int:
    """The process of PostgreSQL that serves this connection."""
    connection.ensure_connection()
    return int(connection.connection.get_backend_pid())
