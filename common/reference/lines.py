"""The lines of a CSV file under the columns of its head.

A line that does not fit under the head is refused: its texts would stand in the wrong columns.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from common.texts import as_seen

SIGNS = {",": "komma", ";": "puntkomma", "\t": "tab"}

# What Excel writes or wants above the head.
SEPARATOR = re.compile(r'"?sep=([^"\w ])"?[,;\t]*', re.IGNORECASE)

WRONG_QUOTES = (
    "de aanhalingstekens kloppen niet. Zet er een aan het begin en aan het eind van de tekst, en "
    "schrijf een aanhalingsteken in de tekst dubbel."
)


@dataclass(frozen=True)
class Head:
    """`number` is its line; a column without a name is an empty text."""

    file: str
    number: int
    delimiter: str
    columns: list[str]


def read_lines(text: str, file: str) -> tuple[Head, Iterator[tuple[int, dict[str, str]]]]:
    """The head, and then the values of every line that is not empty, with its number."""
    lines = text.split("\n")
    start, delimiter = _start(lines)
    split = _split(lines, start, delimiter, file)
    number, names = next(split, (1, []))
    head = Head(file, number, delimiter, _columns(names))
    _refuse_double_column(head)
    return head, ((number, _under(head, number, fields)) for number, fields in split if fields)


def _start(lines: list[str]) -> tuple[int, str]:
    """Where the head stands, and what separates its columns."""
    start = _first_filled(lines, 0)
    told = SEPARATOR.fullmatch(lines[start].strip(" ")) if start < len(lines) else None
    if told:
        return _first_filled(lines, start + 1), told[1]
    return start, max(SIGNS, key="".join(lines[start : start + 1]).count)


def _first_filled(lines: list[str], start: int) -> int:
    filled = (at for at, line in enumerate(lines) if at >= start and line.strip(' ,;\t"'))
    return next(filled, len(lines))


def _split(
    lines: list[str], start: int, delimiter: str, file: str
) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line; none for an empty line."""
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=delimiter, strict=True)
    while True:
        number = start + reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ValueError(f"{file}, regel {number}: {WRONG_QUOTES}") from error
        yield number, fields if any(map(str.strip, fields)) else []


def _columns(names: list[str]) -> list[str]:
    columns = [as_seen(name).casefold().replace(" ", "_") for name in names]
    while columns and not columns[-1]:
        columns.pop()
    return columns


def _refuse_double_column(head: Head) -> None:
    for column, times in Counter(head.columns).items():
        if column and times > 1:
            raise ValueError(
                f"{head.file}, regel {head.number}: de kolom ‘{column}’ staat meer dan één keer in "
                "de kop. Haal er een weg, of verbeter de naam."
            )


def _under(head: Head, number: int, fields: list[str]) -> dict[str, str]:
    expected = len(head.columns)
    fields = without_empty_end(fields, expected)
    if len(fields) != expected:
        raise ValueError(_does_not_fit(head, number, len(fields)))
    for place, (column, field) in enumerate(zip(head.columns, fields, strict=True), start=1):
        if not column and field.strip():
            raise ValueError(
                f"{head.file}, regel {number}: kolom {place} heeft geen naam in de kop, maar hier "
                "staat er iets in. Zet de naam in de kop of haal de kolom weg."
            )
    return dict(zip(head.columns, fields, strict=True))


def without_empty_end(fields: list[str], expected: int) -> list[str]:
    """As many as expected, when what stands behind them is empty: a sheet may be very wide."""
    end = len(fields)
    while end > expected and not fields[end - 1].strip():
        end -= 1
    return fields[:end]


def _does_not_fit(head: Head, number: int, found: int) -> str:
    sign = SIGNS.get(head.delimiter, f"‘{head.delimiter}’")
    what_to_do = (
        f"Staat er een {sign} in een tekst? Zet die tekst tussen aanhalingstekens. Mist de kop een "
        "kolom? Zet de naam erbij."
        if found > len(head.columns)
        else f"Is een veld leeg? Zet er dan toch een {sign} voor."
    )
    fields = "1 veld" if found == 1 else f"{found} velden"
    return (
        f"{head.file}, regel {number} heeft {fields}, de kop heeft er {len(head.columns)}. "
        f"{what_to_do}"
    )
