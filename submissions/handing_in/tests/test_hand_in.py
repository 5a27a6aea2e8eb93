"""Handing in: a version freezes for ever, counts until the next one, and is confirmed by mail."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Municipality, User
from common import clock
from common.known import known
from rounds.models import Round
from submissions.counting.load import load_round_submissions
from submissions.editing.actions import answer_opgave, change_line, remove_line, save_header
from submissions.enums import AnswerKind, EventKind, State
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.lifecycle.refusals import Incomplete, NothingHandedIn, RoundClosed
from submissions.models import Answer, Event, Line, Share, Submission, Version
from submissions.tests.builders import (
    AFTER_CLOSING,
    HEADER,
    add_line,
    fill,
    hand_in,
    line_fields,
    opgave,
    version_content,
    working_copy,
)

# What may differ between a version and the copy that an addition starts from; every other field is
# copied.
NOT_COPIED = {
    Version: {
        "id",
        "number",
        "submitted_at",
        "submitted_by",
        "offered_at",
        "offered_by",
        "letter_dated",
    },
    Answer: {"id", "version"},
    Line: {"id", "version"},
    Share: {"id", "line"},
}


def values(record: Model) -> dict[str, Any]:
    fields = [
        field
        for field in record._meta.concrete_fields
        if field.name not in NOT_COPIED[type(record)]
    ]
    return {field.name: getattr(record, field.attname) for field in fields}


@pytest.fixture
def joint_version(
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    de_wolden: Municipality,
) -> Version:
    """Version 1 of Assen with a line for two partners, in which no field has its default."""
    answer_opgave(
        submission_assen, editor_assen, opgave(submission_assen, "asiel"), AnswerKind.NONE, "Nee."
    )
    fill(submission_assen, editor_assen, shares={westerveld: (20, 30), de_wolden: (1, 2)})
    return submit(submission_assen, editor_assen)


@pytest.fixture
def addition(version_assen: Version, editor_assen: User) -> Submission:
    """The submission of Assen while an addition to version 1 is in the making."""
    start_addition(version_assen.submission, editor_assen)
    return version_assen.submission


# The first hand-in


def test_version_is_frozen_with_number_moment_and_person_when_submitted(
    draft_assen: Version, approver_assen: User
) -> None:
    before = clock.now()
    version = submit(draft_assen.submission, approver_assen)
    version.refresh_from_db()
    assert (version.pk, version.number, version.submitted_by) == (draft_assen.pk, 1, approver_assen)
    assert before <= known(version.submitted_at) <= clock.now()


def test_hand_in_is_written_down_when_submitted(draft_assen: Version, approver_assen: User) -> None:
    submit(draft_assen.submission, approver_assen)
    event = Event.objects.filter(kind=EventKind.SUBMITTED).get()
    assert (event.detail, event.by) == ("versie 1", approver_assen)


def test_content_stays_the_same_when_submitted(draft_assen: Version, editor_assen: User) -> None:
    before = version_content(draft_assen)
    version = submit(draft_assen.submission, editor_assen)
    after = version_content(version)
    assert (after["lines"], after["answers"]) == (before["lines"], before["answers"])
    assert {name: after["header"][name] for name in HEADER} == HEADER


def test_second_click_returns_the_same_version_when_submitted(
    draft_assen: Version, editor_assen: User
) -> None:
    first = submit(draft_assen.submission, editor_assen)
    second = submit(draft_assen.submission, editor_assen)
    assert (second.pk, second.submitted_at) == (first.pk, first.submitted_at)
    assert Event.objects.filter(kind=EventKind.SUBMITTED).count() == 1


def test_hand_in_refused_when_an_error_remains(draft_assen: Version, editor_assen: User) -> None:
    draft_assen.lines.update(amount_short=None)
    with pytest.raises(Incomplete):
        submit(draft_assen.submission, editor_assen)
    draft_assen.submission.refresh_from_db()
    assert draft_assen.submission.state == State.DRAFT
    assert not Version.objects.submitted().exists()


def test_hand_in_passes_when_only_a_warning_remains(
    draft_assen: Version, editor_assen: User
) -> None:
    draft_assen.lines.update(available_until=date(2024, 4, 1), explanation="")
    assert submit(draft_assen.submission, editor_assen).number == 1


# Late, closed, extended


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2024, 3, 31), False), (date(2024, 4, 1), True), (date(2024, 4, 15), True)],
)
def test_hand_in_is_marked_late_when_from_the_deadline_on(
    day: date, late: bool, draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = day
    assert submit(draft_assen.submission, editor_assen).is_late is late


def test_hand_in_refused_when_closed(
    draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        submit(draft_assen.submission, editor_assen)
    assert not Version.objects.submitted().exists()


def test_hand_in_passes_and_is_late_when_this_municipality_has_more_time(
    draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    until = draft_assen.submission.round.closes_at + timedelta(days=1)
    Submission.objects.filter(pk=draft_assen.submission.pk).update(extended_until=until)
    settings.PRT_TODAY = AFTER_CLOSING
    assert submit(draft_assen.submission, editor_assen).is_late


def test_hand_in_refused_when_the_extension_ended_too(
    draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    until = draft_assen.submission.round.closes_at + timedelta(days=1)
    Submission.objects.filter(pk=draft_assen.submission.pk).update(extended_until=until)
    settings.PRT_TODAY = AFTER_CLOSING + timedelta(days=1)
    with pytest.raises(RoundClosed):
        submit(draft_assen.submission, editor_assen)


def test_hand_in_refused_when_the_real_clock_reaches_the_closing_second(
    draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = None
    now = timezone.now()
    Round.objects.update(deadline_at=now, closes_at=now)
    with pytest.raises(RoundClosed):
        submit(draft_assen.submission, editor_assen)


def test_hand_in_is_late_when_the_real_clock_reaches_the_deadline(
    draft_assen: Version, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = None
    now = timezone.now()
    Round.objects.update(deadline_at=now, closes_at=now + timedelta(minutes=1))
    assert Version.objects.get(pk=submit(draft_assen.submission, editor_assen).pk).is_late


# An addition


@pytest.mark.parametrize("model", [Version, Answer, Line, Share])
def test_every_field_is_filled_when_the_copy_is_compared(
    model: type[Version] | type[Answer] | type[Line] | type[Share], joint_version: Version
) -> None:
    """Guards the test below: a field that is empty at the source would seem to be copied."""
    records = list(model.objects.all())
    names = values(records[0]).keys() - {"location_unknown", "open_ended"}
    assert {name for name in names if not any(values(record)[name] for record in records)} == set()


def test_every_field_is_copied_when_an_addition_starts(
    joint_version: Version, editor_assen: User
) -> None:
    start_addition(joint_version.submission, editor_assen)
    copy = working_copy(joint_version.submission)
    assert values(copy) == values(joint_version)
    for name in ("answers", "lines"):
        old, new = (getattr(version, name).order_by("pk") for version in (joint_version, copy))
        assert [values(record) for record in new] == [values(record) for record in old]


def test_shares_are_copied_when_an_addition_starts(
    joint_version: Version, editor_assen: User
) -> None:
    start_addition(joint_version.submission, editor_assen)
    copied = Share.objects.filter(line__version=working_copy(joint_version.submission))
    original = Share.objects.filter(line__version=joint_version)
    assert [values(share) for share in copied] == [values(share) for share in original]
    assert len(original) == 2


def test_other_choices_are_copied_when_an_addition_starts(
    submission_assen: Submission, editor_assen: User
) -> None:
    fields: dict[str, Any] = {
        "location_name": "",
        "location_unknown": True,
        "available_until": None,
        "open_ended": True,
    }
    add_line(submission_assen, editor_assen, "amv", **fields)
    hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    line = working_copy(submission_assen).lines.get(opgave__code="amv")
    assert {name: getattr(line, name) for name in fields} == fields


def test_second_version_gets_the_next_number_when_submitted(
    addition: Submission, editor_assen: User
) -> None:
    version = submit(addition, editor_assen)
    assert version.number == 2
    assert list(addition.versions.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_line_keeps_its_id_when_in_the_next_version(
    addition: Submission, editor_assen: User
) -> None:
    submit(addition, editor_assen)
    first, second = (addition.versions.get(number=number).lines.get() for number in (1, 2))
    assert first.line_id == second.line_id
    assert first.pk != second.pk


def test_submitted_version_never_changes_when_everything_is_edited_later(
    joint_version: Version, editor_assen: User, assen: Municipality
) -> None:
    submission, before = joint_version.submission, version_content(joint_version)
    start_addition(submission, editor_assen)
    line = working_copy(submission).lines.get()
    changed = line_fields(location_name="Elders", amount_short=1, explanation="Anders.")
    change_line(submission, editor_assen, line.line_id, changed, {}, line.revision)
    save_header(
        submission, editor_assen, HEADER | {"remarks": "Anders."}, working_copy(submission).revision
    )
    answer_opgave(
        submission, editor_assen, submission.round.opgaven.get(code="amv"), AnswerKind.NONE, "Nee."
    )
    remove_line(submission, editor_assen, line.line_id)
    assert version_content(Version.objects.get(pk=joint_version.pk)) == before


def test_submitted_version_never_changes_when_the_next_one_is_submitted(
    joint_version: Version, editor_assen: User
) -> None:
    submission, before = joint_version.submission, version_content(joint_version)
    start_addition(submission, editor_assen)
    add_line(submission, editor_assen, "amv")
    submit(submission, editor_assen)
    assert version_content(Version.objects.get(pk=joint_version.pk)) == before


def test_version_keeps_counting_when_an_addition_is_in_the_making(
    addition: Submission, editor_assen: User
) -> None:
    add_line(addition, editor_assen, "amv", amount_short=999)
    handed_in = load_round_submissions(addition.round)
    assert handed_in.count == 1
    assert [line.amount_short for line in handed_in.lines_of(addition)] == [100]


def test_next_version_counts_when_submitted(addition: Submission, editor_assen: User) -> None:
    add_line(addition, editor_assen, "amv", amount_short=999)
    submit(addition, editor_assen)
    lines = load_round_submissions(addition.round).lines_of(addition)
    assert sorted(known(line.amount_short) for line in lines) == [100, 999]


def test_draft_counts_nowhere_when_never_submitted(draft_assen: Version) -> None:
    assert load_round_submissions(draft_assen.submission.round).count == 0


def test_version_counts_again_when_the_addition_is_discarded(
    addition: Submission, editor_assen: User
) -> None:
    add_line(addition, editor_assen, "amv", amount_short=999)
    discard_addition(addition, editor_assen)
    addition.refresh_from_db()
    assert addition.state == State.SUBMITTED
    assert list(addition.versions.values_list("number", flat=True)) == [1]
    assert Line.objects.get().amount_short == 100


def test_discarding_refused_when_nothing_was_submitted_yet(
    draft_assen: Version, editor_assen: User
) -> None:
    with pytest.raises(NothingHandedIn):
        discard_addition(draft_assen.submission, editor_assen)
    assert Version.objects.get() == draft_assen


def test_addition_refused_when_nothing_was_submitted_yet(
    draft_assen: Version, editor_assen: User
) -> None:
    with pytest.raises(NothingHandedIn):
        start_addition(draft_assen.submission, editor_assen)


def test_number_is_not_skipped_when_an_addition_was_discarded(
    addition: Submission, editor_assen: User
) -> None:
    discard_addition(addition, editor_assen)
    start_addition(addition, editor_assen)
    assert submit(addition, editor_assen).number == 2


def test_addition_is_written_down_when_started_and_discarded(
    addition: Submission, approver_assen: User
) -> None:
    discard_addition(addition, approver_assen)
    kinds = list(addition.events.values_list("kind", "by__email")[:2])
    assert kinds == [
        (EventKind.ADDITION_DISCARDED, "akkoord@assen.example"),
        (EventKind.ADDITION_STARTED, "invuller@assen.example"),
    ]
