"""Who may what: every action for every persona, and what an ended membership leaves over.

The table itself stands in `accounts/permissions.py`; here it is checked against what it must say.
"""

from datetime import date
from pathlib import Path

import pytest

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from accounts.permissions import Action, may
from accounts.tests.builders import again, make_person

ROLLEN = Path(__file__).resolve().parents[2] / "docs" / "rollen.md"
COLUMNS = {
    "invuller, akkoordgever": (Role.EDITOR, Role.APPROVER),
    "projectleider": (Role.PROJECT_LEADER,),
    "voorzitter": (Role.CHAIR,),
    "beheerder": (Role.ADMINISTRATOR,),
}
OF_A_MUNICIPALITY = {
    Action.READ_ROUND,
    Action.EDIT_SUBMISSION,
    Action.ANSWER_SHARE,
    Action.READ_QUESTIONS,
    Action.READ_INTERNAL_NOTES,
    Action.WRITE_QUESTIONS,
    Action.CLOSE_QUESTIONS,
}
OF_THE_CHAIR = {
    Action.READ_ROUND,
    Action.READ_SUBMITTED,
    Action.READ_OPEN_DRAFT,
    Action.SEE_DESK,
    Action.READ_TARGETS,
    Action.READ_QUESTIONS,
    Action.READ_INTERNAL_NOTES,
}
MAY = {
    "editor_assen": OF_A_MUNICIPALITY,
    "approver_assen": OF_A_MUNICIPALITY | {Action.APPROVE_SUBMISSION},
    "editor_westerveld": set(),
    "project_leader": OF_THE_CHAIR
    | {
        Action.GRANT_MORE_TIME,
        Action.ENTER_BY_LETTER,
        Action.REMIND,
        Action.MAKE_TARGETS,
        Action.WRITE_QUESTIONS,
        Action.CLOSE_QUESTIONS,
    },
    "chair": OF_THE_CHAIR,
    "administrator": {
        Action.READ_ROUND,
        Action.ADMINISTER,
        Action.READ_TARGETS,
        Action.MAKE_TARGETS,
    },
    "platform_administrator": set(),
    "outsider": set(),
}


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
@pytest.mark.parametrize("persona", MAY)
def test_person_may_what_the_role_says(
    persona: str,
    action: Action,
    assen: Municipality,
    drenthe: Regietafel,
    request: pytest.FixtureRequest,
) -> None:
    person = request.getfixturevalue(persona)
    assert (may(person, action, assen) or may(person, action, drenthe)) is (action in MAY[persona])


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_roles_at_one_regietafel_give_nothing_at_another(
    action: Action, drenthe: Regietafel, groningen: Regietafel
) -> None:
    person = make_person("alles@prt-drenthe.example")
    for role in (Role.PROJECT_LEADER, Role.CHAIR, Role.ADMINISTRATOR):
        Membership.objects.create(user=person, regietafel=drenthe, role=role)
    assert not may(person, action, groningen)


def test_role_at_a_regietafel_is_none_at_the_municipality_with_the_same_key(
    project_leader: User, drenthe: Regietafel
) -> None:
    assert may(project_leader, Action.READ_SUBMITTED, drenthe)
    assert not may(project_leader, Action.READ_SUBMITTED, Municipality(pk=drenthe.pk))


def test_page_about_the_roles_prints_the_table() -> None:
    """When this fails: put the lines of `expected` in docs/rollen.md."""
    expected = "\n".join(row for action in Action for row in _rows(action))
    head, rule, table = ROLLEN.read_text().split("| mag |")[1].partition("| --- |")
    rows = table.split("\n", 1)[1].split("\n\n")[0]
    assert rule
    assert head.split(" | ")[0].strip() == next(iter(COLUMNS))
    assert rows == expected, expected


def _rows(action: Action) -> list[str]:
    permission = action.value
    cells = [_cell(action, roles) for roles in COLUMNS.values()] + [permission.platform or "–"]
    return [f"| {' | '.join([label, *cells])} |" for label in permission.labels]


def _cell(action: Action, roles: tuple[Role, ...]) -> str:
    extents = {role: action.value.roles[role] for role in roles if role in action.value.roles}
    if len(extents) in (0, len(roles)):
        return next(iter(extents.values()), "–")
    return ", ".join(role.label for role in extents)


def test_person_works_for_both_when_at_two_municipalities(
    editor_assen: User, assen: Municipality, westerveld: Municipality, de_wolden: Municipality
) -> None:
    Membership.objects.create(user=editor_assen, municipality=westerveld, role=Role.EDITOR)
    person = again(editor_assen)
    assert may(person, Action.EDIT_SUBMISSION, assen)
    assert may(person, Action.EDIT_SUBMISSION, westerveld)
    assert not may(person, Action.EDIT_SUBMISSION, de_wolden)


def test_person_approves_only_where_approver_when_editor_elsewhere(
    approver_assen: User, assen: Municipality, westerveld: Municipality
) -> None:
    Membership.objects.create(user=approver_assen, municipality=westerveld, role=Role.EDITOR)
    person = again(approver_assen)
    assert may(person, Action.APPROVE_SUBMISSION, assen)
    assert not may(person, Action.APPROVE_SUBMISSION, westerveld)


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
def test_membership_gives_access_when_today_lies_within_it(
    bounds: dict[str, date], expected: bool, editor_assen: User, assen: Municipality
) -> None:
    Membership.objects.filter(user=editor_assen).update(**bounds)
    assert may(again(editor_assen), Action.EDIT_SUBMISSION, assen) is expected


def test_membership_gives_nothing_when_the_account_is_ended(
    editor_assen: User, assen: Municipality
) -> None:
    editor_assen.is_active = False
    editor_assen.save()
    assert not may(again(editor_assen), Action.EDIT_SUBMISSION, assen)


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("administrator", True),
        ("platform_administrator", True),
        ("project_leader", False),
        ("editor_assen", False),
    ],
)
def test_technical_administration_opens_when_the_role_fits(
    persona: str, expected: bool, request: pytest.FixtureRequest
) -> None:
    assert request.getfixturevalue(persona).is_staff is expected


def test_technical_administration_closes_when_the_membership_ended(administrator: User) -> None:
    Membership.objects.filter(user=administrator).update(valid_until=date(2024, 3, 11))
    assert not again(administrator).is_staff
