"""A form laid beside what a colleague saved since it was opened."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Municipality, User
from common.concurrency import fingerprint
from common.tests.responses import Response, page_source
from submissions.editing import actions
from submissions.editing.merge import OPEN, merge, read_base, write_base
from submissions.editing.tests.typing import choices, hidden_fields
from submissions.models import Line, Submission, Version
from submissions.tests.builders import (
    HEADER,
    Shares,
    add_line,
    line_fields,
    posted_header,
    posted_line,
    working_copy,
)

# The rule: what was stored at first, what I typed, what is stored now, and what becomes of it.

CASES = [
    ("oud", "oud", "oud", None),
    ("oud", "mijn", "oud", None),
    ("oud", "oud", "collega", "adopted"),
    ("oud", "mijn", "collega", "asked"),
    ("oud", "zelfde", "zelfde", None),
    ("", None, "collega", "adopted"),
    (0, None, 5, "asked"),
    ("a\r\nb", "a\nb", "collega", "adopted"),
]


@pytest.mark.parametrize(("first", "mine", "now", "outcome"), CASES)
def test_only_a_text_that_both_changed_is_asked_when_somebody_saved(
    first: object, mine: str | None, now: object, outcome: str | None
) -> None:
    result = merge({"text": mine}, {"text": now}, {"text": fingerprint(first)}, {}, moved=True)
    assert (result.conflicts, result.adopted) == (
        ["text"] if outcome == "asked" else [],
        ["text"] if outcome == "adopted" else [],
    )


@pytest.mark.parametrize("base", ["", "x", "[1]", "[" * 100_000, '{"text": {}}', "null"])
def test_every_difference_is_asked_when_the_base_is_missing_or_tampered_with(base: str) -> None:
    result = merge({"text": "mijn"}, {"text": "collega"}, read_base(base), {}, moved=True)
    assert result.conflicts == ["text"]


@pytest.mark.parametrize(
    ("chosen", "asked", "theirs"),
    [
        ({}, ["text"], []),
        ({"text": "mine"}, [], []),
        ({"text": "theirs"}, [], ["text"]),
        ({"text": "x"}, ["text"], []),
    ],
)
def test_open_text_needs_a_choice_when_saved_again(
    chosen: dict[str, str], asked: list[str], theirs: list[str]
) -> None:
    result = merge({"text": "mijn"}, {"text": "collega"}, {"text": OPEN}, chosen, moved=False)
    assert (result.conflicts, result.replaced) == (asked, theirs)


def test_choice_counts_no_more_when_somebody_saved_again() -> None:
    result = merge(
        {"text": "mijn"}, {"text": "nog nieuwer"}, {"text": OPEN}, {"text": "mine"}, moved=True
    )
    assert result.conflicts == ["text"]


def test_shares_are_the_same_when_only_their_order_differs(
    assen: Municipality, westerveld: Municipality
) -> None:
    one, other = {assen: (1, 2), westerveld: (3, None)}, {westerveld: (3, None), assen: (1, 2)}
    assert read_base(write_base({"shares": one})) == read_base(write_base({"shares": other}))


# The header


@pytest.fixture
def header(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> Callable[..., Response]:
    """header(remarks="..."): save the header that was opened before a colleague came by."""
    start = hidden_fields(as_editor.get(url("header")))

    def post(**changes: Any) -> Response:
        return as_editor.post(url("header"), posted_header(**(start | changes)))

    return post


@pytest.fixture
def colleague(
    submission_assen: Submission, approver_assen: User, draft_assen: Version
) -> Callable[..., Version]:
    """colleague(remarks="..."): the header as a colleague saves it meanwhile."""

    def save(**changes: Any) -> Version:
        now = working_copy(submission_assen).revision
        return actions.save_header(submission_assen, approver_assen, HEADER | changes, now)

    return save


def test_both_texts_are_to_choose_when_both_changed_the_header(
    header: Callable[..., Response], colleague: Callable[..., Version], submission_assen: Submission
) -> None:
    colleague(remarks="Van mijn collega.")
    answer = header(remarks="Van mij.")
    assert choices(answer) == {"remarks": ("Van mij.", "Van mijn collega.", "")}
    assert 'name="keuze-remarks" value="theirs"' in page_source(answer)
    assert " checked" not in page_source(answer)
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_text_of_the_colleague_is_taken_over_and_told_when_i_did_not_touch_it(
    header: Callable[..., Response], colleague: Callable[..., Version], submission_assen: Submission
) -> None:
    colleague(contact_name="Karin")
    answer = header(remarks="Van mij.")
    assert answer.context["adopted"] == [("Naam van de contactpersoon", "Karin")]
    assert 'value="Karin"' in page_source(answer)
    header(remarks="Van mij.", contact_name="Karin", **hidden_fields(answer))
    stored = working_copy(submission_assen)
    assert (stored.contact_name, stored.remarks) == ("Karin", "Van mij.")


def test_old_text_can_be_put_back_when_the_text_of_the_colleague_was_taken_over(
    header: Callable[..., Response], colleague: Callable[..., Version], submission_assen: Submission
) -> None:
    colleague(contact_name="Karin")
    answer = header(remarks="Van mij.")
    header(remarks="Van mij.", contact_name=HEADER["contact_name"], **hidden_fields(answer))
    assert working_copy(submission_assen).contact_name == HEADER["contact_name"]


@pytest.mark.parametrize(
    ("choice", "stays"), [("mine", "Van mij."), ("theirs", "Van mijn collega.")]
)
def test_chosen_text_is_stored_when_saved_after_choosing(
    choice: str,
    stays: str,
    header: Callable[..., Response],
    colleague: Callable[..., Version],
    submission_assen: Submission,
    url: Callable[..., str],
) -> None:
    colleague(remarks="Van mijn collega.")
    again = hidden_fields(header(remarks="Van mij."))
    answer = header(remarks="Van mij.", **again | {"keuze-remarks": choice})
    assert answer["Location"] == url("check")
    assert working_copy(submission_assen).remarks == stays


def test_choice_is_asked_with_a_link_when_it_is_missing(
    header: Callable[..., Response], colleague: Callable[..., Version], submission_assen: Submission
) -> None:
    colleague(remarks="Van mijn collega.", contact_phone="06")
    again = hidden_fields(header(remarks="Van mij.", contact_phone="07"))
    answer = header(remarks="Van mij.", contact_phone="07", **again | {"keuze-remarks": "mine"})
    assert 'href="#keuze-contact_phone-mine"' in page_source(answer)
    assert 'href="#keuze-remarks-mine"' not in page_source(answer)
    assert choices(answer) == {
        "contact_phone": ("07", "06", ""),
        "remarks": ("Van mij.", "Van mijn collega.", "mine"),
    }
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_newest_text_is_asked_when_the_colleague_saved_once_more(
    header: Callable[..., Response], colleague: Callable[..., Version], submission_assen: Submission
) -> None:
    colleague(remarks="Eerste.")
    again = hidden_fields(header(remarks="Van mij."))
    colleague(remarks="Tweede.")
    answer = header(remarks="Van mij.", **again | {"keuze-remarks": "mine"})
    assert choices(answer) == {"remarks": ("Van mij.", "Tweede.", "")}
    assert working_copy(submission_assen).remarks == "Tweede."


def test_choices_stay_on_the_page_when_another_field_is_wrong(
    header: Callable[..., Response], colleague: Callable[..., Version]
) -> None:
    colleague(remarks="Van mijn collega.")
    again = hidden_fields(header(remarks="Van mij."))
    answer = header(remarks="Van mij.", contact_email="jan", **again | {"keuze-remarks": "theirs"})
    assert choices(answer) == {"remarks": ("Van mij.", "Van mijn collega.", "theirs")}
    assert "Vul een e-mailadres in" in page_source(answer)


def test_second_click_is_quiet_when_the_header_was_saved(
    header: Callable[..., Response], submission_assen: Submission, url: Callable[..., str]
) -> None:
    header(remarks="Van mij.")
    assert header(remarks="Van mij.")["Location"] == url("check")
    assert working_copy(submission_assen).remarks == "Van mij."


# A line


@pytest.fixture
def line(submission_assen: Submission, editor_assen: User, westerveld: Municipality) -> Line:
    return add_line(submission_assen, editor_assen, shares={westerveld: (10, 10)})


SHARES = [("GM1701", "10", "10")]


@pytest.fixture
def change(as_editor: Client, url: Callable[..., str], line: Line) -> Callable[..., Response]:
    """change(place="..."): save the line that was opened before a colleague came by; the rest as it
    was stored."""
    start = hidden_fields(as_editor.get(url("line", line.line_id)))
    stored = {
        name: "on" if value is True else str(value)
        for name, value in line_fields().items()
        if value
    }

    def post(shares: list[tuple[str, str, str]] = SHARES, **changes: Any) -> Response:
        return as_editor.post(
            url("line", line.line_id), posted_line(shares, **(stored | start | changes))
        )

    return post


@pytest.fixture
def colleague_changes(
    line: Line, approver_assen: User, westerveld: Municipality
) -> Callable[..., Line]:
    def save(shares: Shares | None = None, **changes: Any) -> Line:
        now = Line.objects.get(pk=line.pk).revision
        fields = line_fields(**changes)
        kept = dict({westerveld: (10, 10)} if shares is None else shares)
        return actions.change_line(
            line.version.submission, approver_assen, line.line_id, fields, kept, now
        )

    return save


def test_fields_of_a_line_are_merged_when_each_changed_another(
    change: Callable[..., Response], colleague_changes: Callable[..., Line], line: Line
) -> None:
    colleague_changes(amount_long=55, confidential=False, available_until=None)
    answer = change(place="Peelo")
    assert choices(answer) == {}
    assert {label for label, _ in answer.context["adopted"]} == {
        "Aantal plekken op 1 juli 2025 (lange termijn)",
        "Deze locatie is vertrouwelijk",
        "Laatste dag",
    }
    form = answer.context["form"]
    assert (form["amount_long"].value(), form["confidential"].value(), form["place"].value()) == (
        "55",
        False,
        "Peelo",
    )


def test_shares_are_one_choice_when_both_changed_them(
    change: Callable[..., Response],
    colleague_changes: Callable[..., Line],
    line: Line,
    westerveld: Municipality,
) -> None:
    colleague_changes({westerveld: (41, 42)})
    answer = change([("GM1701", "7", "8")])
    assert choices(answer) == {
        "aandelen": ("Westerveld: 7 kort, 8 lang", "Westerveld: 41 kort, 42 lang", ""),
    }
    again = hidden_fields(answer) | {"keuze-aandelen": "theirs"}
    change([("GM1701", "7", "8")], **again)
    assert line.shares.get().amount_short == 41


def test_shares_of_the_colleague_are_taken_over_when_i_did_not_touch_them(
    change: Callable[..., Response],
    colleague_changes: Callable[..., Line],
    line: Line,
    de_wolden: Municipality,
) -> None:
    colleague_changes({de_wolden: (3, 4)})
    answer = change(place="Peelo")
    assert answer.context["adopted"] == [
        ("Aandelen van andere gemeenten", "De Wolden: 3 kort, 4 lang")
    ]
    assert answer.context["formset"].forms[0]["partner"].value() == "GM1690"
    assert answer.context["formset"].forms[1]["partner"].value() in ("", None)


def test_last_day_or_open_end_is_asked_when_choices_contradict(
    change: Callable[..., Response], colleague_changes: Callable[..., Line], line: Line
) -> None:
    colleague_changes(open_ended=True, available_until=None)
    answer = change(available_until="2040-01-01")
    again = hidden_fields(answer) | {"keuze-available_until": "mine", "open_ended": "on"}
    page = page_source(change(available_until="2040-01-01", **again))
    assert "niet allebei" in page
    assert Line.objects.get(pk=line.pk).available_until is None


def test_other_line_is_saved_without_questions_when_a_colleague_saves_a_line(
    change: Callable[..., Response],
    submission_assen: Submission,
    approver_assen: User,
    line: Line,
    url: Callable[..., str],
) -> None:
    other = add_line(submission_assen, approver_assen, location_name="Boot")
    actions.change_line(
        submission_assen,
        approver_assen,
        other.line_id,
        line_fields(location_name="Schip"),
        {},
        other.revision,
    )
    assert change(place="Peelo")["Location"] == url("opgave", "asiel")
    assert set(Line.objects.values_list("location_name", "place")) == {
        ("azc Assen", "Peelo"),
        ("Schip", "Assen"),
    }


def test_line_is_not_removed_when_a_colleague_changed_it_since_the_question(
    as_editor: Client, url: Callable[..., str], line: Line, colleague_changes: Callable[..., Line]
) -> None:
    colleague_changes(amount_short=55)
    page = page_source(
        as_editor.post(url("line_remove", line.line_id), {"revision": line.revision})
    )
    assert "Een collega heeft deze locatie intussen gewijzigd" in page
    assert "55 plekken" in page
    assert Line.objects.filter(pk=line.pk).exists()
