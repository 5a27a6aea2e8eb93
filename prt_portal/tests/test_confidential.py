"""Name and address of a confidential location: on no page and in no file of who may not read it,
and in no file of the regietafel unless somebody asked for it."""

import logging
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.tests.responses import Response
from prt_portal.tests.url_table import TABLE
from regietafel.tests.region import confirm, editor_of, hand_in, line, load_drenthe
from rounds.models import Round
from submissions.models import Line
from submissions.versions.tests.pdf import text_of

SECRET = ("Zwijghuis", "Stilwoud", "Fluisterpad")
"""Words of its name, its place, and its address and explanation."""

FILES = ("overzicht.xlsx", "overzicht.ods", "overzicht.csv.zip", "overzicht.pdf")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def region(db: None) -> Round:
    round_ = load_drenthe()
    name, place, address = SECRET
    secret = line(
        "asiel",
        3000,  # more than the whole region is asked for: it stands out
        40,
        location_name=name,
        place=place,
        address=f"{address} 1",
        explanation=f"Aan het {address}",
        confidential=True,
        available_until="2024-05-01",
        shares={"Emmen": (30, 20), "Coevorden": (10, 10)},
    )
    hand_in(round_, "Assen", secret, line("amv", 5, 5, location_name="Open huis"))
    hand_in(round_, "Meppel", line("asiel", 20, 20))
    confirm("Emmen", "Assen")
    return round_


def people(round_: Round) -> dict[str, User]:
    table = round_.regietafel
    return {
        "another municipality": editor_of(Municipality.objects.get(name="Meppel")),
        "administrator": make_person("b@test.example", Role.ADMINISTRATOR, regietafel=table),
    }


def addresses() -> set[str]:
    """Every one of the portal, about the round, the municipality and the location."""
    key = str(Line.objects.get(location_name=SECRET[0]).line_id)
    own = {f"/2024/regietafel/{file}" for file in FILES}
    return own | {row.path.format_map(_Keys(key)) for row in TABLE}


class _Keys(dict[str, str]):
    def __init__(self, line_id: str) -> None:
        self.line_id = line_id

    def __missing__(self, key: str) -> str:
        return self.line_id if key.endswith("_line") else "1"


def words_in(answer: Response) -> str:
    kind = answer.get("Content-Type", "")
    content = answer.getvalue()
    if "pdf" in kind:
        return text_of(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    except BadZipFile:
        parts = [content]
    return " ".join(part.decode(errors="ignore") for part in parts)


def leaks(client: Client, paths: set[str]) -> dict[str, list[str]]:
    found = {}
    for path in sorted(paths):
        text = words_in(client.get(path))
        if told := [word for word in SECRET if word in text]:
            found[path] = told
    return found


@pytest.mark.parametrize("who", ["another municipality", "administrator"])
def test_nobody_reads_it_who_may_not(region: Round, client: Client, who: str) -> None:
    client.force_login(people(region)[who])
    assert leaks(client, addresses()) == {}


def test_test_can_fail(region: Round, client: Client) -> None:
    """The municipality itself, and a partner, do read it."""
    client.force_login(editor_of(Municipality.objects.get(name="Assen")))
    assert leaks(client, addresses())
    client.force_login(editor_of(Municipality.objects.get(name="Emmen")))
    assert leaks(client, {"/2024/bijdrage/GM0114/aandelen/"})


@pytest.mark.parametrize("role", [Role.PROJECT_LEADER, Role.CHAIR])
def test_files_of_the_regietafel_are_blanked_unless_asked(
    region: Round, client: Client, role: Role
) -> None:
    client.force_login(make_person("desk@test.example", role, regietafel=region.regietafel))
    files = {f"/2024/regietafel/{file}" for file in FILES}
    overview = {"/2024/regietafel/overzicht/"}
    assert leaks(client, files | overview) == {}
    asked = leaks(client, {f"{file}?vertrouwelijk=ja" for file in files})
    assert set(asked) == {f"{file}?vertrouwelijk=ja" for file in files}
