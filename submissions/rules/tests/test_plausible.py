"""What could be a mistake although no line contradicts itself: a location counted twice, a number
beyond the region, a decision that is still to come."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from rounds.enums import Certainty
from rounds.models import Target, TargetSet
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.enums import AnswerKind
from submissions.models import Answer, Version
from submissions.tests.builders import add_line, opgave

TWICE = "same_location_as_an_earlier_line"


def checked(version: Version) -> VersionContent:
    return with_context(load_content(version))


def found(version: Version) -> dict[str, str]:
    return {warning.rule: warning.message for warning in rules.warnings(checked(version))}


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"location_name": "AZC-Assen", "place": "assen"},
        {"location_name": "azc\u2011Assen"},
        {"place": ""},
        {"amount_short": 7},
        {"commitment": "idea"},
    ],
)
def test_same_location_twice_in_one_opgave_is_asked_about_once(
    draft_assen: Version, editor_assen: User, again: dict[str, Any]
) -> None:
    add_line(draft_assen.submission, editor_assen, **again)
    asked = [w for w in rules.warnings(checked(draft_assen)) if w.rule == TWICE]
    (warning,) = asked
    assert "deze locatie staat ook bij Reguliere opvang, azc Assen (100 kort, 120 lang)" in (
        warning.sentence
    )
    assert ("Bij een van beide ontbreekt de plaats." in warning.sentence) == (
        again.get("place") == ""
    )


def test_same_amounts_at_the_location_in_another_opgave_are_asked_about(
    draft_assen: Version, editor_assen: User
) -> None:
    add_line(draft_assen.submission, editor_assen, "flex")
    assert TWICE in found(draft_assen)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("asiel", {"location_name": "Kazerne"}),
        ("asiel", {"place": "Rolde"}),
        ("asiel", {"nature": "existing"}),
        ("asiel", {"commitment": "dropped"}),
        ("asiel", {"location_name": "", "location_unknown": True}),
        ("flex", {"amount_short": 7}),
    ],
)
def test_another_location_or_part_of_it_is_not_asked_about(
    draft_assen: Version, editor_assen: User, code: str, other: dict[str, Any]
) -> None:
    add_line(draft_assen.submission, editor_assen, code, **other)
    assert TWICE not in found(draft_assen)


def set_target(version: Version, amount: int, certainty: str = Certainty.SEEN) -> None:
    round_ = version.submission.round
    made = TargetSet.objects.create(round=round_, number=1, source="test", made_at=round_.opens_at)
    Target.objects.create(
        target_set=made,
        opgave=opgave(version.submission, "asiel"),
        term="short",
        amount=amount,
        certainty=certainty,
        year=2022,
        source="test",
    )


def test_more_than_the_whole_region_is_asked_about(draft_assen: Version) -> None:
    set_target(draft_assen, 99)
    assert found(draft_assen)["more_than_the_region"] == (
        "Reguliere opvang: op korte termijn is de bijdrage 100, meer dan de opgave van de hele "
        "regio (99). Klopt dat?"
    )


@pytest.mark.parametrize(("amount", "certainty"), [(100, Certainty.SEEN), (99, Certainty.OUTDATED)])
def test_as_much_as_the_region_or_an_outdated_opgave_is_not_asked_about(
    draft_assen: Version, amount: int, certainty: str
) -> None:
    set_target(draft_assen, amount, certainty)
    assert "more_than_the_region" not in found(draft_assen)


@pytest.mark.parametrize(
    ("who", "state", "rule"),
    [
        ("college", "adopted", "college_decided_on_no_day_yet"),
        ("council", "decided", "council_decided_on_no_day_yet"),
    ],
)
def test_decision_without_a_day_or_on_a_day_to_come_is_asked_about(
    draft_assen: Version, who: str, state: str, rule: str
) -> None:
    setattr(draft_assen, f"{who}_state", state)
    for day, words in ((None, "ontbreekt"), (date(2024, 3, 13), "(13 maart 2024) moet nog komen")):
        setattr(draft_assen, f"{who}_date", day)
        draft_assen.save()
        assert words in found(draft_assen)[rule]
    setattr(draft_assen, f"{who}_date", date(2024, 3, 12))
    draft_assen.save()
    assert rule not in found(draft_assen)


def test_decision_still_on_the_agenda_may_lie_ahead(draft_assen: Version) -> None:
    draft_assen.college_state, draft_assen.college_date = "on_agenda", date(2024, 4, 1)
    draft_assen.save()
    assert "college_decided_on_no_day_yet" not in found(draft_assen)


def test_when_more_is_known_is_asked_once_when_nothing_is_known(draft_assen: Version) -> None:
    draft_assen.lines.all().delete()
    Answer.objects.filter(version=draft_assen).update(kind=AnswerKind.NOT_YET_KNOWN)
    asked = [w for w in rules.warnings(checked(draft_assen)) if w.rule == "nothing_is_known_yet"]
    (warning,) = asked
    assert "Wanneer weet u meer" in warning.sentence


def test_nothing_more_is_asked_when_one_opgave_is_answered(draft_assen: Version) -> None:
    assert "nothing_is_known_yet" not in found(draft_assen)
