"""The workbook that a person downloads: what can be filled in, with which lists and formats, what
is hidden."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from odfdo import Document
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_municipality
from submissions.content.content import VersionContent
from submissions.content.fields import LINE_FIELDS
from submissions.content.load import load_content
from submissions.models import Share, Submission
from submissions.tests.builders import add_line, working_copy
from submissions.tests.workbooks.case import LINE_IDS, fill_case
from submissions.workbook.columns import LINE_COLUMNS
from submissions.workbook.layout import layout_of
from submissions.workbook.sheets import book_of
from submissions.workbook.write_ods import ods_bytes
from submissions.workbook.write_xlsx import xlsx_bytes

pytestmark = pytest.mark.any_database

SHEETS = ["Bijlage 3", "Antwoorden", "Gegevens", "Toelichting", "Systeem", "Lijsten"]


@pytest.fixture
def draft(
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    de_wolden: Municipality,
) -> VersionContent:
    fill_case(submission_assen, editor_assen, westerveld)
    return load_content(working_copy(submission_assen))


@pytest.fixture
def xlsx(draft: VersionContent) -> Workbook:
    return load_workbook(BytesIO(xlsx_bytes(book_of(draft))))


@pytest.fixture
def ods(draft: VersionContent) -> Document:
    return Document(BytesIO(ods_bytes(book_of(draft))))


def by_head(sheet: Any, row: int) -> dict[Any, Any]:
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


def test_every_field_of_the_form_has_a_column() -> None:
    assert {name for name, _, _ in LINE_COLUMNS} == set(LINE_FIELDS)


def test_sheets_stand_in_their_order_and_two_are_hidden(xlsx: Workbook) -> None:
    assert xlsx.sheetnames == SHEETS
    assert [sheet.sheet_state for sheet in xlsx] == ["visible"] * 4 + ["hidden"] * 2


def test_hidden_sheet_says_template_round_and_municipality(xlsx: Workbook) -> None:
    facts = {row[0].value: row[1].value for row in xlsx["Systeem"].iter_rows()}
    assert (facts["Sjabloon"], facts["Ronde"], facts["CBS-code"]) == ("2", "2024", "GM0106")


def test_words_of_earlier_templates_are_not_offered(xlsx: Workbook) -> None:
    words = {cell.value for row in xlsx["Lijsten"].iter_rows() for cell in row}
    assert "locaties" in words and "regels" not in words
    assert [row[2].value for row in xlsx["Antwoorden"].iter_rows(min_row=2)] == [
        "locaties",
        "nog niet bekend",
        "locaties",
    ]
    asked = [row[0].value for row in xlsx["Gegevens"].iter_rows(min_row=2)]
    assert asked[3] == "Hoe ver is het college?"


def test_only_cells_that_ask_something_can_be_filled_in(xlsx: Workbook) -> None:
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in xlsx)
    first, spare = by_head(xlsx["Bijlage 3"], 2), by_head(xlsx["Bijlage 3"], 30)
    assert not any(cell.protection.locked for cell in [*first.values(), *spare.values()])
    assert all(cell.protection.locked for cell in xlsx["Bijlage 3"][1])
    rows = xlsx["Bijlage 3"].protection
    assert not any((rows.sort, rows.autoFilter, rows.insertRows, rows.deleteRows))
    assert xlsx["Antwoorden"].protection.deleteRows
    assert [cell.protection.locked for cell in xlsx["Antwoorden"][2]] == [True, True, False, False]
    assert [cell.protection.locked for cell in xlsx["Gegevens"][2]] == [True, False, True]


def test_row_is_not_locked_beside_its_cells_either(xlsx: Workbook) -> None:
    sheet = xlsx["Bijlage 3"]
    assert sheet.row_dimensions[1].protection.locked
    rows = [sheet.row_dimensions[number] for number in range(2, sheet.max_row + 1)]
    assert not any(row.protection.locked for row in rows)


def test_line_number_is_hidden_and_stands_only_at_existing_lines(xlsx: Workbook) -> None:
    cell = by_head(xlsx["Bijlage 3"], 2)["Regelnummer"]
    assert cell.value == str(LINE_IDS["azc Assen"])
    assert xlsx["Bijlage 3"].column_dimensions[cell.column_letter].hidden
    assert by_head(xlsx["Bijlage 3"], 4)["Regelnummer"].value is None


def test_there_are_forty_empty_rows(xlsx: Workbook) -> None:
    assert xlsx["Bijlage 3"].max_row == 1 + 2 + 40


def test_numbers_dates_and_texts_read_the_dutch_way(xlsx: Workbook) -> None:
    row = by_head(xlsx["Bijlage 3"], 2)
    assert row["Aantal op 31 december 2024 (korte termijn)"].number_format == "#,##0"
    assert row["Eerste dag"].number_format == "dd-mm-yyyy"
    assert row["Plaats"].number_format == "@"


def test_drop_down_list_refers_to_the_hidden_sheet(xlsx: Workbook) -> None:
    cell = by_head(xlsx["Bijlage 3"], 40)["Hoe vast staat dit?"]
    rules = [
        r for r in xlsx["Bijlage 3"].data_validations.dataValidation if cell.coordinate in r.sqref
    ]
    assert [rule.type for rule in rules] == ["list"]
    area = rules[0].formula1.removeprefix("Lijsten!").replace("$", "")
    words = [row[0].value for row in xlsx["Lijsten"][area]]
    assert words[:2] == ["In gebruik", "Bestuursovereenkomst met het COA"]


def test_number_is_checked_while_typing(xlsx: Workbook) -> None:
    rules = xlsx["Bijlage 3"].data_validations.dataValidation
    assert {rule.type for rule in rules} >= {"list", "whole", "date"}
    assert all(len(rule.prompt or "") <= 255 and len(rule.formula1 or "") <= 255 for rule in rules)


def test_head_stays_in_sight_and_is_printed_on_every_page(xlsx: Workbook) -> None:
    assert [sheet.freeze_panes for sheet in xlsx][:2] == ["C2", "B2"]
    assert {sheet.print_title_rows for sheet in list(xlsx)[:4]} == {"$1:$1"}


def test_lines_are_printed_two_a3_wide_and_the_other_sheets_one_a4(xlsx: Workbook) -> None:
    printed = {
        sheet.title: (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth)
        for sheet in list(xlsx)[:4]
    }
    assert printed == {"Bijlage 3": (8, 2)} | dict.fromkeys(SHEETS[1:4], (9, 1))
    for sheet in list(xlsx)[:4]:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_columns_are_repeated_only_when_there_is_a_page_beside_the_first(xlsx: Workbook) -> None:
    assert [sheet.print_title_cols for sheet in list(xlsx)[:4]] == ["$A:$B", None, None, None]


def test_rows_that_are_filled_in_later_are_printed_too(xlsx: Workbook) -> None:
    assert not any(sheet.print_area for sheet in xlsx)


def test_lines_with_many_partners_take_another_page_rather_than_smaller_letters(
    submission_assen: Submission, editor_assen: User, draft: VersionContent, drenthe: Regietafel
) -> None:
    line = add_line(submission_assen, editor_assen)
    for number in range(1, 6):
        partner = make_municipality(drenthe, f"GM000{number}", f"Gemeente {number}")
        Share.objects.create(line=line, municipality=partner, amount_short=1, amount_long=None)
    lines = book_of(load_content(working_copy(submission_assen))).sheets[0]
    assert lines.pages_wide == 3


def test_demo_is_marked_in_footer_and_explanation(xlsx: Workbook) -> None:
    assert {sheet.oddFooter.center.text for sheet in list(xlsx)[:4]} == {"VOORBEELDGEGEVENS"}
    assert xlsx["Toelichting"]["A2"].value == "VOORBEELDGEGEVENS"


def test_outside_the_demo_nothing_is_called_an_example(
    draft: VersionContent, settings: Settings
) -> None:
    settings.PRT_DEMO = False
    book = load_workbook(BytesIO(xlsx_bytes(book_of(draft))))
    assert book["Bijlage 3"].oddFooter.center.text is None
    assert "VOORBEELD" not in str([[cell.value for cell in row] for row in book["Toelichting"]])


def test_line_with_three_partners_gets_three_places_for_them(
    submission_assen: Submission, editor_assen: User, draft: VersionContent, drenthe: Regietafel
) -> None:
    line = add_line(submission_assen, editor_assen)
    for code in ("GM0001", "GM0002", "GM0003"):
        partner = make_municipality(drenthe, code, f"Gemeente {code}")
        Share.objects.create(line=line, municipality=partner, amount_short=1, amount_long=None)
    assert layout_of(load_content(working_copy(submission_assen))).shares == 3


def test_ods_has_the_same_sheets_locks_and_lists(ods: Document) -> None:
    tables: list[Any] = ods.body.get_elements("table:table")
    assert [table.name for table in tables] == SHEETS
    assert {table.get_attribute_string("table:protected") for table in tables} == {"true"}
    conditions = [
        v.get_attribute_string("table:condition")
        for v in ods.body.get_elements("//table:content-validation")
    ]
    assert any(
        "cell-content-is-in-list([$Lijsten.$A$1:" in (condition or "") for condition in conditions
    )


def test_ods_says_that_it_is_dutch_and_in_the_demo_an_example(ods: Document) -> None:
    styles = ods.container.get_part("styles.xml").decode()
    assert 'fo:language="nl"' in styles
    assert "VOORBEELDGEGEVENS" in styles


def test_ods_keeps_the_head_in_sight(ods: Document) -> None:
    config = ods.get_part("settings.xml").get_elements(
        "//config:config-item-map-named/config:config-item-map-entry"
    )
    frozen = {
        entry.get_attribute_string("config:name"): entry.get_element(
            "config:config-item[@config:name='VerticalSplitPosition']"
        ).text
        for entry in config
    }
    assert frozen == dict.fromkeys(SHEETS[:4], "1")


def test_ods_lets_a_person_sort_filter_add_and_delete_rows(ods: Document) -> None:
    lines, *others = ods.body.get_elements("table:table")
    allowed = lines.children[0]
    assert allowed.tag == "loext:table-protection"
    assert allowed.attributes == {
        "loext:select-protected-cells": "true",
        "loext:select-unprotected-cells": "true",
        "loext:insert-rows": "true",
        "loext:delete-rows": "true",
        "loext:use-autofilter": "true",
    }
    assert not any(table.get_elements("loext:table-protection") for table in others)
    (area,) = ods.body.get_elements("table:database-ranges/table:database-range")
    assert area.attributes == {
        "table:name": "__Anonymous_Sheet_DB__0",
        "table:target-range-address": "'Bijlage 3'.A1:'Bijlage 3'.X43",
        "table:contains-header": "true",
        "table:display-filter-buttons": "true",
    }


def test_no_cell_of_a_row_of_the_ods_is_locked_up_to_the_last_column(ods: Document) -> None:
    styles = ods.get_part("content.xml").get_elements("//style:style[@style:family='table-cell']")
    is_locked = {
        style.name: style.get_element("style:table-cell-properties").get_attribute_string(
            "style:cell-protect"
        )
        != "none"
        for style in styles
    }
    head, *rows = ods.body.get_element("table:table").get_elements("descendant::table:table-row")
    assert all(is_locked[cell.style] for cell in head.get_elements("table:table-cell"))
    for row in rows:
        cells: list[Any] = row.get_elements("table:table-cell")
        assert sum(cell.repeated or 1 for cell in cells) == 16_384
        assert not any(is_locked[cell.style] for cell in cells)


def test_ods_is_printed_on_the_same_pages(ods: Document) -> None:
    content, styles = ods.get_part("content.xml"), ods.get_part("styles.xml")
    tables: list[Any] = ods.body.get_elements("table:table")[:4]
    printed = {}
    for table in tables:
        style = content.get_element(f"//style:style[@style:name='{table.style}']")
        master = styles.get_element(
            f"//style:master-page[@style:name='{style.get_attribute('style:master-page-name')}']"
        )
        layout = styles.get_element(
            f"//style:page-layout[@style:name='{master.get_attribute('style:page-layout-name')}']"
        )
        page = layout.get_element("style:page-layout-properties").attributes
        assert (page["style:print-orientation"], page["style:scale-to-Y"]) == ("landscape", "0")
        printed[table.name] = (page["fo:page-width"], page["style:scale-to-X"])
        repeated = table.get_elements("table:table-header-columns/table:table-column")
        assert len(repeated) == (2 if table.name == "Bijlage 3" else 0)
        assert table.get_elements("table:table-header-rows")
    assert printed == {"Bijlage 3": ("42cm", "2")} | dict.fromkeys(SHEETS[1:4], ("29.7cm", "1"))


def test_ods_has_no_more_columns_than_a_sheet_can_have(ods: Document) -> None:
    columns: list[Any] = ods.body.get_element("table:table").get_elements(
        "descendant::table:table-column"
    )
    assert sum(column.repeated or 1 for column in columns) == 16_384


def test_every_printed_page_says_whose_it_is(xlsx: Workbook, ods: Document) -> None:
    whose = "Bijlage 3 van Assen, Spreidingswet 2024"
    for title in SHEETS[:4]:
        assert xlsx[title].oddFooter.left.text == f"{whose}: &A"
    styles = ods.get_part("styles.xml").serialize().decode()
    assert styles.count(f"<text:p>{whose}: <text:sheet-name/></text:p>") >= 4


def test_pages_of_the_ods_are_numbered_through(ods: Document) -> None:
    styles = ods.get_part("styles.xml").serialize().decode()
    assert styles.count('style:first-page-number="continue"') == styles.count("<style:page-layout ")


@pytest.mark.parametrize("character", ["\x0b", "\ufffe", "\uffff", "\x1b"], ids=ascii)
def test_character_that_no_workbook_can_hold_is_left_out(
    draft: VersionContent, character: str
) -> None:
    """Pasted with other text it is stored, and the download once failed on it."""
    draft.version.contact_name = f"Jan{character}sen"
    draft.version.submission.round.title = f"Ronde{character} 2024"
    book = book_of(draft)
    header = load_workbook(BytesIO(xlsx_bytes(book)))["Gegevens"]
    assert "Jansen" in [cell.value for row in header for cell in row]
    assert b"Jansen" in ZipFile(BytesIO(ods_bytes(book))).read("content.xml")
