"""The portal as it runs in production, with one process and one thread of Python, so that its CPU
can be read."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection

HOST = "127.0.0.1"
STARTS_WITHIN = 60  # seconds
STOPS_WITHIN = 10


@contextmanager
def running_site() -> Iterator[int]:
    """The port, which is a free one."""
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        process = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, "-m", "gunicorn", *_options(listener.fileno())],
            pass_fds=[listener.fileno()],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "prt_portal.bench.settings"},
        )
        try:
            _wait_until_it_answers(port, process)
            yield port
        finally:
            _stop(process)


def _options(listener: int) -> list[str]:
    return [
        "prt_portal.wsgi:application",
        f"--bind=fd://{listener}",
        "--worker-class=gthread",
        "--workers=1",
        "--threads=1",
        "--timeout=300",
        "--log-level=warning",
        "--no-control-socket",
    ]


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with closing(HTTPConnection(HOST, port, timeout=STARTS_WITHIN)) as connection:
            try:
                connection.request("GET", "/gezond/")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
        time.sleep(0.2)
    raise RuntimeError("The portal does not start.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
