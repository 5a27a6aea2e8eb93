"""How many queries the pages of somebody who fills in may ask, and the first page of the desk.

At a municipality with forty lines, shares both ways, an addition in the making, and a history.
"""

from itertools import cycle

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import Municipality
from accounts.tests.builders import make_person
from common import clock
from prt_portal.bench.visitor import FormReader
from regietafel.tests.region import OPGAVEN, confirm, editor_of, hand_in, line, load_drenthe
from rounds.models import Round
from submissions.enums import EventKind
from submissions.handing_in.actions import start_addition
from submissions.models import Event, Submission

OWN = "Assen"
CODE = "GM0106"
LAST = "De laatste"  # without a share


def addressed(name: str, *arguments: object) -> str:
    return reverse(f"submissions:{name}", args=["2024", CODE, *arguments])


def story(lines: int, neighbours: int, events: int) -> Round:
    """OWN has handed in so many lines, one with each neighbour, works on an addition, and got as
    many shares from them; so many things happened before."""
    round_ = load_drenthe()
    others = list(Municipality.objects.exclude(name=OWN).order_by("-name")[:neighbours])
    codes = cycle(code for code in OPGAVEN if code != "asiel_totaal")
    partners = {number: other.name for number, other in enumerate(others)}
    own = [
        line(
            next(codes) if number < lines - 1 else "flex",
            10,
            10,
            shares={partners[number]: (1, 2)} if number in partners else None,
            location_name=f"Locatie {number}" if number < lines - 1 else LAST,
            open_ended=True,
        )
        for number in range(lines)
    ]
    hand_in(round_, OWN, *own)
    for other in others:
        hand_in(round_, other.name, line("asiel", 30, 30, shares={OWN: (3, 4)}, open_ended=True))
        confirm(other.name, OWN)
        confirm(OWN, other.name)
    submission = Submission.objects.get(round=round_, municipality__name=OWN)
    editor = editor_of(submission.municipality)
    start_addition(submission, editor)
    Event.objects.bulk_create(
        Event(submission=submission, kind=EventKind.LINE_SAVED, at=clock.now(), by=editor)
        for _ in range(events)
    )
    return round_


class Visit:
    """Counts the queries of what somebody does: savepoints are none."""

    def __init__(self, round_: Round) -> None:
        submission = Submission.objects.get(round=round_, municipality__name=OWN)
        self.line_id = (
            submission.versions.working_copies().get().lines.get(location_name=LAST).line_id
        )
        self.own, self.desk = Client(), Client()
        self.own.force_login(editor_of(submission.municipality))
        self.desk.force_login(
            make_person(
                "projectleider@test.example", Role.PROJECT_LEADER, regietafel=round_.regietafel
            )
        )
        self.where = ""
        for client in (self.own, self.desk):
            client.get(reverse("privacy_statement"))

    def queries(self) -> dict[str, list[str]]:
        line = addressed("line", self.line_id)
        self.desk.get(reverse("regietafel:dashboard", args=["2024"]))
        return {
            "empty page": self._get(reverse("privacy_statement")),
            "task list": self._get(addressed("task_list")),
            "dashboard": self._get(reverse("regietafel:dashboard", args=["2024"]), self.desk),
            "line form": self._get(line),
            "save": self._save(line, amount_long="17"),
            "save with a warning": self._save(line, amount_long="7"),
            "page after saving": self._get(self.where),
            "new line form": self._get(addressed("line_add", "flex")),
            "save a new line": self._save(addressed("line_add", "flex"), location_name="Nieuw"),
            "save the header": self._save(addressed("header"), remarks="Anders"),
        }

    def _get(self, address: str, client: Client | None = None) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert (client or self.own).get(address).status_code == 200
        return counted(captured)

    def _save(self, address: str, **typed: str) -> list[str]:
        form = FormReader()
        form.feed(self.own.get(address).content.decode())
        with CaptureQueriesContext(connection) as captured:
            saved = self.own.post(address, form.fields | typed)
        assert saved.status_code == 302
        self.where = saved["Location"]
        return counted(captured)


def counted(captured: CaptureQueriesContext) -> list[str]:
    asked = (query["sql"] for query in captured)
    return [sql for sql in asked if "SAVEPOINT" not in sql]


@pytest.fixture(scope="module")
def queries(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Per page those of a small story, and of a long one."""
    return _told(django_db_blocker, 2, 1, 0), _told(django_db_blocker, 40, 11, 300)


def _told(blocker: DjangoDbBlocker, *how_much: int) -> dict[str, list[str]]:
    with blocker.unblock(), transaction.atomic():
        found = Visit(story(*how_much)).queries()
        transaction.set_rollback(True)
    return found


LIMITS = {
    "empty page": 4,
    "task list": 15,
    "dashboard": 12,
    "line form": 9,
    "save": 15,
    "save with a warning": 16,
    "page after saving": 13,
    "new line form": 9,
    "save a new line": 12,
    "save the header": 16,
}


@pytest.mark.parametrize("page", LIMITS)
def test_no_more_queries_than(
    queries: tuple[dict[str, list[str]], dict[str, list[str]]], page: str
) -> None:
    asked = queries[1][page]
    assert len(asked) <= LIMITS[page], "\n".join(asked)


@pytest.mark.parametrize("page", LIMITS)
def test_the_same_number_however_much_there_is(
    queries: tuple[dict[str, list[str]], dict[str, list[str]]], page: str
) -> None:
    few, many = (found[page] for found in queries)
    assert len(few) == len(many), "\n".join(few)
