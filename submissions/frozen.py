"""What of a bijdrage no code changes any more: the triggers that `common/frozen.py` makes.

A version with a number and all that hangs on it; what happened; what was said; the bytes of a file.
"""

from collections.abc import Iterable, Iterator

from django.apps.registry import Apps

from common.frozen_sql import Refusal

VERSION = "submissions_version"
CONTACT = ("contact_name", "contact_email", "contact_phone")
PARTS = ("answer", "attachment", "explanation", "line")
RECORDS = {
    "submissions_event": "what happened stays",
    "submissions_questionmessage": "what was said stays",
}
HANDED_IN = "a version that was handed in stays as it is"


def refusals(apps: Apps) -> Iterable[Refusal]:
    """None while the tables are not there yet, or not any more."""
    if "version" not in apps.all_models["submissions"]:
        return
    version = apps.get_model("submissions", "Version")
    yield from _of_version([str(field.column) for field in version._meta.concrete_fields])
    for part in PARTS:
        yield from _of_part(f"submissions_{part}", "version_id", VERSION, "id")
    lines = f"submissions_line JOIN {VERSION} ON {VERSION}.id = version_id"
    yield from _of_part("submissions_share", "line_id", lines, "submissions_line.id")
    for table, because in RECORDS.items():
        for operation in ("UPDATE", "DELETE", "TRUNCATE"):
            yield Refusal(table, operation, because)
    yield Refusal("submissions_storedfile", "UPDATE", "a file is named by its bytes")


def _of_version(columns: Iterable[str]) -> Iterator[Refusal]:
    """Whom to call about it may be emptied, when that is no longer needed."""
    emptied = [f"NEW.{name} IN (OLD.{name}, '')" for name in CONTACT]
    others = sorted(name for name in columns if name not in CONTACT)
    same = [f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in others]
    changed = f"OLD.number IS NOT NULL AND NOT ({' AND '.join([*emptied, *same])})"
    yield Refusal(VERSION, "UPDATE", HANDED_IN, changed)
    yield Refusal(VERSION, "DELETE", HANDED_IN, "OLD.number IS NOT NULL")
    yield Refusal(VERSION, "TRUNCATE", HANDED_IN)


def _of_part(table: str, key: str, whole: str, whole_key: str) -> Iterator[Refusal]:
    """Neither into a version that was handed in, nor in it, nor out of it."""
    rows = {"INSERT": f"NEW.{key}", "UPDATE": f"OLD.{key}, NEW.{key}", "DELETE": f"OLD.{key}"}
    for operation, keys in rows.items():
        frozen = f"FROM {whole} WHERE {whole_key} IN ({keys}) AND number IS NOT NULL"
        yield Refusal(table, operation, HANDED_IN, f"EXISTS (SELECT 1 {frozen})")
    yield Refusal(table, "TRUNCATE", HANDED_IN)
