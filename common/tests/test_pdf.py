"""What becomes of HTML as a PDF: nothing comes from outside, and each head says what it heads."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from common import pdf

# From outside nothing is fetched


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example/x.png",
        "https://evil.example/x.css",
        "http://127.0.0.1:8000/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://evil.example/x",
    ],
)
def test_address_is_refused_when_it_is_not_ours(address: str) -> None:
    with pytest.raises(pdf.NotOurs):
        pdf._fetcher().fetch(address)


@pytest.mark.parametrize(
    "name", ["../prt_portal/settings.py", "%2e%2e/manage.py", "css/../../manage.py", "/etc/passwd"]
)
def test_file_is_refused_when_outside_the_static_folder(name: str) -> None:
    with pytest.raises(Exception, match=r"(?i)no such file|outside of the base|located outside"):
        pdf._fetcher().fetch(pdf.STATIC + name)


def test_own_font_is_given_when_asked() -> None:
    answer = pdf._fetcher().fetch(pdf.STATIC + "fonts/noto-sans-400.woff2")
    assert answer.read().startswith(b"wOF2")


# Where the files are


def test_static_file_is_found_where_collectstatic_put_it_when_the_source_is_away(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [], tmp_path
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "pdf.css").write_text("p{}")
    assert pdf._static_file("css/pdf.css").read_text() == "p{}"


# Heads of tables


def test_head_of_a_table_says_whether_it_is_of_a_column_or_a_row() -> None:
    rows = "".join(f"<tr><th scope='row'>{n}</th><td>{n * n}</td></tr>" for n in range(90))
    head = "<thead><tr><th scope='col'>Getal</th><th scope='col'>Kwadraat</th></tr></thead>"
    made = pdf.make_pdf(
        f"<html lang='nl'><title>Kwadraten</title><table>{head}<tbody>{rows}</tbody></table></html>"
    )
    with pikepdf.open(BytesIO(made)) as document:
        pages = len(document.pages)
        found = [str(element.A.Scope) for element in document.objects if _is_head(element)]
    assert pages > 1
    assert found.count("/Row") == 90
    assert found.count("/Column") == 2 * pages


def _is_head(element: object) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH"


def test_same_page_gives_the_same_bytes() -> None:
    html = "<html lang='nl'><title>Twee keer</title><p>Hetzelfde</p></html>"
    assert pdf.make_pdf(html) == pdf.make_pdf(html)
