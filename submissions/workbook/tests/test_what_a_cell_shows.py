"""Only what a person sees in a cell is taken for a number, and what is not read is told."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, cast

import pytest
from odfdo import Cell, Document, Element
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from accounts.models import User
from submissions.content.load import load_content
from submissions.models import Submission, Version
from submissions.tests.builders import fill
from submissions.workbook.faults import WorkbookFaults
from submissions.workbook.layout import layout_of
from submissions.workbook.number_formats import Shown, shown
from submissions.workbook.read import Reading, read_workbook
from submissions.workbook.sheets import book_of
from submissions.workbook.write_ods import ods_bytes
from submissions.workbook.write_xlsx import xlsx_bytes

pytestmark = pytest.mark.any_database

SHORT = "F2"  # the number on the short term of the first line
NAME = "B2"


@pytest.fixture
def draft(submission_assen: Submission, editor_assen: User) -> Version:
    return fill(submission_assen, editor_assen)


@pytest.fixture
def read(draft: Version) -> Callable[[bytes], Reading]:
    content = load_content(draft)
    return lambda file: read_workbook(BytesIO(file), len(file), content, layout_of(content))


@pytest.fixture
def read_xlsx(draft: Version, read: Callable[[bytes], Reading]) -> Callable[..., Reading]:
    """read_xlsx(change): what is read after somebody changed the workbook."""

    def changed(change: Callable[[Workbook], None]) -> Reading:
        book = load_workbook(BytesIO(xlsx_bytes(book_of(load_content(draft)))))
        change(book)
        stream = BytesIO()
        book.save(stream)
        return read(stream.getvalue())

    return changed


@pytest.fixture
def read_ods(draft: Version, read: Callable[[bytes], Reading]) -> Callable[..., Reading]:
    def changed(change: Callable[[Document], None]) -> Reading:
        document = Document(BytesIO(ods_bytes(book_of(load_content(draft)))))
        change(document)
        stream = BytesIO()
        document.save(stream)
        return read(stream.getvalue())

    return changed


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(WorkbookFaults) as refused:
        action()
    return " ".join(fault.message for fault in refused.value.faults)


def put(value: Any, address: str = SHORT, number_format: str = "") -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        cell = book["Bijlage 3"][address]
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def with_mark(mark: str, **font: Any) -> CellRichText:
    return CellRichText("120", TextBlock(InlineFont(**font), mark))


# A number with something beside it


@pytest.mark.parametrize(
    "text",
    [
        with_mark("1", vertAlign="superscript"),
        with_mark("2", vertAlign="subscript"),
        with_mark("9", color="FFFFFFFF"),
    ],
    ids=["footnote", "lowered", "white"],
)
def test_mark_beside_a_number_is_no_digit(
    read_xlsx: Callable[..., Reading], text: CellRichText
) -> None:
    assert "voetnootteken" in refusal(lambda: read_xlsx(put(text)))


def test_number_that_is_raised_as_a_whole_is_a_number(read_xlsx: Callable[..., Reading]) -> None:
    raised = CellRichText(TextBlock(InlineFont(vertAlign="superscript"), "120"))
    (line,) = read_xlsx(put(raised)).content.lines
    assert line.values["amount_short"] == 120


def test_mark_in_a_name_is_part_of_the_name(read_xlsx: Callable[..., Reading]) -> None:
    name = CellRichText("azc Assen", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    (line,) = read_xlsx(put(name, NAME)).content.lines
    assert line.values["location_name"] == "azc Assen2"


def first_line(document: Document) -> list[Cell]:
    rows = document.body.get_elements("//table:table[1]/descendant::table:table-row")
    return cast(list[Cell], rows[1].get_elements("table:table-cell"))


def set_content(cell: Cell, xml: str) -> None:
    cell.clear()
    cell.set_attribute("office:value-type", "string")
    cell.append(Element.from_tag(f"<text:p>{xml}</text:p>"))


def test_mark_beside_a_number_of_an_ods_is_no_digit(read_ods: Callable[..., Reading]) -> None:
    def change(document: Document) -> None:
        styles = document.get_part("content.xml").get_element("//office:automatic-styles")
        styles.append(
            Element.from_tag(
                '<style:style style:name="voet" style:family="text">'
                '<style:text-properties style:text-position="super 58%"/></style:style>'
            )
        )
        set_content(first_line(document)[5], '120<text:span text:style-name="voet">1</text:span>')

    assert "voetnootteken" in refusal(lambda: read_ods(change))


# A format that shows another number


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shown.AS_STORED),
        ("0", Shown.AS_STORED),
        ("#,##0", Shown.AS_STORED),
        ("#,##0.00", Shown.AS_STORED),
        ('0" plekken"', Shown.AS_STORED),
        ("[Red]#,##0;-#,##0", Shown.AS_STORED),
        ('_ € * #,##0_ ;_ € * -#,##0_ ;_ € * "-"??_ ;_ @_ ', Shown.AS_STORED),
        ("@", Shown.AS_STORED),
        ("0%", Shown.PERCENTAGE),
        ("0.00%", Shown.PERCENTAGE),
        ("0,", Shown.OTHERWISE),
        ('0"0"', Shown.OTHERWISE),
        ("0\\0", Shown.OTHERWISE),
        ('"n.v.t."', Shown.OTHERWISE),
        (";;;", Shown.OTHERWISE),
    ],
)
def test_format_is_judged_by_what_it_shows(code: str, expected: Shown) -> None:
    assert shown(code) == expected


def test_percentage_is_no_number_of_places(read_xlsx: Callable[..., Reading]) -> None:
    assert "Vul het aantal in" in refusal(lambda: read_xlsx(put(1, number_format="0%")))


def test_percentage_of_an_ods_is_no_number_of_places(read_ods: Callable[..., Reading]) -> None:
    def change(document: Document) -> None:
        cell = first_line(document)[5]
        cell.set_attribute("office:value-type", "percentage")
        cell.set_attribute("office:value", "1")

    assert "Vul het aantal in" in refusal(lambda: read_ods(change))


@pytest.mark.parametrize("code", ['0"0"', ";;;", "0,"])
def test_number_that_is_shown_otherwise_is_refused(
    read_xlsx: Callable[..., Reading], code: str
) -> None:
    assert "De opmaak van deze cel" in refusal(lambda: read_xlsx(put(12, number_format=code)))


# What a program makes of a link


def test_link_in_an_ods_is_read_as_its_words(read_ods: Callable[..., Reading]) -> None:
    def change(document: Document) -> None:
        link = '<text:a xlink:href="https://example.org" xlink:type="simple">azc  Zuid</text:a>'
        set_content(first_line(document)[1], f"{link}<text:s/>bis")

    (line,) = read_ods(change).content.lines
    assert line.values["location_name"] == "azc  Zuid bis"


# Merged cells, and sheets beside ours


@pytest.mark.parametrize("area", ["F2:F3", "F2:G2", "B2:B4"])
def test_merged_cells_are_named(read_xlsx: Callable[..., Reading], area: str) -> None:
    message = refusal(lambda: read_xlsx(lambda book: book["Bijlage 3"].merge_cells(area)))
    assert "Hef de samenvoeging op" in message


def test_merged_cells_of_an_ods_are_named(read_ods: Callable[..., Reading]) -> None:
    def change(document: Document) -> None:
        first_line(document)[5].set_attribute("table:number-rows-spanned", "2")

    assert "Hef de samenvoeging op" in refusal(lambda: read_ods(change))


def test_copy_of_the_sheet_is_refused(read_xlsx: Callable[..., Reading]) -> None:
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Bijlage 3"])
        copy.title = "Kopie van Bijlage 3"
        copy["F2"] = 80
        book["Bijlage 3"].sheet_state = "hidden"

    message = refusal(lambda: read_xlsx(change))
    assert "lijkt op ‘Bijlage 3’" in message


def test_sheet_of_ones_own_is_told_and_not_read(read_xlsx: Callable[..., Reading]) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Blad1")["A1"] = "Wordt 80 plekken."
        book.create_sheet("Leeg")

    assert read_xlsx(change).notices == (
        "Het blad ‘Blad1’ is niet gelezen: dat hoort niet bij bijlage 3.",
    )


def test_workbook_as_it_was_downloaded_says_nothing_of_other_sheets(
    read_xlsx: Callable[..., Reading], read_ods: Callable[..., Reading]
) -> None:
    assert read_xlsx(lambda book: None).notices == ()
    assert read_ods(lambda document: None).notices == ()


def test_hidden_sheet_that_is_gone_is_the_reason_that_is_given(
    read_xlsx: Callable[..., Reading],
) -> None:
    message = refusal(lambda: read_xlsx(lambda book: book.remove(book["Systeem"])))
    assert "Een verborgen blad van bijlage 3 ontbreekt" in message


@pytest.mark.parametrize("text", ["#NAAM?", "#VERW!", "#N/B", "#WAARDE!"])
def test_error_as_text_is_told_as_an_error(read_xlsx: Callable[..., Reading], text: str) -> None:
    assert "De formule in deze cel geeft een fout." in refusal(lambda: read_xlsx(put(text)))


@pytest.mark.parametrize("text", ["120\u200b", "\ufeff120", "12\u20600", "1\u00ad20"])
def test_invisible_character_in_a_number_is_not_there(
    read_xlsx: Callable[..., Reading], text: str
) -> None:
    (line,) = read_xlsx(put(text)).content.lines
    assert line.values["amount_short"] == 120


@pytest.mark.parametrize("number", ["1e20", "1e5000", "-1e1000000", "1e999999999", "9" * 5000])
def test_number_of_a_million_digits_is_refused_at_once(
    read_ods: Callable[..., Reading], number: str
) -> None:
    """Written out it would hold the portal for minutes, or fail."""

    def change(document: Document) -> None:
        first_line(document)[5].set_attribute("office:value-type", "float")
        first_line(document)[5].set_attribute("office:value", number)

    assert "aantal" in refusal(lambda: read_ods(change))
