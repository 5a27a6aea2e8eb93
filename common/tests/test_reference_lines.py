"""Which texts stand under which column of a CSV file, and which lines would not fit under them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from common.reference import Row, read_rows

Read = Callable[..., list[Row]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """read("a;b\\n1;2\\n"): the rows of a file in which that stands."""

    def rows(
        text: str, fields: Mapping[str, str] | None = None, key: Sequence[str] = ()
    ) -> list[Row]:
        path = tmp_path / "gegevens.csv"
        path.write_text(text, newline="")
        return read_rows(path, fields, key)

    return rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a,bron\n1,x\n2,Brief, 1 mei\n",
            "gegevens.csv, regel 3 heeft 3 velden, de kop heeft er 2. Staat er een komma in een "
            "tekst? Zet die tekst tussen aanhalingstekens. Mist de kop een kolom?",
        ),
        (
            "a;bron\n1;Brief; 1 mei\n",
            "regel 2 heeft 3 velden, de kop heeft er 2. Staat er een punt",
        ),
        ("a\tbron\n1\tBrief\t1 mei\n", "Staat er een tab in een tekst?"),
        ("a;b;c\n1;2\n", "regel 2 heeft 2 velden, de kop heeft er 3. Is een veld leeg? Zet er dan"),
        ("a;b;c\n1,2,3\n", "regel 2 heeft 1 veld, de kop heeft er 3."),
        ("a;;c\n1;2;3\n", "regel 2: kolom 2 heeft geen naam in de kop"),
        ("a;b;A\n1;2;3\n", "regel 1: de kolom ‘a’ staat meer dan één keer in de kop"),
        ('a;b\n\n1;2\n"x;3\n4;5\n', "regel 4: de aanhalingstekens kloppen niet"),
        ('a;b\n"x"y;2\n', "regel 2: de aanhalingstekens kloppen niet"),
        ("a;b\n;\n", "gegevens.csv heeft geen rijen"),
        ("sep=;\n", "gegevens.csv heeft geen rijen"),
    ],
)
def test_line_that_does_not_fit_under_the_head_is_refused(
    read: Read, text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv") as refused:
        read(text)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;2\n;\n;\n",
        "a;b;;;\n1;2;;;\n;;;;\n",
        "a;b\n1;2;;;\n",
        "a;b\n\n\n1;2\n\n",
        "\n;\n\na;b\n1;2\n",
        "sep=;\na;b\n1;2\n",
        '"SEP=;"\r\na;b\r\n1;2\r\n',
        "sep=|\na|b\n1|2\n",
        "sep=\t\na\tb\n1\t2\n",
        "A; b \n1;2\n",
        '"a";"b"\n"1";"2"\n',
        "a;b\r1;2\r",
        "a;;b\n1;;2\n",
    ],
)
def test_what_spreadsheets_add_changes_nothing(read: Read, text: str) -> None:
    (row,) = read(text)
    assert (row["a"], row["b"]) == ("1", "2")


def test_column_is_found_whatever_its_capitals_and_spaces(read: Read) -> None:
    (row,) = read("CBS code;\u200bNaam\nGM0106;Assen\n")
    assert (row["cbs_code"], row["naam"]) == ("GM0106", "Assen")


def test_line_is_counted_as_it_stands_in_the_file(read: Read) -> None:
    first, second = read('sep=;\n\na;b\n"x\ny";1\n\n2;3\n')
    assert (first.line, second.line) == (4, 7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a;c\n1;3\n", "regel 1: in de kop ontbreekt ‘b’. Deze kolommen horen in de kop: a, b."),
        ("a;b;bron2\n1;2;3\n", "regel 1: het portaal kent ‘bron2’ niet."),
        ("a;b\nX;2\ny;3\nx;4\n", "regel 4: a ‘x’ staat ook op regel 2. Laat een van de twee"),
    ],
)
def test_columns_and_keys_are_as_they_should_be(read: Read, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv") as refused:
        read(text, {"a": "a", "b": "b"}, ["a"])
    assert message in str(refused.value)
