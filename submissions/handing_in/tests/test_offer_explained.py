"""Explaining and offering in one click, in a round with four eyes: both or neither, and no typed
text lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from autosave.kept import Identity, store
from autosave.models import Autosave
from common.concurrency import fingerprint
from common.tests.outbox import outbox
from common.tests.responses import page_source
from rounds.models import Round
from submissions.enums import EventKind, State
from submissions.handing_in.actions import approve
from submissions.handing_in.approval import offer, take_back
from submissions.handing_in.explanations import explain, explain_and_offer
from submissions.handing_in.typed_explanations import Typed
from submissions.lifecycle.refusals import (
    AwaitingApproval,
    ExplainedMeanwhile,
    Incomplete,
    NothingInEdit,
)
from submissions.models import Event, Submission, Version
from submissions.tests.builders import working_copy

RULE = "ends_before_long_term_date"


@pytest.fixture
def contradiction(draft_assen: Version, approver_assen: User) -> Version:
    """The draft of Assen with one warning, in a round with four eyes."""
    Round.objects.update(four_eyes=True)
    draft_assen.lines.update(available_until=date(2025, 6, 30), explanation="")
    draft_assen.submission.refresh_from_db()
    return draft_assen


@pytest.fixture
def say(contradiction: Version) -> Callable[..., list[Typed]]:
    about = str(contradiction.lines.get().line_id)
    return lambda text, on="": [Typed(RULE, about, text, fingerprint(on))]


def texts(version: Version) -> list[str]:
    return list(version.explanations.values_list("text", flat=True))


def state() -> str:
    return Submission.objects.get(municipality__name="Assen").state


def test_explanation_goes_along_when_offered(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert state() == State.AWAITING_APPROVAL
    assert texts(working_copy(contradiction.submission)) == ["Wordt verlengd."]


def test_explanation_is_in_the_version_when_approved(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))
    offered = working_copy(contradiction.submission).offered_at.isoformat()
    version = approve(contradiction.submission, approver_assen, offered)
    assert texts(version) == ["Wordt verlengd."]


def test_second_click_does_nothing_when_explained_and_offered(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert Event.objects.filter(kind=EventKind.EXPLAINED).count() == 1
    assert Event.objects.filter(kind=EventKind.OFFERED).count() == 1
    assert [message.to for message in outbox()] == [["akkoord@assen.example"]]


def test_text_is_refused_and_not_lost_when_a_colleague_offered(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    offer(contradiction.submission, approver_assen)
    with pytest.raises(AwaitingApproval):
        explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert texts(working_copy(contradiction.submission)) == []


def test_nothing_is_offered_when_a_colleague_explained_meanwhile(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain(contradiction.submission, approver_assen, say("Van de een."))
    with pytest.raises(ExplainedMeanwhile):
        explain_and_offer(contradiction.submission, editor_assen, say("Van de ander."))
    assert state() == State.DRAFT


def test_nothing_is_stored_when_the_offer_is_refused(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    contradiction.lines.update(location_name="")
    with pytest.raises(Incomplete):
        explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert texts(contradiction) == []


def test_text_is_refused_when_it_comes_after_the_approval(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    offer(contradiction.submission, editor_assen)
    offered = working_copy(contradiction.submission).offered_at.isoformat()
    approve(contradiction.submission, approver_assen, offered)
    with pytest.raises(NothingInEdit):
        explain_and_offer(contradiction.submission, editor_assen, say("Wordt verlengd."))


def test_outsider_may_not_explain_and_offer(
    contradiction: Version, say: Callable[..., list[Typed]], outsider: User
) -> None:
    with pytest.raises(PermissionDenied):
        explain_and_offer(contradiction.submission, outsider, say("Hallo"))
    assert state() == State.DRAFT


# On the check page


@pytest.fixture
def typed(contradiction: Version) -> Callable[..., dict[str, str]]:
    """What a browser sends from the box of the warning."""
    about = contradiction.lines.get().line_id
    return lambda text, **more: (
        {f"toelichting-{RULE}-{about}": text, f"basis-{RULE}-{about}": fingerprint("")} | more
    )


@pytest.fixture
def as_approver(approver_assen: User) -> Client:
    client = Client()
    client.force_login(approver_assen)
    return client


def test_text_comes_back_when_a_colleague_offered_meanwhile(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
    approver_assen: User,
) -> None:
    offer(contradiction.submission, approver_assen)
    page = page_source(as_editor.post(url("check"), typed("Wordt verlengd.", action="offer")))
    assert "wacht op akkoord" in page
    assert "Wordt verlengd.</textarea>" in page


def test_text_is_given_back_when_the_offer_was_taken_back(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
    approver_assen: User,
) -> None:
    offer(contradiction.submission, approver_assen)
    as_editor.post(url("check"), typed("Wordt verlengd.", action="offer"))
    take_back(contradiction.submission, approver_assen)
    assert "Wordt verlengd.</textarea>" in page_source(as_editor.get(url("check")))


def test_kept_text_is_thrown_away_when_it_was_offered(
    as_editor: Client,
    url: Callable[..., str],
    contradiction: Version,
    typed: Callable[..., dict[str, str]],
    editor_assen: User,
) -> None:
    keep(editor_assen, url, "toelichtingen", typed("Oud."))
    as_editor.post(url("check"), typed("Wordt verlengd.", action="offer"))
    assert not Autosave.objects.exists()


def keep(user: User, url: Callable[..., str], form: str, fields: dict[str, str]) -> None:
    """As the browser does while somebody types."""
    data = QueryDict(mutable=True)
    data.update(fields)
    store(Identity(user.pk, url("check"), form), data)


@pytest.fixture
def offered(contradiction: Version, editor_assen: User) -> Version:
    offer(contradiction.submission, editor_assen)
    return working_copy(contradiction.submission)


def test_reason_is_given_back_when_the_approver_comes_again(
    as_approver: Client, url: Callable[..., str], offered: Version, approver_assen: User
) -> None:
    keep(approver_assen, url, "teruggeven", {"reason": "Het aantal in Beilen klopt niet."})
    page = page_source(as_approver.get(url("check")))
    assert "Het aantal in Beilen klopt niet.</textarea>" in page


def test_reason_stays_kept_when_approving_is_refused(
    as_approver: Client, url: Callable[..., str], offered: Version, approver_assen: User
) -> None:
    keep(approver_assen, url, "teruggeven", {"reason": "Het aantal in Beilen klopt niet."})
    refused = as_approver.post(
        url("check"), {"action": "approve", "offered_at": "een ander aanbod"}
    )
    for answer in (refused, as_approver.get(url("check"))):
        assert "Het aantal in Beilen klopt niet.</textarea>" in page_source(answer)


def test_reason_is_thrown_away_when_it_was_sent(
    as_approver: Client, url: Callable[..., str], offered: Version, approver_assen: User
) -> None:
    keep(approver_assen, url, "teruggeven", {"reason": "Oud."})
    as_approver.post(url("check"), {"action": "return", "reason": "Nieuw."})
    assert not Autosave.objects.exists()
