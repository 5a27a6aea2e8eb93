"""What is downloaded and read in again unchanged says nothing new; every text, number, date and share survives."""

from io import BytesIO

import pytest

from submissions import actions
from submissions.enums import AnswerKind
from submissions.excel.content import content_of
from submissions.excel.differences import differences
from submissions.excel.layout import layout_of
from submissions.excel.reading import read_workbook
from submissions.excel.sheets import book_of
from submissions.excel.write_ods import ods_bytes
from submissions.excel.write_xlsx import xlsx_bytes
from submissions.drafts import load_draft
from submissions.tests.builders import HEADER, add_line, fill, save, working_copy

WRITERS = {"xlsx": xlsx_bytes, "ods": ods_bytes}
AWKWARD = "=SOM(A1)\n  twee  spaties\ttab\n\nlege regel <&>\"' _x0041_ é€ +1"

each_kind = pytest.mark.parametrize("kind", WRITERS)


def found_after_round_trip(submission, kind):
    draft = load_draft(working_copy(submission))
    file = BytesIO(WRITERS[kind](book_of(draft)))
    reading = read_workbook(file, len(file.getvalue()), submission)
    return differences(content_of(draft), reading.content, layout_of(draft))


@each_kind
def test_nothing_differs_when_a_full_draft_comes_back(submission_assen, editor_assen, westerveld, kind):
    fill(submission_assen, editor_assen, shares={westerveld: (10, None)})
    assert not found_after_round_trip(submission_assen, kind)


@each_kind
def test_nothing_differs_when_an_empty_line_comes_back(submission_assen, editor_assen, kind):
    blank = {"location_name": "", "amount_short": None, "amount_long": None, "available_from": None, "commitment": ""}
    add_line(submission_assen, editor_assen, **blank, available_until=None, explanation="", confidential=False)
    assert not found_after_round_trip(submission_assen, kind)


@each_kind
def test_awkward_text_comes_back_as_it_was(submission_assen, editor_assen, kind):
    add_line(submission_assen, editor_assen, explanation=AWKWARD, location_name="=1+1", place="-5")
    save(submission_assen, editor_assen)
    assert found_after_round_trip(submission_assen, kind).changed == []
