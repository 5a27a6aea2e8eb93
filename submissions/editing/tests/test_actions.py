"""What people do with a bijdrage before they hand it in, and what an action refuses."""

import uuid

import pytest
from django.utils import timezone

from accounts.models import Municipality, User
from common import clock
from rounds.models import Round
from submissions.editing.actions import (
    answer_opgave,
    answer_remaining,
    change_line,
    remove_line,
    save_header,
)
from submissions.enums import AnswerKind, EventKind, State
from submissions.handing_in.actions import start_addition
from submissions.lifecycle.refusals import Gone, HasLines, Stale
from submissions.models import Answer, Event, Line, Submission, Version
from submissions.tests.builders import (
    HEADER,
    add_line,
    events,
    hand_in,
    line_fields,
    opgave,
    save,
    submission_of,
    working_copy,
)

NONE, NOT_YET_KNOWN, LINES = AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN, AnswerKind.LINES


def answers(version: Version) -> dict[str, tuple[str, str]]:
    return {answer.opgave.code: (answer.kind, answer.reason) for answer in version.answers.all()}


# Lines


def test_line_is_stored_in_full_when_added(
    submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    stored = Line.objects.get(pk=line.pk)
    assert {name: getattr(stored, name) for name in line_fields()} == line_fields()


def test_line_answers_the_opgave_when_added(
    submission_assen: Submission, editor_assen: User
) -> None:
    answer_opgave(
        submission_assen, editor_assen, opgave(submission_assen, "asiel"), NONE, "Geen grond."
    )
    line = add_line(submission_assen, editor_assen)
    assert answers(line.version) == {"asiel": (LINES, "")}


def test_shares_are_stored_when_a_line_is_added(
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    de_wolden: Municipality,
) -> None:
    line = add_line(
        submission_assen, editor_assen, shares={westerveld: (20, 30), de_wolden: (None, 0)}
    )
    shares = {s.municipality: (s.amount_short, s.amount_long) for s in line.shares.all()}
    assert shares == {westerveld: (20, 30), de_wolden: (None, 0)}


def test_line_keeps_its_id_and_gets_the_new_content_when_changed(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> None:
    line = add_line(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    change_line(
        submission_assen, editor_assen, line.line_id, line_fields(amount_short=0), {}, line.revision
    )
    stored = Line.objects.get(line_id=line.line_id)
    assert (stored.pk, stored.amount_short, stored.revision) == (line.pk, 0, line.revision + 1)
    assert not stored.shares.exists()


def test_opgave_is_unanswered_again_when_its_last_line_is_removed(
    submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    remove_line(submission_assen, editor_assen, line.line_id)
    assert not Line.objects.exists()
    assert answers(line.version) == {}


def test_opgave_stays_answered_when_another_line_is_left(
    submission_assen: Submission, editor_assen: User
) -> None:
    first, second = (add_line(submission_assen, editor_assen) for _ in range(2))
    remove_line(submission_assen, editor_assen, first.line_id)
    assert list(Line.objects.values_list("line_id", flat=True)) == [second.line_id]
    assert answers(second.version) == {"asiel": (LINES, "")}


def test_removing_twice_is_quiet_when_the_line_is_gone(
    submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    for _ in range(2):
        remove_line(submission_assen, editor_assen, line.line_id)
    assert [kind for kind, *_ in events(submission_assen)].count(EventKind.LINE_REMOVED) == 1


# Answers


def test_opgave_gets_its_answer_when_without_lines(
    submission_assen: Submission, editor_assen: User
) -> None:
    flex = opgave(submission_assen, "flex")
    answer_opgave(submission_assen, editor_assen, flex, NONE, "Geen grond.")
    answer_opgave(submission_assen, editor_assen, flex, NOT_YET_KNOWN, "Na de zomer.")
    assert answers(working_copy(submission_assen)) == {"flex": (NOT_YET_KNOWN, "Na de zomer.")}


def test_answer_refused_when_the_opgave_has_lines(
    submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    with pytest.raises(HasLines):
        answer_opgave(submission_assen, editor_assen, line.opgave, NONE, "Geen grond.")
    assert answers(line.version) == {"asiel": (LINES, "")}


def test_remaining_answer_touches_only_what_is_open_when_given(
    submission_assen: Submission, editor_assen: User
) -> None:
    add_line(submission_assen, editor_assen)
    answer_opgave(
        submission_assen, editor_assen, opgave(submission_assen, "flex"), NONE, "Geen grond."
    )
    assert answer_remaining(submission_assen, editor_assen, NOT_YET_KNOWN, "Later.") == 1
    expected = {
        "asiel": (LINES, ""),
        "flex": (NONE, "Geen grond."),
        "amv": (NOT_YET_KNOWN, "Later."),
    }
    assert answers(working_copy(submission_assen)) == expected


def test_remaining_answer_skips_the_sum_when_nothing_was_answered(
    submission_assen: Submission, editor_assen: User
) -> None:
    assert answer_remaining(submission_assen, editor_assen, NONE, "Geen grond.") == 3
    assert "asiel_totaal" not in answers(working_copy(submission_assen))


def test_remaining_answer_writes_no_event_when_nothing_was_open(
    draft_assen: Version, editor_assen: User
) -> None:
    before = Event.objects.count()
    assert answer_remaining(draft_assen.submission, editor_assen, NONE, "Geen grond.") == 0
    assert Event.objects.count() == before


# The header, and two people in one text


def test_header_is_stored_in_full_when_saved(
    submission_assen: Submission, editor_assen: User
) -> None:
    save(submission_assen, editor_assen)
    stored = working_copy(submission_assen)
    assert {name: getattr(stored, name) for name in HEADER} == HEADER
    assert stored.revision == 1


def test_header_keeps_the_colleagues_text_when_the_revision_is_stale(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    save(submission_assen, editor_assen)
    with pytest.raises(Stale):
        save_header(submission_assen, approver_assen, HEADER | {"remarks": "Van mij."}, 0)
    assert working_copy(submission_assen).remarks == HEADER["remarks"]
    assert len(events(submission_assen)) == 1


def test_line_keeps_the_colleagues_text_when_the_revision_is_stale(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> None:
    line = add_line(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    with pytest.raises(Stale):
        fields = line_fields(amount_short=1)
        change_line(submission_assen, editor_assen, line.line_id, fields, {}, line.revision - 1)
    stored = Line.objects.get()
    assert (stored.amount_short, stored.shares.count()) == (100, 1)


def test_header_is_stale_when_the_form_is_of_before_an_addition(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    hand_in(submission_assen, editor_assen)
    start_addition(submission_assen, editor_assen)
    with pytest.raises(Stale):
        save_header(submission_assen, approver_assen, HEADER | {"remarks": "Van mij."}, 0)


def test_changing_refused_when_the_line_was_removed(
    submission_assen: Submission, editor_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    remove_line(submission_assen, editor_assen, line.line_id)
    with pytest.raises(Gone):
        change_line(submission_assen, editor_assen, line.line_id, line_fields(), {}, line.revision)


def test_changing_refused_when_the_line_is_of_another_municipality(
    submission_assen: Submission,
    editor_assen: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    line = add_line(submission_westerveld, editor_westerveld)
    add_line(submission_assen, editor_assen)
    with pytest.raises(Gone):
        change_line(submission_assen, editor_assen, line.line_id, line_fields(), {}, line.revision)


# Events


def test_each_edit_is_written_down_with_kind_and_person_when_done(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    change_line(submission_assen, approver_assen, line.line_id, line_fields(), {}, line.revision)
    answer_opgave(
        submission_assen, editor_assen, opgave(submission_assen, "flex"), NONE, "Geen grond."
    )
    answer_remaining(submission_assen, approver_assen, NOT_YET_KNOWN, "")
    save(submission_assen, editor_assen)
    remove_line(submission_assen, approver_assen, line.line_id)
    assert events(submission_assen) == [
        (EventKind.LINE_SAVED, "Reguliere opvang: vertrouwelijke locatie", editor_assen),
        (EventKind.LINE_SAVED, "Reguliere opvang: vertrouwelijke locatie", approver_assen),
        (EventKind.ANSWERED, "Flexwoningen: geen bijdrage", editor_assen),
        (EventKind.REST_ANSWERED, "1 × nog niet bekend", approver_assen),
        (EventKind.HEADER_SAVED, "", editor_assen),
        (EventKind.LINE_REMOVED, "Reguliere opvang: vertrouwelijke locatie", approver_assen),
    ]


def test_event_bears_the_clock_of_the_portal_when_written(
    submission_assen: Submission, editor_assen: User
) -> None:
    before = clock.now()
    save(submission_assen, editor_assen)
    assert before <= Event.objects.get().at <= clock.now()
    assert timezone.localdate(Event.objects.get().at).isoformat() == "2024-03-12"


def test_refused_edit_writes_no_event_when_the_line_is_unknown(
    draft_assen: Version, editor_assen: User
) -> None:
    before = Event.objects.count()
    with pytest.raises(Gone):
        change_line(draft_assen.submission, editor_assen, uuid.uuid4(), line_fields(), {}, 0)
    assert Event.objects.count() == before


def test_other_municipality_is_untouched_when_one_edits(
    draft_assen: Version, round_2024: Round, westerveld: Municipality
) -> None:
    assert submission_of(round_2024, westerveld).state == State.OPEN
    assert not Answer.objects.filter(version__submission__municipality=westerveld).exists()
