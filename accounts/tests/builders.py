"""Two small regietafels and the people of the tests. One line makes one thing."""

from datetime import date
from typing import Any

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User

PASSWORD = "een-lang-wachtwoord-2024"


def make_regietafel(slug: str, province: str) -> Regietafel:
    return Regietafel.objects.create(
        slug=slug,
        name=f"Provinciale regietafel {province}",
        province=province,
        chair="Commissaris van de Koning",
        project_leader="Projectleider",
        contact_email=f"projectleider@prt-{slug}.example",
    )


def make_municipality(
    regietafel: Regietafel, cbs_code: str, name: str, **changes: Any
) -> Municipality:
    fields = {
        "slug": name.lower().replace(" ", "-"),
        "population": 20_000,
        "population_date": date(2024, 1, 1),
        "population_source": "bedacht voor de tests",
        "tile_column": 1,
        "tile_row": 1,
    }
    return Municipality.objects.create(
        cbs_code=cbs_code, name=name, regietafel=regietafel, **(fields | changes)
    )


def make_person(email: str, role: Role | None = None, **membership: Any) -> User:
    """A person, with one membership when a role is given."""
    user = User.objects.create_user(email, PASSWORD, name=email.split("@")[0].capitalize())
    if role is not None:
        Membership.objects.create(user=user, role=role, **membership)
    return user


def again(user: User) -> User:
    """The same person in the next request: what was read of the memberships is forgotten."""
    return User.objects.get(pk=user.pk)
