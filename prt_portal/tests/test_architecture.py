"""Rules about the project as a whole: who imports whom, locked packages, and which settings refuse
to start."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

PROJECT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "3Jx-9vQmW_7bTzKd2LrYpHs5NcAe8GfUo1RiVkMwXq4BtDjZ6CyEhSnPgFuLa0",
    "ALLOWED_HOSTS": "portal.example",
    "PRT_BASE_URL": "https://portal.example",
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "smtp+tls://portal:geheim@mail.provincie.nl:587",
    "DEFAULT_FROM_EMAIL": "PRT-portaal <prt@provincie.nl>",
    "SECURITY_CONTACT": "beveiliging@provincie.nl",
    "TOTP_KEYS": "u4Kp9sVn2Qx7Lm5Rt8Yw3Zb6Hc1Jd0Fg4Ae7Bk9Cn2Dq",
    "DJANGO_SETTINGS_MODULE": "prt_portal.settings",
}


@pytest.fixture
def manage(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """manage("check", PRT_DEMO="1"): manage.py in its own process, with the environment of a
    production server."""

    def run(
        *arguments: str, without: tuple[str, ...] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        variables = (
            PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"} | environment
        )
        variables = {name: value for name, value in variables.items() if name not in without}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env={"PATH": os.environ["PATH"]} | variables,
            capture_output=True,
            text=True,
        )

    return run


def pinned(lock: str) -> dict[str, int]:
    """Name and version of every package in a lock file, with the number of its hashes."""
    entries = re.split(r"\n(?=[a-z0-9])", (PROJECT / lock).read_text(), flags=re.IGNORECASE)
    return {
        e.split(" ")[0].strip(): e.count("--hash=sha256:") for e in entries if not e.startswith("#")
    }


def test_imports_run_one_way() -> None:
    """In its own process: import-linter switches off every logger that exists, and later tests read
    theirs."""
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=PROJECT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True)


def test_deploy_check_is_silent_in_production(
    manage: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_deploy_check_refuses_demo(manage: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    result = manage("check", "--deploy", PRT_DEMO="1")
    assert result.returncode == 1
    assert "PRT_DEMO" in result.stderr


def test_deploy_check_refuses_debug(
    manage: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert manage("check", "--deploy", "--fail-level", "WARNING", DEBUG="1").returncode == 1


def test_moved_date_refused_outside_demo(
    manage: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = manage("check", PRT_TODAY="2024-03-12")
    assert result.returncode != 0
    assert "PRT_TODAY" in result.stderr


def test_start_refused_without_secret_key(
    manage: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = manage("check", without=["SECRET_KEY"])
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    packages = pinned(lock)
    assert len(packages) > 10
    assert [name for name, hashes in packages.items() if "==" not in name or not hashes] == []


def test_development_tests_the_versions_that_are_served() -> None:
    assert set(pinned("requirements.txt")) <= set(pinned("requirements-dev.txt"))
