"""The small print of the task list: what of a number is for others, what comes from others, what
then counts."""

import pytest

from accounts.models import Municipality, User
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution, count
from submissions.counting.load import load_round_submissions, rows_of, rules_of
from submissions.editing.actions import answer_opgave, change_line
from submissions.editing.task_list import TaskRow, rows_with_leads
from submissions.enums import AnswerKind
from submissions.handing_in.actions import start_addition
from submissions.lookup import get_own_submission
from submissions.models import ShareConfirmation, Submission
from submissions.shares.actions import answer_share
from submissions.tests.builders import add_line, fill, hand_in
from submissions.tests.joint import CONFIRMED, DECLINED, hand_in_again, hand_in_joint, request_to


def rows_for(user: User, cbs_code: str) -> dict[str, TaskRow]:
    """The rows of the task list as this person sees them, by opgave."""
    bijdrage = get_own_submission(user, "2024", cbs_code)
    return {row.opgave.code: row for row in rows_with_leads(bijdrage)}


def counted_at_the_desk(round_: Round, cbs_code: str, opgave: str, term: Term) -> int:
    handed_in = load_round_submissions(round_)
    cells = count(
        handed_in.counted_submissions,
        rows_of(handed_in.opgaven),
        rules_of(round_),
        Attribution.COUNTED,
    )
    return cells[cbs_code, opgave, term].tally.everything


@pytest.fixture
def asked(
    submission_westerveld: Submission,
    editor_westerveld: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> ShareConfirmation:
    """Westerveld has handed in 100 / 120, of which 20 / 30 for De Wolden; gives the request."""
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)})
    return request_to(de_wolden)


def test_lead_reads_that_a_share_is_not_confirmed_and_counts_it(
    asked: ShareConfirmation, editor_westerveld: User
) -> None:
    row = rows_for(editor_westerveld, "GM1701")["asiel"]
    assert row.short.joint.notes == ("waarvan 20 voor De Wolden (wacht op antwoord)",)
    assert row.short.joint.counted is None


def test_lead_reads_what_still_counts_when_confirmed(
    asked: ShareConfirmation, editor_westerveld: User, editor_de_wolden: User
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    row = rows_for(editor_westerveld, "GM1701")["asiel"]
    assert (row.short.tally.everything, row.long.tally.everything) == (100, 120)
    assert row.short.joint.notes == ("waarvan 20 voor De Wolden",)
    assert (row.short.joint.counted, row.long.joint.counted) == (80, 90)


def test_declined_share_is_marked_and_keeps_counting_for_the_lead(
    asked: ShareConfirmation, editor_westerveld: User, editor_de_wolden: User
) -> None:
    answer_share(asked, editor_de_wolden, DECLINED, "Te veel.")
    row = rows_for(editor_westerveld, "GM1701")["asiel"]
    assert row.long.joint.notes == ("waarvan 30 voor De Wolden (afgewezen)",)
    assert row.long.joint.counted is None


def test_partner_reads_nothing_until_it_confirmed(
    asked: ShareConfirmation, editor_de_wolden: User
) -> None:
    row = rows_for(editor_de_wolden, "GM1690")["asiel"]
    assert (row.short.joint.notes, row.short.joint.counted) == ((), None)


def test_partner_reads_what_comes_from_the_lead_when_confirmed(
    asked: ShareConfirmation, editor_de_wolden: User
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    row = rows_for(editor_de_wolden, "GM1690")["asiel"]
    assert row.short.tally is None
    assert row.short.joint.notes == ("plus 20 in Westerveld (bevestigd)",)
    assert (row.short.joint.counted, row.long.joint.counted) == (20, 30)


def test_total_tells_what_counts_without_the_details(
    asked: ShareConfirmation, editor_westerveld: User, editor_de_wolden: User
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    for person, code, expected in (
        (editor_westerveld, "GM1701", 80),
        (editor_de_wolden, "GM1690", 20),
    ):
        total = rows_for(person, code)["asiel_totaal"]
        assert (total.short.joint.notes, total.short.joint.counted) == ((), expected)


def test_own_places_and_a_share_add_up_for_the_partner(
    asked: ShareConfirmation,
    editor_de_wolden: User,
    round_2024: Round,
    de_wolden: Municipality,
    submission_westerveld: Submission,
) -> None:
    own = round_2024.submissions.get(municipality=de_wolden)
    add_line(own, editor_de_wolden, amount_short=7, amount_long=8)
    answer_share(asked, editor_de_wolden, CONFIRMED)
    row = rows_for(editor_de_wolden, "GM1690")["asiel"]
    assert (row.short.tally.everything, row.short.joint.counted, row.long.joint.counted) == (
        7,
        27,
        38,
    )


def test_municipalities_read_the_numbers_of_the_desk(
    asked: ShareConfirmation,
    editor_westerveld: User,
    editor_de_wolden: User,
    round_2024: Round,
    de_wolden: Municipality,
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    hand_in(round_2024.submissions.get(municipality=de_wolden), editor_de_wolden)
    for person, code in ((editor_westerveld, "GM1701"), (editor_de_wolden, "GM1690")):
        row = rows_for(person, code)["asiel"]
        assert row.short.joint.counted == counted_at_the_desk(round_2024, code, "asiel", Term.SHORT)
        assert row.long.joint.counted == counted_at_the_desk(round_2024, code, "asiel", Term.LONG)


def test_draft_with_other_numbers_counts_nothing_for_the_partner_yet(
    asked: ShareConfirmation,
    editor_westerveld: User,
    editor_de_wolden: User,
    submission_westerveld: Submission,
    de_wolden: Municipality,
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    start_addition(submission_westerveld, editor_westerveld)
    assert rows_for(editor_westerveld, "GM1701")["asiel"].short.joint.counted == 80
    line = submission_westerveld.versions.working_copies().get().lines.get()
    change_line(
        submission_westerveld,
        editor_westerveld,
        line.line_id,
        {},
        {de_wolden: (21, 30)},
        line.revision,
    )
    assert rows_for(editor_westerveld, "GM1701")["asiel"].short.joint.counted is None
    assert rows_for(editor_de_wolden, "GM1690")["asiel"].short.joint.counted == 20


def test_share_in_a_place_that_is_not_durable_counts_for_nobody_when_only_durable_counts(
    asked: ShareConfirmation,
    editor_westerveld: User,
    editor_de_wolden: User,
    submission_westerveld: Submission,
    de_wolden: Municipality,
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    hand_in_again(
        submission_westerveld,
        editor_westerveld,
        {de_wolden: (20, 30)},
        available_until="2025-12-31",
    )
    Round.objects.update(durable_only=True)
    lead, partner = (
        rows_for(person, code)["asiel"]
        for person, code in ((editor_westerveld, "GM1701"), (editor_de_wolden, "GM1690"))
    )
    assert (lead.long.joint.notes, lead.long.joint.counted) == ((), None)
    assert (partner.long.joint.notes, partner.long.joint.counted) == ((), None)
    assert (lead.short.joint.counted, partner.short.joint.counted) == (80, 20)


def test_nothing_is_said_when_nothing_is_joint(
    submission_westerveld: Submission, editor_westerveld: User
) -> None:
    fill(submission_westerveld, editor_westerveld)
    rows = rows_for(editor_westerveld, "GM1701").values()
    assert {(row.short.joint.notes, row.short.joint.counted) for row in rows} == {((), None)}


def test_share_counts_also_when_the_partner_answered_no_contribution(
    asked: ShareConfirmation, editor_de_wolden: User, round_2024: Round, de_wolden: Municipality
) -> None:
    own = round_2024.submissions.get(municipality=de_wolden)
    asiel = round_2024.opgaven.get(code="asiel")
    answer_opgave(own, editor_de_wolden, asiel, AnswerKind.NONE, "Geen eigen locatie.")
    answer_share(asked, editor_de_wolden, CONFIRMED)
    row = rows_for(editor_de_wolden, "GM1690")["asiel"]
    assert (row.short.tally.everything, row.short.joint.counted) == (0, 20)
