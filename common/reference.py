"""Reading the CSV files of reference data, which use Dutch column names and words.

What does not fit raises ValueError with a sentence for the person who made the file.
"""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

from django.db.models import Choices, Model

Record = TypeVar("Record", bound=Model)
Member = TypeVar("Member", bound=Choices)


class Row(dict[str, str]):
    """A row that says which column is missing from which file."""

    def __init__(self, values: dict[str, str], path: Path) -> None:
        super().__init__(values)
        self.path = path

    def __missing__(self, column: str) -> NoReturn:
        raise ValueError(f"{self.path.name} heeft geen kolom {column!r}")


def read_rows(path: Path) -> list[Row]:
    """All rows; `utf-8-sig` because Excel writes a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [Row(values, path) for values in csv.DictReader(stream)]
    if not rows:
        raise ValueError(f"{path.name} heeft geen rijen")
    return rows


def yes(text: str) -> bool:
    if text not in ("ja", "nee"):
        raise ValueError(f"{text!r} is geen 'ja' of 'nee'")
    return text == "ja"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(
            f"{text!r} heeft geen tijdzone: schrijf bijvoorbeeld 2024-04-01T00:00:00+02:00"
        )
    return value


def create_or_change(
    model: type[Record],
    key: dict[str, object],
    fields: dict[str, object],
    at_first: dict[str, object] | None = None,
) -> Record:
    """The record with this key, made or changed; `at_first` is only for a new one.

    A record that already says all this is not saved again, so that its history tells real changes
    only. Raises ValidationError for what the model does not accept.
    """
    record = model._default_manager.filter(**key).first() or model(**key, **(at_first or {}))
    if record.pk is None or any(getattr(record, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(record, name, value)
        record.full_clean()
        record.save()
    return record


def by_label(choices: Iterable[Member], text: str) -> Member:
    """The enum member with this Dutch label."""
    labels = {choice.label: choice for choice in choices}
    if text not in labels:
        raise ValueError(f"{text!r} is geen van: {', '.join(labels)}")
    return labels[text]
