"""Files and pasted cells: what is read, and what is told of every wrong cell."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import Municipality
from common.tests.responses import Response, page_text
from regietafel.targets.tests.desk import (
    SOURCE,
    address,
    fixed,
    number_of,
    pasted,
    preview,
    uploaded,
)
from rounds.enums import Certainty
from rounds.models import Round, TargetProposal
from rounds.targets import TargetNumber

HEAD = "Opgave;Termijn;CBS-code;Gemeente;Aantal;Zekerheid;Jaar;Bron\n"
TOTAL = "Opvang asielzoekers totaal"


def csv_of(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines)).encode("utf-8-sig")


def faults(answer: Response) -> list[tuple]:
    return [(fault.row, fault.column, fault.message) for fault in answer.context["faults"]]


def changed(client: Client) -> dict[tuple, int | None]:
    rows = preview(client)["changes"]
    return {r.change.key: r.change.after.amount if r.change.after else None for r in rows}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_template_read_back_changes_nothing(round_: Round, desk_client: Client, kind: str) -> None:
    content = desk_client.get(address(f"targets_{kind}")).content
    answer = uploaded(desk_client, content, f"opgaven.{kind}")
    assert answer["Location"] == address("new_targets"), faults(answer)
    assert "Er verandert niets" in page_text(desk_client.get(address("new_targets")))


def test_file_of_the_reference_data_is_read_as_it_is(round_: Round, desk_client: Client) -> None:
    path = Path(settings.BASE_DIR) / "data" / "drenthe_2024" / "targets.csv"
    content = path.read_text().replace("GM0119,193,gezien", "GM0119,195,gezien").encode()
    uploaded(desk_client, content, "targets.csv")
    assert changed(desk_client) == {("asiel_totaal", "long", "GM0119"): 195}


def test_cells_are_read_as_people_write_them(round_: Round, desk_client: Client) -> None:
    uploaded(
        desk_client,
        csv_of(
            f"{TOTAL};kort;;Assen;1.361;;;",
            "flex;LANG;GM0114;;12;Onzeker;;'=krant",
            "Inwoners;;GM0106;;69101;;2024;CBS",
            "amv;lang;;regio;;;;",
        ),
    )
    assert changed(desk_client) == {
        ("asiel_totaal", "short", "GM0106"): 1361,
        ("flex", "long", "GM0114"): 12,
        ("inwoners", "", "GM0106"): 69_101,
        ("amv", "long", None): None,
    }
    fixed(desk_client)
    found = number_of(round_, "flex", "long", "GM0114")
    assert found == TargetNumber(12, Certainty.UNCERTAIN, "=krant")
    assert number_of(round_, "asiel_totaal", "short", "GM0106").source == SOURCE
    assert Municipality.objects.get(cbs_code="GM0106").population == 69_101


WRONG_LINES = {
    "asielboot;kort;;Assen;1;;;": ("Opgave", "Dit staat niet in de lijst"),
    f"{TOTAL};ooit;;Assen;1;;;": ("Termijn", "Vul in: kort; lang"),
    f"{TOTAL};kort;;Groningen;1;;;": ("Gemeente", "hoort niet bij deze regietafel"),
    f"{TOTAL};kort;GM9999;;1;;;": ("Cbs-code", "hoort niet bij deze regietafel"),
    f"{TOTAL};kort;GM0106;Emmen;1;;;": ("Gemeente", "De CBS-code is van Assen"),
    f"{TOTAL};kort;GM0109;;1,5;;;": ("Aantal", "heel aantal"),
    f"{TOTAL};kort;GM0114;;1;zeker;;": ("Zekerheid", "Dit staat niet in de lijst"),
    f"{TOTAL};kort;GM0118;;1;verouderd;;": ("Jaar", "Vul bij een verouderd"),
    f"{TOTAL};kort;GM0119;;1;gezien;2022;": ("Jaar", "alleen bij een verouderd"),
    f"{TOTAL};kort;GM1680;;1;;22;": ("Jaar", "met vier cijfers"),
    f"{TOTAL};kort;GM1681;;1;;;{'x' * 301}": ("Bron", "300 tekens"),
    "Inwoners;;;;1;;;": ("Cbs-code", "Inwoners zijn van een gemeente"),
    f"{TOTAL};lang;GM1730;;1;;;": None,
    f"{TOTAL};lang;;Tynaarlo;2;;;": ("Opgave", "staat ook op rij 14"),
}


def test_every_wrong_cell_is_told_at_once_with_its_row_and_column(
    round_: Round, desk_client: Client
) -> None:
    answer = uploaded(desk_client, csv_of(*WRONG_LINES))
    expected = [(row, *wrong) for row, wrong in enumerate(WRONG_LINES.values(), start=2) if wrong]
    found = faults(answer)
    assert [fault[:2] for fault in found] == [fault[:2] for fault in expected]
    for (_, _, message), (_, _, words) in zip(found, expected, strict=True):
        assert words in message
    assert not TargetProposal.objects.exists()
    assert f'value="{SOURCE}"' in answer.content.decode()


def test_two_wrong_cells_of_one_row_are_both_told(round_: Round, desk_client: Client) -> None:
    answer = uploaded(desk_client, csv_of(f"{TOTAL};ooit;;Assen;veel;;;"))
    assert [fault[1] for fault in faults(answer)] == ["Termijn", "Aantal"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "leeg.csv", "leeg"),
        (b"Naam;Leeftijd\nJan;3", "x.csv", "geen kop boven"),
        (b"%PDF-1.7", "x.pdf", "een pdf"),
        (b"PK\x03\x04 kapot", "x.xlsx", "beschadigd"),
        (f"{HEAD}a;b".encode(), "x.csv", "velden"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.xls", ".xls"),
    ],
)
def test_file_that_cannot_be_read_is_told_in_words(
    round_: Round, desk_client: Client, content: bytes, name: str, words: str
) -> None:
    answer = uploaded(desk_client, content, name)
    assert answer.status_code == 200
    assert words in " ".join(fault[2] for fault in faults(answer))


def test_pasted_shares_of_one_opgave(round_: Round, desk_client: Client) -> None:
    pasted(desk_client, "Assen\t1.361\t1.400\r\nGM0114\t\t580\r\n", "asiel_totaal")
    assert changed(desk_client) == {
        ("asiel_totaal", "short", "GM0106"): 1361,
        ("asiel_totaal", "long", "GM0106"): 1400,
        ("asiel_totaal", "long", "GM0114"): 580,
    }


@pytest.mark.parametrize("corner", ["", "Gemeente"])
def test_pasted_head_says_what_the_columns_are(
    round_: Round, desk_client: Client, corner: str
) -> None:
    pasted(desk_client, f"{corner}\tLang\nAssen\t12", "flex")
    assert changed(desk_client) == {("flex", "long", "GM0106"): 12}


def test_pasted_inhabitants(round_: Round, desk_client: Client) -> None:
    pasted(desk_client, "Assen\t69.101", "inwoners")
    assert changed(desk_client) == {("inwoners", "", "GM0106"): 69_101}


@pytest.mark.parametrize(
    ("cells", "subject", "words"),
    [
        ("Assen 12", "flex", "geen cellen naast elkaar"),
        ("Assen\t12\t13", "", "geen kop boven"),
        ("Assen\t1\t2\t3", "flex", "meer cellen"),
        ("Assen\t1,5\tveel", "flex", "heel aantal"),
    ],
)
def test_what_was_pasted_stays_when_it_cannot_be_read(
    round_: Round, desk_client: Client, cells: str, subject: str, words: str
) -> None:
    answer = pasted(desk_client, cells, subject)
    assert words in " ".join(fault[2] for fault in faults(answer))
    assert answer.context["form"]["cells"].value() == cells
    assert cells in answer.content.decode()
    assert cells in desk_client.get(address("paste_targets")).content.decode()


def test_both_wrong_cells_of_a_pasted_row_are_told(round_: Round, desk_client: Client) -> None:
    answer = pasted(desk_client, "Assen\t1,5\tveel", "flex")
    assert [fault[:2] for fault in faults(answer)] == [(1, "Kort"), (1, "Lang")]
