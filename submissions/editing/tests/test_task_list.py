"""What a municipality reads of its own numbers: all that it typed, at the three levels of the
desk."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from common.tests.responses import page_text
from rounds.enums import Term
from submissions.content.load import load_content
from submissions.editing.task_list import TaskRow, total_rows
from submissions.models import Submission
from submissions.tests.builders import add_line, working_copy


def rows_of(submission: Submission) -> dict[str, TaskRow]:
    rows = total_rows(load_content(working_copy(submission)))
    return {row.opgave.code: row for row in rows}


def test_amount_is_shown_when_it_does_not_say_how_firm_it_is(
    submission_assen: Submission,
    editor_assen: User,
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    add_line(submission_assen, editor_assen, "asiel", amount_short=95, amount_long=0)
    add_line(
        submission_assen,
        editor_assen,
        "asiel",
        location_name="Kazerne",
        amount_short=40,
        amount_long=0,
        commitment="",
    )
    rows = rows_of(submission_assen)
    for code in ("asiel", "asiel_totaal"):
        amount = rows[code].short
        assert amount.tally
        assert (amount.tally.everything, amount.not_counted) == (95, 40)
        assert rows[code].long.not_counted == 0
    for page in ("task_list", "check"):
        assert "40 telt nog niet mee: vul in hoe vast dit staat" in page_text(
            as_editor.get(url(page))
        )


def test_amount_alone_is_not_called_not_filled_in(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    add_line(submission_assen, editor_assen, "flex", amount_short=7, amount_long=7, commitment="")
    row = rows_of(submission_assen)["flex"]
    assert (row.short.tally, row.short.not_counted, row.short.is_empty) == (None, 7, False)
    assert "7 telt nog niet mee" in page_text(as_editor.get(url("opgave", "flex")))


def test_dropped_line_is_not_among_what_does_not_count_yet(
    submission_assen: Submission, editor_assen: User
) -> None:
    add_line(submission_assen, editor_assen, "flex", amount_short=7, commitment="dropped")
    assert rows_of(submission_assen)["flex"].short.not_counted == 0


def test_levels_of_the_desk_are_told_on_every_page_of_the_municipality(
    submission_assen: Submission, editor_assen: User, as_editor: Client, url: Callable[..., str]
) -> None:
    for commitment, amount in (("in_use", 100), ("pledged", 30), ("idea", 5)):
        add_line(
            submission_assen,
            editor_assen,
            "asiel",
            location_name=commitment,
            amount_short=amount,
            commitment=commitment,
        )
    for page in (url("task_list"), url("check"), url("opgave", "asiel")):
        text = page_text(as_editor.get(page))
        assert "waarvan vast 100 vast en toegezegd 130" in text, page
        assert "135" in text


def test_terms_keep_their_own_numbers(submission_assen: Submission, editor_assen: User) -> None:
    add_line(submission_assen, editor_assen, "asiel", amount_short=10, amount_long=20)
    row = rows_of(submission_assen)["asiel"]
    found = {
        term: amount.tally.everything if amount.tally else None
        for term, amount in ((Term.SHORT, row.short), (Term.LONG, row.long))
    }
    assert found == {Term.SHORT: 10, Term.LONG: 20}
