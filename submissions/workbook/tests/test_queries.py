"""How much a workbook asks of the database, which is the same for few lines and for many."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from accounts.models import Municipality, User
from submissions.enums import EventKind
from submissions.models import Event, Share, Submission
from submissions.tests.builders import working_copy
from submissions.workbook.tests.workbook_upload import accept, download, upload, with_change

READ_IN, TAKEN_OVER = 30, 50


@dataclass(frozen=True)
class Asked:
    """How many queries, each with the page that follows."""

    read_in: int
    taken_over: int


@pytest.fixture
def send(
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
) -> Callable[..., Asked]:
    """send(40, amount=10): reads in a workbook with so many lines, each with a partner, and takes
    it over."""

    def act(number: int, amount: int) -> Asked:
        def fill_in(book: Workbook) -> None:
            sheet, opgave = book["Bijlage 3"], book["Lijsten"]["A1"].value
            at = {str(head.value): index for index, head in enumerate(sheet[1], start=1)}
            short = next(title for title in at if "(korte termijn)" in title)
            sheet.delete_rows(2 + number, 500)
            for row in range(2, 2 + number):
                sheet.cell(row, at["Opgave"]).value = opgave
                sheet.cell(row, at["Naam van de locatie"]).value = f"azc {row}"
                sheet.cell(row, at["Andere gemeente 1"]).value = westerveld.name
                sheet.cell(row, at[short]).value = amount
                sheet.cell(row, at["Aandeel 1 korte termijn"]).value = amount

        file = with_change(download(as_editor, url), fill_in)
        with CaptureQueriesContext(connection) as reading:
            page = upload(as_editor, url, file)
        with CaptureQueriesContext(connection) as taking:
            accept(as_editor, url, page)
        return Asked(len(reading), len(taking))

    return act


def test_forty_lines_ask_few_queries(send: Callable[..., Asked]) -> None:
    for asked in (send(40, amount=10), send(40, amount=20), send(3, amount=20)):
        assert asked.read_in <= READ_IN
        assert asked.taken_over <= TAKEN_OVER


def test_forty_lines_ask_as_many_queries_as_four(send: Callable[..., Asked]) -> None:
    added = send(4, amount=10)
    changed = send(4, amount=20)
    send(1, amount=20)
    assert send(40, amount=20).taken_over - changed.taken_over <= 2  # lines changed and lines added
    assert send(40, amount=30) == changed
    assert added.taken_over <= changed.taken_over


def test_every_line_and_share_is_stored_as_the_workbook_says(
    send: Callable[..., Asked], submission_assen: Submission
) -> None:
    send(4, amount=10)
    ids = {line.location_name: line.line_id for line in working_copy(submission_assen).lines.all()}
    send(3, amount=20)
    lines = working_copy(submission_assen).lines.order_by("pk")
    assert [(line.location_name, line.amount_short, line.revision) for line in lines] == [
        (f"azc {row}", 20, 2) for row in (2, 3, 4)
    ]
    assert [line.line_id for line in lines] == [ids[line.location_name] for line in lines]
    assert [share.amount_short for share in Share.objects.order_by("line")] == [20, 20, 20]
    assert Event.objects.filter(kind=EventKind.WORKBOOK_ACCEPTED).count() == 2
