"""PDFs that nobody can open, that are locked, and that are made to keep us busy."""

import zlib
from io import BytesIO
from time import monotonic

import pytest
from pypdf import PdfWriter

from submissions.attachments.pdf import LONGEST_SECONDS, check_pdf
from submissions.attachments.refusals import FileRefused

pytestmark = pytest.mark.any_database

ALGORITHMS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]
PASSWORD = "beveiligd met een wachtwoord. Sla het op zonder wachtwoord"
MAIL_HEADER = b"--grens\r\nContent-Type: application/pdf\r\n\r\n"


def make_pdf(
    pages: int = 1, to_open: str = "", to_change: str = "", algorithm: str = "AES-256"
) -> bytes:
    writer, target = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if to_open or to_change:
        writer.encrypt(to_open, to_change or None, algorithm=algorithm)
    writer.write(target)
    return target.getvalue()


def many_slow_tables(number: int) -> bytes:
    """Tables of objects that refer back to one another, each a megabyte of which every second byte
    has to be calculated."""
    packed = zlib.compress(b"\2\0" * 500_000, 9)
    content, start = b"%PDF-1.7\n", 0
    for table in range(1, number + 1):
        previous, start = start, len(content)
        content += (
            b"%d 0 obj <</Type/XRef/W[1 2 1]/Index[0 1]/Size 9/Root 1 0 R/Prev %d"
            b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>/Length %d>> stream\n"
            % (table, previous, len(packed))
        ) + (packed + b"\nendstream endobj\n")
    return content + b"startxref\n%d\n%%%%EOF" % start


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_pdf_is_refused_when_it_asks_for_a_password(algorithm: str) -> None:
    with pytest.raises(FileRefused, match=PASSWORD):
        check_pdf(make_pdf(to_open="geheim", algorithm=algorithm))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_pdf_is_taken_when_it_is_only_locked_against_changing(algorithm: str) -> None:
    check_pdf(make_pdf(to_change="geheim", algorithm=algorithm))


def test_password_is_found_when_there_is_something_around_the_pdf() -> None:
    with pytest.raises(FileRefused, match=PASSWORD):
        check_pdf(MAIL_HEADER + make_pdf(to_open="geheim") + b"\0" * 5000)


@pytest.mark.parametrize("to_change", ["", "geheim"])
def test_pdf_is_refused_when_it_has_no_pages(to_change: str) -> None:
    with pytest.raises(FileRefused, match="geen pagina’s"):
        check_pdf(make_pdf(pages=0, to_change=to_change))


ODD = {
    "no table of objects": make_pdf().replace(b"startxref", b"startxxxx"),
    "table elsewhere": make_pdf().replace(b"%PDF-1.3\n", b"%PDF-1.3\n\n\n\n"),
    "no root": make_pdf().replace(b"/Root", b"/Toor"),
    "no list of pages": make_pdf(pages=0).replace(b"/Kids", b"/Sdik"),
    "list of pages is a number": make_pdf(pages=0).replace(b"/Kids [ ]", b"/Kids 7  "),
    "lock of another program": make_pdf(to_open="geheim").replace(b"/Standard", b"/Standoff"),
    "brackets without end": b"%PDF-1.7\ntrailer " + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
}


@pytest.mark.parametrize("name", ODD)
def test_pdf_is_taken_when_it_is_only_odd(name: str) -> None:
    check_pdf(ODD[name])


def test_pdf_is_taken_when_judging_it_would_take_long() -> None:
    begin = monotonic()
    check_pdf(many_slow_tables(60))
    assert monotonic() - begin < LONGEST_SECONDS + 5
