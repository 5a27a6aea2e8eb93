"""Who is who: every predicate for every persona, and what an ended membership leaves over."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Membership
from accounts.permissions import (
    approves_for_municipality,
    is_administrator,
    is_chair,
    is_project_leader,
    reads_hand_ins,
    works_for_municipality,
)
from accounts.tests.builders import again, make_person

OF_A_MUNICIPALITY = (works_for_municipality, approves_for_municipality)
PREDICATES = (*OF_A_MUNICIPALITY, is_project_leader, is_chair, is_administrator, reads_hand_ins)
TRUE_FOR = {
    "editor_assen": {works_for_municipality},
    "approver_assen": {works_for_municipality, approves_for_municipality},
    "editor_westerveld": set(),
    "project_leader": {is_project_leader, reads_hand_ins},
    "chair": {is_chair, reads_hand_ins},
    "administrator": {is_administrator},
    "platform_administrator": set(),
    "outsider": set(),
}


@pytest.mark.parametrize("predicate", PREDICATES, ids=lambda predicate: predicate.__name__)
@pytest.mark.parametrize("persona", TRUE_FOR)
def test_predicate_is_true_when_the_table_says_so(persona, predicate, assen, drenthe, request):
    person = request.getfixturevalue(persona)
    about = assen if predicate in OF_A_MUNICIPALITY else drenthe
    assert predicate(person, about) is (predicate in TRUE_FOR[persona])


@pytest.mark.parametrize(
    "predicate", [is_project_leader, is_chair, is_administrator, reads_hand_ins]
)
def test_role_at_one_regietafel_gives_nothing_when_asked_about_another(
    predicate, drenthe, groningen
):
    person = make_person("alles@prt-drenthe.example")
    for role in (Role.PROJECT_LEADER, Role.CHAIR, Role.ADMINISTRATOR):
        Membership.objects.create(user=person, regietafel=drenthe, role=role)
    assert predicate(person, drenthe)
    assert not predicate(person, groningen)


def test_person_works_for_both_when_at_two_municipalities(
    editor_assen, assen, westerveld, de_wolden
):
    Membership.objects.create(user=editor_assen, municipality=westerveld, role=Role.EDITOR)
    person = again(editor_assen)
    assert works_for_municipality(person, assen)
    assert works_for_municipality(person, westerveld)
    assert not works_for_municipality(person, de_wolden)


def test_person_approves_only_where_approver_when_editor_elsewhere(
    approver_assen, assen, westerveld
):
    Membership.objects.create(user=approver_assen, municipality=westerveld, role=Role.EDITOR)
    person = again(approver_assen)
    assert approves_for_municipality(person, assen)
    assert not approves_for_municipality(person, westerveld)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"valid_until": date(2024, 3, 12)}, True),
        ({"valid_until": date(2024, 3, 11)}, False),
        ({"valid_from": date(2024, 3, 12)}, True),
        ({"valid_from": date(2024, 3, 13)}, False),
    ],
    ids=["last day", "ended yesterday", "first day", "starts tomorrow"],
)
def test_membership_gives_access_when_today_lies_within_it(bounds, expected, editor_assen, assen):
    Membership.objects.filter(user=editor_assen).update(**bounds)
    assert works_for_municipality(again(editor_assen), assen) is expected


def test_membership_gives_nothing_when_the_account_is_ended(editor_assen, assen):
    editor_assen.is_active = False
    editor_assen.save()
    assert not works_for_municipality(again(editor_assen), assen)


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("administrator", True),
        ("platform_administrator", True),
        ("project_leader", False),
        ("editor_assen", False),
    ],
)
def test_technical_administration_opens_when_the_role_fits(persona, expected, request):
    assert request.getfixturevalue(persona).is_staff is expected


def test_technical_administration_closes_when_the_membership_ended(administrator):
    Membership.objects.filter(user=administrator).update(valid_until=date(2024, 3, 11))
    assert not again(administrator).is_staff
