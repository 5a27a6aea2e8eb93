"""A form laid beside what a colleague saved since it was opened."""

import pytest

from submissions import actions
from submissions.models import Answer, Contribution
from submissions.stale import OPEN, fingerprint, merge, read_base, write_base
from submissions.tests.builders import (
    HEADER,
    add_line,
    line_fields,
    opgave,
    posted_header,
    posted_line,
    working_copy,
)
from submissions.tests.typing import hidden_fields, messages, shown

# The rule: what was stored at first, what I typed, what is stored now, and what becomes of it.

CASES = [
    ("oud", "oud", "oud", None),
    ("oud", "mijn", "oud", None),
    ("oud", "oud", "collega", "taken"),
    ("oud", "mijn", "collega", "asked"),
    ("oud", "zelfde", "zelfde", None),
    ("", None, "collega", "taken"),
    (0, None, 5, "asked"),
    ("a\r\nb", "a\nb", "collega", "taken"),
]


@pytest.mark.parametrize(("first", "mine", "now", "outcome"), CASES)
def test_only_a_text_that_both_changed_is_asked_when_somebody_saved(first, mine, now, outcome):
    result = merge({"text": mine}, {"text": now}, {"text": fingerprint(first)}, {}, moved=True)
    assert (result.asked, result.taken) == (
        ["text"] if outcome == "asked" else [],
        ["text"] if outcome == "taken" else [],
    )


@pytest.mark.parametrize("base", ["", "x", "[1]", "[" * 100_000, '{"text": {}}', "null"])
def test_every_difference_is_asked_when_the_base_is_missing_or_tampered_with(base):
    result = merge({"text": "mijn"}, {"text": "collega"}, read_base(base), {}, moved=True)
    assert result.asked == ["text"]


@pytest.mark.parametrize(
    ("chosen", "asked", "theirs"),
    [({}, ["text"], []), ({"text": "mine"}, [], []), ({"text": "theirs"}, [], ["text"]), ({"text": "x"}, ["text"], [])],
)
def test_open_text_needs_a_choice_when_saved_again(chosen, asked, theirs):
    result = merge({"text": "mijn"}, {"text": "collega"}, {"text": OPEN}, chosen, moved=False)
    assert (result.asked, result.theirs) == (asked, theirs)


def test_choice_counts_no_more_when_somebody_saved_again():
    result = merge({"text": "mijn"}, {"text": "nog nieuwer"}, {"text": OPEN}, {"text": "mine"}, moved=True)
    assert result.asked == ["text"]


def test_shares_are_the_same_when_only_their_order_differs(assen, westerveld):
    one, other = {assen: (1, 2), westerveld: (3, None)}, {westerveld: (3, None), assen: (1, 2)}
    assert read_base(write_base({"shares": one})) == read_base(write_base({"shares": other}))


# The header


@pytest.fixture
def header(as_editor, url, draft_assen):
    """header(remarks="..."): save the header that was opened before a colleague came by."""
    start = hidden_fields(as_editor.get(url("header")))

    def post(**changes):
        return as_editor.post(url("header"), posted_header(**(start | changes)))

    return post


@pytest.fixture
def colleague(submission_assen, approver_assen, draft_assen):
    """colleague(remarks="..."): the header as a colleague saves it meanwhile."""

    def save(**changes):
        now = working_copy(submission_assen).revision
        return actions.save_header(submission_assen, approver_assen, HEADER | changes, now)

    return save


def choices(answer):
    return {choice.name: (choice.mine, choice.theirs, choice.chosen) for choice in answer.context["choices"]}


def test_both_texts_are_to_choose_when_both_changed_the_header(header, colleague, submission_assen):
    colleague(remarks="Van mijn collega.")
    answer = header(remarks="Van mij.")
    assert choices(answer) == {"remarks": ("Van mij.", "Van mijn collega.", "")}
    assert 'name="keuze-remarks" value="theirs"' in shown(answer)
    assert " checked" not in shown(answer)
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_text_of_the_colleague_is_taken_over_and_told_when_i_did_not_touch_it(header, colleague, submission_assen):
    colleague(contact_name="Karin")
    answer = header(remarks="Van mij.")
    assert answer.context["taken"] == [("Naam van de contactpersoon", "Karin")]
    assert 'value="Karin"' in shown(answer)
    header(remarks="Van mij.", contact_name="Karin", **hidden_fields(answer))
    stored = working_copy(submission_assen)
    assert (stored.contact_name, stored.remarks) == ("Karin", "Van mij.")


def test_old_text_can_be_put_back_when_the_text_of_the_colleague_was_taken_over(header, colleague, submission_assen):
    colleague(contact_name="Karin")
    answer = header(remarks="Van mij.")
    header(remarks="Van mij.", contact_name=HEADER["contact_name"], **hidden_fields(answer))
    assert working_copy(submission_assen).contact_name == HEADER["contact_name"]


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Van mij."), ("theirs", "Van mijn collega.")])
def test_chosen_text_is_stored_when_saved_after_choosing(choice, stays, header, colleague, submission_assen, url):
    colleague(remarks="Van mijn collega.")
    again = hidden_fields(header(remarks="Van mij."))
    answer = header(remarks="Van mij.", **again | {"keuze-remarks": choice})
    assert answer.url == url("task_list")
    assert working_copy(submission_assen).remarks == stays


def test_choice_is_asked_with_a_link_when_it_is_missing(header, colleague, submission_assen):
    colleague(remarks="Van mijn collega.", contact_phone="06")
    again = hidden_fields(header(remarks="Van mij.", contact_phone="07"))
    answer = header(remarks="Van mij.", contact_phone="07", **again | {"keuze-remarks": "mine"})
    assert 'href="#keuze-contact_phone-mine"' in shown(answer)
    assert 'href="#keuze-remarks-mine"' not in shown(answer)
    assert choices(answer) == {"contact_phone": ("07", "06", ""), "remarks": ("Van mij.", "Van mijn collega.", "mine")}
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_newest_text_is_asked_when_the_colleague_saved_once_more(header, colleague, submission_assen):
    colleague(remarks="Eerste.")
    again = hidden_fields(header(remarks="Van mij."))
    colleague(remarks="Tweede.")
    answer = header(remarks="Van mij.", **again | {"keuze-remarks": "mine"})
    assert choices(answer) == {"remarks": ("Van mij.", "Tweede.", "")}
    assert working_copy(submission_assen).remarks == "Tweede."


def test_choices_stay_on_the_page_when_another_field_is_wrong(header, colleague):
    colleague(remarks="Van mijn collega.")
    again = hidden_fields(header(remarks="Van mij."))
    answer = header(remarks="Van mij.", contact_email="jan", **again | {"keuze-remarks": "theirs"})
    assert choices(answer) == {"remarks": ("Van mij.", "Van mijn collega.", "theirs")}
    assert "Vul een e-mailadres in" in shown(answer)


def test_second_click_is_quiet_when_the_header_was_saved(header, submission_assen, url):
    header(remarks="Van mij.")
    assert header(remarks="Van mij.").url == url("task_list")
    assert working_copy(submission_assen).remarks == "Van mij."


# A line


@pytest.fixture
def line(submission_assen, editor_assen, westerveld):
    return add_line(submission_assen, editor_assen, shares={westerveld: (10, 10)})


SHARES = [("GM1701", "10", "10")]


@pytest.fixture
def change(as_editor, url, line):
    """change(place="..."): save the line that was opened before a colleague came by; the rest as it was stored."""
    start = hidden_fields(as_editor.get(url("line", line.line_id)))
    stored = {name: "on" if value is True else str(value) for name, value in line_fields().items() if value}

    def post(shares=SHARES, **changes):
        return as_editor.post(url("line", line.line_id), posted_line(shares, **(stored | start | changes)))

    return post


@pytest.fixture
def colleague_changes(line, approver_assen, westerveld):
    def save(shares=None, **changes):
        now = Contribution.objects.get(pk=line.pk).revision
        fields = line_fields(**changes)
        shares = {westerveld: (10, 10)} if shares is None else shares
        return actions.change_line(line.version.submission, approver_assen, line.line_id, fields, shares, now)

    return save


def test_fields_of_a_line_are_merged_when_each_changed_another(change, colleague_changes, line):
    colleague_changes(amount_long=55, confidential=False, available_until=None)
    answer = change(place="Peelo")
    assert choices(answer) == {}
    assert {label for label, _ in answer.context["taken"]} == {
        "Aantal plekken op 1 juli 2025 (lange termijn)",
        "Deze locatie is vertrouwelijk",
        "Laatste dag",
    }
    form = answer.context["form"]
    assert (form["amount_long"].value(), form["confidential"].value(), form["place"].value()) == ("55", False, "Peelo")


def test_shares_are_one_choice_when_both_changed_them(change, colleague_changes, line, westerveld):
    colleague_changes({westerveld: (41, 42)})
    answer = change([("GM1701", "7", "8")])
    assert choices(answer) == {
        "aandelen": ("Westerveld: 7 kort, 8 lang", "Westerveld: 41 kort, 42 lang", ""),
    }
    again = hidden_fields(answer) | {"keuze-aandelen": "theirs"}
    change([("GM1701", "7", "8")], **again)
    assert line.shares.get().amount_short == 41


def test_shares_of_the_colleague_are_taken_over_when_i_did_not_touch_them(change, colleague_changes, line, de_wolden):
    colleague_changes({de_wolden: (3, 4)})
    answer = change(place="Peelo")
    assert answer.context["taken"] == [("Aandelen van andere gemeenten", "De Wolden: 3 kort, 4 lang")]
    assert answer.context["formset"].forms[0]["partner"].value() == "GM1690"
    assert answer.context["formset"].forms[1]["partner"].value() in ("", None)


def test_last_day_or_open_end_is_asked_when_choices_contradict(change, colleague_changes, line):
    colleague_changes(open_ended=True, available_until=None)
    answer = change(available_until="2040-01-01")
    again = hidden_fields(answer) | {"keuze-available_until": "mine", "open_ended": "on"}
    page = shown(change(available_until="2040-01-01", **again))
    assert "niet allebei" in page
    assert Contribution.objects.get(pk=line.pk).available_until is None


def test_other_line_is_saved_without_questions_when_a_colleague_saves_a_line(
    change, submission_assen, approver_assen, line, url
):
    other = add_line(submission_assen, approver_assen, location_name="Boot")
    actions.change_line(
        submission_assen, approver_assen, other.line_id, line_fields(location_name="Schip"), {}, other.revision
    )
    assert change(place="Peelo").url == url("opgave", "asiel")
    assert set(Contribution.objects.values_list("location_name", "place")) == {
        ("azc Assen", "Peelo"),
        ("Schip", "Assen"),
    }


def test_line_is_not_removed_when_a_colleague_changed_it_since_the_question(as_editor, url, line, colleague_changes):
    colleague_changes(amount_short=55)
    page = shown(as_editor.post(url("line_remove", line.line_id), {"revision": line.revision}))
    assert "Een collega heeft deze locatie intussen gewijzigd" in page
    assert "55 plekken" in page
    assert Contribution.objects.filter(pk=line.pk).exists()


# The answer without lines


@pytest.fixture
def answer_flex(as_editor, url):
    start = hidden_fields(as_editor.get(url("opgave", "flex")))

    def post(kind="none", reason="Van mij.", **changes):
        return as_editor.post(url("opgave", "flex"), start | {"kind": kind, "reason": reason} | changes)

    return post


@pytest.fixture
def colleague_answers(submission_assen, approver_assen):
    def save(kind="none", reason="Van mijn collega.", code="flex"):
        actions.answer_opgave(submission_assen, approver_assen, opgave(submission_assen, code), kind, reason)

    return save


def test_both_answers_are_to_choose_when_two_people_answer(answer_flex, colleague_answers):
    colleague_answers()
    answer = answer_flex()
    assert choices(answer) == {"reason": ("Van mij.", "Van mijn collega.", "")}
    assert "Een collega heeft dit intussen gewijzigd" in shown(answer)
    assert Answer.objects.get().reason == "Van mijn collega."


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Van mij."), ("theirs", "Van mijn collega.")])
def test_chosen_answer_is_stored_when_saved_after_choosing(choice, stays, answer_flex, colleague_answers, url):
    colleague_answers()
    again = hidden_fields(answer_flex())
    assert answer_flex(**again | {"keuze-reason": choice}).url == url("task_list")
    assert Answer.objects.get().reason == stays


def test_same_answer_is_quiet_when_a_colleague_gave_it_too(answer_flex, colleague_answers, url):
    colleague_answers("none", "Van mij.")
    assert answer_flex().url == url("task_list")


def test_answer_is_changed_when_nobody_else_came_by(as_editor, url, colleague_answers):
    colleague_answers()
    start = hidden_fields(as_editor.get(url("opgave", "flex")))
    as_editor.post(url("opgave", "flex"), start | {"kind": "not_yet_known", "reason": "Na de zomer."})
    assert Answer.objects.values_list("kind", "reason").get() == ("not_yet_known", "Na de zomer.")


def test_rest_overwrites_nothing_when_a_colleague_answered_meanwhile(as_editor, url, colleague_answers):
    as_editor.get(url("task_list"))
    colleague_answers()
    answer = as_editor.post(url("answer_remaining"), {"kind": "not_yet_known", "reason": "Van mij."})
    assert messages(answer) == ["2 opgaven beantwoord met 'nog niet bekend'."]
    assert Answer.objects.get(opgave__code="flex").reason == "Van mijn collega."


def test_answer_of_a_colleague_is_shown_first_when_a_line_would_replace_it(as_editor, url, colleague_answers):
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    colleague_answers()
    answer = as_editor.post(url("line_add", "flex"), posted_line(**start))
    assert "Reden: Van mijn collega. Kies nog een keer" in shown(answer).replace("&#x27;", "'")
    assert Answer.objects.get().reason == "Van mijn collega."
    as_editor.post(url("line_add", "flex"), posted_line(**hidden_fields(answer)))
    assert Answer.objects.get().kind == "lines"


def test_own_answer_makes_place_for_a_line_when_it_was_known(as_editor, url, colleague_answers):
    colleague_answers()
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    assert as_editor.post(url("line_add", "flex"), posted_line(**start)).url == url("opgave", "flex")


# What would throw away the work of a colleague


def test_line_is_added_once_when_clicked_twice(as_editor, url, round_2024):
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    answers = [as_editor.post(url("line_add", "flex"), posted_line([("GM1701", "1", "2")], **start)) for _ in range(2)]
    assert {answer.url for answer in answers} == {url("opgave", "flex")}
    assert Contribution.objects.count() == 1


def test_second_line_is_added_when_the_form_was_changed_after_going_back(as_editor, url, round_2024):
    start = hidden_fields(as_editor.get(url("line_add", "flex")))
    for place in ("Assen", "Peelo"):
        as_editor.post(url("line_add", "flex"), posted_line(place=place, **start))
    assert sorted(Contribution.objects.values_list("place", flat=True)) == ["Assen", "Peelo"]
    assert len(set(Contribution.objects.values_list("line_id", flat=True))) == 2


def test_addition_is_not_thrown_away_when_a_colleague_changed_it_since_the_question(
    as_editor, url, version_assen, approver_assen
):
    submission = version_assen.submission
    actions.start_addition(submission, approver_assen)
    seen = as_editor.get(url("discard_addition")).context["seen_event"]
    add_line(submission, approver_assen, "flex", location_name="Van mijn collega")
    answer = as_editor.post(url("discard_addition"), {"seen_event": seen})
    assert "Een collega heeft intussen iets gewijzigd" in messages(answer)[0]
    assert working_copy(submission).contributions.filter(location_name="Van mijn collega").exists()


def test_addition_is_thrown_away_when_nothing_happened_meanwhile(as_editor, url, version_assen, approver_assen):
    submission = version_assen.submission
    actions.start_addition(submission, approver_assen)
    seen = as_editor.get(url("discard_addition")).context["seen_event"]
    as_editor.post(url("discard_addition"), {"seen_event": seen})
    assert not submission.versions.working_copies().exists()
