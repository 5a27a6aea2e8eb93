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
        ("Assen,veel,,ja", lambda row: row.whole("aantal"), "kolom aantal: ‘veel’. Vul een heel"),
        ("Assen,,,ja", lambda row: row.whole("aantal"), "kolom aantal: leeg. Vul een heel aantal"),
        ("Assen,80 120,,ja", lambda row: row.whole("aantal"), "twee aantallen: 80 en 120"),
        ("Assen,1,medio 2025,ja", lambda row: row.day("datum"), "kolom datum: ‘medio 2025’"),
        ("Assen,1,,misschien", lambda row: row.yes("ja_of_nee"), "Dit is geen van: ja, nee."),
        ("Assen,1,31-12-2024,ja", lambda row: row.moment("datum"), "Schrijf een moment als"),
        ("Assen,1,2024-12-31,ja", lambda row: row.moment("datum"), "Schrijf de tijdzone erbij"),
        ("Assen,1,1-7-99,ja", lambda row: row.day("datum"), "jaar met vier cijfers"),
        ("Assen,1,1 juli '24,ja", lambda row: row.day_or_none("datum"), "jaar met vier cijfers"),
        ("Assen,1,31-12-1924,ja", lambda row: row.day("datum"), "jaar van 1990 tot 2100"),
        ("Assen,1,0024-04-01T00:00:00Z,ja", lambda row: row.moment("datum"), "Schrijf een moment"),
        ("Assen,22,,ja", lambda row: row.year_or_none("aantal"), "‘22’. Vul een jaar van 1990"),
        ("Assen,2101,,ja", lambda row: row.year_or_none("aantal"), "tot 2100 in"),
        ("Assen,n.v.t.,,ja", lambda row: row.year_or_none("aantal"), "of laat dit leeg."),
        ("'t Zandt,1,,ja", lambda row: row.name("gemeente"), "zoals in ’s-Hertogenbosch"),
        ("=Assen,1,,ja", lambda row: row.name("gemeente"), "begint niet met ="),
        ("#NAAM?,1,,ja", lambda row: row.title("gemeente"), "begint niet met ="),
        ("@Assen,1,,ja", lambda row: row.title("gemeente"), "begint niet met ="),
        ("+Assen,1,,ja", lambda row: row.title("gemeente"), "begint niet met ="),
        ("Frysl?,1,,ja", lambda row: row.name("gemeente"), "‘Frysl?’. Hier staat een vraagteken"),
    ],
)
def test_value_that_does_not_fit_is_told_with_its_place(
    saved: Callable[..., Row], line: str, read: Callable[[Row], object], message: str
) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv, regel 2, kolom") as refused:
        read(saved(line))
    assert message in str(refused.value)


@pytest.mark.parametrize("text", ["", "n.v.t.", "ca. 100", "onbekend", "p.m."])
def test_required_number_is_asked_for_and_never_to_be_left_empty(
    saved: Callable[..., Row], text: str
) -> None:
    with pytest.raises(ValueError, match="Vul een heel aantal in, zonder letters") as refused:
        saved(f"Assen,{text},,ja").whole("aantal")
    assert "leeg als u" not in str(refused.value)
    assert "toelichting" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "n.v.t.", "juli 2025", "2025"])
def test_required_day_is_asked_for_and_never_to_be_left_empty(
    saved: Callable[..., Row], text: str
) -> None:
    with pytest.raises(ValueError, match="Vul een bestaande dag in") as refused:
        saved(f"Assen,1,{text},ja").day("datum")
    assert "leeg als u" not in str(refused.value)


def test_what_may_be_empty_is_nothing_when_it_is(saved: Callable[..., Row]) -> None:
    row = saved("Assen,,,ja")
    assert (row.year_or_none("aantal"), row.day_or_none("datum")) == (None, None)


@pytest.mark.parametrize(
    "name", ["’s-Hertogenbosch", "‘t Zandt", "Súdwest-Fryslân", "2e Exloërmond"]
)
def test_name_is_read_as_it_is_written(saved: Callable[..., Row], name: str) -> None:
    assert saved(f"{name},1,,ja").name("gemeente") == name


def test_name_stands_on_one_line(saved: Callable[..., Row]) -> None:
    assert saved('"Aa en\nHunze",1,,ja').name("gemeente") == "Aa en Hunze"


def test_column_that_is_missing_is_named(saved: Callable[..., Row]) -> None:
    with pytest.raises(ValueError, match=r"gegevens\.csv heeft geen kolom ‘tegel’"):
        saved("Assen,1,,ja").whole("tegel")
