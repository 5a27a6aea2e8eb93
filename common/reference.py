"""Reading the CSV files of reference data, which use Dutch column names and words."""

import csv
from datetime import date, datetime
from pathlib import Path


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def yes(text: str) -> bool:
    return text == "ja"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def by_label(choices, text: str):
    """The enum member with this Dutch label. Raises KeyError with the words that do exist."""
    labels = {choice.label: choice for choice in choices}
    if text not in labels:
        raise KeyError(f"{text!r} is geen van: {', '.join(labels)}")
    return labels[text]
