"""The personas as fixtures. The conftest.py of the project gives them to all rooms."""

import pytest

from accounts.enums import Role
from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_municipality, make_person, make_regietafel

__all__ = [
    "administrator",
    "approver_assen",
    "assen",
    "chair",
    "de_wolden",
    "drenthe",
    "editor_assen",
    "editor_de_wolden",
    "editor_westerveld",
    "groningen",
    "het_hogeland",
    "outsider",
    "platform_administrator",
    "project_leader",
    "westerveld",
]


@pytest.fixture
def drenthe(db: None) -> Regietafel:
    return make_regietafel("drenthe", "Drenthe")


@pytest.fixture
def groningen(db: None) -> Regietafel:
    return make_regietafel("groningen", "Groningen")


@pytest.fixture
def assen(drenthe: Regietafel) -> Municipality:
    return make_municipality(drenthe, "GM0106", "Assen")


@pytest.fixture
def westerveld(drenthe: Regietafel) -> Municipality:
    return make_municipality(drenthe, "GM1701", "Westerveld")


@pytest.fixture
def de_wolden(drenthe: Regietafel) -> Municipality:
    return make_municipality(drenthe, "GM1690", "De Wolden")


@pytest.fixture
def het_hogeland(groningen: Regietafel) -> Municipality:
    return make_municipality(groningen, "GM1966", "Het Hogeland")


@pytest.fixture
def editor_assen(assen: Municipality) -> User:
    return make_person("invuller@assen.example", Role.EDITOR, municipality=assen)


@pytest.fixture
def approver_assen(assen: Municipality) -> User:
    return make_person("akkoord@assen.example", Role.APPROVER, municipality=assen)


@pytest.fixture
def editor_westerveld(westerveld: Municipality) -> User:
    return make_person("invuller@westerveld.example", Role.EDITOR, municipality=westerveld)


@pytest.fixture
def editor_de_wolden(de_wolden: Municipality) -> User:
    return make_person("invuller@de-wolden.example", Role.EDITOR, municipality=de_wolden)


@pytest.fixture
def project_leader(drenthe: Regietafel) -> User:
    return make_person("projectleider@prt-drenthe.example", Role.PROJECT_LEADER, regietafel=drenthe)


@pytest.fixture
def chair(drenthe: Regietafel) -> User:
    return make_person("voorzitter@prt-drenthe.example", Role.CHAIR, regietafel=drenthe)


@pytest.fixture
def administrator(drenthe: Regietafel) -> User:
    return make_person("beheer@prt-drenthe.example", Role.ADMINISTRATOR, regietafel=drenthe)


@pytest.fixture
def outsider(het_hogeland: Municipality) -> User:
    """Somebody of a municipality at another regietafel."""
    return make_person("invuller@het-hogeland.example", Role.EDITOR, municipality=het_hogeland)


@pytest.fixture
def platform_administrator(db: None) -> User:
    person = make_person("platform@prt-portaal.example")
    person.is_superuser = True
    person.save()
    return person
