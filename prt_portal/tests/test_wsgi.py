"""The portal as a server loads it: whole, before the first request, and without a database."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

LOADED = """
import gc, sys
import prt_portal.wsgi
from django.db import connection
is_whole = "submissions.editing.views" in sys.modules
print(gc.get_freeze_count() > 100_000, is_whole, connection.connection)
"""


def test_portal_is_loaded_and_set_aside_when_a_server_starts() -> None:
    """What is loaded is shared by the processes of a server; a connection must not be."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "postgres://prt@127.0.0.1:1/portal",
    }
    answer = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["True", "True", "None"]
