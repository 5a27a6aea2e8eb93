"""Regietafels and rounds of any size, copied of Drenthe 2024. Nothing is handed in yet."""

import copy
from datetime import date, datetime
from io import StringIO
from typing import TypeVar

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from rounds.enums import Certainty, Term
from rounds.models import Opgave, Round, Target, TargetSet
from submissions.models import Submission

DRENTHE = settings.BASE_DIR / "data" / "drenthe_2024"
SOURCE = "verzonnen om mee te meten"
FIRST_CODE = 8000  # no municipality has such a CBS code
Moment = TypeVar("Moment", date, datetime)
Side = Municipality | Regietafel


def load_drenthe() -> Round:
    """Drenthe 2024 as it comes with the portal, with somebody who fills in at each municipality."""
    call_command("load_reference", DRENTHE, stdout=StringIO())
    round_ = Round.objects.get(slug="2024")
    _people(round_.regietafel)
    return round_


def invented_region(drenthe: Round, size: int) -> Round:
    """The round of a regietafel with so many municipalities, each with an indicative share."""
    regietafel = Regietafel.objects.create(
        slug=f"bedacht-{size}",
        name=f"Regietafel van {size} verzonnen gemeenten",
        province="Bedachtland",
        chair="Voorzitter",
        project_leader="Projectleider",
        contact_email="projectleider@bedacht.example",
    )
    Municipality.objects.bulk_create(
        _municipality(regietafel, number) for number in range(1, size + 1)
    )
    _people(regietafel)
    round_ = copy_round(drenthe, f"2024-{size}", regietafel)
    _share_out(round_)
    return round_


def copy_round(source: Round, slug: str, regietafel: Regietafel, years_back: int = 0) -> Round:
    """With its opgaven and the targets of the region, open for each municipality."""
    round_ = Round.objects.get(pk=source.pk)
    round_.pk, round_._state.adding = None, True
    round_.slug, round_.regietafel, round_.title = slug, regietafel, f"Ronde {slug}"
    round_.retain_until = None
    for name in ("short_term_date", "long_term_date", "opens_at", "deadline_at", "closes_at"):
        setattr(round_, name, _earlier(getattr(source, name), years_back))
    round_.save()
    opgaven = _copy_opgaven(source, round_)
    _copy_targets(source, round_, opgaven)
    Submission.objects.bulk_create(
        Submission(round=round_, municipality=municipality)
        for municipality in regietafel.municipalities.all()
    )
    return round_


def _earlier(moment: Moment, years: int) -> Moment:
    return moment.replace(year=moment.year - years)


def _copy_opgaven(source: Round, target: Round) -> dict[int, Opgave]:
    """By the key of the opgave they are a copy of; a sum stands before its parts."""
    copies: dict[int, Opgave] = {}
    for original in source.opgaven.order_by("order"):
        opgave = copy.copy(original)
        opgave.pk, opgave._state.adding, opgave.round = None, True, target
        opgave.part_of = copies[original.part_of_id] if original.part_of_id else None
        opgave.save()
        copies[original.pk] = opgave
    return copies


def _copy_targets(source: Round, target: Round, opgaven: dict[int, Opgave]) -> None:
    """Those of the region, in the size of the region."""
    sizes = [round_.regietafel.municipalities.count() for round_ in (source, target)]
    target_set = TargetSet.objects.create(
        round=target, number=1, source=SOURCE, made_at=target.opens_at
    )
    of_region = Target.objects.filter(target_set__round=source, municipality=None)
    Target.objects.bulk_create(
        Target(
            target_set=target_set,
            opgave=opgaven[original.opgave_id],
            term=original.term,
            amount=original.amount * sizes[1] // sizes[0],
            certainty=original.certainty,
            year=original.year,
            source=original.source,
        )
        for original in of_region
    )


def _share_out(round_: Round) -> None:
    """Of the asylum total an equal share for each municipality."""
    target_set, total = round_.target_sets.get(), round_.opgaven.get(is_asylum_total=True)
    municipalities = round_.regietafel.municipalities.all()
    Target.objects.bulk_create(
        Target(
            target_set=target_set,
            opgave=total,
            term=term,
            municipality=municipality,
            amount=200,
            certainty=Certainty.CHOICE,
            source=SOURCE,
        )
        for municipality in municipalities
        for term in Term
    )


def _municipality(regietafel: Regietafel, number: int) -> Municipality:
    return Municipality(
        cbs_code=f"GM{FIRST_CODE + number}",
        slug=f"bedacht-{number}",
        name=f"Bedacht aan Zee {number:03}",
        regietafel=regietafel,
        population=10_000 + 50 * number,
        population_date=date(2024, 1, 1),
        population_source=SOURCE,
        tile_column=1 + number % 20,
        tile_row=1 + number // 20,
    )


def _people(regietafel: Regietafel) -> None:
    """Somebody who fills in at each municipality, and the project leader."""
    nobody_signs_in_with_it = make_password(None)
    sides: list[Side] = [*regietafel.municipalities.all(), regietafel]
    users = User.objects.bulk_create(
        User(email=_address(side), name=f"Iemand van {side}", password=nobody_signs_in_with_it)
        for side in sides
    )
    Membership.objects.bulk_create(
        _membership(user, side) for user, side in zip(users, sides, strict=True)
    )


def _address(side: Side) -> str:
    return f"{'iemand' if isinstance(side, Municipality) else 'leiding'}@{side.slug}.example"


def _membership(user: User, side: Side) -> Membership:
    if isinstance(side, Municipality):
        return Membership(user=user, role=Role.EDITOR, municipality=side)
    return Membership(user=user, role=Role.PROJECT_LEADER, regietafel=side)


def editors(regietafel: Regietafel) -> dict[int, User]:
    """By the key of the municipality for which each fills in."""
    found = Membership.objects.filter(municipality__regietafel=regietafel, role=Role.EDITOR)
    return {m.municipality_id: m.user for m in found.select_related("user") if m.municipality_id}


def project_leader(regietafel: Regietafel) -> User:
    return User.objects.get(
        memberships__regietafel=regietafel, memberships__role=Role.PROJECT_LEADER
    )
