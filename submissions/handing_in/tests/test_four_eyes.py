"""One person offers, another approves: what is stored, who is mailed, and that one person can never
do both."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, Municipality, User
from accounts.tests.builders import again, make_person
from common import clock
from submissions.enums import EventKind, State
from submissions.handing_in.actions import approve, start_addition, submit
from submissions.handing_in.approval import offer, return_offer, take_back
from submissions.lifecycle.refusals import Incomplete, NotOffered, OfferChanged, OwnOffer
from submissions.models import Submission, Version
from submissions.tests.builders import add_line, events, fill, version_content, working_copy


def offer_key(version: Version) -> str:
    return version.offered_at.isoformat()


# Offering


def test_offer_keeps_who_and_when_when_offered(offered: Version, editor_assen: User) -> None:
    assert (offered.offered_by, offered.number) == (editor_assen, None)
    assert timezone.localdate(offered.offered_at) == clock.today()
    assert Submission.objects.get(pk=offered.submission_id).state == State.AWAITING_APPROVAL


def test_offer_refused_when_an_error_remains(
    four_eyes: None, draft_assen: Version, editor_assen: User
) -> None:
    draft_assen.answers.all().delete()
    with pytest.raises(Incomplete):
        offer(draft_assen.submission, editor_assen)
    assert working_copy(draft_assen.submission).offered_at is None


def test_offer_stays_of_the_first_person_when_offered_twice(
    offered: Version, approver_assen: User, editor_assen: User
) -> None:
    offer(offered.submission, approver_assen)
    assert working_copy(offered.submission).offered_by == editor_assen
    assert [kind for kind, *_ in events(offered.submission)].count(EventKind.OFFERED) == 1


def test_only_the_other_approvers_are_mailed_when_offered(
    four_eyes: None,
    draft_assen: Version,
    approver_assen: User,
    assen: Municipality,
    mailed: Callable[..., list[EmailMessage]],
    project_leader: User,
) -> None:
    make_person("tweede@assen.example", Role.APPROVER, municipality=assen)
    (message,) = mailed(offer, draft_assen.submission, approver_assen)
    assert message.to == ["tweede@assen.example"]
    assert (
        message.subject == "Akkoord gevraagd op 12 maart 2024: bijdrage Assen (VOORBEELDGEGEVENS)"
    )
    assert "/2024/bijdrage/GM0106/controleren/" in message.body


def test_nobody_is_mailed_again_when_offered_twice(
    four_eyes: None,
    draft_assen: Version,
    editor_assen: User,
    approver_assen: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    assert len(mailed(offer, draft_assen.submission, editor_assen)) == 1
    assert mailed(offer, draft_assen.submission, editor_assen) == []


def test_approver_is_mailed_again_when_offered_again(
    four_eyes: None,
    draft_assen: Version,
    editor_assen: User,
    approver_assen: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    assert len(mailed(offer, draft_assen.submission, editor_assen)) == 1
    take_back(draft_assen.submission, editor_assen)
    assert len(mailed(offer, draft_assen.submission, editor_assen)) == 1


# Approving


def test_version_tells_both_people_when_approved(
    offered: Version, editor_assen: User, approver_assen: User
) -> None:
    version = approve(offered.submission, approver_assen, offer_key(offered))
    assert (version.number, version.offered_by, version.submitted_by) == (
        1,
        editor_assen,
        approver_assen,
    )
    assert events(offered.submission)[-1] == (EventKind.SUBMITTED, "versie 1", approver_assen)


def test_content_is_what_was_offered_when_approved(offered: Version, approver_assen: User) -> None:
    before = version_content(offered)
    version = approve(offered.submission, approver_assen, offer_key(offered))
    after = version_content(version)
    assert (after["lines"], after["answers"]) == (before["lines"], before["answers"])


def test_everybody_is_mailed_once_when_approved(
    offered: Version, approver_assen: User, mailed: Callable[..., list[EmailMessage]]
) -> None:
    messages = mailed(approve, offered.submission, approver_assen, offer_key(offered))
    assert [message.to[0] for message in messages] == [
        "akkoord@assen.example",
        "invuller@assen.example",
    ]
    assert all(message.subject.startswith("Ingediend op 12 maart 2024") for message in messages)
    assert "Door: Akkoord, aangeboden door Invuller" in messages[0].body


def test_nothing_is_handed_in_when_what_was_read_was_offered_anew(
    offered: Version, editor_assen: User, approver_assen: User
) -> None:
    take_back(offered.submission, editor_assen)
    add_line(offered.submission, editor_assen, amount_short=999)
    offer(offered.submission, editor_assen)
    with pytest.raises(OfferChanged):
        approve(offered.submission, approver_assen, offer_key(offered))
    assert not Version.objects.submitted().exists()


def test_nothing_is_handed_in_when_the_offer_became_incomplete(
    offered: Version, approver_assen: User
) -> None:
    offered.answers.all().delete()
    with pytest.raises(Incomplete):
        approve(offered.submission, approver_assen, offer_key(offered))
    assert not Version.objects.submitted().exists()


def test_database_refuses_one_person_for_both_when_the_code_is_passed_by(
    offered: Version, editor_assen: User
) -> None:
    with (
        pytest.raises(IntegrityError, match="version_approved_by_somebody_else"),
        transaction.atomic(),
    ):
        Version.objects.filter(pk=offered.pk).update(
            number=1, submitted_at=clock.now(), submitted_by=editor_assen
        )
    assert not Version.objects.submitted().exists()


def test_addition_is_not_offered_yet_when_the_version_before_it_was(
    offered: Version, approver_assen: User, editor_assen: User
) -> None:
    approve(offered.submission, approver_assen, offer_key(offered))
    start_addition(offered.submission, editor_assen)
    assert working_copy(offered.submission).offered_by is None


# Returning and taking back


@pytest.mark.parametrize("way", ["return", "take back"])
def test_offer_is_cleared_and_content_kept_when_it_comes_back(
    way: str, offered: Version, editor_assen: User, approver_assen: User
) -> None:
    before = version_content(offered)["lines"]
    if way == "return":
        return_offer(offered.submission, approver_assen, "Het aantal klopt niet.")
    else:
        take_back(offered.submission, editor_assen)
    version = working_copy(offered.submission)
    assert (version.offered_at, version.offered_by) == (None, None)
    assert version_content(version)["lines"] == before


def test_colleagues_read_why_once_each_when_returned(
    offered: Version,
    approver_assen: User,
    mailed: Callable[..., list[EmailMessage]],
    project_leader: User,
) -> None:
    messages = mailed(return_offer, offered.submission, approver_assen, "Het aantal klopt niet.")
    assert sorted(message.to[0] for message in messages) == [
        "akkoord@assen.example",
        "invuller@assen.example",
    ]
    assert messages[0].subject.startswith("Teruggegeven op 12 maart 2024: bijdrage Assen")
    assert "Het aantal klopt niet." in messages[0].body
    assert "door Invuller" in messages[0].body


def test_second_click_is_silent_when_returned_twice(
    offered: Version, approver_assen: User, mailed: Callable[..., list[EmailMessage]]
) -> None:
    reason = "Het aantal klopt niet."
    first, second = (
        mailed(return_offer, offered.submission, approver_assen, reason) for _ in range(2)
    )
    assert (len(first), len(second)) == (2, 0)
    assert [kind for kind, *_ in events(offered.submission)].count(EventKind.RETURNED) == 1


def test_returning_refused_when_it_was_taken_back_meanwhile(
    offered: Version, editor_assen: User, approver_assen: User
) -> None:
    take_back(offered.submission, editor_assen)
    with pytest.raises(NotOffered):
        return_offer(offered.submission, approver_assen, "Het aantal klopt niet.")


def test_nobody_is_mailed_when_taken_back(
    offered: Version,
    editor_assen: User,
    approver_assen: User,
    mailed: Callable[..., list[EmailMessage]],
) -> None:
    assert mailed(take_back, offered.submission, editor_assen) == []


def test_person_who_offered_approves_nothing_when_made_approver_later(
    offered: Version, editor_assen: User, four_eyes: None
) -> None:
    """The role is the membership's, but the offer remembers the person."""
    Membership.objects.filter(user=editor_assen).update(role=Role.APPROVER)
    person = again(editor_assen)
    with pytest.raises(OwnOffer):
        approve(offered.submission, person, offer_key(offered))


def test_hand_in_without_offer_works_when_the_round_asks_no_four_eyes(
    submission_assen: Submission, editor_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    assert submit(submission_assen, editor_assen).offered_by is None
