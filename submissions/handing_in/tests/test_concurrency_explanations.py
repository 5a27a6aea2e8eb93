"""Two people explain, or one explains while the other hands in.

Only PostgreSQL really lets them go side by side.
"""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from common.concurrency import fingerprint
from rounds.models import Round
from submissions.enums import EventKind
from submissions.handing_in.actions import submit
from submissions.handing_in.approval import offer
from submissions.handing_in.explanations import explain, explain_and_offer, explain_and_submit
from submissions.handing_in.typed_explanations import Typed
from submissions.lifecycle.refusals import AwaitingApproval, ExplainedMeanwhile, NothingInEdit
from submissions.models import Event, Submission, Version
from submissions.tests.builders import fill
from submissions.tests.test_concurrency import side_by_side

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def contradiction(submission_assen: Submission, editor_assen: User) -> Version:
    version = fill(submission_assen, editor_assen)
    version.lines.update(available_until=date(2025, 6, 30), explanation="")
    return version


@pytest.fixture
def say(contradiction: Version) -> Callable[[str], list[Typed]]:
    about = str(contradiction.lines.get().line_id)
    return lambda text: [Typed("ends_before_long_term_date", about, text, fingerprint(""))]


def test_one_text_is_kept_and_the_other_refused_when_two_explain_at_once(
    contradiction: Version,
    say: Callable[[str], list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    outcomes = side_by_side(
        lambda: explain(contradiction.submission, editor_assen, say("van de een")),
        lambda: explain(contradiction.submission, approver_assen, say("van de ander")),
    )
    kept = ["van de een", "van de ander"][outcomes.index(None)]
    assert contradiction.explanations.get().text == kept
    assert isinstance(outcomes[1 - outcomes.index(None)], ExplainedMeanwhile)


def test_text_is_in_the_version_or_refused_when_a_colleague_submits(
    contradiction: Version,
    say: Callable[[str], list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    version, explained = side_by_side(
        lambda: submit(contradiction.submission, approver_assen),
        lambda: explain(contradiction.submission, editor_assen, say("op tijd?")),
    )
    texts = list(version.explanations.values_list("text", flat=True))
    assert texts == ([] if isinstance(explained, NothingInEdit) else ["op tijd?"])


def test_double_click_gives_one_version_with_its_text_when_explained_and_submitted(
    contradiction: Version, say: Callable[[str], list[Typed]], editor_assen: User
) -> None:
    outcomes = side_by_side(
        *[lambda: explain_and_submit(contradiction.submission, editor_assen, say("Verhuist."))] * 2
    )
    assert {outcome.number for outcome in outcomes} == {1}
    assert Version.objects.get().explanations.get().text == "Verhuist."
    assert Event.objects.filter(kind=EventKind.EXPLAINED).count() == 1


def test_text_is_in_the_offer_or_refused_when_a_colleague_offers(
    contradiction: Version,
    say: Callable[[str], list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    Round.objects.update(four_eyes=True)
    _, explained = side_by_side(
        lambda: offer(contradiction.submission, approver_assen),
        lambda: explain_and_offer(contradiction.submission, editor_assen, say("op tijd?")),
    )
    texts = list(contradiction.explanations.values_list("text", flat=True))
    assert texts == ([] if isinstance(explained, AwaitingApproval) else ["op tijd?"])
    assert Event.objects.filter(kind=EventKind.OFFERED).count() == 1
