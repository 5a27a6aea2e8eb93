"""Ways to fill and to empty the database of the tests; quick ones on PostgreSQL."""

from collections.abc import Callable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import Style, no_style
from django.db import connection, transaction

from common.frozen_sql import Sqlite

COPY = "filled"
# Made by `migrate`, and by each `flush` when they are away.
KEPT = {"django_content_type", "auth_permission"}
# Neither those of keys to other tables nor those that guard what is frozen.
NO_TRIGGERS = "SET LOCAL session_replication_role = replica;"


def empty_quickly() -> None:
    """Let `flush` empty what is frozen too, and on PostgreSQL delete rows where there are any:
    TRUNCATE makes new files for every table."""
    operations = type(connection.ops)  # a test with a browser may get another connection
    on_postgresql = connection.vendor == "postgresql"
    flush = staticmethod(_deletes) if on_postgresql else _lifted(operations.sql_flush)
    setattr(operations, "sql_flush", flush)  # noqa: B010 (in the place of its method)


def _lifted(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """As `common.frozen.lifted`, for what `flush` runs in one transaction."""

    def statements(*arguments: object, **options: bool) -> list[str]:
        return [Sqlite.lift, *flush(*arguments, **options), Sqlite.hold]

    return statements


def _deletes(_style: Style, tables: Sequence[str], **_options: bool) -> list[str]:
    names = [connection.ops.quote_name(name) for name in _not_empty(tables) if name not in KEPT]
    # Names of our own tables, here and below.
    return [NO_TRIGGERS, *(f"DELETE FROM {name};" for name in names)] if names else []  # noqa: S608


def _all_tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True)


def _not_empty(tables: Sequence[str]) -> list[str]:
    quote = connection.ops.quote_name
    found = "SELECT '{}' WHERE EXISTS (SELECT FROM {})"
    parts = (found.format(name, quote(name)) for name in sorted(tables))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [name for (name,) in cursor.fetchall()]


class Copy:
    """What `make` puts in an empty database; PostgreSQL keeps a copy of it in a second schema."""

    def __init__(self, make: Callable[[], None]) -> None:
        self.make = make
        self.tables: list[str] = []
        self.numbers: list[tuple[str, int]] = []

    def fill(self) -> None:
        if connection.vendor != "postgresql":
            self.make()
        elif self.tables:
            self._put_back()
        else:
            self.make()
            self._keep()

    def _keep(self) -> None:
        tables = _not_empty(_all_tables())
        self.tables = [connection.ops.quote_name(name) for name in tables if name not in KEPT]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {COPY}")
            for name in self.tables:
                cursor.execute(f"CREATE TABLE {COPY}.{name} AS TABLE public.{name}")
            cursor.execute(
                "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value "
                "> 0"
            )
            self.numbers = cursor.fetchall()

    def _put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NO_TRIGGERS)
            for statement in _deletes(no_style(), _all_tables()):
                cursor.execute(statement)
            for name in self.tables:
                cursor.execute(f"INSERT INTO public.{name} TABLE {COPY}.{name}")
            for name, last in self.numbers:
                cursor.execute("SELECT setval(%s, greatest(%s, nextval(%s)))", [name, last, name])
        ContentType.objects.clear_cache()
