"""The paper for the bestuurlijk PRT: whole, accessible, and nothing confidential on it."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import ExportEvent
from common.models import MadeFile
from common.numbers import format_number
from common.pdf import make_pdf
from regietafel.comparison.desk import load_desk
from regietafel.overview.build import overview_of
from regietafel.overview.content import Overview
from regietafel.overview.paper import paper_html
from regietafel.overview.redaction import Reader, redact
from regietafel.tests.region import confirm, hand_in, line
from rounds.models import Round
from submissions.counting.levels import Level
from submissions.versions.tests.pdf import squeezed, text_of

PDF = "regietafel:overview_pdf"


@pytest.fixture
def filled(round_: Round) -> Round:
    leaving: dict[str, Any] = {"available_until": "2024-05-01", "location_name": "Hal"}
    secret: dict[str, Any] = {
        "location_name": "Het Geheime Huis",
        "place": "Verborgen Veld",
        "confidential": True,
    }
    shares = {"Emmen": (30, 20), "Meppel": (10, 10)}
    hand_in(round_, "Assen", line("asiel", 300, 280, shares=shares), line("nood", 50, 0, **leaving))
    hand_in(round_, "Emmen", line("amv", 12, 12, "pledged", **secret), flex="none")
    confirm("Emmen", "Assen")
    return round_


def overview(round_: Round, asks_confidential: bool = False) -> Overview:
    whole = overview_of(load_desk(round_, with_warnings=True))
    return redact(whole, Reader(asks_confidential=asks_confidential))


@pytest.fixture
def made(filled: Round) -> bytes:
    return make_pdf(paper_html(overview(filled)))


def test_first_page_says_the_findings_and_how_complete_it_is(filled: Round, made: bytes) -> None:
    first = squeezed(PdfReader(BytesIO(made)).pages[0].extract_text())
    headlines = [f.text for f in overview(filled).findings if f.kind.value == "headline"]
    assert len(headlines) == 2
    assert all(squeezed(text) in first for text in headlines)
    assert squeezed("2 van 12 gemeenten hebben ingediend") in first


def test_every_number_of_the_matrix_is_on_paper(filled: Round) -> None:
    content = overview(filled)
    html = paper_html(content)
    for term in content.heading.terms:
        table = html[html.index(f"<h3>{term.term.label.capitalize()}: ") :].split("</table>")[0]
        rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
        shown = {name: re.findall(r"<td.*?>(.*?)</td>", cells, re.DOTALL) for name, cells in rows}
        for numbers in content.matrix:
            if numbers.term == term.term:
                place = [opgave.code for opgave in content.opgaven].index(numbers.opgave)
                tally = numbers.cell.cell.tally
                text = format_number(tally.net_at(Level.PLEDGED)) if tally else "onbekend"
                mark = "*" if tally and numbers.cell.cell.partial else ""
                cell = re.sub("<.*?>", "", shown[numbers.municipality][place])
                assert cell == text + mark


def test_confidential_location_is_blanked_unless_asked_for(filled: Round, made: bytes) -> None:
    blanked = text_of(made)
    assert "Geheime" not in blanked and "Verborgen" not in blanked
    assert squeezed("vertrouwelijke locatie") in blanked
    asked = text_of(make_pdf(paper_html(overview(filled, asks_confidential=True))))
    assert squeezed("Het Geheime Huis, Verborgen Veld") in asked
    assert squeezed("met vertrouwelijke locaties, op uitdrukkelijk verzoek") in asked


def test_who_asks_for_confidential_locations_is_an_event(
    filled: Round, desk_client: Client
) -> None:
    address = reverse(PDF, args=["2024"])
    assert b"%PDF" in desk_client.get(address).content
    assert "vertrouwelijk" not in ExportEvent.objects.latest("pk").what
    answer = desk_client.get(f"{address}?vertrouwelijk=ja")
    assert ExportEvent.objects.latest("pk").what.endswith("met vertrouwelijke locaties, PDF")
    assert squeezed("Het Geheime Huis") in text_of(answer.content)


def test_blanked_paper_is_not_the_one_that_somebody_asked_whole(
    filled: Round, desk_client: Client
) -> None:
    """Both are kept; the number of the whole one opens nothing at the address of the other."""
    address = reverse(PDF, args=["2024"])
    desk_client.get(f"{address}?vertrouwelijk=ja")
    whole = MadeFile.objects.get()
    answer = desk_client.get(f"{address}?bestand={whole.key}")
    assert "Geheime" not in text_of(answer.content)


def test_every_page_says_what_it_is_and_for_whom(made: bytes) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(made)).pages]
    for number, page in enumerate(pages, 1):
        assert f"Pagina{number}van{len(pages)}" in page
        assert squeezed("Alleen voor de regietafel") in page
        assert "ProvincialeregietafelDrenthe–overzichtSpreidingswet2024,standvan" in page


def test_bookmarks_lead_through_it(made: bytes) -> None:
    outline = PdfReader(BytesIO(made)).outline
    titles = [str(item["/Title"]) for item in _flat(outline)]
    assert titles[0] == "Overzicht voor het bestuurlijk PRT"
    for title in ("Gemeenten en opgaven", "Wat vervalt vóór de peildatum", "Bijlage: alle regels"):
        assert title in titles


def _flat(outline: list[Any]) -> list[Any]:
    return [
        entry for item in outline for entry in (_flat(item) if isinstance(item, list) else [item])
    ]


def test_lines_lie_on_their_side_and_the_rest_stands(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as document:
        boxes = [[float(n) for n in page.mediabox] for page in document.pages]
    wide = [box[2] > box[3] for box in boxes]
    assert wide[-1] and not any(wide[:-1])


def test_nothing_is_smaller_than_eight_points(made: bytes) -> None:
    sizes: set[float] = set()

    def see(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(matrix[3]) * 0.75, 1))

    for page in PdfReader(BytesIO(made)).pages:
        page.extract_text(visitor_text=see)
    assert min(sizes) >= 8


def test_empty_region_has_a_paper_too(round_: Round) -> None:
    text = text_of(make_pdf(paper_html(overview(round_))))
    assert squeezed("0 van 12 gemeenten hebben ingediend") in text
    assert squeezed("Er zijn nog geen regels ingediend.") in text


@pytest.mark.slow
def test_a_reader_of_pdf_ua_finds_nothing(made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "overzicht.pdf"
    file.write_bytes(made)
    program = Path(sys.executable).with_name("outloud")
    found = subprocess.run(
        [program, "--json", "-", "--quiet", str(file)], capture_output=True, text=True, timeout=120
    )
    report = json.loads(found.stdout[found.stdout.index("{") :])
    assert [(one["verdict"], one["counts"]) for one in report["results"]] == [
        ("pass", {"error": 0, "warning": 0, "info": 0})
    ]
