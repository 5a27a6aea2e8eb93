"""What comes out of the database for counting: the version that counts, and when two locations are
the same."""

import pytest

from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_municipality
from common.known import known
from rounds.enums import Term
from rounds.models import Round
from rounds.targets import load_targets
from submissions.counting.inputs import CountedSubmission
from submissions.counting.load import load_round_submissions, rules_of
from submissions.editing.actions import change_line
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Share, ShareConfirmation, Submission
from submissions.models.line import ConfirmationNotLoaded
from submissions.opening import open_round
from submissions.shares.actions import answer_share
from submissions.tests.builders import add_line, fill, hand_in, make_round
from submissions.tests.joint import CONFIRMED, DECLINED, hand_in_again, hand_in_joint, request_to


def hand_in_of(round_: Round, cbs_code: str = "GM0106") -> CountedSubmission:
    return next(
        found
        for found in load_round_submissions(round_).counted_submissions
        if found.municipality == cbs_code
    )


def test_municipality_did_not_hand_in_when_there_is_only_a_draft(
    round_2024: Round, submission_assen: Submission, editor_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    found = hand_in_of(round_2024)
    assert (found.handed_in, found.lines, found.answers) == (False, (), {})
    assert load_round_submissions(round_2024).count == 0


def test_latest_submitted_version_counts_while_an_addition_is_made(
    round_2024: Round, submission_assen: Submission, editor_assen: User
) -> None:
    version = hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    copy = submission_assen.versions.working_copies().get().lines.get()
    change_line(
        submission_assen, editor_assen, copy.line_id, {"amount_short": 7}, {}, copy.revision
    )
    assert [line.amount(Term.SHORT) for line in hand_in_of(round_2024).lines] == [100]
    submit(submission_assen, editor_assen)
    assert [line.amount(Term.SHORT) for line in hand_in_of(round_2024).lines] == [7]
    assert (
        load_round_submissions(round_2024).latest_version(submission_assen).number
        == known(version.number) + 1
    )


def test_share_is_not_confirmed_by_entering_it(
    round_2024: Round, submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> None:
    fill(submission_assen, editor_assen, shares={westerveld: (30, 20)})
    submit(submission_assen, editor_assen)
    shares = hand_in_of(round_2024).lines[0].shares
    assert [(s.municipality, s.short, s.long, s.answer) for s in shares] == [("GM1701", 30, 20, "")]


def counted_shares(round_: Round) -> list[tuple[str, int, int, str]]:
    return [(s.municipality, s.short, s.long, s.answer) for s in hand_in_of(round_).lines[0].shares]


def test_share_is_confirmed_when_the_partner_confirmed_exactly_these_numbers(
    round_2024: Round,
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    editor_westerveld: User,
) -> None:
    hand_in_joint(submission_assen, editor_assen, {westerveld: (30, 20)})
    answer_share(request_to(westerveld), editor_westerveld, CONFIRMED)
    assert counted_shares(round_2024) == [("GM1701", 30, 20, CONFIRMED)]
    hand_in_again(submission_assen, editor_assen, {westerveld: (30, 20)}, amount_short=900)
    assert counted_shares(round_2024) == [("GM1701", 30, 20, CONFIRMED)]
    hand_in_again(submission_assen, editor_assen, {westerveld: (30, 21)})
    assert counted_shares(round_2024) == [("GM1701", 30, 21, "")]


def test_share_is_not_confirmed_when_the_partner_declined(
    round_2024: Round,
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    editor_westerveld: User,
) -> None:
    hand_in_joint(submission_assen, editor_assen, {westerveld: (30, 20)})
    answer_share(request_to(westerveld), editor_westerveld, CONFIRMED)
    answer_share(request_to(westerveld), editor_westerveld, DECLINED, "Toch niet.")
    assert counted_shares(round_2024) == [("GM1701", 30, 20, DECLINED)]


def test_share_stays_confirmed_when_the_lead_changes_only_its_draft(
    round_2024: Round,
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    editor_westerveld: User,
) -> None:
    hand_in_joint(submission_assen, editor_assen, {westerveld: (30, 20)})
    answer_share(request_to(westerveld), editor_westerveld, CONFIRMED)
    start_addition(submission_assen, editor_assen)
    line = submission_assen.versions.working_copies().get().lines.get()
    change_line(
        submission_assen, editor_assen, line.line_id, {}, {westerveld: (1, 1)}, line.revision
    )
    assert counted_shares(round_2024) == [("GM1701", 30, 20, CONFIRMED)]


def test_confirmation_of_one_line_says_nothing_about_another(
    round_2024: Round,
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    editor_westerveld: User,
) -> None:
    add_line(submission_assen, editor_assen, shares={westerveld: (30, 20)})
    hand_in_joint(submission_assen, editor_assen, {westerveld: (30, 20)})
    first = ShareConfirmation.objects.in_force().earliest("pk")
    answer_share(first, editor_westerveld, CONFIRMED)
    lines = load_round_submissions(round_2024).lines_of(submission_assen)
    confirmed = {line.line_id for line in lines if line.shares.all()[0].is_confirmed}
    assert len(lines) == 2
    assert confirmed == {first.line_id}


def test_round_is_open_since_its_dutch_day(round_2024: Round) -> None:
    round_2024.refresh_from_db()
    assert rules_of(round_2024).open_since.isoformat() == "2024-02-15"


def test_municipality_takes_part_when_it_exists_from_the_opening_day(drenthe: Regietafel) -> None:
    round_ = make_round(drenthe)
    make_municipality(drenthe, "GM9999", "Nieuw", valid_from=rules_of(round_).open_since)
    round_.refresh_from_db()
    open_round(round_)
    assert Submission.objects.filter(round=round_, municipality__cbs_code="GM9999").exists()


def test_no_targets_when_the_round_has_none(round_2024: Round) -> None:
    assert load_targets(round_2024).get("asiel", Term.SHORT) is None


def test_share_says_nothing_before_its_confirmation_was_looked_up(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> None:
    hand_in_joint(submission_assen, editor_assen, {westerveld: (30, 20)})
    share = Share.objects.get()
    with pytest.raises(ConfirmationNotLoaded):
        _ = share.is_confirmed
    with pytest.raises(ConfirmationNotLoaded):
        _ = share.is_declined
