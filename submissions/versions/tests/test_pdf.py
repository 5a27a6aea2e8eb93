"""A submitted version as PDF: accessible, the same as the screen, and indifferent to what people
type."""

import logging
import re
import subprocess
import sys
import time
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.known import known
from common.numbers import format_number
from common.pdf import STATIC, make_pdf
from submissions.editing.task_list import TermAmount
from submissions.enums import ShareAnswer
from submissions.handing_in import actions
from submissions.lookup import submitted_version
from submissions.models import ShareConfirmation, Submission, Version
from submissions.questions.tests.talk import attach
from submissions.shares.actions import answer_share
from submissions.tests.builders import AFTER_DEADLINE, add_line, fill
from submissions.versions import pdf
from submissions.versions.tests.pdf import (
    children,
    read,
    root_of,
    squeezed,
    tags,
    text_of,
    version_pdf,
)

pytestmark = pytest.mark.any_database

PATH = "/2024/bijdrage/GM0106/versies/1/"

HOSTILE = {
    "long word": "x" * 4000,
    "html": "<script>alert(1)</script><img src='http://evil.example/x.png'><style>*{display:none}</style></td></table>",
    "css": "background:url(http://evil.example/x.png) @import 'http://evil.example/x.css'",
    "control characters": "voor\x01\x08\x0b\x0c\x1f\x7f\x85\ufffena",
    "emoji": "👩🏽‍🚒 🏳️‍🌈 ≠ → Ł Š ğ ﷽ 漢字 עברית",
    "right to left": "\u202egnikcart\u202c \u200b\u200d\ufeff",
    "long text": "Een toelichting van de gemeente. " * 121,
    "lines": "\n" * 3000 + "einde",
}


@pytest.fixture
def version(submission_assen: Submission, editor_assen: User, westerveld: Municipality) -> Version:
    """A version with everything in it: two opgaven with lines, a joint line, a confidential one, a
    dropped one."""
    fill(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    add_line(
        submission_assen, editor_assen, "asiel", location_name="Hotel De Brink", amount_short=1250
    )
    add_line(
        submission_assen,
        editor_assen,
        "asiel",
        location_name="Afgevallen",
        commitment="dropped",
        place="",
    )
    add_line(
        submission_assen,
        editor_assen,
        "flex",
        location_name="",
        location_unknown=True,
        confidential=False,
    )
    attach(submission_assen, editor_assen, name="collegebesluit.pdf")
    actions.submit(submission_assen, editor_assen)
    return submitted_version(submission_assen, 1)


@pytest.fixture
def made(version: Version) -> bytes:
    return version_pdf(version)


@pytest.fixture(scope="module")
def kept() -> list[bytes]:
    return []


@pytest.fixture
def document(request: pytest.FixtureRequest, kept: list[bytes]) -> bytes:
    """The same PDF, made once for all tests that only read it."""
    if not kept:
        kept.append(request.getfixturevalue("made"))
    return kept[0]


@pytest.fixture
def with_explanation(submission_assen: Submission, editor_assen: User) -> Callable[[str], bytes]:
    """with_explanation(text): the PDF of a version in which somebody typed this wherever one can
    type."""

    def make(text: str) -> bytes:
        fill(submission_assen, editor_assen)
        working = submission_assen.versions.get()
        working.lines.update(
            explanation=text, location_name=text[:150], place=text[:100], address=text[:200]
        )
        working.answers.exclude(reason="").update(reason=text[:500])
        submission_assen.versions.update(remarks=text, contact_name=text[:150])
        actions.submit(submission_assen, editor_assen)
        return version_pdf(submitted_version(submission_assen, 1))

    return make


@pytest.fixture(autouse=True)
def complaints(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What weasyprint complains about is an error here: a missing alternative is only a line in its
    log."""
    caplog.set_level(logging.WARNING, "weasyprint")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "weasyprint"]


# Accessible


def test_pdf_is_made_without_a_complaint(made: bytes, complaints: Callable[[], list[str]]) -> None:
    assert complaints() == []


def test_missing_alternative_is_a_complaint_when_there_is_one(
    version: Version, complaints: Callable[[], list[str]]
) -> None:
    """So that the test above can fail."""
    image = f'<img src="{STATIC}img/icon.svg">'
    make_pdf(pdf.version_html(version).replace("</body>", f"{image}</body>"))
    assert [line for line in complaints() if "no required alt description" in line]


def test_document_says_that_it_is_pdf_ua(document: bytes) -> None:
    metadata = root_of(document)["/Metadata"].get_object().get_data().decode()
    assert 'pdfuaid:part="1"' in metadata


def test_document_is_tagged_dutch_and_shows_its_title(document: bytes) -> None:
    root = root_of(document)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_document_has_title_author_and_subject(document: bytes) -> None:
    about = read(document).metadata
    assert about.title == "Bijlage 3 van Assen, versie 1 – Spreidingswet 2024 (VOORBEELDGEGEVENS)"
    assert about.author == "Gemeente Assen"
    assert "ingediend op 12 maart 2024" in known(about.subject)


def test_headings_are_in_order(document: bytes) -> None:
    headings = [tag for tag, _ in tags(document) if re.fullmatch(r"H\d", tag)]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}


def test_every_table_has_heads_and_every_cell_points_to_them(document: bytes) -> None:
    found = tags(document)
    # Six tables, of which the one that runs on to the second page has a tag, and heads, on each.
    assert [tag for tag, _ in found].count("Table") == 7
    assert {tag for tag, _ in found} >= {"THead", "TBody", "TH", "TD"}
    cells = [element for tag, element in found if tag == "TD"]
    assert all(cell["/A"]["/Headers"] for cell in cells)


def test_every_part_of_a_table_stands_where_a_reader_expects_it(document: bytes) -> None:
    allowed = {"Table": {"THead", "TBody"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}}
    parts = {
        (tag, child)
        for tag, element in tags(document)
        if tag in allowed
        for child in children(element)
    }
    assert {(tag, child) for tag, child in parts if child not in allowed[tag]} == set()


def test_label_is_the_head_of_its_value(document: bytes) -> None:
    first = next(element for tag, element in tags(document) if tag == "TR")
    assert children(first) == ["TH", "TD"]


def test_all_fonts_are_in_the_document(document: bytes) -> None:
    pages: Any = read(document).pages
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    names = {font["/BaseFont"].split("+")[-1] for font in fonts}
    assert names == {"Noto-Sans", "Noto-Sans-Semi-Bold", "Noto-Sans-Bold"}
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


# The same as the screen


def words_of(html: str) -> list[str]:
    """What is there to read; not what can only be done on the screen."""
    texts = re.sub(r"<(caption|script|button)\b.*?</\1>", " ", html, flags=re.DOTALL)
    texts = re.sub(r'<a class="ask\b.*?</a>', " ", texts, flags=re.DOTALL)
    return [squeezed(unescape(text)) for text in re.split("<[^>]*>", texts) if text.strip()]


def test_every_text_of_the_screen_is_in_the_pdf(
    version: Version, made: bytes, as_editor: Client, url: Callable[..., str]
) -> None:
    page = as_editor.get(url("version", 1)).content.decode()
    content = page[page.index('<section class="reading"') : page.index("</main>")]
    written = text_of(made)
    words = words_of(content)
    assert {
        "1.250",
        "azcAssen,Assen",
        "collegebesluit.pdf",
        "Vertrouwelijk",
        "Vervallen(teltnietmee)",
    } <= set(words)
    assert [word for word in words if word not in written] == []


def test_totals_are_those_of_the_task_list(
    made: bytes, as_editor: Client, url: Callable[..., str]
) -> None:
    written = text_of(made)
    for row in as_editor.get(url("task_list")).context["rows"]:
        words = [
            row.opgave.name,
            row.opgave.get_unit_display(),
            *map(amount, (row.short, row.long)),
        ]
        assert squeezed("".join(words)) in written


def amount(of_term: TermAmount) -> str:
    """All of it, and below it how much of that is firm and pledged."""
    if not of_term.tally:
        return "onbekend"
    tally = of_term.tally
    words = format_number(tally.everything)
    if tally.firm != tally.everything:
        words += f"waarvan vast {format_number(tally.firm)}"
        if tally.pledged != tally.firm:
            words += f"vast en toegezegd {format_number(tally.pledged)}"
    elif tally.everything:
        words += "alles vast"
    return words + ("deels onbekend" if of_term.partial else "")


def test_head_says_who_handed_in_what_and_when(document: bytes) -> None:
    written = text_of(document)
    for words in (
        "Assen (GM0106)",
        "Spreidingswet 2024, Provinciale regietafel Drenthe",
        "door Invuller",
    ):
        assert squeezed(words) in written
    assert "telaat" not in written.lower()


def test_pdf_says_late_when_after_the_deadline(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    fill(submission_assen, editor_assen)
    settings.PRT_TODAY = AFTER_DEADLINE
    actions.submit(submission_assen, editor_assen)
    assert "Telaatingediend" in text_of(version_pdf(submitted_version(submission_assen, 1)))


def test_pdf_tells_where_it_came_from(made: bytes, version: Version) -> None:
    assert squeezed(f"{portal_settings.PRT_BASE_URL}{PATH}") in text_of(made)
    assert squeezed(f"2024 / GM0106 / versie 1 / {version.pk}") in text_of(made)


def test_every_page_is_numbered_and_marked_in_the_demo(
    with_explanation: Callable[[str], bytes],
) -> None:
    pages = [
        squeezed(page.extract_text()) for page in read(with_explanation(HOSTILE["long text"])).pages
    ]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Pagina{number}van{len(pages)}" in page
        assert "VOORBEELDGEGEVENSAssen–bijlage3,versie1" in page


def test_pdf_has_no_mark_when_outside_the_demo(version: Version, settings: Settings) -> None:
    settings.PRT_DEMO = False
    made = version_pdf(version)
    assert "VOORBEELD" not in text_of(made) + known(read(made).metadata.title)
    assert pdf.file_name(version) == "bijlage-3-assen-2024-versie-1.pdf"


# Whatever people type


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_pdf_is_made_in_time_and_without_a_complaint_when_somebody_types(
    with_explanation: Callable[[str], bytes], complaints: Callable[[], list[str]], text: str
) -> None:
    start = time.process_time()
    made = with_explanation(text)
    assert time.process_time() - start < 30
    assert "Herkomstvanditdocument" in text_of(made)
    assert [line for line in complaints() if ".notdef" not in line] == []  # no font has every emoji


def test_html_is_text_when_typed(with_explanation: Callable[[str], bytes]) -> None:
    assert squeezed("<img src='http://evil.example/x.png'>") in text_of(
        with_explanation(HOSTILE["html"])
    )


def test_long_word_is_complete_when_typed(with_explanation: Callable[[str], bytes]) -> None:
    assert text_of(with_explanation(HOSTILE["long word"])).count("x") >= 4000 * 2


def test_library_is_not_loaded_when_no_pdf_is_asked() -> None:
    code = (
        "import django; django.setup(); import prt_portal.urls, sys; sys.exit('weasyprint' in "
        "sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "prt_portal.tests.settings", "PATH": ""}
    assert (
        subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=portal_settings.BASE_DIR
        ).returncode
        == 0
    )


# The page


def test_file_has_a_name_and_is_private_when_downloaded(
    version: Version, as_editor: Client, url: Callable[..., str]
) -> None:
    answer = as_editor.get(url("version_pdf", 1))
    assert answer["Content-Type"] == "application/pdf"
    name = "bijlage-3-assen-2024-versie-1-voorbeeldgegevens.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "private" in answer["Cache-Control"]
    assert squeezed(PATH) in text_of(answer.content)


def test_pdf_is_made_once_for_all_who_read_it(
    version: Version,
    as_editor: Client,
    url: Callable[..., str],
    project_leader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = as_editor.get(url("version_pdf", 1)).content
    monkeypatch.setattr("common.pdf.make_pdf", lambda html: b"made again")
    assert as_editor.get(url("version_pdf", 1)).content == made
    desk = Client()
    desk.force_login(project_leader)
    assert desk.get(reverse("regietafel:version_pdf", args=["2024", "GM0106", 1])).content == made


def test_pdf_says_from_when_it_is_when_a_partner_answers_later(
    version: Version, as_editor: Client, url: Callable[..., str], settings: Settings
) -> None:
    before = text_of(as_editor.get(url("version_pdf", 1)).content)
    assert squeezed("laatste antwoord van een gemeente met een aandeel") not in before
    settings.PRT_TODAY = AFTER_DEADLINE
    share = ShareConfirmation.objects.get()
    answer_share(
        share,
        make_person("a@westerveld.example", Role.APPROVER, municipality=share.partner),
        ShareAnswer.CONFIRMED,
    )
    after = text_of(as_editor.get(url("version_pdf", 1)).content)
    day = date_format(AFTER_DEADLINE, "j F Y")
    assert squeezed(f"Stand van dit document{day}") in after
    assert squeezed("laatste antwoord van een gemeente met een aandeel") in after


def test_pdf_is_linked_when_a_version_is_read(
    version: Version, as_editor: Client, url: Callable[..., str]
) -> None:
    assert f'href="{url("version_pdf", 1)}"' in as_editor.get(url("version", 1)).content.decode()


def test_draft_has_no_pdf_when_nothing_was_submitted(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    assert as_editor.get(url("version_pdf", 1)).status_code == 404
