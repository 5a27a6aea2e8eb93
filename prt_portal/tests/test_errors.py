"""A fault, and a database that is away for a moment, in words and never as an empty page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from prt_portal import pages

ADDRESS = "/uitleg/"


@pytest.fixture
def failing(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], Any]:
    """failing(error): what a visitor gets when making the page raises it."""
    client.raise_request_exception = False

    def get(error: Exception) -> Any:
        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(pages, "render", fail)
        return client.get(ADDRESS)

    return get


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_visitor_is_asked_to_come_back_when_the_database_is_away(
    failing: Callable[[Exception], Any], error: type[Exception]
) -> None:
    answer = failing(error("server closed the connection unexpectedly"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Het portaal is even niet bereikbaar" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("error", [ProgrammingError, ValueError])
def test_fault_of_the_portal_is_called_a_fault(
    failing: Callable[[Exception], Any], error: type[Exception]
) -> None:
    answer = failing(error("stuk"))
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.content.decode()
