"""Two people, or two tabs, typing and saving at the same moment: nothing is overwritten unseen,
nothing is lost."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from autosave.kept import Identity, store
from autosave.models import Autosave
from submissions.editing import actions
from submissions.editing.tests.typing import hidden_fields
from submissions.enums import AnswerKind
from submissions.lifecycle.refusals import Answered, Changed, Stale
from submissions.models import Answer, Line, Submission
from submissions.tests.builders import (
    HEADER,
    add_line,
    line_fields,
    opgave,
    posted_header,
    save,
    working_copy,
)
from submissions.tests.test_concurrency import act_while_locked, side_by_side

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def page_of(submission: Submission, name: str = "header", *arguments: object) -> str:
    return reverse(
        f"submissions:{name}", args=["2024", submission.municipality.cbs_code, *arguments]
    )


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_slower_of_two_editors_gets_both_texts_to_choose_when_they_save_one_field(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    save(submission_assen, editor_assen)
    browsers = [browser_of(editor_assen), browser_of(approver_assen)]
    page = page_of(submission_assen)
    started = [hidden_fields(browser.get(page)) for browser in browsers]
    texts = ["Van de een.", "Van de ander."]
    posts = [
        lambda browser=browser, text=text, start=start: browser.post(
            page, start | posted_header(remarks=text) | start
        )
        for browser, text, start in zip(browsers, texts, started, strict=True)
    ]
    first, second = sorted(side_by_side(*posts), key=lambda answer: answer.status_code)
    (choice,) = first.context["choices"]
    assert second.status_code == 302
    assert {choice.mine, choice.theirs} == set(texts)
    assert working_copy(submission_assen).remarks == choice.theirs


def test_text_of_a_colleague_who_is_just_quicker_is_to_choose(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    """The colleague saves between the reading and the storing of the other's page."""
    save(submission_assen, editor_assen)
    browser, page = browser_of(editor_assen), page_of(submission_assen)
    start = hidden_fields(browser.get(page))
    answer = act_while_locked(
        submission_assen,
        lambda: browser.post(page, posted_header(remarks="Van mij.") | start),
        lambda: actions.save_header(
            submission_assen, approver_assen, HEADER | {"remarks": "Van mijn collega."}, 1
        ),
    )
    assert [(choice.mine, choice.theirs) for choice in answer.context["choices"]] == [
        ("Van mij.", "Van mijn collega.")
    ]
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_two_lines_are_both_saved_when_two_people_save_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    lines = [add_line(submission_assen, editor_assen), add_line(submission_assen, editor_assen)]
    outcomes = side_by_side(
        *[
            lambda line=line, person=person: actions.change_line(
                submission_assen,
                person,
                line.line_id,
                line_fields(place=person.email),
                {},
                line.revision,
            )
            for line, person in zip(lines, (editor_assen, approver_assen), strict=True)
        ]
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert set(Line.objects.values_list("place", flat=True)) == {
        editor_assen.email,
        approver_assen.email,
    }


def test_one_answer_is_stale_when_two_people_answer_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    flex = opgave(submission_assen, "flex")
    outcomes = side_by_side(
        *[
            lambda person=person: actions.answer_opgave(
                submission_assen, person, flex, AnswerKind.NONE, person.email, revision=""
            )
            for person in (editor_assen, approver_assen)
        ]
    )
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [Stale]
    assert Answer.objects.get().reason in (editor_assen.email, approver_assen.email)


def test_answer_is_kept_or_not_given_when_the_rest_is_answered_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    flex = opgave(submission_assen, "flex")
    answer, _ = side_by_side(
        lambda: actions.answer_opgave(
            submission_assen, editor_assen, flex, AnswerKind.NONE, "Van mij.", revision=""
        ),
        lambda: actions.answer_remaining(
            submission_assen, approver_assen, AnswerKind.NOT_YET_KNOWN, "De rest."
        ),
    )
    reason = Answer.objects.get(opgave=flex).reason
    assert reason == ("De rest." if isinstance(answer, Stale) else "Van mij.")


def test_answer_is_not_replaced_unseen_when_a_line_comes_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    flex = opgave(submission_assen, "flex")
    outcome = act_while_locked(
        submission_assen,
        lambda: actions.add_line(
            submission_assen, editor_assen, flex, line_fields(), {}, answered=""
        ),
        lambda: actions.answer_opgave(
            submission_assen, approver_assen, flex, AnswerKind.NONE, "Geen grond."
        ),
    )
    assert isinstance(outcome, Answered)
    assert Answer.objects.get().reason == "Geen grond."


def test_line_is_changed_or_gone_but_not_removed_unseen_when_both_at_once(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    line = add_line(submission_assen, editor_assen)
    outcome = act_while_locked(
        submission_assen,
        lambda: actions.remove_line(submission_assen, editor_assen, line.line_id, line.revision),
        lambda: actions.change_line(
            submission_assen,
            approver_assen,
            line.line_id,
            line_fields(amount_short=5),
            {},
            line.revision,
        ),
    )
    assert isinstance(outcome, Changed)
    assert Line.objects.get().amount_short == 5


@pytest.mark.parametrize("tabs", [2, 6])
def test_one_text_is_kept_when_several_tabs_send_theirs_at_once(
    tabs: int, submission_assen: Submission, editor_assen: User
) -> None:
    identity = Identity(editor_assen.pk, page_of(submission_assen), "gegevens")
    texts = [QueryDict(f"remarks=Tab+{number}") for number in range(tabs)]
    outcomes = side_by_side(*[lambda text=text: store(identity, text) for text in texts])
    assert outcomes == [True] * tabs
    assert Autosave.objects.get().content in [text.urlencode() for text in texts]
    connection.close()


def test_text_of_each_person_is_kept_when_two_type_in_one_form(
    submission_assen: Submission, editor_assen: User, approver_assen: User
) -> None:
    people = (editor_assen, approver_assen)
    page = page_of(submission_assen)
    side_by_side(
        *[
            lambda person=person: store(
                Identity(person.pk, page, "gegevens"), QueryDict(f"remarks={person.pk}")
            )
            for person in people
        ]
    )
    kept = dict(Autosave.objects.values_list("user", "content"))
    assert kept == {person.pk: f"remarks={person.pk}" for person in people}
