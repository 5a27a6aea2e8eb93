"""The worker as a process of its own, beside a mail server of the test."""

import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings as portal_settings
from django.db import InterfaceError, OperationalError

from common.known import known
from common.mail import Delivery
from common.tests.test_mail import BadServer, hang, take_everything
from prt_portal.management.commands import worker

WAIT = 20  # seconds


@pytest.fixture
def mail_server() -> Iterator[BadServer]:
    server = BadServer(take_everything)
    yield server
    server.socket.close()


@pytest.fixture
def manage(tmp_path: Path, mail_server: BadServer) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a command; nothing of it is left when the test ends, however it ends."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "prt_portal.settings",
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
    }

    started: list[subprocess.Popen] = []

    def start(*arguments: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=portal_settings.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_worker_sends_what_another_process_stored_and_stops_when_asked(
    manage: Callable[..., subprocess.Popen], mail_server: BadServer, tmp_path: Path
) -> None:
    assert manage("migrate", "--verbosity", "0").wait(120) == 0
    assert manage("createcachetable").wait(WAIT) == 0
    process = manage("worker")
    assert manage("sendtestemail", "a@assen.example").wait(WAIT) == 0
    database = sqlite3.connect(tmp_path / "portal.sqlite3")

    def is_sent() -> bool:
        found = database.execute("SELECT sent_at IS NOT NULL, text FROM common_mail").fetchall()
        return found == [(1, "")]

    until(is_sent)
    assert mail_server.visits == 1
    log = known(process.stdout)
    assert select.select([log], [], [], WAIT)[0], "nothing in the log while it runs"
    assert log.readline() == "1 mails verzonden, 0 niet gelukt.\n"
    process.send_signal(signal.SIGTERM)
    assert process.wait(WAIT) == 0


def test_worker_makes_the_file_that_somebody_waits_for(
    manage: Callable[..., subprocess.Popen], mail_server: BadServer, tmp_path: Path
) -> None:
    """Also while a mail server says nothing."""
    mail_server.behaviour = hang
    assert manage("migrate", "--verbosity", "0").wait(120) == 0
    assert manage("createcachetable").wait(WAIT) == 0
    assert manage("sendtestemail", "a@assen.example").wait(WAIT) == 0
    process = manage("worker")
    until(lambda: mail_server.visits == 1)
    database = sqlite3.connect(tmp_path / "portal.sqlite3")
    html = "<html lang='nl'><title>Versie 1</title><p>Versie 1</p></html>"
    with database:
        database.execute(
            "INSERT INTO common_madefile (key, subject, maker, source, is_frozen, ordered_at,"
            " attempts) VALUES ('k', 'versie 1', 'pdf', ?, 1, ?, 0)",
            [html, datetime.now(UTC).isoformat(" ")],
        )

    def content() -> bytes:
        ((found,),) = database.execute("SELECT content FROM common_madefile").fetchall()
        return found or b""

    until(lambda: content().startswith(b"%PDF"))
    process.kill()
    process.wait(WAIT)


def test_worker_stops_with_the_server_beside_it(
    manage: Callable[..., subprocess.Popen],
) -> None:
    """As in script/server. The database is not there yet: that does not stop it."""
    server = subprocess.Popen(["sleep", "60"])
    process = manage("worker", "--while-runs", str(server.pid))
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(4)
    server.kill()
    server.wait()
    assert process.wait(WAIT) == 0


def test_work_goes_on_after_whatever_goes_wrong(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    job = Mock(side_effect=[ValueError("vreemd"), InterfaceError("weg"), Delivery()])
    work = worker.Work(job)
    for _ in range(3):
        work.do()
    assert job.call_count == 3
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


def test_worker_tells_once_that_the_database_is_away(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    away = OperationalError("connection refused")
    work = worker.Work(Mock(side_effect=[away, away, away, Delivery(), away]))
    for _ in range(5):
        work.do()
    told = "the database is away; the worker tries again: connection refused"
    assert caplog.messages == [told, told]
