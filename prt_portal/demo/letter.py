"""A municipality that answers by letter: the project leader enters it from a workbook."""

import uuid

from common.reference import Row
from prt_portal.demo.accounts import editor_of, leader_of
from prt_portal.demo.contribution import header_fields
from prt_portal.demo.rows import StageData, line_fields, share_of
from submissions.attachments.files import CheckedFile
from submissions.content.plain import HAS_LINES, PlainContent, PlainLine, Value, Values
from submissions.letters.actions import Letter, enter_by_letter, propose_by_letter
from submissions.letters.preview import content_that_counts
from submissions.models import Submission
from submissions.workbook.content import content_fingerprint
from submissions.workbook.layout import layout_of
from submissions.workbook.read import Reading

LETTER = "brief.pdf"


def enter_letter(submission: Submission, row: Row, data: StageData) -> None:
    """As the page does it; the day of the row is that of the letter."""
    leader, counts = leader_of(submission.round.regietafel), content_that_counts(submission)
    seen = content_fingerprint(counts, layout_of(counts))
    reading = Reading(_content(submission, data), downloaded_with="")
    propose_by_letter(submission, leader, reading, "voorbeeldgegevens.xlsx", seen)
    file = CheckedFile(LETTER, "application/pdf", (data.folder / LETTER).read_bytes())
    enter_by_letter(submission, leader, Letter(row.day("dag"), file), seen)


def _content(submission: Submission, data: StageData) -> PlainContent:
    municipality = submission.municipality
    rows = data.lines(municipality.cbs_code, 1)
    header = header_fields(municipality, False)
    header |= {"contact_email": editor_of(municipality).email}
    return PlainContent(
        header={name: str(value) for name, value in header.items()},
        answers=_answers(submission, rows, data),
        lines=tuple(map(_line, rows)),
    )


def _line(row: Row) -> PlainLine:
    values: dict[str, Value] = {**line_fields(row), "shares": share_of(row)}  # type: ignore[dict-item]
    return PlainLine(str(uuid.uuid4()), row["opgave"], values)


def _answers(submission: Submission, rows: list[Row], data: StageData) -> dict[str, Values]:
    given = data.answers(submission.municipality.cbs_code)
    with_lines = {row["opgave"] for row in rows}
    answers: dict[str, Values] = {}
    for opgave in submission.round.opgaven.fillable():
        kind, reason = given.get(opgave.code, given[""])
        said = {"kind": kind.value, "reason": reason}
        answers[opgave.code] = HAS_LINES if opgave.code in with_lines else said
    return answers
