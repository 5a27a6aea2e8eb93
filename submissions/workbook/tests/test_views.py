"""Bijlage 3 in Excel on screen: download, upload, the table of faults, the differences, taking
over."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook
from pytest_django import Settings

from accounts.models import Municipality, User
from common.tests.responses import Response
from submissions.editing import actions
from submissions.enums import EventKind
from submissions.lifecycle.refusals import OtherQuestions
from submissions.models import Event, Line, Submission, Version, WorkbookProposal
from submissions.tests.builders import (
    AFTER_CLOSING,
    AFTER_DEADLINE,
    BEFORE_OPENING,
    line_fields,
    version_content,
    working_copy,
)
from submissions.tests.workbooks.case import AZC, FLEX, LINE_IDS, fill_case
from submissions.versions.compare import LineChangeKind
from submissions.workbook.tests.workbook_upload import (
    accept,
    download,
    everything,
    upload,
    with_change,
)

pytestmark = pytest.mark.any_database


@pytest.fixture
def case(
    as_editor: Client,
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    de_wolden: Municipality,
) -> Submission:
    """The draft to which the corpus belongs, and a browser in which its editor is logged in."""
    fill_case(submission_assen, editor_assen, westerveld)
    return submission_assen


@pytest.fixture
def read_in(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    """read_in(row=4, A="Flexwoningen"): downloads, fills in cells of Bijlage 3, and reads the file
    in."""

    def act(row: int = 4, **cells: Any) -> Response:
        def fill_in(book: Workbook) -> None:
            for letter, value in cells.items():
                book["Bijlage 3"][f"{letter}{row}"].value = value

        return upload(as_editor, url, with_change(download(as_editor, url), fill_in))

    return act


def shown_lines(page: Response) -> list[tuple[LineChangeKind, str, list[tuple[str, str]]]]:
    """Kind, title and fields of every line on the page of the differences."""
    lines = [line for part in page.context["changes"].opgaven for line in part.lines]
    return [
        (line.kind, line.title, [(field.before, field.after) for field in line.fields])
        for line in lines
    ]


def answer_amv(kind: str, reason: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["Antwoorden"]["C3"].value, book["Antwoorden"]["D3"].value = kind, reason

    return change


def empty_flex(book: Workbook) -> None:
    for cell in book["Bijlage 3"][3][:-1]:
        cell.value = None
    book["Antwoorden"]["C4"].value = None


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_download_and_upload_unchanged_says_that_nothing_differs(
    case: Submission, as_editor: Client, url: Callable[..., str], kind: str
) -> None:
    file = as_editor.get(url(f"excel_{kind}"))
    page = upload(as_editor, url, file.content, f"x.{kind}")
    assert "Er verandert niets" in page.content.decode()
    assert not WorkbookProposal.objects.exists()


def test_download_is_named_after_the_municipality_and_marked_in_the_demo(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    disposition = as_editor.get(url("excel_ods"))["Content-Disposition"]
    assert disposition == 'attachment; filename="bijlage-3-assen-2024-voorbeeldgegevens.ods"'


def test_upload_shows_what_is_added_changed_and_dropped(
    case: Submission, read_in: Callable[..., Response]
) -> None:
    page = read_in(row=2, F=150)
    assert shown_lines(page) == [(LineChangeKind.CHANGED, "azc Assen, Assen", [("100", "150")])]
    page = read_in(A="Flexwoningen", B="Kazerne")
    assert [(kind, title) for kind, title, _ in shown_lines(page)] == [
        (LineChangeKind.ADDED, "Kazerne")
    ]


@pytest.mark.postgresql  # keeps no order in a JSON object
def test_lines_and_fields_keep_their_order_when_shown_and_taken_over(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    names = [f"Locatie {number}" for number in range(1, 7)]

    def add(book: Workbook) -> None:
        for row, name in enumerate(names, start=4):
            book["Bijlage 3"][f"A{row}"].value, book["Bijlage 3"][f"B{row}"].value = (
                "Flexwoningen",
                name,
            )

    page = upload(as_editor, url, with_change(download(as_editor, url), add))
    assert [title for _, title, _ in shown_lines(page)] == names
    assert shown_lines(page)[0][2] == [("leeg", "Locatie 1"), ("leeg", "Bestaande locatie")]
    accept(as_editor, url, page)
    flex = working_copy(case).lines.filter(opgave__code="flex")
    assert [line.location_name for line in flex][1:] == names


def test_nothing_is_changed_by_reading_in_when_not_taken_over(
    case: Submission, read_in: Callable[..., Response]
) -> None:
    before = version_content(working_copy(case))
    read_in(row=2, F=150)
    assert version_content(working_copy(case)) == before


def test_taken_over_line_keeps_its_number_and_gets_a_new_revision(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    before = Line.objects.get(line_id=LINE_IDS[AZC])
    accept(as_editor, url, read_in(row=2, F=150))
    line = working_copy(case).lines.get(line_id=LINE_IDS[AZC])
    assert (line.amount_short, line.revision) == (150, before.revision + 1)
    assert [(s.municipality.name, s.amount_short, s.amount_long) for s in line.shares.all()] == [
        ("Westerveld", 10, 20)
    ]


def test_untouched_line_keeps_its_revision_when_another_is_taken_over(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    before = Line.objects.get(line_id=LINE_IDS[FLEX]).revision
    accept(as_editor, url, read_in(row=2, F=150))
    assert working_copy(case).lines.get(line_id=LINE_IDS[FLEX]).revision == before


def test_taking_over_is_an_event_that_says_what_changed(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    accept(as_editor, url, read_in(A="Flexwoningen", B="Kazerne"))
    assert Event.objects.get(kind=EventKind.WORKBOOK_ACCEPTED).detail == "1 locatie erbij"
    assert not WorkbookProposal.objects.exists()


def test_emptied_row_drops_the_line_after_showing_it(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    page = upload(as_editor, url, with_change(download(as_editor, url), empty_flex))
    assert [(kind, title) for kind, title, _ in shown_lines(page)] == [
        (LineChangeKind.REMOVED, "Flexwoningen Noord, Assen")
    ]
    accept(as_editor, url, page)
    assert not working_copy(case).lines.filter(line_id=LINE_IDS[FLEX]).exists()
    assert not working_copy(case).answers.filter(opgave__code="flex").exists()


def test_same_file_read_in_again_does_not_double_its_new_lines(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    def add(book: Workbook) -> None:
        book["Bijlage 3"]["A4"].value, book["Bijlage 3"]["B4"].value = "Flexwoningen", "Kazerne"

    file = with_change(download(as_editor, url), add)
    accept(as_editor, url, upload(as_editor, url, file))
    assert "Er verandert niets" in upload(as_editor, url, file).content.decode()


def test_first_workbook_starts_the_bijdrage(
    as_editor: Client,
    submission_assen: Submission,
    url: Callable[..., str],
    read_in: Callable[..., Response],
) -> None:
    accept(as_editor, url, read_in(row=2, A="Flexwoningen", B="Kazerne", F=20))
    line = working_copy(submission_assen).lines.get()
    assert (line.location_name, line.amount_short, line.opgave.code) == ("Kazerne", 20, "flex")


def test_cancelled_proposal_is_forgotten(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    read_in(row=2, F=150)
    page = as_editor.post(url("excel_proposal"), {"keuze": "niet"}, follow=True)
    assert "niet overgenomen" in page.content.decode()
    assert not WorkbookProposal.objects.exists()


def test_proposal_page_leads_back_when_there_is_none(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    assert as_editor.get(url("excel_proposal")).headers["Location"] == url("excel")


def test_second_click_changes_nothing(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    page = read_in(row=2, F=150)
    accept(as_editor, url, page)
    events = Event.objects.count()
    assert accept(as_editor, url, page).redirect_chain[-1][0] == url("task_list")
    assert Event.objects.count() == events


def test_nothing_is_overwritten_when_a_colleague_saved_after_the_preview(
    case: Submission,
    as_editor: Client,
    approver_assen: User,
    url: Callable[..., str],
    read_in: Callable[..., Response],
) -> None:
    page = read_in(row=2, F=150)
    actions.change_line(case, approver_assen, LINE_IDS[AZC], line_fields(amount_short=175), {}, 1)
    again = accept(as_editor, url, page)
    assert "Een collega heeft het concept gewijzigd" in again.content.decode()
    assert working_copy(case).lines.get(line_id=LINE_IDS[AZC]).amount_short == 175
    ((_, _, fields),) = shown_lines(again)
    assert ("175", "150") in fields


def test_differences_shown_again_can_be_taken_over(
    case: Submission,
    as_editor: Client,
    approver_assen: User,
    url: Callable[..., str],
    read_in: Callable[..., Response],
) -> None:
    page = read_in(row=2, F=150)
    actions.change_line(case, approver_assen, LINE_IDS[AZC], line_fields(amount_short=175), {}, 1)
    accept(as_editor, url, accept(as_editor, url, page))
    assert working_copy(case).lines.get(line_id=LINE_IDS[AZC]).amount_short == 150


def test_workbook_is_not_taken_over_when_the_round_lost_an_opgave_meanwhile(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    page = read_in(A="Flexwoningen", B="Kazerne")
    proposal = WorkbookProposal.objects.get()
    for line in proposal.content["lines"]:
        line["opgave"] = "vroeger"
    proposal.save()
    before = version_content(working_copy(case))
    refused = accept(as_editor, url, page)
    assert OtherQuestions().message in refused.content.decode()
    assert "Overnemen in het concept" not in refused.content.decode()
    assert version_content(working_copy(case)) == before


def test_page_warns_when_the_draft_changed_after_the_download(
    case: Submission, as_editor: Client, approver_assen: User, url: Callable[..., str]
) -> None:
    file = download(as_editor, url)
    actions.change_line(case, approver_assen, LINE_IDS[AZC], line_fields(amount_short=175), {}, 1)
    assert "nadat u dit bestand downloadde" in upload(as_editor, url, file).content.decode()


def test_answer_in_the_workbook_replaces_the_one_in_the_draft(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    file = with_change(download(as_editor, url), answer_amv("geen bijdrage", "Geen plek."))
    accept(as_editor, url, upload(as_editor, url, file))
    answer = working_copy(case).answers.get(opgave__code="amv")
    assert (answer.kind, answer.reason) == ("none", "Geen plek.")


def test_header_in_the_workbook_replaces_the_one_in_the_draft(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    revision = working_copy(case).revision
    file = with_change(
        download(as_editor, url), lambda book: setattr(book["Gegevens"]["B9"], "value", "Nieuw")
    )
    accept(as_editor, url, upload(as_editor, url, file))
    assert (working_copy(case).remarks, working_copy(case).revision) == ("Nieuw", revision + 1)


def test_all_faults_of_a_stage_are_told_at_once_and_nothing_is_stored(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    before = everything()
    page = read_in(row=2, F="veel", G="weinig", H="31-02-2024", K="misschien")
    faults = page.context["faults"]
    assert [(fault.tab, fault.cells) for fault in faults] == [
        ("Bijlage 3", "F2, G2"),
        ("Bijlage 3", "H2"),
        ("Bijlage 3", "K2"),
    ]
    assert faults[0].entered == "veel; weinig"
    assert everything() == before


def test_wrong_opgave_is_told_at_the_line_and_not_at_the_answers_too(
    case: Submission, read_in: Callable[..., Response]
) -> None:
    faults = read_in(row=3, A="Flexhuizen").context["faults"]
    assert [(fault.tab, fault.cells) for fault in faults] == [("Bijlage 3", "A3")]


def test_file_over_the_limit_is_refused_without_being_opened(
    case: Submission, as_editor: Client, url: Callable[..., str]
) -> None:
    page = upload(as_editor, url, b"PK" + b"\0" * (50 * 1024 * 1024), "groot.xlsx")
    assert "groter dan 5 MB" in page.context["faults"][0].message


def test_faults_can_be_downloaded_and_never_become_a_formula(
    case: Submission, as_editor: Client, url: Callable[..., str], read_in: Callable[..., Response]
) -> None:
    page = read_in(row=2, D="=HYPERLINK(1)", F="-veel")
    signed = page.context["signed_faults"]
    file = as_editor.post(url("excel_faults"), {"punten": signed}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(file), delimiter=";"))
    assert rows[0] == ["Tabblad", "Cel", "Ingevuld", "Wat kunt u doen?"]
    assert {row[2] for row in rows[1:]} == {"'=HYPERLINK(1)", "'-veel"}


def test_faults_of_another_person_are_not_given(
    case: Submission,
    client: Client,
    approver_assen: User,
    url: Callable[..., str],
    read_in: Callable[..., Response],
) -> None:
    signed = read_in(row=2, F="veel").context["signed_faults"]
    client.force_login(approver_assen)
    assert client.post(url("excel_faults"), {"punten": signed}).headers["Location"] == url("excel")


def test_what_was_entered_is_never_markup(
    case: Submission, read_in: Callable[..., Response]
) -> None:
    page = read_in(row=2, F="<script>x</script>").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>x" not in page


@pytest.mark.parametrize(
    ("today", "words"), [(AFTER_CLOSING, "Bewaar uw bestand"), (BEFORE_OPENING, "gaat open op")]
)
def test_upload_is_refused_when_the_round_is_not_open(
    case: Submission,
    as_editor: Client,
    url: Callable[..., str],
    settings: Settings,
    today: date,
    words: str,
) -> None:
    file = download(as_editor, url)
    settings.PRT_TODAY = today
    before = everything()
    page = upload(as_editor, url, file).content.decode()
    assert words in page
    assert everything() == before


def test_workbook_is_taken_over_when_late_but_not_closed(
    case: Submission,
    as_editor: Client,
    url: Callable[..., str],
    read_in: Callable[..., Response],
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    accept(as_editor, url, read_in(row=2, F=150))
    assert working_copy(case).lines.get(line_id=LINE_IDS[AZC]).amount_short == 150


def test_page_says_to_start_an_addition_when_handed_in(
    as_editor: Client, version_assen: Version, url: Callable[..., str]
) -> None:
    page = as_editor.get(url("excel")).content.decode()
    assert "Aanvullen of wijzigen" in page
    assert 'type="file"' not in page


def test_upload_is_refused_when_handed_in(
    as_editor: Client, version_assen: Version, url: Callable[..., str]
) -> None:
    file = download(as_editor, url)
    assert "al ingediend" in upload(as_editor, url, file).content.decode()
    assert not WorkbookProposal.objects.exists()


def test_taking_over_is_refused_when_the_round_closed_meanwhile(
    case: Submission,
    as_editor: Client,
    url: Callable[..., str],
    read_in: Callable[..., Response],
    settings: Settings,
) -> None:
    page = read_in(row=2, F=150)
    settings.PRT_TODAY = AFTER_CLOSING
    assert "Bewaar uw bestand" in accept(as_editor, url, page).content.decode()
    assert working_copy(case).lines.get(line_id=LINE_IDS[AZC]).amount_short == 100


def test_proposal_is_only_of_the_person_who_read_it_in(
    case: Submission,
    client: Client,
    approver_assen: User,
    url: Callable[..., str],
    read_in: Callable[..., Response],
) -> None:
    read_in(row=2, F=150)
    client.force_login(approver_assen)
    assert client.get(url("excel_proposal")).headers["Location"] == url("excel")


def test_people_of_another_municipality_get_404(
    case: Submission, client: Client, editor_westerveld: User, url: Callable[..., str]
) -> None:
    client.force_login(editor_westerveld)
    names = ("excel", "excel_xlsx", "excel_ods", "excel_proposal")
    assert {client.get(url(name)).status_code for name in names} == {404}


def test_task_list_leads_to_the_excel_page(as_editor: Client, url: Callable[..., str]) -> None:
    assert f'href="{url("excel")}"' in as_editor.get(url("task_list")).content.decode()
