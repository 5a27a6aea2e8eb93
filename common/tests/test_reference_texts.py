"""Files of other programs and character sets, and texts that lost their letters on the way."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from common.reference import Row, read_rows

COEVORDEN = "naam;tekst\nCoëvorden;vóór 1 april, ’s ochtends\n"

Read = Callable[[bytes], list[Row]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def rows(content: bytes) -> list[Row]:
        path = tmp_path / "gegevens.csv"
        path.write_bytes(content)
        return read_rows(path)

    return rows


def zipped(part: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(part, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_file_is_read_in_the_character_set_of_excel(read: Read, encoding: str) -> None:
    name, with_bom = encoding.removesuffix("-bom"), encoding.endswith("-bom")
    (row,) = read((("\ufeff" if with_bom else "") + COEVORDEN).encode(name))
    assert (row["naam"], row["tekst"]) == ("Coëvorden", "vóór 1 april, ’s ochtends")


def test_letters_of_a_mac_are_stored_as_those_of_others(read: Read) -> None:
    (row,) = read("naam;b\nCoe\u0308vorden;1\n".encode())
    assert row["naam"] == "Coëvorden"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (zipped("xl/workbook.xml"), "geen csv maar een werkmap van Excel (.xlsx). Open het en sla"),
        (zipped("notes.txt"), "geen csv maar een zip-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "een oude Excel (.xls) of een bestand met een w"),
        (b"%PDF-1.7", "geen csv maar een pdf"),
        (b"\xef\xbb\xbf<html>", "geen csv maar een webpagina of XML"),
        (COEVORDEN.encode("utf-16-le"), "geen csv maar tekst in UTF-16 zonder kenmerk"),
        (COEVORDEN.encode("utf-16")[:-1], "is beschadigde tekst in UTF-16"),
        (b"", "gegevens.csv is leeg"),
        (b"\xef\xbb\xbf\r\n\r\n", "gegevens.csv is leeg"),
    ],
)
def test_file_that_is_no_csv_is_called_what_it_is(read: Read, content: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv") as refused:
        read(content)
    assert message in str(refused.value)


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac-roman"])
@pytest.mark.parametrize(
    "name", ["Coëvorden", "geïnd", "één", "Zuid-Curaçao", "müsli", "coöperatie", "crème", "België"]
)
def test_name_in_the_character_set_of_another_system_is_refused(
    read: Read, name: str, encoding: str
) -> None:
    with pytest.raises(
        ValueError, match=r"regel 2, kolom naam: .*sla het bestand op als CSV UTF-8"
    ):
        read(f"naam;b\n{name};1\n".encode(encoding))


@pytest.mark.parametrize("text", ["vóór 1 april", "de foto’s van het azc"])
def test_text_of_an_old_mac_is_refused(read: Read, text: str) -> None:
    with pytest.raises(ValueError, match=r"regel 2, kolom tekst: .*als CSV UTF-8"):
        read(f"a;tekst\n1;{text}\n".encode("mac-roman"))


@pytest.mark.parametrize("wrong", ["cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize("name", ["Coëvorden", "geïnd", "één", "müsli", "voilà", "foto’s"])
def test_utf_8_that_was_read_as_something_else_is_refused(
    read: Read, name: str, wrong: str
) -> None:
    spoiled = name.encode().decode(wrong, errors="replace")
    with pytest.raises(ValueError, match=r"regel 2, kolom naam: .*verminkt.*als CSV UTF-8"):
        read(f"naam;b\n{spoiled};1\n".encode())


@pytest.mark.parametrize("wrong", ["cp850", "mac-roman"])
@pytest.mark.parametrize("name", ["Coëvorden", "één"])
def test_excel_that_was_read_as_another_system_is_refused(
    read: Read, name: str, wrong: str
) -> None:
    spoiled = name.encode("cp1252").decode(wrong)
    with pytest.raises(ValueError, match=r"regel 2, kolom naam: .*als CSV UTF-8"):
        read(f"naam;b\n{spoiled};1\n".encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("de Exlo?rmond ligt", "‘Exlo?rmond’. Hier staat een vraagteken waar een letter hoort"),
        ("?s-Hertogenbosch", "‘?s-Hertogenbosch’. Hier staat een vraagteken"),
        ("(?lst)", "‘(?lst)’. Hier staat een vraagteken"),
        ("Co\ufffdvorden", "‘Co\ufffdvorden’. Hier zijn letters of leestekens verminkt"),
        ("Co\x8bvorden", "verminkt"),
        ("Co\x85vorden", "verminkt"),
        ("Ass\u200ben", "Hier staat een teken dat niemand ziet (U+200B)"),
        ("Assen\u200d", "(U+200D)"),
        ("As\u00adsen", "(U+00AD)"),
        ("Assen\x1f", "(U+001F)"),
    ],
)
def test_text_that_lost_a_letter_is_refused(read: Read, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^gegevens\.csv, regel 3, kolom tekst: ") as refused:
        read(f"tekst;b\nAssen;1\n{text};2\n".encode())
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "ï ë é ü ö è ê à â ç ó ‘azc’ ’s-Hertogenbosch – Coëvorden, foto’s, één, reünie",
        "Weet u het nog niet?",
        "Hoeveel (ongeveer?) plekken zijn er? Tel ze op.",
        "https://www.rtvdrenthe.nl/nieuws?id=12&bron=brief, www.drenthe.nl/zoek?q=azc",
        "Amsterdam–Utrecht, 2019–2024, 20 m², € 1.200, 5 à 10, § 3, 20 °C, ½ jaar, 3 × 4",
        "‘één’, “twee”, ‘CAFÉ’, „drie”, «vier», punt… en toen",
        "J&V; B&W, prt@drenthe.example, +31 592 365555, 06-12345678",
        "regel één\nregel twee\tmet een tab",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_dutch_text_is_read_as_it_is_written(read: Read, text: str, encoding: str) -> None:
    (row,) = read(f'tekst\tb\n"{text}"\t1\n'.encode(encoding))
    assert row["tekst"] == text


@pytest.mark.parametrize("name", ["Šefčovič", "Żurek", "Ó Briain", "Łódź", "A → B", "Σ plekken"])
def test_name_from_elsewhere_is_read_in_utf_8(read: Read, name: str) -> None:
    (row,) = read(f"naam;b\n{name};1\n".encode())
    assert row["naam"] == name


def test_file_and_folder_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^gemeenten\.csv ontbreekt\. Zet dit bestand in de map"):
        read_rows(tmp_path / "gemeenten.csv")
    with pytest.raises(ValueError, match=r"^de map bestaat niet"):
        read_rows(tmp_path / "weg" / "gemeenten.csv")
    (tmp_path / "ronde.csv").mkdir()
    with pytest.raises(ValueError, match=r"^ronde\.csv is niet te openen"):
        read_rows(tmp_path / "ronde.csv")
