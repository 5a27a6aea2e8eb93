"""What the database refuses, also when no form or action stands in front of it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F, ProtectedError
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_municipality
from common.frozen import lifted
from rounds.models import Opgave, Round, Target, TargetSet
from submissions.models import Answer, Line, Share, Submission, Version
from submissions.tests.builders import make_round


@pytest.fixture
def target_set(round_2024: Round) -> TargetSet:
    return TargetSet.objects.create(
        round=round_2024, number=1, source="test", made_at=timezone.now()
    )


@pytest.fixture
def line(draft_assen: Version) -> Line:
    return draft_assen.lines.get()


def target(target_set: TargetSet, **changes: Any) -> Target:
    opgave = target_set.round.opgaven.get(code="asiel")
    fields = {"opgave": opgave, "term": "short", "amount": 1, "certainty": "seen", "source": "test"}
    return Target(target_set=target_set, **(fields | changes))


def test_second_submission_refused_when_of_the_same_round(submission_assen: Submission) -> None:
    with pytest.raises(IntegrityError):
        Submission.objects.bulk_create(
            [Submission(round=submission_assen.round, municipality=submission_assen.municipality)]
        )


def test_bijdragen_stand_in_alphabetical_order_whatever_is_counted_with_them(
    drenthe: Regietafel, round_2024: Round
) -> None:
    for number, name in enumerate(["Zwaag", "Meppen", "Aalden", "Exloo"]):
        municipality = make_municipality(drenthe, f"GM100{number}", name)
        Submission.objects.create(round=round_2024, municipality=municipality)
    found = Submission.objects.filter(round=round_2024).with_latest_number()
    names = [submission.municipality.name for submission in found]
    assert names == sorted(names)
    assert len(names) >= 4


def test_second_working_copy_refused_when_one_exists(submission_assen: Submission) -> None:
    Version.objects.bulk_create([Version(submission=submission_assen)])
    with pytest.raises(IntegrityError):
        Version.objects.bulk_create([Version(submission=submission_assen)])


def test_version_number_refused_when_used(version_assen: Version, editor_assen: User) -> None:
    again = Version(
        submission=version_assen.submission,
        number=1,
        submitted_at=timezone.now(),
        submitted_by=editor_assen,
    )
    with pytest.raises(IntegrityError):
        Version.objects.bulk_create([again])


@pytest.mark.parametrize(
    "change", [{"number": None}, {"submitted_at": None}, {"submitted_by": None}]
)
def test_submitted_version_refused_when_half_frozen(
    change: dict[str, None], version_assen: Version
) -> None:
    """Not even where it may be changed."""
    with pytest.raises(IntegrityError, match="version_number_and_hand_in_together"), lifted():
        Version.objects.filter(pk=version_assen.pk).update(**change)


@pytest.mark.parametrize("change", [{"number": 1}, {"submitted_at": timezone.now()}])
def test_working_copy_refused_when_half_frozen(
    change: dict[str, int] | dict[str, datetime], draft_assen: Version
) -> None:
    with pytest.raises(IntegrityError, match="version_number_and_hand_in_together"):
        Version.objects.filter(pk=draft_assen.pk).update(**change)


def test_second_answer_refused_when_for_the_same_opgave(draft_assen: Version) -> None:
    opgave = draft_assen.answers.first().opgave
    with pytest.raises(IntegrityError):
        Answer.objects.bulk_create([Answer(version=draft_assen, opgave=opgave, kind="none")])


def test_line_id_refused_when_twice_in_a_version(line: Line) -> None:
    with pytest.raises(IntegrityError):
        Line.objects.bulk_create(
            [Line(version=line.version, line_id=line.line_id, opgave=line.opgave)]
        )


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        (
            "ends_after_start",
            {"available_from": date(2025, 1, 2), "available_until": date(2025, 1, 1)},
        ),
        ("open_ended_has_no_last_day", {"open_ended": True, "available_until": date(2033, 1, 1)}),
        ("unknown_location_has_no_name", {"location_unknown": True, "location_name": "azc"}),
        ("amount_short", {"amount_short": -1}),
        ("amount_long", {"amount_long": -1}),
    ],
)
def test_line_refused_when_it_contradicts_itself(
    constraint: str, change: dict[str, date] | dict[str, object] | dict[str, int], line: Line
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Line.objects.filter(pk=line.pk).update(**change)


def test_line_of_one_day_kept_when_first_and_last_day_are_equal(line: Line) -> None:
    day = date(2025, 1, 1)
    assert Line.objects.filter(pk=line.pk).update(available_from=day, available_until=day) == 1


def test_second_share_refused_when_of_the_same_municipality(
    line: Line, westerveld: Municipality
) -> None:
    with pytest.raises(IntegrityError):
        Share.objects.bulk_create([Share(line=line, municipality=westerveld) for _ in range(2)])


def test_negative_share_refused_when_written_raw(line: Line, westerveld: Municipality) -> None:
    with pytest.raises(IntegrityError, match="amount_short"):
        Share.objects.bulk_create([Share(line=line, municipality=westerveld, amount_short=-1)])


def test_round_refused_when_slug_is_used_at_the_regietafel(round_2024: Round) -> None:
    with pytest.raises(IntegrityError):
        make_round(round_2024.regietafel)


def test_round_refused_when_its_slug_is_used_at_another_regietafel(
    round_2024: Round, groningen: Regietafel
) -> None:
    """It is the address of the round, for whoever belongs to both."""
    with pytest.raises(IntegrityError, match="slug"):
        make_round(groningen)


@pytest.mark.parametrize(
    "change",
    [
        {"opens_at": F("deadline_at")},
        {"deadline_at": F("opens_at")},
        {"closes_at": F("opens_at")},
    ],
    ids=["opens at the deadline", "deadline at the opening", "closes before the deadline"],
)
def test_round_refused_when_its_moments_are_out_of_order(
    change: dict[str, F], round_2024: Round
) -> None:
    with pytest.raises(IntegrityError, match="round_moments_in_order"):
        Round.objects.update(**change)


def test_round_kept_when_it_closes_at_the_deadline(round_2024: Round) -> None:
    assert Round.objects.update(closes_at=F("deadline_at")) == 1


def test_round_refused_when_its_terms_are_out_of_order(round_2024: Round) -> None:
    with pytest.raises(IntegrityError, match="round_terms_in_order"):
        Round.objects.update(long_term_date=F("short_term_date"))


def test_round_tells_in_dutch_when_its_moments_are_out_of_order(round_2024: Round) -> None:
    round_2024.closes_at = round_2024.opens_at - timedelta(days=1)
    with pytest.raises(
        ValidationError, match="eerst openen, dan de deadline bereiken en daarna sluiten"
    ):
        round_2024.full_clean()


@pytest.mark.parametrize("slug", ["24", "2024/x", "jaar", "2024-A", "2024-"])
def test_round_slug_refused_when_it_fits_no_address(slug: str, round_2024: Round) -> None:
    round_2024.slug = slug
    with pytest.raises(ValidationError, match="Vul een jaartal in"):
        round_2024.full_clean()


def test_opgave_code_refused_when_used_in_the_round(round_2024: Round) -> None:
    with pytest.raises(IntegrityError):
        Opgave.objects.filter(code="amv").update(code="asiel")


@pytest.mark.parametrize(
    ("code", "change"),
    [("amv", {"counts_in_part": ""}), ("flex", {"counts_in_part": "yes"})],
    ids=["part", "whole"],
)
def test_opgave_refused_when_it_is_unclear_whether_it_counts(
    code: str, change: dict[str, str], round_2024: Round
) -> None:
    with pytest.raises(IntegrityError, match="opgave_part_says_whether_it_counts"):
        Opgave.objects.filter(code=code).update(**change)


def test_target_set_number_refused_when_used(target_set: TargetSet) -> None:
    with pytest.raises(IntegrityError):
        TargetSet.objects.bulk_create(
            [TargetSet(round=target_set.round, number=1, source="test", made_at=timezone.now())]
        )


def test_second_target_refused_when_for_the_same_region(target_set: TargetSet) -> None:
    with pytest.raises(IntegrityError):
        Target.objects.bulk_create([target(target_set), target(target_set, amount=2)])


def test_second_target_refused_when_for_the_same_municipality(
    target_set: TargetSet, assen: Municipality
) -> None:
    with pytest.raises(IntegrityError):
        Target.objects.bulk_create([target(target_set, municipality=assen) for _ in range(2)])


def test_targets_kept_when_region_municipality_or_term_differ(
    target_set: TargetSet, assen: Municipality, westerveld: Municipality
) -> None:
    wanted: list[dict[str, object]] = [
        {},
        {"term": "long"},
        {"municipality": assen},
        {"municipality": westerveld},
    ]
    Target.objects.bulk_create([target(target_set, **change) for change in wanted])
    assert target_set.targets.count() == 4


def test_negative_target_refused_when_written_raw(target_set: TargetSet) -> None:
    with pytest.raises(IntegrityError, match="amount"):
        Target.objects.bulk_create([target(target_set, amount=-1)])


def test_person_stays_when_a_version_bears_the_name(
    version_assen: Version, editor_assen: User
) -> None:
    with pytest.raises(ProtectedError):
        editor_assen.delete()


def test_submission_stays_when_it_has_versions(version_assen: Version) -> None:
    with pytest.raises(ProtectedError):
        version_assen.submission.delete()


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True), (1, True)])
def test_version_is_late_when_handed_in_from_the_deadline_on(
    seconds: int, late: bool, version_assen: Version
) -> None:
    version_assen.submitted_at = version_assen.submission.round.deadline_at + timedelta(
        seconds=seconds
    )
    assert version_assen.is_late is late


def test_working_copy_is_not_late_when_the_deadline_passed(
    draft_assen: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = date(2024, 4, 2)
    assert not draft_assen.is_late


@pytest.mark.parametrize(
    ("name", "unknown", "label"),
    [
        ("azc", False, "azc"),
        ("", True, "Locatie nog niet bekend"),
        ("", False, "Locatie zonder naam"),
    ],
)
def test_line_has_a_label_when_its_name_is_missing(name: str, unknown: bool, label: str) -> None:
    assert str(Line(location_name=name, location_unknown=unknown)) == label
