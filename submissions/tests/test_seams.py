"""Where the parts of bijlage 3 meet: what waits is locked for all of them, a copy and the paper
hold all of them."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import Municipality, User
from common.concurrency import fingerprint
from common.known import known
from rounds.models import Round
from submissions.attachments import actions as attachments_actions
from submissions.attachments.actions import remove_attachment
from submissions.attachments.files import CheckedFile
from submissions.content.plain import PlainContent
from submissions.editing.actions import (
    add_line,
    answer_opgave,
    answer_remaining,
    change_line,
    remove_line,
    save_header,
)
from submissions.enums import AnswerKind, AttachmentKind, ShareAnswer, State
from submissions.handing_in.actions import approve, discard_addition, start_addition, submit
from submissions.handing_in.approval import offer, take_back
from submissions.handing_in.draft_consent import open_draft
from submissions.handing_in.explanations import explain, explain_and_submit
from submissions.handing_in.typed_explanations import Typed
from submissions.lifecycle.refusals import AwaitingApproval, NothingInEdit
from submissions.lookup import submitted_version
from submissions.models import ShareConfirmation, Submission, Version
from submissions.more_time.actions import reopen
from submissions.questions.tests.talk import PDF, ask, attach
from submissions.shares.actions import answer_share
from submissions.tests.builders import (
    HEADER,
    fill,
    hand_in,
    line_fields,
    opgave,
    version_content,
    working_copy,
)
from submissions.versions.tests.pdf import squeezed, text_of, version_pdf
from submissions.workbook.actions import accept_workbook, propose_workbook
from submissions.workbook.read import Reading


def _first(submission: Submission) -> Version:
    return known(submission.versions.order_by("-pk").first())


# Everything that changes the content of a bijdrage, as (submission, user).
CHANGES: dict[str, Callable[[Submission, User], object]] = {
    "header": lambda s, user: save_header(s, user, HEADER, _first(s).revision),
    "line added": lambda s, user: add_line(s, user, opgave(s, "asiel"), line_fields(), {}),
    "line changed": lambda s, user: change_line(
        s,
        user,
        _first(s).lines.first().line_id,
        line_fields(),
        {},
        _first(s).lines.first().revision,
    ),
    "line removed": lambda s, user: remove_line(s, user, _first(s).lines.first().line_id),
    "answer": lambda s, user: answer_opgave(
        s, user, opgave(s, "flex"), AnswerKind.NONE, "Geen grond."
    ),
    "the rest": lambda s, user: answer_remaining(s, user, AnswerKind.NOT_YET_KNOWN, ""),
    "explanations": lambda s, user: explain(s, user, []),
    "file added": lambda s, user: attachments_actions.attach(
        s, user, AttachmentKind.OTHER, CheckedFile("nieuw.pdf", "application/pdf", PDF + b"%")
    ),
    "file removed": lambda s, user: remove_attachment(s, user, _first(s).attachments.get().pk),
    "workbook read": lambda s, user: propose_workbook(
        s, user, Reading(PlainContent(), ""), "bijlage-3.xlsx", ""
    ),
    "workbook taken over": lambda s, user: accept_workbook(s, user, ""),
    "addition started": lambda s, user: start_addition(s, user),
    "addition thrown away": lambda s, user: discard_addition(s, user),
}


@pytest.fixture
def complete(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> Submission:
    """A draft with a joint line and a file."""
    fill(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    attach(submission_assen, editor_assen)
    return submission_assen


@pytest.fixture
def offered(complete: Submission, editor_assen: User) -> Submission:
    Round.objects.update(four_eyes=True)
    offer(complete, editor_assen)
    return complete


@pytest.mark.parametrize("change", CHANGES)
def test_content_is_locked_when_it_waits_for_approval(
    change: str, offered: Submission, editor_assen: User, approver_assen: User
) -> None:
    before, files = (
        version_content(working_copy(offered)),
        working_copy(offered).attachments.count(),
    )
    for person in (editor_assen, approver_assen):
        with pytest.raises(AwaitingApproval):
            CHANGES[change](offered, person)
    assert version_content(working_copy(offered)) == before
    assert working_copy(offered).attachments.count() == files


@pytest.mark.parametrize(
    "change", [change for change in CHANGES if not change.startswith("addition")]
)
def test_content_is_locked_when_it_was_submitted(
    change: str, complete: Submission, editor_assen: User
) -> None:
    before = version_content(submit(complete, editor_assen))
    with pytest.raises(NothingInEdit):
        CHANGES[change](complete, editor_assen)
    assert version_content(Version.objects.get()) == before


def test_talking_and_letting_read_go_on_when_it_waits_for_approval(
    offered: Submission, editor_assen: User
) -> None:
    open_draft(offered, editor_assen)
    ask(offered, editor_assen)
    assert Submission.objects.get(pk=offered.pk).state == State.AWAITING_APPROVAL


def test_partner_is_asked_once_when_a_bijdrage_is_approved(
    offered: Submission, approver_assen: User, westerveld: Municipality
) -> None:
    assert not ShareConfirmation.objects.exists()
    for _ in range(2):
        approve(offered, approver_assen, offered.versions.get().offered_at.isoformat())
    (asked,) = ShareConfirmation.objects.all()
    assert (asked.partner, asked.amount_short, asked.amount_long) == (westerveld, 20, 30)


def test_partner_is_asked_nothing_when_an_offer_is_taken_back(
    offered: Submission, editor_assen: User
) -> None:
    take_back(offered, editor_assen)
    assert not ShareConfirmation.objects.exists()


def test_copy_takes_everything_along_that_belongs_to_a_version() -> None:
    """Whoever gives a version something new adds it to drafts.copy_content and to this list.

    What it counts for is not copied: a copy may be changed.
    """
    belongs = {relation.name for relation in Version._meta.related_objects}
    assert belongs - {"counts"} == {"answers", "lines", "explanations", "attachments"}


def test_everything_is_in_the_copy_when_reopened(
    complete: Submission, editor_assen: User, project_leader: User
) -> None:
    complete.versions.get().lines.update(available_until=date(2025, 6, 30))
    about = str(complete.versions.get().lines.get().line_id)
    typed = [Typed("ends_before_long_term_date", about, "Wordt verlengd.", fingerprint(""))]
    version = explain_and_submit(complete, editor_assen, typed)
    reopen(
        complete, project_leader, version.submission.round.closes_at, "De aantallen kloppen niet."
    )
    copy = working_copy(complete)
    for part in ("lines", "answers"):
        assert version_content(copy)[part] == version_content(version)[part]
    assert [e.text for e in copy.explanations.all()] == ["Wordt verlengd."]
    assert [a.file_id for a in copy.attachments.all()] == [
        a.file_id for a in version.attachments.all()
    ]


def test_addition_is_thrown_away_when_only_a_question_or_an_answer_of_a_partner_came(
    submission_assen: Submission,
    editor_assen: User,
    westerveld: Municipality,
    editor_westerveld: User,
    project_leader: User,
) -> None:
    hand_in(submission_assen, editor_assen, shares={westerveld: (20, 30)})
    start_addition(submission_assen, editor_assen)
    seen = submission_assen.events.order_by("-pk").first().pk
    answer_share(ShareConfirmation.objects.get(), editor_westerveld, ShareAnswer.CONFIRMED)
    ask(submission_assen, project_leader, by_regietafel=True)
    discard_addition(submission_assen, editor_assen, seen)
    assert Submission.objects.get(pk=submission_assen.pk).state == State.SUBMITTED
    assert ShareConfirmation.objects.in_force().get().is_confirmed


def test_explanation_of_what_stands_out_is_on_paper(
    submission_assen: Submission, editor_assen: User
) -> None:
    working = fill(submission_assen, editor_assen)
    working.lines.update(available_until="2025-06-30", explanation="")
    about = str(working.lines.get().line_id)
    typed = [Typed("ends_before_long_term_date", about, "De bewoners verhuizen.", fingerprint(""))]
    explain_and_submit(submission_assen, editor_assen, typed)
    text = text_of(version_pdf(submitted_version(submission_assen, 1)))
    assert squeezed("Dit valt op (1)") in text
    assert squeezed("Toelichting van de gemeente: De bewoners verhuizen.") in text
