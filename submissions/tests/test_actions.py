"""What people do with a bijdrage before they hand it in, and what an action refuses."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Municipality
from common import clock
from submissions import actions
from submissions.enums import AnswerKind, EventKind, State
from submissions.errors import Gone, HasLines, NothingInEdit, NotYetOpen, RoundClosed, Stale
from submissions.models import Answer, Contribution, Event, Round, Submission, Version
from submissions.permissions import is_open
from submissions.tests.builders import (
    AFTER_CLOSING,
    AFTER_DEADLINE,
    BEFORE_OPENING,
    HEADER,
    add_line,
    hand_in,
    line_fields,
    submission_of,
    working_copy,
)

NONE, NOT_YET_KNOWN, LINES = AnswerKind.NONE, AnswerKind.NOT_YET_KNOWN, AnswerKind.LINES


def save(submission, user):
    return actions.save_header(submission, user, HEADER, 0)


def opgave(submission, code):
    return submission.round.opgaven.get(code=code)


def answers(version):
    return {answer.opgave.code: (answer.kind, answer.reason) for answer in version.answers.all()}


def events(submission):
    return [(event.kind, event.detail, event.by) for event in submission.events.order_by("pk")]


# Every way to change a bijdrage; each gets the submission, the person and a line that may be there.
EDITS = {
    "save_header": save,
    "add_line": add_line,
    "change_line": lambda s, user, line_id=None: actions.change_line(s, user, line_id, line_fields(), {}, 1),
    "remove_line": lambda s, user, line_id=None: actions.remove_line(s, user, line_id),
    "answer_opgave": lambda s, user: actions.answer_opgave(s, user, opgave(s, "flex"), NONE, "Geen grond."),
    "answer_remaining": lambda s, user: actions.answer_remaining(s, user, NONE, "Geen grond."),
}
every_edit = pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())


# Opening a round


def test_every_municipality_gets_a_submission_when_the_round_opens(round_2024):
    names = [submission.municipality.name for submission in round_2024.submissions.all()]
    assert names == ["Assen", "De Wolden", "Westerveld"]
    assert set(round_2024.submissions.values_list("state", flat=True)) == {State.OPEN}


def test_opening_again_adds_nothing_when_all_are_there(round_2024):
    before = list(Submission.objects.values())
    actions.open_round(round_2024)
    assert list(Submission.objects.values()) == before


def test_municipality_takes_part_when_it_exists_on_the_dutch_opening_day(round_2024, assen, westerveld):
    Municipality.objects.filter(pk=assen.pk).update(valid_from=date(2024, 2, 15))
    Municipality.objects.filter(pk=westerveld.pk).update(valid_until=date(2024, 2, 14))
    Submission.objects.all().delete()
    actions.open_round(Round.objects.get())
    assert [submission.municipality.name for submission in round_2024.submissions.all()] == ["Assen", "De Wolden"]


# The first save


@pytest.mark.parametrize("name", ["save_header", "add_line", "answer_opgave", "answer_remaining"])
def test_first_save_makes_the_working_copy_when_nothing_was_entered(name, submission_assen, editor_assen):
    EDITS[name](submission_assen, editor_assen)
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.DRAFT
    assert submission_assen.versions.working_copies().count() == 1


def test_second_save_uses_the_same_working_copy_when_by_a_colleague(submission_assen, editor_assen, approver_assen):
    save(submission_assen, editor_assen)
    add_line(submission_assen, approver_assen)
    assert submission_assen.versions.count() == 1


# Lines


def test_line_is_stored_in_full_when_added(submission_assen, editor_assen):
    line = add_line(submission_assen, editor_assen)
    stored = Contribution.objects.get(pk=line.pk)
    assert {name: getattr(stored, name) for name in line_fields()} == line_fields()


def test_line_answers_the_opgave_when_added(submission_assen, editor_assen):
    actions.answer_opgave(submission_assen, editor_assen, opgave(submission_assen, "asiel"), NONE, "Geen grond.")
    line = add_line(submission_assen, editor_assen)
    assert answers(line.version) == {"asiel": (LINES, "")}


def test_shares_are_stored_when_a_line_is_added(submission_assen, editor_assen, westerveld, de_wolden):
    line = add_line(submission_assen, editor_assen, shares={westerveld: (20, 30), de_wolden: (None, 0)})
    shares = {s.municipality: (s.amount_short, s.amount_long) for s in line.shares.all()}
    assert shares == {westerveld: (20, 30), de_wolden: (None, 0)}


def test_line_keeps_its_id_and_gets_the_new_content_when_changed(submission_assen, editor_assen, westerveld):
    line = add_line(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    actions.change_line(submission_assen, editor_assen, line.line_id, line_fields(amount_short=0), {}, line.revision)
    stored = Contribution.objects.get(line_id=line.line_id)
    assert (stored.pk, stored.amount_short, stored.revision) == (line.pk, 0, line.revision + 1)
    assert not stored.shares.exists()


def test_opgave_is_unanswered_again_when_its_last_line_is_removed(submission_assen, editor_assen):
    line = add_line(submission_assen, editor_assen)
    actions.remove_line(submission_assen, editor_assen, line.line_id)
    assert not Contribution.objects.exists()
    assert answers(line.version) == {}


def test_opgave_stays_answered_when_another_line_is_left(submission_assen, editor_assen):
    first, second = (add_line(submission_assen, editor_assen) for _ in range(2))
    actions.remove_line(submission_assen, editor_assen, first.line_id)
    assert list(Contribution.objects.values_list("line_id", flat=True)) == [second.line_id]
    assert answers(second.version) == {"asiel": (LINES, "")}


def test_removing_twice_is_quiet_when_the_line_is_gone(submission_assen, editor_assen):
    line = add_line(submission_assen, editor_assen)
    for _ in range(2):
        actions.remove_line(submission_assen, editor_assen, line.line_id)
    assert [kind for kind, *_ in events(submission_assen)].count(EventKind.LINE_REMOVED) == 1


# Answers


def test_opgave_gets_its_answer_when_without_lines(submission_assen, editor_assen):
    flex = opgave(submission_assen, "flex")
    actions.answer_opgave(submission_assen, editor_assen, flex, NONE, "Geen grond.")
    actions.answer_opgave(submission_assen, editor_assen, flex, NOT_YET_KNOWN, "Na de zomer.")
    assert answers(working_copy(submission_assen)) == {"flex": (NOT_YET_KNOWN, "Na de zomer.")}


def test_answer_refused_when_the_opgave_has_lines(submission_assen, editor_assen):
    line = add_line(submission_assen, editor_assen)
    with pytest.raises(HasLines):
        actions.answer_opgave(submission_assen, editor_assen, line.opgave, NONE, "Geen grond.")
    assert answers(line.version) == {"asiel": (LINES, "")}


def test_remaining_answer_touches_only_what_is_open_when_given(submission_assen, editor_assen):
    add_line(submission_assen, editor_assen)
    actions.answer_opgave(submission_assen, editor_assen, opgave(submission_assen, "flex"), NONE, "Geen grond.")
    assert actions.answer_remaining(submission_assen, editor_assen, NOT_YET_KNOWN, "Later.") == 1
    expected = {"asiel": (LINES, ""), "flex": (NONE, "Geen grond."), "amv": (NOT_YET_KNOWN, "Later.")}
    assert answers(working_copy(submission_assen)) == expected


def test_remaining_answer_skips_the_sum_when_nothing_was_answered(submission_assen, editor_assen):
    assert actions.answer_remaining(submission_assen, editor_assen, NONE, "Geen grond.") == 3
    assert "asiel_totaal" not in answers(working_copy(submission_assen))


def test_remaining_answer_writes_no_event_when_nothing_was_open(draft_assen, editor_assen):
    before = Event.objects.count()
    assert actions.answer_remaining(draft_assen.submission, editor_assen, NONE, "Geen grond.") == 0
    assert Event.objects.count() == before


# The header, and two people in one text


def test_header_is_stored_in_full_when_saved(submission_assen, editor_assen):
    save(submission_assen, editor_assen)
    stored = working_copy(submission_assen)
    assert {name: getattr(stored, name) for name in HEADER} == HEADER
    assert stored.revision == 1


def test_header_keeps_the_colleagues_text_when_the_revision_is_stale(submission_assen, editor_assen, approver_assen):
    save(submission_assen, editor_assen)
    with pytest.raises(Stale):
        actions.save_header(submission_assen, approver_assen, HEADER | {"remarks": "Van mij."}, 0)
    assert working_copy(submission_assen).remarks == HEADER["remarks"]
    assert len(events(submission_assen)) == 1


def test_line_keeps_the_colleagues_text_when_the_revision_is_stale(submission_assen, editor_assen, westerveld):
    line = add_line(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    with pytest.raises(Stale):
        fields = line_fields(amount_short=1)
        actions.change_line(submission_assen, editor_assen, line.line_id, fields, {}, line.revision - 1)
    stored = Contribution.objects.get()
    assert (stored.amount_short, stored.shares.count()) == (100, 1)


def test_header_is_stale_when_the_form_is_of_before_an_addition(submission_assen, editor_assen, approver_assen):
    hand_in(submission_assen, editor_assen)
    actions.start_addition(submission_assen, editor_assen)
    with pytest.raises(Stale):
        actions.save_header(submission_assen, approver_assen, HEADER | {"remarks": "Van mij."}, 0)


def test_changing_refused_when_the_line_was_removed(submission_assen, editor_assen):
    line = add_line(submission_assen, editor_assen)
    actions.remove_line(submission_assen, editor_assen, line.line_id)
    with pytest.raises(Gone):
        actions.change_line(submission_assen, editor_assen, line.line_id, line_fields(), {}, line.revision)


def test_changing_refused_when_the_line_is_of_another_municipality(
    submission_assen, editor_assen, submission_westerveld, editor_westerveld
):
    line = add_line(submission_westerveld, editor_westerveld)
    add_line(submission_assen, editor_assen)
    with pytest.raises(Gone):
        actions.change_line(submission_assen, editor_assen, line.line_id, line_fields(), {}, line.revision)


# Who and when


@every_edit
@pytest.mark.parametrize("persona", ["editor_westerveld", "project_leader", "chair", "administrator", "outsider"])
def test_edit_forbidden_when_not_of_the_municipality(persona, edit, draft_assen, request):
    with pytest.raises(PermissionDenied):
        edit(draft_assen.submission, request.getfixturevalue(persona))
    assert draft_assen.submission.versions.get().revision == draft_assen.revision


@every_edit
def test_edit_refused_when_the_bijdrage_is_submitted(edit, version_assen, editor_assen):
    before = Event.objects.count()
    with pytest.raises(NothingInEdit):
        edit(version_assen.submission, editor_assen)
    assert (Version.objects.count(), Event.objects.count()) == (1, before)


@every_edit
def test_edit_refused_when_the_round_closed(edit, submission_assen, editor_assen, settings):
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        edit(submission_assen, editor_assen)
    assert not Version.objects.exists()


@every_edit
def test_edit_refused_when_the_round_has_not_opened(edit, submission_assen, editor_assen, settings):
    settings.PRT_TODAY = BEFORE_OPENING
    with pytest.raises(NotYetOpen):
        edit(submission_assen, editor_assen)
    assert not Version.objects.exists()


def test_refusal_names_the_dutch_opening_day_when_too_early(submission_assen, editor_assen, settings):
    settings.PRT_TODAY = BEFORE_OPENING
    with pytest.raises(NotYetOpen) as refusal:
        save(submission_assen, editor_assen)
    assert "15 februari 2024" in refusal.value.message


def test_refusal_names_the_last_minute_and_who_to_ask_when_closed(submission_assen, editor_assen, settings):
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed) as refusal:
        save(submission_assen, editor_assen)
    assert "15 april 2024, 23.59 uur" in refusal.value.message
    assert "projectleider@prt-drenthe.example" in refusal.value.message


def test_edit_is_stored_when_the_deadline_passed(submission_assen, editor_assen, settings):
    settings.PRT_TODAY = AFTER_DEADLINE
    save(submission_assen, editor_assen)
    assert working_copy(submission_assen).contact_name == HEADER["contact_name"]


def test_edit_is_stored_when_this_municipality_has_more_time(
    submission_assen, submission_westerveld, editor_assen, editor_westerveld, settings
):
    closes_at = submission_assen.round.closes_at
    Submission.objects.filter(pk=submission_assen.pk).update(extended_until=closes_at + timedelta(days=1))
    settings.PRT_TODAY = AFTER_CLOSING
    save(submission_assen, editor_assen)
    assert working_copy(submission_assen)
    with pytest.raises(RoundClosed):
        save(submission_westerveld, editor_westerveld)


@pytest.mark.parametrize(
    ("moment", "seconds", "expected"),
    [
        ("opens_at", -1, False),
        ("opens_at", 0, True),
        ("deadline_at", 0, True),
        ("closes_at", -1, True),
        ("closes_at", 0, False),
    ],
)
def test_submission_is_open_when_the_second_says_so(moment, seconds, expected, submission_assen):
    at = getattr(submission_assen.round, moment) + timedelta(seconds=seconds)
    assert is_open(submission_assen, at) is expected


@pytest.mark.parametrize(
    ("days", "seconds", "expected"),
    [(1, -1, True), (1, 0, False), (-1, -1, True), (-1, 0, False)],
    ids=["just before the extension", "at the extension", "shorter than the round", "at the close of the round"],
)
def test_submission_is_open_when_extended(days, seconds, expected, submission_assen):
    """More time never means less: an extension that ends before the round does nothing."""
    closes_at = submission_assen.round.closes_at
    submission_assen.extended_until = closes_at + timedelta(days=days)
    until = max(closes_at, submission_assen.extended_until)
    assert is_open(submission_assen, until + timedelta(seconds=seconds)) is expected


def test_edit_refused_when_the_real_clock_reaches_the_closing_second(submission_assen, editor_assen, settings):
    settings.PRT_TODAY = None
    Round.objects.update(deadline_at=timezone.now(), closes_at=timezone.now() + timedelta(minutes=1))
    save(submission_assen, editor_assen)
    Round.objects.update(closes_at=timezone.now())
    with pytest.raises(RoundClosed):
        add_line(submission_assen, editor_assen)


# More time


def test_more_time_is_stored_and_written_down_when_the_project_leader_gives_it(submission_assen, project_leader):
    until = submission_assen.round.closes_at + timedelta(days=14)
    actions.extend(submission_assen, project_leader, until, "Ziekte")
    submission_assen.refresh_from_db()
    assert submission_assen.extended_until == until
    detail = "tot en met 29 april 2024, 23.59 uur: Ziekte"
    assert events(submission_assen) == [(EventKind.EXTENDED, detail, project_leader)]


@pytest.mark.parametrize("persona", ["editor_assen", "approver_assen", "chair", "administrator", "outsider"])
def test_more_time_forbidden_when_not_the_project_leader(persona, submission_assen, request):
    with pytest.raises(PermissionDenied):
        actions.extend(submission_assen, request.getfixturevalue(persona), clock.now(), "Ziekte")
    submission_assen.refresh_from_db()
    assert submission_assen.extended_until is None


# Events


def test_each_edit_is_written_down_with_kind_and_person_when_done(submission_assen, editor_assen, approver_assen):
    line = add_line(submission_assen, editor_assen)
    actions.change_line(submission_assen, approver_assen, line.line_id, line_fields(), {}, line.revision)
    actions.answer_opgave(submission_assen, editor_assen, opgave(submission_assen, "flex"), NONE, "Geen grond.")
    actions.answer_remaining(submission_assen, approver_assen, NOT_YET_KNOWN, "")
    save(submission_assen, editor_assen)
    actions.remove_line(submission_assen, approver_assen, line.line_id)
    assert events(submission_assen) == [
        (EventKind.LINE_SAVED, "Reguliere opvang", editor_assen),
        (EventKind.LINE_SAVED, "Reguliere opvang", approver_assen),
        (EventKind.ANSWERED, "Flexwoningen: geen bijdrage", editor_assen),
        (EventKind.REST_ANSWERED, "1 × nog niet bekend", approver_assen),
        (EventKind.HEADER_SAVED, "", editor_assen),
        (EventKind.LINE_REMOVED, "Reguliere opvang", approver_assen),
    ]


def test_event_bears_the_clock_of_the_portal_when_written(submission_assen, editor_assen):
    before = clock.now()
    save(submission_assen, editor_assen)
    assert before <= Event.objects.get().at <= clock.now()
    assert timezone.localdate(Event.objects.get().at).isoformat() == "2024-03-12"


def test_refused_edit_writes_no_event_when_the_line_is_unknown(draft_assen, editor_assen):
    before = Event.objects.count()
    with pytest.raises(Gone):
        actions.change_line(draft_assen.submission, editor_assen, uuid.uuid4(), line_fields(), {}, 0)
    assert Event.objects.count() == before


def test_other_municipality_is_untouched_when_one_edits(draft_assen, round_2024, westerveld):
    assert submission_of(round_2024, westerveld).state == State.OPEN
    assert not Answer.objects.filter(version__submission__municipality=westerveld).exists()
