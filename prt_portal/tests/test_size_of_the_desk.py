"""How large the first page of the desk is, and how many queries it asks, in a province and in a
table of all municipalities of the country."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.builders import make_person
from common import clock
from prt_portal.bench.fill import Filling
from prt_portal.bench.region import invented_region, load_drenthe
from submissions.enums import EventKind
from submissions.models import Event

MOST_QUERIES = 12


@pytest.mark.parametrize(("size", "kilobytes"), [(1, 60), (12, 60), (342, 300)])
@pytest.mark.django_db
def test_dashboard_stays_small(client: Client, size: int, kilobytes: int) -> None:
    """Everybody has handed in, was reminded, has more time and asks for more."""
    round_ = invented_region(load_drenthe(), size)
    filling = Filling(round_, 6)
    filling.hand_in()
    past_closing = round_.closes_at + timedelta(days=9)
    round_.submissions.update(extended_until=past_closing)
    leader = make_person("p@test.example", Role.PROJECT_LEADER, regietafel=round_.regietafel)
    Event.objects.bulk_create(
        Event(submission=submission, kind=kind, at=clock.now(), by=leader)
        for submission in filling.submissions
        for kind in (EventKind.REMINDED, EventKind.MORE_TIME_ASKED)
    )
    client.force_login(leader)
    address = reverse("regietafel:dashboard", args=[round_.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert len(captured) == MOST_QUERIES
    assert len(page.content) <= kilobytes * 1000
