"""Reading the CSV files of reference data, which use Dutch column names and words.

Also as a Dutch Excel saves them: with semicolons, in Windows-1252, with `2.691` for a number and
`31-12-2024` for a date. What does not fit raises ValueError with a sentence that names file, line
and column, for the person who made the file.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Choices, Model

from common.dates import parse_date
from common.numbers import parse_whole_number

LARGEST_NUMBER = 100_000_000  # more than the inhabitants of any country with this law

Record = TypeVar("Record", bound=Model)
Member = TypeVar("Member", bound=Choices)
Value = TypeVar("Value")


class Row(dict[str, str]):
    """A line of a file; what it cannot give is told with the place where it should stand."""

    def __init__(self, values: Mapping[str, str | None], path: Path, line: int) -> None:
        super().__init__({name: (text or "").strip() for name, text in values.items() if name})
        self.path, self.line = path, line

    def __missing__(self, column: str) -> NoReturn:
        raise ValueError(f"{self.path.name} heeft geen kolom {column!r}")

    def whole(self, column: str) -> int:
        number = self._read(column, _whole)
        if number is None:
            self.refuse(column, "Vul een heel aantal in.")
        return number

    def whole_or_none(self, column: str) -> int | None:
        """The column itself may be absent."""
        return self._read(column, _whole) if column in self else None

    def day(self, column: str) -> date | None:
        return self._read(column, parse_date)

    def moment(self, column: str) -> datetime:
        value = self._read(column, datetime.fromisoformat)
        if value.tzinfo is None:
            self.refuse(column, "Schrijf de tijdzone erbij, zoals in 2024-04-01T00:00:00+02:00.")
        return value

    def yes(self, column: str) -> bool:
        return self.one_of({"ja": True, "nee": False}, column)

    def label(self, choices: Iterable[Member], column: str) -> Member:
        """The enum member with this Dutch label."""
        return self.one_of({str(choice.label): choice for choice in choices}, column)

    def one_of(self, words: Mapping[str, Value], column: str) -> Value:
        text = self[column].casefold()
        for word, value in words.items():
            if word.casefold() == text:
                return value
        known = ", ".join(word or "leeg" for word in words)
        self.refuse(column, f"Dit is geen van: {known}.")

    def refuse(self, column: str, what_to_do: str) -> NoReturn:
        raise ValueError(
            f"{self.path.name}, regel {self.line}, kolom {column}: {self[column]!r}. {what_to_do}"
        )

    def _read(self, column: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self[column])
        except ValidationError as error:
            self.refuse(column, error.messages[0])
        except ValueError:
            self.refuse(column, "Schrijf een moment als 2024-04-01T00:00:00+02:00.")


def _whole(text: str) -> int | None:
    return parse_whole_number(text, LARGEST_NUMBER)


def read_rows(path: Path) -> list[Row]:
    text = _text(path.read_bytes())
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [Row(values, path, reader.line_num) for values in reader if any(values.values())]
    except csv.Error as error:
        raise ValueError(f"{path.name}, regel {reader.line_num}: {error}") from error
    if not rows:
        raise ValueError(f"{path.name} heeft geen rijen")
    return rows


def _text(content: bytes) -> str:
    """UTF-8, with or without a mark at the start, or what Excel in Western Europe writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


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
