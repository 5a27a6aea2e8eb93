"""The SQL of triggers that refuse, in the words of each database.

A refusal is stored as one trigger of the same name, on PostgreSQL with a function of that name. The
text is compared with what is stored: a trigger is made again when its text has changed.
"""

from dataclasses import dataclass

PREFIX = "frozen_"
THE_ONLY_WAY = "only inside lifted() of common/frozen.py can it be done"


@dataclass(frozen=True)
class Refusal:
    """One operation that is refused on each row for which `when` holds.

    `when` is SQL that both databases read, about OLD and NEW. TRUNCATE empties whole tables, so it
    has no `when`; SQLite does not know it.
    """

    table: str
    operation: str
    because: str
    when: str = "TRUE"

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table}_{self.operation}".lower()

    @property
    def message(self) -> str:
        """In English: people never see it, unless an action is wrong."""
        refused = f"{self.operation} of {self.table} refused: {self.because}"
        return f"{refused}; {THE_ONLY_WAY}."


class Sqlite:
    """Lifted while there is a row in a small table. No transaction can leave it there: the row
    points at another that does not exist, which SQLite refuses at the commit."""

    operations = frozenset({"INSERT", "UPDATE", "DELETE"})
    stored = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    prepare = (
        "CREATE TABLE IF NOT EXISTS frozen_lifted (id INTEGER PRIMARY KEY, never INTEGER NOT NULL"
        " REFERENCES frozen_lifted (id) DEFERRABLE INITIALLY DEFERRED)",
    )
    is_lifted = "SELECT EXISTS (SELECT 1 FROM frozen_lifted)"
    lift = "INSERT INTO frozen_lifted (id, never) VALUES (1, 0)"
    hold = "DELETE FROM frozen_lifted"

    def text(self, refusal: Refusal) -> str:
        when = refusal.when.replace("IS NOT DISTINCT FROM", "IS")  # before SQLite 3.39
        return (  # of what stands in our own code
            f"CREATE TRIGGER {refusal.name} BEFORE {refusal.operation} ON {refusal.table}\n"  # noqa: S608
            f"WHEN ({when}) AND NOT EXISTS (SELECT 1 FROM frozen_lifted)\n"
            f"BEGIN SELECT RAISE(ABORT, '{refusal.message}'); END"
        )

    def create(self, refusal: Refusal) -> tuple[str, ...]:
        return (self.text(refusal),)

    def drop(self, name: str, table: str) -> str:
        return f"DROP TRIGGER {name}"


class Postgresql:
    """Lifted by a setting of the transaction, which ends with it."""

    operations = frozenset({"INSERT", "UPDATE", "DELETE", "TRUNCATE"})
    # A trigger that somebody disabled has no text here, and so is made again.
    stored = (
        "SELECT tgname, tgrelid::regclass::text, CASE tgenabled WHEN 'D' THEN '' ELSE prosrc END"
        " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname LIKE %s AND pg_table_is_visible(tgrelid)"
    )
    prepare = ()
    is_lifted = "SELECT current_setting('prt.lifted', true) = 'on'"
    lift = "SELECT set_config('prt.lifted', 'on', true)"
    hold = "SELECT set_config('prt.lifted', '', true)"

    def text(self, refusal: Refusal) -> str:
        """The body of the function: in the condition of a trigger no other table can be read."""
        row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(refusal.operation, "NEW")
        return (
            f"BEGIN IF ({refusal.when})\n"
            "AND current_setting('prt.lifted', true) IS DISTINCT FROM 'on' THEN\n"
            f"RAISE EXCEPTION USING MESSAGE = '{refusal.message}',"
            " ERRCODE = 'integrity_constraint_violation';\n"
            f"END IF; RETURN {row}; END"
        )

    def create(self, refusal: Refusal) -> tuple[str, ...]:
        each = "STATEMENT" if refusal.operation == "TRUNCATE" else "ROW"
        return (
            f"CREATE OR REPLACE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $frozen${self.text(refusal)}$frozen$",
            f"CREATE TRIGGER {refusal.name} BEFORE {refusal.operation} ON {refusal.table}"
            f" FOR EACH {each} EXECUTE FUNCTION {refusal.name}()",
        )

    def drop(self, name: str, table: str) -> str:
        return f"DROP TRIGGER {name} ON {table}"


Dialect = Sqlite | Postgresql


def dialect_of(vendor: str) -> Dialect:
    return Postgresql() if vendor == "postgresql" else Sqlite()
