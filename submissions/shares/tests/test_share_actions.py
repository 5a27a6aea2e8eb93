"""Asking a partner to confirm its share when the lead hands in, and the answer of the partner."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from accounts.models import Municipality, User
from accounts.tests.builders import again
from submissions.editing.actions import answer_opgave, change_line, remove_line
from submissions.enums import AnswerKind, Commitment, EventKind, ShareAnswer
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.lifecycle.refusals import ShareEnded
from submissions.models import Event, ShareConfirmation, Submission, Version
from submissions.shares.actions import answer_share
from submissions.tests.builders import (
    AFTER_CLOSING,
    Shares,
    add_line,
    events,
    fill,
    hand_in,
    working_copy,
)
from submissions.tests.joint import (
    CONFIRMED,
    DECLINED,
    hand_in_again,
    hand_in_joint,
    numbers,
    request_to,
)


@pytest.fixture
def westerveld_asks(
    submission_westerveld: Submission, editor_westerveld: User, de_wolden: Municipality
) -> ShareConfirmation:
    """Westerveld has handed in a line of which 20 / 30 is for De Wolden; gives the request."""
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)})
    return request_to(de_wolden)


@pytest.fixture
def westerveld_again(
    submission_westerveld: Submission, editor_westerveld: User
) -> Callable[..., Version]:
    """westerveld_again({de_wolden: (1, 1)}): the next version of Westerveld."""

    def again(shares: Shares, **fields: Any) -> Version:
        return hand_in_again(submission_westerveld, editor_westerveld, shares, **fields)

    return again


def kinds(submission: Submission) -> list[str]:
    return list(submission.events.order_by("pk").values_list("kind", flat=True))


# The lead hands in


def test_partner_is_asked_when_the_lead_hands_in(
    westerveld_asks: ShareConfirmation, submission_westerveld: Submission
) -> None:
    assert numbers(westerveld_asks) == (20, 30, "")
    assert westerveld_asks.submission == submission_westerveld
    assert westerveld_asks.line_id == submission_westerveld.versions.get().lines.get().line_id


def test_nobody_is_asked_when_it_is_a_draft(
    submission_westerveld: Submission, editor_westerveld: User, de_wolden: Municipality
) -> None:
    fill(submission_westerveld, editor_westerveld, shares={de_wolden: (20, 30)})
    assert not ShareConfirmation.objects.exists()


def test_nobody_is_asked_when_the_line_is_not_joint(
    submission_westerveld: Submission, editor_westerveld: User
) -> None:
    hand_in(submission_westerveld, editor_westerveld)
    assert not ShareConfirmation.objects.exists()


def test_each_partner_is_asked_its_own_numbers(
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
    assen: Municipality,
) -> None:
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30), assen: (5, 0)})
    assert [numbers(request_to(partner)) for partner in (de_wolden, assen)] == [
        (20, 30, ""),
        (5, 0, ""),
    ]


def test_answer_stays_when_the_same_numbers_are_handed_in_again(
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, CONFIRMED)
    westerveld_again({de_wolden: (20, 30)}, amount_short=200, explanation="Groter gebouw.")
    assert request_to(de_wolden).pk == westerveld_asks.pk
    assert numbers(request_to(de_wolden)) == (20, 30, CONFIRMED)


@pytest.mark.parametrize("changed", [(21, 30), (20, 29)])
def test_partner_is_asked_again_when_the_numbers_change(
    changed: tuple[int, int],
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, CONFIRMED)
    westerveld_again({de_wolden: changed})
    assert numbers(request_to(de_wolden)) == (*changed, "")
    westerveld_asks.refresh_from_db()
    assert (westerveld_asks.answer, westerveld_asks.ended_at is None) == (CONFIRMED, False)


def test_partner_is_asked_again_when_the_numbers_come_back(
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, CONFIRMED)
    westerveld_again({de_wolden: (1, 1)})
    westerveld_again({de_wolden: (20, 30)})
    assert request_to(de_wolden).pk != westerveld_asks.pk
    assert numbers(request_to(de_wolden)) == (20, 30, "")


def test_request_ends_when_the_share_is_removed(
    westerveld_asks: ShareConfirmation, westerveld_again: Callable[..., Version]
) -> None:
    westerveld_again({})
    assert not ShareConfirmation.objects.in_force().exists()


def test_request_ends_when_the_line_is_dropped(
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    start_addition(westerveld_asks.submission, editor_westerveld)
    line = working_copy(westerveld_asks.submission).lines.get()
    fields = {"commitment": Commitment.DROPPED}
    change_line(
        westerveld_asks.submission,
        editor_westerveld,
        line.line_id,
        fields,
        {de_wolden: (20, 30)},
        line.revision,
    )
    add_line(westerveld_asks.submission, editor_westerveld)
    submit(westerveld_asks.submission, editor_westerveld)
    assert not ShareConfirmation.objects.in_force().exists()


def test_request_ends_when_the_line_is_removed(
    westerveld_asks: ShareConfirmation, editor_westerveld: User
) -> None:
    submission = westerveld_asks.submission
    start_addition(submission, editor_westerveld)
    line = working_copy(submission).lines.get()
    remove_line(submission, editor_westerveld, line.line_id)
    answer_opgave(submission, editor_westerveld, line.opgave, AnswerKind.NONE, "Gaat niet door.")
    assert ShareConfirmation.objects.in_force().exists(), "a draft ends nothing"
    submit(submission, editor_westerveld)
    assert not ShareConfirmation.objects.in_force().exists()


def test_request_stands_when_the_addition_is_thrown_away(
    westerveld_asks: ShareConfirmation, editor_westerveld: User, de_wolden: Municipality
) -> None:
    submission = westerveld_asks.submission
    start_addition(submission, editor_westerveld)
    line = working_copy(submission).lines.get()
    change_line(submission, editor_westerveld, line.line_id, {}, {de_wolden: (1, 1)}, line.revision)
    discard_addition(submission, editor_westerveld)
    assert numbers(request_to(de_wolden)) == (20, 30, "")


def test_events_say_what_was_asked_without_the_name_of_the_location(
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    de_wolden: Municipality,
) -> None:
    westerveld_again({de_wolden: (1, 2)})
    found = [
        (kind, detail)
        for kind, detail, _ in events(westerveld_asks.submission)
        if kind.startswith("share")
    ]
    assert found == [
        (EventKind.SHARE_ASKED, "De Wolden, Reguliere opvang: 20 kort, 30 lang"),
        (EventKind.SHARE_ENDED, "De Wolden, Reguliere opvang: 20 kort, 30 lang, andere aantallen"),
        (EventKind.SHARE_ASKED, "De Wolden, Reguliere opvang: 1 kort, 2 lang"),
    ]


# The partner answers


def test_share_is_confirmed_when_the_partner_says_yes(
    westerveld_asks: ShareConfirmation, editor_de_wolden: User
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, CONFIRMED, "doet er niet toe")
    westerveld_asks.refresh_from_db()
    assert westerveld_asks.is_confirmed
    assert (westerveld_asks.answered_by, westerveld_asks.reason) == (editor_de_wolden, "")
    assert events(westerveld_asks.submission)[-1] == (
        EventKind.SHARE_CONFIRMED,
        "De Wolden, Reguliere opvang: 20 kort, 30 lang",
        editor_de_wolden,
    )


def test_share_is_declined_when_the_partner_says_no(
    westerveld_asks: ShareConfirmation, editor_de_wolden: User
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, DECLINED, "Wij spraken 15 af.")
    westerveld_asks.refresh_from_db()
    assert (westerveld_asks.is_declined, westerveld_asks.reason) == (True, "Wij spraken 15 af.")
    assert "Wij spraken" not in events(westerveld_asks.submission)[-1][1]


def test_answer_is_replaced_and_recorded_when_the_partner_thinks_again(
    westerveld_asks: ShareConfirmation, editor_de_wolden: User
) -> None:
    for answer, reason in ((CONFIRMED, ""), (DECLINED, "Toch niet."), (CONFIRMED, "")):
        answer_share(westerveld_asks, editor_de_wolden, answer, reason)
    westerveld_asks.refresh_from_db()
    assert (westerveld_asks.answer, westerveld_asks.reason) == (CONFIRMED, "")
    answers = [EventKind.SHARE_CONFIRMED, EventKind.SHARE_DECLINED, EventKind.SHARE_CONFIRMED]
    assert kinds(westerveld_asks.submission)[-3:] == answers


@pytest.mark.parametrize(("answer", "reason"), [(CONFIRMED, ""), (DECLINED, "Nee.")])
def test_second_click_changes_nothing(
    answer: ShareAnswer, reason: str, westerveld_asks: ShareConfirmation, editor_de_wolden: User
) -> None:
    answer_share(westerveld_asks, editor_de_wolden, answer, reason)
    first = ShareConfirmation.objects.values().get()
    answer_share(westerveld_asks, editor_de_wolden, answer, reason)
    assert ShareConfirmation.objects.values().get() == first
    assert Event.objects.filter(by=editor_de_wolden).count() == 1


def test_new_numbers_are_not_confirmed_when_the_page_still_showed_the_old_ones(
    westerveld_asks: ShareConfirmation,
    westerveld_again: Callable[..., Version],
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    westerveld_again({de_wolden: (40, 40)})
    with pytest.raises(ShareEnded):
        answer_share(westerveld_asks, editor_de_wolden, CONFIRMED)
    assert numbers(request_to(de_wolden)) == (40, 40, "")
    assert EventKind.SHARE_CONFIRMED not in kinds(westerveld_asks.submission)


@pytest.mark.parametrize(
    "persona", ["editor_westerveld", "editor_assen", "project_leader", "chair", "outsider"]
)
def test_answer_is_refused_when_not_of_the_partner(
    persona: str, westerveld_asks: ShareConfirmation, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        answer_share(westerveld_asks, again(request.getfixturevalue(persona)), CONFIRMED)
    westerveld_asks.refresh_from_db()
    assert not westerveld_asks.answer


def test_answer_is_taken_when_the_round_is_closed(
    westerveld_asks: ShareConfirmation, editor_de_wolden: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    answer_share(westerveld_asks, editor_de_wolden, CONFIRMED)
    westerveld_asks.refresh_from_db()
    assert westerveld_asks.is_confirmed
