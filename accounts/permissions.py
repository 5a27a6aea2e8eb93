"""Who is who. Each predicate answers one question about one person with a bool."""

from accounts.enums import MUNICIPAL_ROLES, Role
from accounts.models import Municipality, Regietafel, User


def _has_role(user: User, regietafel: Regietafel, *roles: Role) -> bool:
    return any(
        m.regietafel_id == regietafel.pk and m.role in roles for m in user.active_memberships
    )


def works_for_municipality(user: User, municipality: Municipality) -> bool:
    """Editor or approver of this municipality."""
    return any(
        m.municipality_id == municipality.pk and m.role in MUNICIPAL_ROLES
        for m in user.active_memberships
    )


def approves_for_municipality(user: User, municipality: Municipality) -> bool:
    return any(
        m.municipality_id == municipality.pk and m.role == Role.APPROVER
        for m in user.active_memberships
    )


def is_project_leader(user: User, regietafel: Regietafel) -> bool:
    return _has_role(user, regietafel, Role.PROJECT_LEADER)


def is_chair(user: User, regietafel: Regietafel) -> bool:
    return _has_role(user, regietafel, Role.CHAIR)


def is_administrator(user: User, regietafel: Regietafel) -> bool:
    return _has_role(user, regietafel, Role.ADMINISTRATOR)


def reads_hand_ins(user: User, regietafel: Regietafel) -> bool:
    """May read everything submitted to this regietafel; an administrator sees no contribution
    content."""
    return is_project_leader(user, regietafel) or is_chair(user, regietafel)
