"""What is downloaded and read in again unchanged says nothing new; every text, number, date and
share survives."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from odfdo import Document

from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_municipality
from common.numbers import MAXIMUM
from common.texts import normalise, on_one_line
from submissions.content.load import load_content
from submissions.editing import actions
from submissions.enums import AnswerKind, Commitment, Inspection, Nature, Operator, Prospect, State
from submissions.models import Submission, Version
from submissions.tests.builders import add_line, fill, save, working_copy
from submissions.tests.workbooks.case import AZC, FLEX, LINE_IDS, fill_case
from submissions.versions.words import ChangesInWords
from submissions.workbook.differences import differences
from submissions.workbook.layout import layout_of
from submissions.workbook.read import read_workbook
from submissions.workbook.sheets import book_of
from submissions.workbook.write_ods import ods_bytes
from submissions.workbook.write_xlsx import xlsx_bytes

pytestmark = pytest.mark.any_database

WRITERS = {"xlsx": xlsx_bytes, "ods": ods_bytes}

AWKWARD = "=SOM(A1)\n  twee  spaties\ttab\n\nlege regel <&>\"' _x0041_ _x000D_ _x005F_x0007_ é€ +1"

each_kind = pytest.mark.parametrize("kind", WRITERS)


def found_after_round_trip(submission: Submission, kind: str) -> ChangesInWords:
    draft = load_content(working_copy(submission))
    file = BytesIO(WRITERS[kind](book_of(draft)))
    reading = read_workbook(file, len(file.getvalue()), draft, layout_of(draft))
    return differences(draft.plain, reading.content, layout_of(draft))


@each_kind
def test_nothing_differs_when_a_full_draft_comes_back(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality, kind: str
) -> None:
    fill(submission_assen, editor_assen, shares={westerveld: (10, None)})
    assert found_after_round_trip(submission_assen, kind).is_empty


def test_nothing_differs_when_the_rows_of_the_ods_were_sorted(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> None:
    fill_case(submission_assen, editor_assen, westerveld)
    draft = load_content(working_copy(submission_assen))
    document = Document(BytesIO(ods_bytes(book_of(draft))))
    first = document.body.get_elements("//table:table/table:table-row")[0]
    table = first.parent
    assert first.get_elements("table:table-cell")[1].inner_text.strip() == AZC
    table.delete(first)
    table.append(first)
    file = BytesIO()
    document.save(file)
    file.seek(0)
    reading = read_workbook(file, len(file.getvalue()), draft, layout_of(draft))
    assert [line.values["location_name"] for line in reading.content.lines] == [FLEX, AZC]
    assert {line.line_id for line in reading.content.lines} == set(map(str, LINE_IDS.values()))
    assert differences(draft.plain, reading.content, layout_of(draft)).is_empty


@each_kind
def test_nothing_differs_when_an_empty_line_comes_back(
    submission_assen: Submission, editor_assen: User, kind: str
) -> None:
    blank: dict[str, Any] = {
        "location_name": "",
        "amount_short": None,
        "amount_long": None,
        "available_from": None,
        "commitment": "",
    }
    add_line(
        submission_assen,
        editor_assen,
        **blank,
        available_until=None,
        explanation="",
        confidential=False,
    )
    assert found_after_round_trip(submission_assen, kind).is_empty


@each_kind
@pytest.mark.parametrize("answer", [AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN, None])
def test_nothing_differs_when_a_dropped_line_stands_beside_an_answer(
    submission_assen: Submission, editor_assen: User, kind: str, answer: AnswerKind | None
) -> None:
    add_line(submission_assen, editor_assen, commitment=Commitment.DROPPED)
    if answer:
        asiel = submission_assen.round.opgaven.get(code="asiel")
        actions.answer_opgave(submission_assen, editor_assen, asiel, answer, "Geen grond.")
    assert found_after_round_trip(submission_assen, kind).is_empty


@each_kind
def test_awkward_text_comes_back_as_it_was(
    submission_assen: Submission, editor_assen: User, kind: str
) -> None:
    add_line(submission_assen, editor_assen, explanation=AWKWARD, location_name="=1+1", place="-5")
    save(submission_assen, editor_assen)
    assert found_after_round_trip(submission_assen, kind).is_empty


@each_kind
def test_cell_is_empty_when_nothing_of_it_can_be_seen(
    submission_assen: Submission, editor_assen: User, kind: str
) -> None:
    names = ("location_name", "place", "address", "explanation")
    texts: dict[str, Any] = dict.fromkeys(names, "\u200b\u2060")
    add_line(submission_assen, editor_assen, **texts)
    draft = load_content(working_copy(submission_assen))
    file = BytesIO(WRITERS[kind](book_of(draft)))
    reading = read_workbook(file, len(file.getvalue()), draft, layout_of(draft))
    (line,) = reading.content.lines
    assert [line.values[name] for name in names] == [""] * len(names)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"), max_size=40
).map(normalise)

AMOUNTS = st.none() | st.integers(0, MAXIMUM)

DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def lines(draw: DrawFn) -> dict:
    """A line as the form could have stored it, complete or not."""
    first, last = sorted([draw(DAYS), draw(DAYS)], key=lambda day: day or date.min)
    name, place, address = (on_one_line(draw(TEXTS).replace("\t", " ")) for _ in range(3))
    return {
        "location_name": name,
        "location_unknown": not name and draw(st.booleans()),
        "place": place,
        "address": address,
        "explanation": draw(TEXTS),
        "amount_short": draw(AMOUNTS),
        "amount_long": draw(AMOUNTS),
        "available_from": first,
        "available_until": last,
        "open_ended": last is None and draw(st.booleans()),
        "nature": draw(st.sampled_from(Nature)),
        "commitment": draw(st.sampled_from(["", *Commitment])),
        "prospect": draw(st.sampled_from(["", *Prospect])),
        "inspection": draw(st.sampled_from(["", *Inspection])),
        "operator": draw(st.sampled_from(["", *Operator])),
        "confidential": draw(st.booleans()),
    }


@each_kind
@given(
    drawn=st.lists(st.tuples(st.sampled_from(["asiel", "amv", "flex"]), lines()), max_size=3),
    reason=TEXTS.map(on_one_line),
)
@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_draft_comes_back_as_it_was(
    submission_assen: Submission,
    editor_assen: User,
    kind: str,
    drawn: list[tuple[str, dict[str, Any]]],
    reason: str,
) -> None:
    Version.objects.all().delete()
    Submission.objects.update(state=State.OPEN)
    save(submission_assen, editor_assen)
    for code, fields in drawn:
        add_line(submission_assen, editor_assen, code, **fields)
    reason = reason.replace("\n", " ") or "Geen plek."
    actions.answer_remaining(submission_assen, editor_assen, AnswerKind.NONE, reason)
    assert found_after_round_trip(submission_assen, kind).is_empty


@each_kind
def test_every_share_comes_back_when_there_are_more_than_two(
    submission_assen: Submission, editor_assen: User, drenthe: Regietafel, kind: str
) -> None:
    partners = [
        make_municipality(drenthe, f"GM000{number}", f"Gemeente {number}") for number in range(1, 5)
    ]
    add_line(
        submission_assen,
        editor_assen,
        shares={partner: (number, None) for number, partner in enumerate(partners)},
    )
    assert found_after_round_trip(submission_assen, kind).is_empty
