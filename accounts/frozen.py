"""What of the accounts no code changes any more: the triggers that `common/frozen.py` makes."""

from collections.abc import Iterable

from django.apps.registry import Apps

from common.frozen_sql import Refusal

EXPORTS = "accounts_exportevent"


def refusals(apps: Apps) -> Iterable[Refusal]:
    """None while the table is not there yet, or not any more."""
    if "exportevent" in apps.all_models["accounts"]:
        for operation in ("UPDATE", "DELETE", "TRUNCATE"):
            yield Refusal(EXPORTS, operation, "what was taken along stays")
