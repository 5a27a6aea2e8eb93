"""The triggers stand in the database, and come back whatever a migration does to their tables."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction

from common.frozen import drop, make, stored
from common.frozen_sql import dialect_of
from submissions.frozen import refusals
from submissions.models import Event, Line, Version
from submissions.tests.builders import version_content

ROWS = {
    "answer": {"insert", "update", "delete"},
    "attachment": {"insert", "update", "delete"},
    "event": {"update", "delete"},
    "explanation": {"insert", "update", "delete"},
    "line": {"insert", "update", "delete"},
    "questionmessage": {"update", "delete"},
    "share": {"insert", "update", "delete"},
    "storedfile": {"update"},
    "version": {"update", "delete"},
}
BEFORE_LETTERS = "0002"  # one column of a version less


def expected() -> set[tuple[str, str]]:
    """Name and table of each trigger; PostgreSQL has a statement that empties a whole table too."""
    of_tables = {"truncate"} if connection.vendor == "postgresql" else set()
    return {
        (f"frozen_submissions_{table}_{operation}", f"submissions_{table}")
        for table, of_rows in ROWS.items()
        for operation in of_rows | (of_tables if table != "storedfile" else set())
    }


def present() -> set[tuple[str, str]]:
    return {(name, table) for name, table, _ in stored(DEFAULT_DB_ALIAS, "submissions")}


def texts() -> set[tuple[str, str, str]]:
    return stored(DEFAULT_DB_ALIAS, "submissions")


def migrate(*target: str) -> None:
    call_command("migrate", *target, verbosity=0)


def test_all_triggers_stand_in_the_database(db: None) -> None:
    assert present() == expected()


def test_triggers_are_made_again_when_they_are_gone(db: None) -> None:
    drop(DEFAULT_DB_ALIAS, "submissions")
    assert not present()
    make(DEFAULT_DB_ALIAS, "submissions", refusals(apps))
    assert present() == expected()


def test_triggers_are_made_again_when_their_text_has_changed(db: None) -> None:
    before = texts()
    earlier = [replace(one, because="of old") for one in refusals(apps)]
    make(DEFAULT_DB_ALIAS, "submissions", earlier)
    assert not before & texts()
    make(DEFAULT_DB_ALIAS, "submissions", refusals(apps))
    assert texts() == before


@pytest.mark.postgresql
def test_trigger_is_made_again_when_somebody_disabled_it(db: None) -> None:
    before = texts()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE submissions_event DISABLE TRIGGER ALL")
    assert texts() != before
    make(DEFAULT_DB_ALIAS, "submissions", refusals(apps))
    assert texts() == before


@pytest.fixture
def migrated_at_the_end(transactional_db: None) -> Iterator[None]:
    yield
    migrate()


def refused_in_sql() -> None:
    refused = pytest.raises(IntegrityError, match="UPDATE of submissions_version refused")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE submissions_version SET remarks = 'Iets anders'")


def test_triggers_and_rows_stay_when_migrations_go_back_and_forth(
    migrated_at_the_end: None, version_assen: Version
) -> None:
    before = version_content(Version.objects.get())
    migrate("submissions", BEFORE_LETTERS)
    assert present() == expected()
    refused_in_sql()
    migrate()
    assert present() == expected()
    refused_in_sql()
    assert version_content(Version.objects.get()) == before


def test_no_trigger_is_left_when_the_tables_are_gone(migrated_at_the_end: None) -> None:
    migrate("submissions", "zero")
    assert not present()
    migrate()
    assert present() == expected()


def test_triggers_come_with_migrate_when_data_stood_there_without_them(
    migrated_at_the_end: None, version_assen: Version
) -> None:
    drop(DEFAULT_DB_ALIAS, "submissions")
    Line.objects.update(place="Rolde")
    migrate()
    assert present() == expected()
    refused_in_sql()


def test_lifting_ends_with_its_transaction_when_nobody_ends_it(
    transactional_db: None, version_assen: Version
) -> None:
    """SQLite refuses the whole transaction, PostgreSQL forgets the lifting."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(dialect_of(connection.vendor).lift)
    except IntegrityError:
        assert connection.vendor == "sqlite"
    refused_in_sql()


def test_tables_are_emptied_between_tests_when_frozen(
    transactional_db: None, version_assen: Version
) -> None:
    call_command("flush", verbosity=0, interactive=False)
    assert not Version.objects.exists()
    assert not Event.objects.exists()
    assert present() == expected()
