"""Rows that no code changes any more, guarded by the database itself (docs/adr/0011).

An app says which, in `frozen.py`, and calls `guard` when it is ready. The triggers are made after
`migrate` and taken away before it: SQLite makes a table anew to change it, and then loses its
triggers or stumbles over them. Nothing else in the portal listens to a signal.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as installed
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_migrate, pre_migrate

from common.frozen_sql import PREFIX, Dialect, Refusal, dialect_of

Refusals = Callable[[Apps], Iterable[Refusal]]
"""What an app declares; of the models as they are after this `migrate`, which may go back."""


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Inside it the triggers let everything pass, for this transaction only.

    It is a transaction itself, or a part of one that is undone as a whole: an error takes the
    lifting back too.
    """
    connection = connections[using]
    dialect = dialect_of(connection.vendor)
    with transaction.atomic(using), connection.cursor() as cursor:
        outermost = not is_lifted(cursor, dialect)
        if outermost:
            cursor.execute(dialect.lift)
        yield
        if outermost:
            cursor.execute(dialect.hold)


def is_lifted(cursor: CursorWrapper, dialect: Dialect) -> bool:
    cursor.execute(dialect.is_lifted)
    return bool(cursor.fetchone()[0])


def guard(config: AppConfig, refusals: Refusals) -> None:
    """Keep the triggers of this app as they are declared, whatever `migrate` does."""

    def before(using: str, plan: list[Any], **_: object) -> None:
        if plan:
            drop(using, config.label)

    def after(using: str, apps: Apps = installed, **_: object) -> None:
        make(using, config.label, refusals(apps))

    pre_migrate.connect(before, sender=config, weak=False)
    post_migrate.connect(after, sender=config, weak=False)


def drop(using: str, label: str) -> None:
    connection = connections[using]
    dialect = dialect_of(connection.vendor)
    with transaction.atomic(using), connection.cursor() as cursor:
        for name, table, _ in stored(using, label):
            cursor.execute(dialect.drop(name, table))


def make(using: str, label: str, refusals: Iterable[Refusal]) -> None:
    """Nothing is done where they stand already: this runs after every `migrate` and `flush`."""
    connection = connections[using]
    dialect = dialect_of(connection.vendor)
    known = [refusal for refusal in refusals if refusal.operation in dialect.operations]
    if stored(using, label) == {(one.name, one.table, dialect.text(one)) for one in known}:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        drop(using, label)
        created = (statement for one in known for statement in dialect.create(one))
        for statement in (*dialect.prepare, *created):
            cursor.execute(statement)


def stored(using: str, label: str) -> set[tuple[str, str, str]]:
    """Name, table and text of each trigger of an app that stands in the database."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(dialect_of(connection.vendor).stored, [f"{PREFIX}{label}_%"])
        return set(cursor.fetchall())
