"""What is frozen, for the tests of its triggers."""

import pytest
from django.db import IntegrityError
from django.db.models import Model

from submissions.models import (
    Answer,
    Attachment,
    Event,
    Explanation,
    Line,
    QuestionMessage,
    Share,
    StoredFile,
    Version,
)

# Per model a column that says something, so that a change is a change.
PARTS: dict[type[Model], str] = {
    Answer: "reason",
    Attachment: "name",
    Explanation: "text",
    Line: "place",
    Share: "amount_short",
}
WHOLE: dict[type[Model], str] = {Version: "remarks", Event: "detail", QuestionMessage: "text"}
CHANGING = [*PARTS.items(), *WHOLE.items(), (StoredFile, "media_type")]
KEPT = [*PARTS, *WHOLE]


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else ""


def table_of(model: type[Model]) -> str:
    return model._meta.db_table


def refused(operation: str, model: type[Model]) -> pytest.RaisesExc[IntegrityError]:
    said = f"{operation} of {table_of(model)} refused: .*; only inside lifted()"
    return pytest.raises(IntegrityError, match=said.replace("()", r"\(\)"))
