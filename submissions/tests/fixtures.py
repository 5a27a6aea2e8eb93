"""A small round, a bijdrage of Assen in each of its states, and a browser, as fixtures for all
rooms."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, Regietafel, User
from common.tests.outbox import outbox
from rounds.models import Round
from submissions.handing_in import approval
from submissions.handing_in.actions import submit
from submissions.models import Explanation, Submission, Version
from submissions.questions.tests.talk import ask, attach
from submissions.tests.builders import fill, hand_in, make_round, submission_of, working_copy


@pytest.fixture
def round_2024(
    drenthe: Regietafel, assen: Municipality, westerveld: Municipality, de_wolden: Municipality
) -> Round:
    """The round of Drenthe in 2024, on 12 March: open, with three municipalities."""
    return make_round(drenthe)


@pytest.fixture
def submission_assen(round_2024: Round, assen: Municipality) -> Submission:
    """Nothing entered yet."""
    return submission_of(round_2024, assen)


@pytest.fixture
def submission_westerveld(round_2024: Round, westerveld: Municipality) -> Submission:
    return submission_of(round_2024, westerveld)


@pytest.fixture
def draft_assen(submission_assen: Submission, editor_assen: User) -> Version:
    """The working copy of Assen, complete."""
    return fill(submission_assen, editor_assen)


@pytest.fixture
def contradiction(draft_assen: Version) -> Version:
    """The draft of Assen with one warning: the line ends before 1 July 2025."""
    draft_assen.lines.update(available_until=date(2025, 6, 30), explanation="")
    return draft_assen


@pytest.fixture
def four_eyes(round_2024: Round) -> None:
    Round.objects.update(four_eyes=True)


@pytest.fixture
def offered(four_eyes: None, draft_assen: Version, editor_assen: User) -> Version:
    """The working copy of Assen, offered by its editor."""
    approval.offer(draft_assen.submission, editor_assen)
    return working_copy(draft_assen.submission)


@pytest.fixture
def version_assen(submission_assen: Submission, editor_assen: User) -> Version:
    """Version 1 of Assen, handed in on 12 March."""
    return hand_in(submission_assen, editor_assen)


@pytest.fixture
def everything_assen(
    submission_assen: Submission, editor_assen: User, westerveld: Municipality
) -> Version:
    """Version 1 of Assen, with one of everything that can hang on it."""
    draft = fill(submission_assen, editor_assen, {westerveld: (10, 10)})
    attach(submission_assen, editor_assen)
    Explanation.objects.create(version=draft, rule="rule", text="Omdat.")
    ask(submission_assen, editor_assen)
    return submit(submission_assen, editor_assen)


@pytest.fixture
def url() -> Callable[..., str]:
    """url("opgave", "asiel"): the address of a page of Assen."""

    def address(name: str, *arguments: object, municipality: str = "GM0106") -> str:
        return reverse(f"submissions:{name}", args=["2024", municipality, *arguments])

    return address


@pytest.fixture
def as_editor(client: Client, editor_assen: User, round_2024: Round) -> Client:
    """A browser in which the invuller of Assen is logged in, while the round is open."""
    client.force_login(editor_assen)
    return client


@pytest.fixture
def mailed() -> Callable[..., list[EmailMultiAlternatives]]:
    """mailed(action, …): the mails that go out when this is done."""

    def act(action: Callable[..., object], *arguments: object) -> list[EmailMultiAlternatives]:
        outbox().clear()
        action(*arguments)
        return list(outbox())

    return act
