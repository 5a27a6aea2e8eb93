"""Every number that the demonstration shows on a page is the number in the workbook."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

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


class Tables(HTMLParser):
    """The tables of a page: rows of cells as text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.in_cell = True
        elif self.in_cell:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.tables[-1][-1][-1] += data


def tables_of(response: Response, first_column: str) -> list[list[dict[str, str]]]:
    """Per table its rows as {column: text}, for the tables that begin with this column."""
    found = []
    for header, *rows in Tables(response.content.decode()).tables:
        columns = [" ".join(cell.split()) for cell in header]
        if columns[0] == first_column:
            texts = [[" ".join(cell.split()) for cell in row] for row in rows]
            found.append([dict(zip(columns, row, strict=True)) for row in texts])
    return found


def sheet_rows(workbook: dict[str, list[Row]], sheet: str) -> list[dict[str, Any]]:
    header, *rows, _mark = workbook[sheet]
    return [dict(zip(header, row, strict=True)) for row in rows]


def written(value: Any) -> str:
    """A cell of the workbook as the screen writes it."""
    return format_number(value) if isinstance(value, int) else str(value)


def target_text(amount: Any, certainty: str) -> str:
    remark = "" if certainty in ("gezien", "n.v.t.") else f" {certainty}"
    return written(amount) + remark


def number_and_difference(text: str) -> tuple[str, str]:
    """`3.237 +546 over-aanmelding` → ("3.237", "+546"); no difference gives an empty text."""
    without_expiring = text.partition(" waarvan vervalt: ")[0]
    number, difference = re.fullmatch(
        r"(onbekend|[\d.]+)(?: ([+\u2212]?[\d.]+) .+)?", without_expiring
    ).groups()
    return number, difference or ""


def remark_in(text: str, name: str) -> str | None:
    found = re.search(rf"waarvan {name}: ([\d.]+)", text)
    return found and found.group(1)


@pytest.fixture(params=["comparison", "located", "overview"])
def shown(request: pytest.FixtureRequest, demo_pages: dict[str, Response]) -> list[dict[str, str]]:
    """The rows of both terms of a page with the comparison."""
    tables = tables_of(demo_pages[request.param], "Opgave")
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
        assert number_and_difference(screen[level]) == expected


def test_unit_is_the_same(pairs: Pairs) -> None:
    assert all(screen["Opgave"].endswith(sheet["Eenheid"]) for screen, sheet in pairs)


def test_number_of_known_municipalities_is_the_same(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        assert re.match(r"\d+ van \d+", screen["Bekend"]).group() == sheet["Bekend"]


def test_durable_is_the_same(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        value = sheet["Waarvan duurzaam"]
        assert remark_in(screen["Beeld"], "duurzaam") == (
            written(value) if isinstance(value, int) else None
        )


def test_expiring_is_the_same_or_left_out_when_nothing_expires(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        value = sheet["Waarvan vervalt"]
        shown = remark_in(screen["Vast en toegezegd"], "vervalt")
        assert shown == (written(value) if isinstance(value, int) and value else None)


def test_net_stands_beside_gross_where_something_expires(pairs: Pairs) -> None:
    shown = 0
    for screen, sheet in pairs:
        net, difference = sheet["Zonder wat vervalt"], sheet["Verschil zonder wat vervalt"]
        says = re.search(r"zonder wat vervalt: ([\d.]+)(?: \( ?(\S+))?", screen["Beeld"])
        assert bool(says) == (isinstance(net, int) and bool(sheet["Waarvan vervalt"]))
        if says:
            shown += 1
            expected = signed(difference) if isinstance(difference, int) else None
            assert says.groups() == (written(net), expected)
    assert shown == 2


def test_how_many_are_known_in_part_stands_beside_how_many_are_known(pairs: Pairs) -> None:
    for screen, sheet in pairs:
        says = re.search(r"waarvan (\d+) deels", screen["Bekend"])
        assert int(says.group(1) if says else 0) == sheet["Waarvan deels"]


@pytest.mark.parametrize("index", range(len(OPGAVEN)), ids=OPGAVEN)
def test_municipalities_of_an_opgave_are_the_same(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]], index: int
) -> None:
    tables = tables_of(demo_pages[OPGAVEN[index]], "Gemeente")[:2]
    sheet = sheet_rows(demo_workbook, "Gemeenten")[index * 24 : index * 24 + 24]
    shown = [
        row | {"Termijn": term}
        for term, rows in zip(TERMS, tables, strict=True)
        for row in rows[:-1]
    ]
    assert [_as_screen(row) for row in sheet] == [_plain(row) for row in shown]


def _as_screen(row: dict[str, Any]) -> dict[str, str]:
    numbers = {name: written(row[name]) for name in LEVELS}
    texts = {name: row[name] for name in ("Gemeente", "Termijn", "Stand")}
    share = {"Indicatief aandeel": target_text(row["Indicatief aandeel"], row["Zekerheid"])}
    difference = signed(row["Verschil"]) if isinstance(row["Verschil"], int) else DASH
    percentage = f"{row['Percentage']}%" if isinstance(row["Percentage"], int) else DASH
    return numbers | texts | share | {"Verschil": difference, "Percentage": percentage}


def _plain(row: dict[str, str]) -> dict[str, str]:
    levels = {name: row[name].partition(" waarvan vervalt: ")[0] for name in LEVELS}
    return row | levels | {"Verschil": row["Verschil"].split(" ")[0]}


@pytest.mark.parametrize("index", range(len(OPGAVEN)), ids=OPGAVEN)
def test_region_of_an_opgave_is_the_same(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]], index: int
) -> None:
    tables = tables_of(demo_pages[OPGAVEN[index]], "Gemeente")[:2]
    sheet = sheet_rows(demo_workbook, "Overzicht")[index * 2 : index * 2 + 2]
    for rows, expected in zip(tables, sheet, strict=True):
        region = rows[-1]
        assert region["Gemeente"] == "Regio"
        assert region["Indicatief aandeel"] == target_text(
            expected["Regionale opgave"], expected["Zekerheid"]
        )
        numbers = [number_and_difference(region[level])[0] for level in LEVELS]
        assert numbers == [written(expected[level]) for level in LEVELS]


def test_dashboard_shows_the_total_of_the_workbook(
    demo_pages: dict[str, Response], demo_workbook: dict[str, list[Row]]
) -> None:
    short, long = sheet_rows(demo_workbook, "Overzicht")[:2]
    shown = re.findall(r'class="card__number">([^<]+)<', demo_pages["dashboard"].content.decode())
    totals = [
        f"{written(row['Zonder wat vervalt'])} van {written(row['Regionale opgave'])}"
        for row in (short, long)
    ]
    assert shown == [f"{short['Bekend']} ingediend", *totals]
