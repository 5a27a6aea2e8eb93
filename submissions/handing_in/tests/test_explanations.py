"""What the municipality says about a warning: stored with the draft, frozen with the version, never
lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from accounts.models import User
from common.concurrency import fingerprint
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.enums import EventKind
from submissions.handing_in.actions import start_addition, submit
from submissions.handing_in.explanations import explain, explain_and_submit
from submissions.handing_in.typed_explanations import Typed
from submissions.lifecycle.refusals import (
    ExplainedMeanwhile,
    Incomplete,
    NothingInEdit,
    RoundClosed,
)
from submissions.models import Event, Explanation, Version
from submissions.tests.builders import AFTER_CLOSING, add_line, working_copy

RULE = "ends_before_long_term_date"


@pytest.fixture
def say(contradiction: Version) -> Callable[..., list[Typed]]:
    """say("text", on="what stood there"): what is sent from the box of that warning."""
    line_id = str(contradiction.lines.get().line_id)
    return lambda text, on="", rule=RULE, about=line_id: [Typed(rule, about, text, fingerprint(on))]


def said(version: Version) -> list[tuple[str, str]]:
    return [(explanation.rule, explanation.text) for explanation in version.explanations.all()]


def explained_events() -> int:
    return Event.objects.filter(kind=EventKind.EXPLAINED).count()


def test_explanation_is_stored_and_written_down_when_saved(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert said(contradiction) == [(RULE, "Wordt verlengd.")]
    assert explained_events() == 1
    assert Event.objects.first().detail == ""


def test_nothing_is_written_down_when_saved_a_second_time(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    for _ in range(2):
        explain(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert said(contradiction) == [(RULE, "Wordt verlengd.")]
    assert explained_events() == 1


def test_explanation_is_gone_when_the_box_is_made_empty(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain(contradiction.submission, editor_assen, say("Wordt verlengd."))
    explain(contradiction.submission, editor_assen, say("", on="Wordt verlengd."))
    assert said(contradiction) == []


def test_explanation_is_dropped_when_its_warning_is_gone(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain(contradiction.submission, editor_assen, say("Wordt verlengd."))
    contradiction.lines.update(available_until=date(2033, 1, 1))
    explain(contradiction.submission, editor_assen, [])
    assert said(contradiction) == []


def test_explanation_of_what_is_no_warning_is_not_stored(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain(contradiction.submission, editor_assen, say("Onzin", rule="bestaat_niet"))
    explain(contradiction.submission, editor_assen, say("Onzin", about="asiel"))
    assert said(contradiction) == []


def test_other_explanation_stays_when_one_is_saved(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain(contradiction.submission, editor_assen, say("Wordt verlengd."))
    contradiction.contact_name = ""
    contradiction.save()
    explain(
        contradiction.submission, editor_assen, say("Volgt.", rule="contact_is_missing", about="")
    )
    assert said(contradiction) == [(RULE, "Wordt verlengd."), ("contact_is_missing", "Volgt.")]


# Two people


def test_text_of_a_colleague_is_not_overwritten_unseen(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain(contradiction.submission, approver_assen, say("Van de een."))
    with pytest.raises(ExplainedMeanwhile):
        explain(contradiction.submission, editor_assen, say("Van de ander."))
    assert said(contradiction) == [(RULE, "Van de een.")]


def test_text_of_a_colleague_stays_when_the_own_box_was_not_touched(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain(contradiction.submission, approver_assen, say("Van de een."))
    explain(contradiction.submission, editor_assen, say(""))
    assert said(contradiction) == [(RULE, "Van de een.")]


def test_text_of_a_colleague_gives_way_when_it_was_seen(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain(contradiction.submission, approver_assen, say("Van de een."))
    explain(contradiction.submission, editor_assen, say("Van de ander.", on="Van de een."))
    assert said(contradiction) == [(RULE, "Van de ander.")]


# Handing in


def test_explanation_is_frozen_with_the_version_when_submitted(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    version = explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert version.number == 1
    assert said(version) == [(RULE, "Wordt verlengd.")]


def test_nothing_is_stored_when_the_hand_in_is_refused(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    contradiction.lines.update(location_name="")
    with pytest.raises(Incomplete):
        explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))
    assert said(contradiction) == []
    assert explained_events() == 0


def test_nothing_is_submitted_when_a_colleague_explained_meanwhile(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    explain(contradiction.submission, approver_assen, say("Van de een."))
    with pytest.raises(ExplainedMeanwhile):
        explain_and_submit(contradiction.submission, editor_assen, say("Van de ander."))
    assert not Version.objects.submitted().exists()


def test_second_click_gives_the_same_version_when_explained_and_submitted(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    first, second = (
        explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))
        for _ in range(2)
    )
    assert first.pk == second.pk
    assert explained_events() == 1


def test_new_text_is_refused_and_not_lost_when_a_colleague_submitted(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    approver_assen: User,
) -> None:
    submit(contradiction.submission, approver_assen)
    with pytest.raises(NothingInEdit):
        explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))


def test_explaining_is_refused_when_closed_or_submitted(
    contradiction: Version,
    say: Callable[..., list[Typed]],
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        explain(contradiction.submission, editor_assen, say("Te laat."))
    settings.PRT_TODAY = date(2024, 3, 12)
    submit(contradiction.submission, editor_assen)
    with pytest.raises(NothingInEdit):
        explain(contradiction.submission, editor_assen, say("Te laat."))
    assert not Explanation.objects.exists()


def test_explanation_goes_along_when_an_addition_starts(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))
    start_addition(contradiction.submission, editor_assen)
    copy = working_copy(contradiction.submission)
    (warning,) = rules.warnings(with_context(load_content(copy)))
    assert warning.explanation == "Wordt verlengd."


def test_submitted_explanation_stays_when_the_addition_says_something_else(
    contradiction: Version, say: Callable[..., list[Typed]], editor_assen: User
) -> None:
    version = explain_and_submit(contradiction.submission, editor_assen, say("Wordt verlengd."))
    start_addition(contradiction.submission, editor_assen)
    explain(contradiction.submission, editor_assen, say("Toch niet.", on="Wordt verlengd."))
    add_line(contradiction.submission, editor_assen, "flex")
    assert said(version) == [(RULE, "Wordt verlengd.")]


def test_outsider_may_not_explain(
    contradiction: Version, say: Callable[..., list[Typed]], outsider: User
) -> None:
    with pytest.raises(PermissionDenied):
        explain(contradiction.submission, outsider, say("Hallo"))
    assert not Explanation.objects.exists()
