"""Every number that the demonstration shows on a page is the number in the workbook."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from common.known import known
from common.numbers import format_number, signed
from common.tests.responses import Response
from regietafel.tests.region import OPGAVEN, Row

LEVELS = {
    "Vast": "Verschil vast",
    "Vast en toegezegd": "Verschil vast en toegezegd",
    "Alles": "Verschil alles",
}

Pairs = list[tuple[dict[str, str], dict[str, Any]]]  # a row of the screen and of the sheet

TERMS = ("kort", "lang")

DASH = "–"


def tables_of(response: Response, first_column: str) -> list[list[dict[str, str]]]:
    """Per table its rows as {column: text}, for the tables that begin with this column; of the
    levels behind a bar each as `niveau Vast` and the like."""
    page = tinyhtml5.parse(response.content.decode(), namespace_html_elements=False)
    found = []
    for table in page.iter("table"):
        columns = [text_of(head) for head in table.findall("./thead/tr/th")]
        if columns[:1] == [first_column]:
            rows = [row for part in ("tbody", "tfoot") for row in table.findall(f"./{part}/tr")]
            found.append([cells_of(row, columns) for row in rows if not row.get("aria-hidden")])
    return found


def cells_of(row: Element, columns: list[str]) -> dict[str, str]:
    cells = {c: text_of(cell) for c, cell in zip(columns, row, strict=True)}
    levels = {
        f"niveau {text_of(known(pair.find('dt')))}": text_of(known(pair.find("dd")))
        for pair in row.iter("div")
        if pair.find("dt") is not None
    }
    return cells | levels


def text_of(element: Element) -> str:
    """Without what a picture says, and what is folded."""
    return " ".join(" ".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not str(child.tag).endswith("svg") and child.tag != "details":
            yield from _texts(child)
        yield child.tail or ""


def sheet_rows(workbook: dict[str, list[Row]], sheet: str) -> list[dict[str, Any]]:
    header, *rows, _mark = workbook[sheet]
    return [dict(zip(header, row, strict=True)) for row in rows]


def written(value: Any) -> str:
    """A cell of the workbook as the screen writes it."""
    return format_number(value) if isinstance(value, int) else str(value)


WHOSE = {"keuze": "keuze van de regietafel", "afgeleid": "afgeleid door de regietafel"}


def target_text(amount: Any, certainty: str) -> str:
    remark = "" if certainty in ("gezien", "n.v.t.") else f" {WHOSE.get(certainty, certainty)}"
    return written(amount) + remark


def number_and_difference(text: str) -> tuple[str, str]:
    """`3.237 +546 over-aanmelding` → ("3.237", "+546"); no difference gives an empty text."""
    without_expiring = text.partition(" waarvan ")[0]
    number, difference = re.fullmatch(
        r"(onbekend|[\d.]+)(?: ([+\u2212]?[\d.]+) .+)?", without_expiring
    ).groups()
    return number, difference or ""


def net_and_gross(text: str) -> tuple[str, str]:
    """`2.737 zonder wat vervalt 3.237 met wat vervalt` → both; without it they are the same."""
    net, gross = re.fullmatch(
        r"([+\u2212]?[\d.]+|onbekend|–)(?: [^\d+\u2212]*?)?"
        r"(?: ([+\u2212]?[\d.]+) met wat vervalt)?(?: [\d.]+%.*)?(?: deels)?",
        text,
    ).groups()
    return net, gross or net


def remark_in(text: str, name: str) -> str | None:
    found = re.search(rf"waarvan {name}: ([\d.]+)", text)
    return found and found.group(1)


@pytest.fixture(params=["comparison", "overview"])
def shown(request: pytest.FixtureRequest, demo_pages: dict[str, Response]) -> list[dict[str, str]]:
    """The rows of both terms."""
    if request.param == "overview":
        tables = tables_of(demo_pages["overview"], "Opgave")[:2]
    else:
        tables = [tables_of(demo_pages[f"comparison {term}"], "Opgave")[0] for term in TERMS]
    assert [len(rows) for rows in tables] == [9, 9]
    return [
        row | {"Termijn": term} for term, rows in zip(TERMS, tables, strict=True) for row in rows
    ]


@pytest.fixture
def pairs(shown: list[dict[str, str]], demo_workbook: dict[str, list[Row]]) -> Pairs:
    """Each row of the screen beside the same row of the sheet."""
    sheet = sheet_rows(demo_workbook, "Overzicht")
    names = {row["Opgave"] for row in sheet}
    by_key = {(row["Opgave"], row["Termijn"]): row for row in sheet}
    found = [(row, by_key[_name_in(row["Opgave"], names), row["Termijn"]]) for row in shown]
    assert len({id(row) for _, row in found}) == 18
    return found


def _name_in(text: str, names: set[str]) -> str:
    return next(name for name in names if text.startswith(name))


def test_regional_opgave_is_the_same(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        assert screen["Regionale opgave"] == target_text(
            sheet["Regionale opgave"], sheet["Zekerheid"]
        )


@pytest.mark.parametrize("level", LEVELS)
def test_level_and_its_difference_are_the_same(pairs: Pairs, level: str) -> None:
    for screen, sheet in pairs:
        difference = sheet[LEVELS[level]]
        expected = written(sheet[level]), signed(difference) if isinstance(difference, int) else ""
        if sheet[level] == "onbekend":
            assert screen["Vast en toegezegd"] == "onbekend"
            assert f"niveau {level}" not in screen
        else:
            assert number_and_difference(screen[f"niveau {level}"]) == expected


def test_unit_is_the_same(pairs: Pairs) -> None:
    assert all(screen["Opgave"].endswith(sheet["Eenheid"]) for screen, sheet in pairs)


def test_number_of_known_municipalities_is_the_same(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        assert re.match(r"\d+ van \d+", screen["Bekend"]).group() == sheet["Bekend"]


def test_durable_is_the_same(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        value = sheet["Waarvan duurzaam"]
        assert remark_in(screen.get("niveau Alles", ""), "duurzaam") == (
            written(value) if isinstance(value, int) else None
        )


def test_expiring_is_the_same_or_left_out_when_nothing_expires(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        value = sheet["Waarvan vervalt"]
        shown = remark_in(screen.get("niveau Vast en toegezegd", ""), "vervalt")
        assert shown == (written(value) if isinstance(value, int) and value else None)


def test_net_stands_before_gross_and_differs_where_something_expires(pairs: Pairs) -> None:
    shown = 0
    for screen, sheet in pairs:
        net, gross = sheet["Zonder wat vervalt"], sheet["Vast en toegezegd"]
        assert net_and_gross(screen["Vast en toegezegd"]) == (written(net), written(gross))
        differences = (sheet["Verschil zonder wat vervalt"], sheet["Verschil vast en toegezegd"])
        expected = tuple(signed(d) if isinstance(d, int) else DASH for d in differences)
        assert net_and_gross(screen["Verschil"]) == expected
        shown += net != gross
    assert shown == 2


def test_how_many_are_known_in_part_stands_beside_how_many_are_known(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        says = re.search(r"waarvan (\d+) deels", screen["Bekend"])
        assert int(says.group(1) if says else 0) == sheet["Waarvan deels"]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("index", range(len(OPGAVEN)), ids=OPGAVEN)
def test_municipalities_of_an_opgave_are_the_same(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]], index: int, term: str
) -> None:
    *rows, region = tables_of(demo_pages[f"{OPGAVEN[index]} {term}"], "Gemeente")[0]
    sheet = sheet_rows(demo_workbook, "Gemeenten")[index * 24 : index * 24 + 24]
    expected = [row for row in sheet if row["Termijn"] == term]
    assert [_as_screen(row) for row in expected] == [_plain(row) for row in rows]
    assert region["Gemeente"] == "Regio"


def _as_screen(row: dict[str, Any]) -> dict[str, Any]:
    difference, net = (row[name] for name in ("Verschil", "Verschil zonder wat vervalt"))
    return {
        "Gemeente": row["Gemeente"],
        "Stand": row["Stand"],
        "Indicatief aandeel": target_text(row["Indicatief aandeel"], row["Zekerheid"]),
        "amounts": (written(row["Zonder wat vervalt"]), written(row["Vast en toegezegd"])),
        "others": (written(row["Vast"]), written(row["Alles"])),
        "differences": tuple(signed(d) if isinstance(d, int) else DASH for d in (net, difference)),
        "percentage": f"{row['Percentage']}%" if isinstance(row["Percentage"], int) else None,
    }


def _plain(row: dict[str, str]) -> dict[str, Any]:
    others = re.search(r"([\d.]+) vast, ([\d.]+) alles", row["Beeld"])
    percentage = re.search(r"\d+%", row["Verschil"])
    amount = re.sub(r": regels van .*?(?= zonder| deels|$)", "", row["Vast en toegezegd"])
    return {
        "Gemeente": row["Gemeente"],
        "Stand": row["Stand"],
        "Indicatief aandeel": row["Indicatief aandeel"],
        "amounts": net_and_gross(amount),
        "others": others.groups() if others else ("onbekend", "onbekend"),
        "differences": net_and_gross(row["Verschil"]),
        "percentage": percentage and percentage.group(),
    }


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("index", range(len(OPGAVEN)), ids=OPGAVEN)
def test_region_of_an_opgave_is_the_same(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]], index: int, term: str
) -> None:
    region = tables_of(demo_pages[f"{OPGAVEN[index]} {term}"], "Gemeente")[0][-1]
    sheet = sheet_rows(demo_workbook, "Overzicht")[index * 2 + TERMS.index(term)]
    assert region["Indicatief aandeel"] == target_text(
        sheet["Regionale opgave"], sheet["Zekerheid"]
    )
    amounts = (written(sheet["Zonder wat vervalt"]), written(sheet["Vast en toegezegd"]))
    assert net_and_gross(region["Vast en toegezegd"]) == amounts


def test_dashboard_shows_the_numbers_of_the_workbook(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]]
) -> None:
    page = demo_pages["dashboard"].content.decode()
    table = page.split("glance-table")[1].split("</table>")[0]
    cells = [cell.split("</td>")[0] for cell in table.split("<td")[1:]]
    rows = sheet_rows(demo_workbook, "Overzicht")
    assert len(cells) == len(rows)
    for cell, row in zip(cells, rows, strict=True):
        offered = re.findall(r"<b>([^<]+)</b>", cell) or ["onbekend"]
        asked = re.findall(r"(?:van|opgave) ([\d.]+)", cell.split("<span")[0])
        assert offered == [written(row["Zonder wat vervalt"])]
        assert (asked or ["geen opgave bekend"]) == [written(row["Regionale opgave"])]
    assert f"{rows[0]['Bekend']} gemeenten" in page
