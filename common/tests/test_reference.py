"""Reference data as people save it, and what they read when it does not fit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from common.reference import Row, read_rows

HEAD = ["gemeente", "aantal", "datum", "ja_of_nee"]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Row]:
    """saved("Zuidwolde,120,2024-12-31,ja"): the only row of a file in which that stands."""

    def only_row(line: str, delimiter: str = ",", encoding: str = "utf-8") -> Row:
        path = tmp_path / "gegevens.csv"
        path.write_bytes(f"{delimiter.join(HEAD)}\r\n{line}\r\n".encode(encoding))
        (row,) = read_rows(path)
        return row

    return only_row


@pytest.mark.parametrize(
    ("line", "delimiter", "encoding"),
    [
        ("Súdwest,2691,2024-12-31,ja", ",", "utf-8"),
        ("Súdwest,2691,2024-12-31,ja", ",", "utf-8-sig"),
        ("Súdwest;2.691;31-12-2024;ja", ";", "cp1252"),
        ("Súdwest;2.691;31-12-2024;JA", ";", "utf-8-sig"),
        ("Súdwest\t2 691\t31/12/2024\tJa", "\t", "utf-8"),
    ],
)
def test_file_is_read_as_people_save_it(
    saved: Callable[..., Row], line: str, delimiter: str, encoding: str
) -> None:
    row = saved(line, delimiter, encoding)
    assert row["gemeente"] == "Súdwest"
    assert (row.whole("aantal"), row.day("datum"), row.yes("ja_of_nee")) == (
        2691,
        date(2024, 12, 31),
        True,
    )


@pytest.mark.parametrize(
    ("line", "read", "message"),
    [
        ("Assen,veel,,ja", lambda row: row.whole("aantal"), "kolom aantal: 'veel'. Vul een heel"),
        ("Assen,,,ja", lambda row: row.whole("aantal"), "kolom aantal: ''. Vul een heel aantal"),
        ("Assen,80 120,,ja", lambda row: row.whole("aantal"), "twee aantallen: 80 en 120"),
        ("Assen,1,medio 2025,ja", lambda row: row.day("datum"), "kolom datum: 'medio 2025'"),
        ("Assen,1,,misschien", lambda row: row.yes("ja_of_nee"), "Dit is geen van: ja, nee."),
        ("Assen,1,31-12-2024,ja", lambda row: row.moment("datum"), "Schrijf een moment als"),
        ("Assen,1,2024-12-31,ja", lambda row: row.moment("datum"), "Schrijf de tijdzone erbij"),
    ],
)
def test_value_that_does_not_fit_is_told_with_its_place(
    saved: Callable[..., Row], line: str, read: Callable[[Row], object], message: str
) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv, regel 2, kolom") as refused:
        read(saved(line))
    assert message in str(refused.value)


def test_column_that_is_missing_is_named(saved: Callable[..., Row]) -> None:
    with pytest.raises(ValueError, match=r"gegevens\.csv heeft geen kolom 'tegel'"):
        saved("Assen,1,,ja").whole("tegel")


def test_empty_lines_at_the_end_are_not_rows(tmp_path: Path) -> None:
    path = tmp_path / "gegevens.csv"
    path.write_text("a;b\n1;2\n;\n;\n")
    assert len(read_rows(path)) == 1
