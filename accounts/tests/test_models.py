"""What the database refuses, also when no form stands in front of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.enums import MUNICIPAL_ROLES, REGIETAFEL_ROLES, Role
from accounts.models import Membership, Municipality, Regietafel, User
from accounts.tests.builders import make_municipality, make_person

pytestmark = pytest.mark.django_db


def refused_by(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("role", REGIETAFEL_ROLES)
def test_role_of_the_regietafel_refused_when_at_a_municipality(
    role: Role, assen: Municipality
) -> None:
    person = make_person("iemand@assen.example")
    with refused_by("membership_role_fits_side"):
        Membership.objects.bulk_create([Membership(user=person, municipality=assen, role=role)])


@pytest.mark.parametrize("role", MUNICIPAL_ROLES)
def test_role_of_a_municipality_refused_when_at_the_regietafel(
    role: Role, drenthe: Regietafel
) -> None:
    person = make_person("iemand@prt-drenthe.example")
    with refused_by("membership_role_fits_side"):
        Membership.objects.bulk_create([Membership(user=person, regietafel=drenthe, role=role)])


@pytest.mark.parametrize("role", Role)
def test_membership_refused_when_at_both_sides(
    role: Role, assen: Municipality, drenthe: Regietafel
) -> None:
    person = make_person("iemand@assen.example")
    with refused_by("membership_role_fits_side"):
        Membership.objects.bulk_create(
            [Membership(user=person, municipality=assen, regietafel=drenthe, role=role)]
        )


@pytest.mark.parametrize("role", Role)
def test_membership_refused_when_at_neither_side(role: Role) -> None:
    person = make_person("iemand@elders.example")
    with refused_by("membership_role_fits_side"):
        Membership.objects.bulk_create([Membership(user=person, role=role)])


def test_unknown_role_refused_when_written_raw(editor_assen: User) -> None:
    with refused_by("membership_role_fits_side"):
        Membership.objects.filter(user=editor_assen).update(role="king")


def test_moving_to_the_other_side_refused_when_the_role_stays(
    editor_assen: User, drenthe: Regietafel
) -> None:
    with refused_by("membership_role_fits_side"):
        Membership.objects.filter(user=editor_assen).update(municipality=None, regietafel=drenthe)


def test_second_role_refused_when_at_the_same_municipality(
    editor_assen: User, assen: Municipality
) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.bulk_create(
            [Membership(user=editor_assen, municipality=assen, role=Role.APPROVER)]
        )


def test_second_role_kept_when_at_another_municipality(
    editor_assen: User, westerveld: Municipality
) -> None:
    Membership.objects.create(user=editor_assen, municipality=westerveld, role=Role.APPROVER)
    assert {m.municipality.name for m in editor_assen.active_memberships} == {"Assen", "Westerveld"}


def test_two_roles_at_one_regietafel_kept_when_they_differ(
    project_leader: User, drenthe: Regietafel
) -> None:
    Membership.objects.create(user=project_leader, regietafel=drenthe, role=Role.ADMINISTRATOR)
    assert {m.role for m in project_leader.active_memberships} == {
        Role.PROJECT_LEADER,
        Role.ADMINISTRATOR,
    }


def test_same_role_refused_when_twice_at_one_regietafel(chair: User, drenthe: Regietafel) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.bulk_create(
            [Membership(user=chair, regietafel=drenthe, role=Role.CHAIR)]
        )


def test_membership_refused_when_it_ends_before_it_starts(editor_assen: User) -> None:
    with refused_by("membership_ends_after_start"):
        Membership.objects.update(valid_from=date(2024, 3, 2), valid_until=date(2024, 3, 1))


def test_wrong_side_told_in_dutch_when_validated(assen: Municipality) -> None:
    person = make_person("iemand@assen.example")
    with pytest.raises(
        ValidationError, match="Kies een gemeente met de rol invuller of akkoordgever"
    ):
        Membership(user=person, municipality=assen, role=Role.CHAIR).full_clean()


def test_email_refused_when_only_capitals_differ(editor_assen: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="INVULLER@Assen.example", password="!")])


def test_email_update_refused_when_only_capitals_differ(
    editor_assen: User, approver_assen: User
) -> None:
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=approver_assen.pk).update(email="Invuller@assen.example")


def test_email_stored_in_small_letters_when_a_user_is_made(db: None) -> None:
    assert User.objects.create_user(" Iemand@Assen.Example ").email == "iemand@assen.example"


def test_user_refused_when_there_is_no_email() -> None:
    with pytest.raises(ValueError, match="e-mailadres"):
        User.objects.create_user("")


def test_cbs_code_refused_when_it_exists(assen: Municipality, groningen: Regietafel) -> None:
    with pytest.raises(IntegrityError):
        make_municipality(groningen, assen.cbs_code, "Nieuw Assen")


def test_cbs_code_refused_when_not_gm_and_four_digits(assen: Municipality) -> None:
    assen.cbs_code = "0106"
    with pytest.raises(ValidationError, match="Vul GM en vier cijfers in"):
        assen.full_clean()


def test_municipality_in_force_when_the_day_lies_within_its_bounds(
    assen: Municipality, westerveld: Municipality, de_wolden: Municipality
) -> None:
    Municipality.objects.filter(pk=westerveld.pk).update(valid_until=date(2024, 3, 11))
    Municipality.objects.filter(pk=de_wolden.pk).update(valid_from=date(2024, 3, 12))
    assert [m.name for m in Municipality.objects.valid_on(date(2024, 3, 11))] == [
        "Assen",
        "Westerveld",
    ]
    assert [m.name for m in Municipality.objects.valid_on(date(2024, 3, 12))] == [
        "Assen",
        "De Wolden",
    ]
