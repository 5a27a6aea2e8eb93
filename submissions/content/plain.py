"""What a bijdrage says, as plain data: to lay a version, a working copy and a workbook side by
side, to store it as JSON, and to tell by a fingerprint whether it changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from submissions.content.fields import DATE_FIELDS, HEADER_FIELDS, LINE_FIELDS
from submissions.enums import AnswerKind

Shares = Mapping[str, tuple[int | None, int | None]]

Value = str | int | bool | date | Shares | None

Values = Mapping[str, Value]

HAS_LINES: Values = {"kind": AnswerKind.LINES.value, "reason": ""}


@dataclass(frozen=True)
class PlainLine:
    """One line.

    `line_id` is the same in every version of the line; `values` holds all of its fields by name,
    and under "shares" the amounts (short, long) of each partner by CBS code.
    """

    line_id: str
    opgave: str
    values: Values

    @property
    def shares(self) -> Shares:
        shares = self.values.get("shares")
        return shares if isinstance(shares, Mapping) else {}


@dataclass(frozen=True)
class PlainContent:
    """`answers` is keyed by the code of the opgave; one with lines is answered with `HAS_LINES`."""

    header: Values = field(default_factory=dict)
    answers: Mapping[str, Values] = field(default_factory=dict)
    lines: tuple[PlainLine, ...] = ()

    def to_json(self) -> dict[str, object]:
        return {
            "header": _to_json(self.header),
            "answers": {code: _to_json(answer) for code, answer in self.answers.items()},
            "lines": [
                {"line_id": line.line_id, "opgave": line.opgave, "values": _to_json(line.values)}
                for line in self.lines
            ],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "PlainContent":
        return cls(
            header=_from_json(stored["header"], HEADER_FIELDS),
            answers=stored["answers"],
            lines=tuple(
                PlainLine(
                    line["line_id"],
                    line["opgave"],
                    _from_json(line["values"], (*LINE_FIELDS, "shares")),
                )
                for line in stored["lines"]
            ),
        )

    def line(self, line_id: str) -> PlainLine | None:
        return next((line for line in self.lines if line.line_id == line_id), None)


def plain_fields(fields: Mapping[str, Value]) -> dict[str, Value]:
    """What a form holds; a choice as its code."""
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, str) else value


def _to_json(values: Values) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _from_json(stored: Mapping[str, Any], names: Iterable[str]) -> dict[str, Value]:
    """In the order of the form: a JSON object in the database has an order of its own."""
    return {name: _value_from_json(name, stored[name]) for name in names if name in stored}


def _value_from_json(name: str, value: Any) -> Value:
    if name in DATE_FIELDS and isinstance(value, str) and value:
        return date.fromisoformat(value)
    if name == "shares" and isinstance(value, Mapping):
        return {code: tuple(amounts) for code, amounts in value.items()}
    unchanged: Value = value
    return unchanged
