"""The people of the demonstration, with a password that everybody may know."""

from functools import cache

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User

PASSWORD = "routekaart-2024"  # noqa: S105 (the demo's, printed on its login page)


def make_accounts(regietafel: Regietafel) -> None:
    """An editor and an approver per municipality, and the three people of the regietafel.

    Only at a regietafel where nobody has a role yet: afterwards its administrator says who does
    what.
    """
    if Membership.objects.filter(roles_at(regietafel)).exists():
        return
    for municipality in regietafel.municipalities.all():
        domain, side = f"{municipality.slug}.example", {"municipality": municipality}
        _account(f"invuller@{domain}", f"Invuller {municipality}", Role.EDITOR, **side)
        _account(f"akkoord@{domain}", f"Akkoordgever {municipality}", Role.APPROVER, **side)
    domain = f"prt-{regietafel.slug}.example"
    _account(f"projectleider@{domain}", "Projectleider", Role.PROJECT_LEADER, regietafel=regietafel)
    _account(f"voorzitter@{domain}", "Voorzitter", Role.CHAIR, regietafel=regietafel)
    _account(f"beheer@{domain}", "Beheerder", Role.ADMINISTRATOR, regietafel=regietafel)


def _account(email: str, name: str, role: Role, **side: Municipality | Regietafel) -> None:
    user, _ = User.objects.get_or_create(
        email=email, defaults={"name": name, "password": _hashed_password()}
    )
    Membership.objects.create(user=user, role=role, **side)


@cache
def _hashed_password() -> str:
    """One hash for all accounts: 27 slow ones would make everybody wait at the first start."""
    return make_password(PASSWORD)


def roles_at(regietafel: Regietafel) -> Q:
    """Those at the regietafel itself and at its municipalities."""
    return Q(regietafel=regietafel) | Q(municipality__regietafel=regietafel)


def editor_of(municipality: Municipality) -> User:
    return User.objects.get(email=f"invuller@{municipality.slug}.example")


def leader_of(regietafel: Regietafel) -> User:
    return User.objects.get(email=f"projectleider@prt-{regietafel.slug}.example")
