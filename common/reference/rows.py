from collections.abc import Mapping, Sequence
from pathlib import Path

from common.reference.files import read_text
from common.reference.lines import Head, read_lines
from common.reference.row import Row
from common.reference.spoiled import find_fault
from common.texts import in_a_row


def read_rows(
    path: Path, fields: Mapping[str, str] | None = None, key: Sequence[str] = ()
) -> list[Row]:
    """The rows of a file that has exactly these columns, each with the field of the model that it
    becomes; without `fields` any columns. No two rows are the same in the columns of `key`."""
    head, lines = read_lines(read_text(path), path.name)
    if fields is not None:
        _refuse_other_columns(head, fields)
    rows = [_row(values, path.name, number, fields or {}) for number, values in lines]
    if not rows:
        raise ValueError(f"{path.name} heeft geen rijen. Zet onder de kop minstens één rij.")
    if key:
        _refuse_double(rows, key)
    return rows


def read_only_row(path: Path, fields: Mapping[str, str]) -> Row:
    row, *others = read_rows(path, fields)
    if others:
        raise ValueError(
            f"{path.name}, regel {others[0].line}: in dit bestand hoort één rij, en die staat op "
            f"regel {row.line}. Haal de andere rijen weg."
        )
    return row


def _row(values: Mapping[str, str], file: str, line: int, fields: Mapping[str, str]) -> Row:
    row = Row(values, file, line, fields)
    for column, text in values.items():
        if fault := find_fault(text):
            row.refuse(column, fault.what_to_do, fault.word)
    return row


def _refuse_other_columns(head: Head, fields: Mapping[str, str]) -> None:
    place = f"{head.file}, regel {head.number}"
    wanted = f"Deze kolommen horen in de kop: {', '.join(fields)}."
    if missing := [f"‘{column}’" for column in fields if column not in head.columns]:
        raise ValueError(f"{place}: in de kop ontbreekt {in_a_row(missing)}. {wanted}")
    if unknown := [f"‘{column}’" for column in head.columns if column and column not in fields]:
        raise ValueError(
            f"{place}: het portaal kent {in_a_row(unknown)} niet. Verbeter de naam of haal die "
            f"kolom weg. {wanted}"
        )


def _refuse_double(rows: list[Row], key: Sequence[str]) -> None:
    lines: dict[tuple[str, ...], int] = {}
    for row in rows:
        earlier = lines.setdefault(tuple(row[column].casefold() for column in key), row.line)
        if earlier != row.line:
            same = in_a_row([f"{column} {row.shown(column)}" for column in key])
            raise ValueError(
                f"{row.file}, regel {row.line}: {same} staat ook op regel {earlier}. Laat een "
                "van de twee regels staan."
            )
