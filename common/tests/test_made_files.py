"""Files that the worker makes: once per content, also when it fails, dies or has a colleague."""

import time
from datetime import timedelta
from threading import BoundedSemaphore

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from common import file_response as response_module
from common.file_response import Download, file_response
from common.made_files import (
    LONGEST_MAKING,
    Order,
    forget_outdated,
    make_next,
    ordered,
    say_worker_is_here,
    worker_is_here,
)
from common.models import MOST_ATTEMPTS, MadeFile

made: list[str] = []


def shout(source: str) -> bytes:
    made.append(source)
    return source.upper().encode()


def fail(source: str) -> bytes:
    made.append(source)
    raise ValueError(source)


@pytest.fixture(autouse=True)
def makers(settings: Settings, db: None) -> None:
    made.clear()
    cache.clear()
    here = "common.tests.test_made_files"
    settings.FILE_MAKERS = {"shout": f"{here}.shout", "fail": f"{here}.fail"}


def order(source: str = "brief", maker: str = "shout", is_frozen: bool = True) -> Order:
    return Order(maker, "2024 GM0106 versie 1", source, is_frozen)


def make_all() -> None:
    while make_next():
        pass


def test_same_content_is_made_once_however_often_it_is_ordered() -> None:
    for _ in range(3):
        ordered(order())
        make_all()
    assert made == ["brief"]
    assert bytes(MadeFile.objects.get().content or b"") == b"BRIEF"


def test_other_content_is_another_file() -> None:
    ordered(order("brief"))
    ordered(order("brief met antwoord"))
    ordered(Order("shout", "2024 GM0114 versie 1", "brief", True))
    make_all()
    assert made == ["brief", "brief met antwoord", "brief"]


def test_source_is_forgotten_when_the_file_is_there() -> None:
    ordered(order())
    make_all()
    assert MadeFile.objects.get().source == ""


def test_failing_file_is_tried_three_times_and_holds_up_no_other() -> None:
    ordered(order("kapot", "fail"))
    ordered(order("heel"))
    make_all()
    assert made == ["kapot"] * MOST_ATTEMPTS + ["heel"]
    assert [file.has_failed for file in MadeFile.objects.all()] == [True, False]


def test_file_of_a_worker_that_died_is_made_by_the_next() -> None:
    ordered(order())
    MadeFile.objects.update(taken_at=timezone.now(), attempts=1)
    make_all()
    assert made == []
    MadeFile.objects.update(taken_at=timezone.now() - LONGEST_MAKING - timedelta(seconds=1))
    make_all()
    assert made == ["brief"]


@pytest.mark.parametrize(
    ("is_frozen", "age", "left"),
    [
        (True, timedelta(days=29), 1),
        (True, timedelta(days=31), 0),
        (False, timedelta(minutes=59), 1),
        (False, timedelta(minutes=61), 0),
    ],
)
def test_file_is_kept_for_a_while(is_frozen: bool, age: timedelta, left: int) -> None:
    ordered(order(is_frozen=is_frozen))
    make_all()
    MadeFile.objects.update(ordered_at=timezone.now() - age)
    forget_outdated()
    assert MadeFile.objects.count() == left


def test_failed_file_can_be_asked_for_again_after_an_hour() -> None:
    ordered(order("kapot", "fail"))
    make_all()
    MadeFile.objects.update(ordered_at=timezone.now() - timedelta(minutes=61))
    forget_outdated()
    assert MadeFile.objects.count() == 0


def test_made_file_without_content_cannot_be_stored() -> None:
    file = ordered(order())
    with pytest.raises(IntegrityError):
        MadeFile.objects.filter(pk=file.pk).update(made_at=timezone.now())


# As the answer to a request


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_module, "WAIT", 0.05)
    monkeypatch.setattr(response_module, "PAUSE", 0.01)


def download(wanted: Order) -> Download:
    return Download("brief.pdf", "application/pdf", wanted.subject, lambda: wanted, "/terug/")


def ask(wanted: Order, query: str = ""):  # type: ignore[no-untyped-def]
    return file_response(RequestFactory().get(f"/brief.pdf{query}"), download(wanted))


def test_file_is_made_at_once_when_there_is_no_worker() -> None:
    answer = ask(order())
    assert answer.content == b"BRIEF"
    assert answer["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert ask(order()).content == b"BRIEF"
    assert made == ["brief"]


def test_worker_is_here_for_as_long_as_it_says_so() -> None:
    assert not worker_is_here()
    say_worker_is_here()
    assert worker_is_here()


@pytest.mark.usefixtures("impatient")
def test_who_waits_gets_a_page_that_asks_again_and_then_the_file() -> None:
    say_worker_is_here()
    waiting = ask(order("concept 10.00 uur", is_frozen=False))
    assert waiting.status_code == 202
    assert made == []
    key = MadeFile.objects.get().key
    assert f'content="3;url=/brief.pdf?bestand={key}"' in waiting.content.decode()
    make_all()
    later = ask(order("concept 10.01 uur", is_frozen=False), f"?bestand={key}")
    assert later.content == b"CONCEPT 10.00 UUR"
    assert made == ["concept 10.00 uur"]


@pytest.mark.usefixtures("impatient")
def test_file_of_another_subject_is_not_given_when_its_key_is_known() -> None:
    other = ordered(Order("shout", "2024 GM0114 versie 1", "geheim", True))
    make_all()
    assert ask(order(), f"?bestand={other.key}").content == b"BRIEF"


@pytest.mark.usefixtures("impatient")
def test_person_is_told_when_the_file_could_not_be_made() -> None:
    say_worker_is_here()
    wanted = order("kapot", "fail")
    ask(wanted)
    make_all()
    answer = ask(wanted)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "Het bestand kan nu niet worden gemaakt" in text
    assert "http-equiv" not in text


def test_who_comes_while_others_wait_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every thread of the server would be waiting, and nobody else could open a page."""
    monkeypatch.setattr(response_module, "_waiting", BoundedSemaphore(1))
    say_worker_is_here()
    with response_module._waiting:
        start = time.monotonic()
        assert ask(order()).status_code == 202
    assert time.monotonic() - start < 1
