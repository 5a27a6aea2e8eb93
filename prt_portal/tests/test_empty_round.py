"""A round in which nothing can be filled in yet: no page fails, and none says that all is well."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Role
from accounts.models import Municipality, Regietafel, User
from accounts.tests.builders import make_person
from common.tests.responses import page_text
from rounds.models import Round
from submissions.editing.actions import save_header
from submissions.lifecycle.locking import working_copy
from submissions.models import Submission
from submissions.tests.builders import HEADER, make_round

pytestmark = pytest.mark.any_database

OF_MUNICIPALITY = (
    *("", "gegevens/", "controleren/", "excel/", "concept.pdf"),
    *("aandelen/", "vragen/", "vragen/nieuw/", "bijlagen/", "verzoek/", "gemeente/", "verschil/"),
)
OF_DESK = (
    *(
        "",
        "vergelijking/",
        "vergelijking/?concepten=ja",
        "vergelijking/?termijn=lang",
        "kaart/",
        "maanden/",
        "vervalt/",
        "aandelen/",
        "valt-op/",
        "overzicht/",
        "overzicht.xlsx",
        "overzicht.ods",
        "overzicht.csv.zip",
        "overzicht.pdf",
    ),
    *("vragen/", "herinneren/", "gemeenten/GM0106/", "gemeenten/GM0106/brief/"),
)


@pytest.fixture
def empty_round(drenthe: Regietafel, assen: Municipality) -> Round:
    round_ = make_round(drenthe)
    round_.opgaven.exclude(part_of=None).delete()
    round_.opgaven.all().delete()
    return round_


@pytest.fixture
def leader(drenthe: Regietafel) -> User:
    return make_person("leider@prt.example", Role.PROJECT_LEADER, regietafel=drenthe)


def assert_can_be_read(content: bytes, path: str) -> None:
    """A page with a heading, or a file of the kind that its address says."""
    begin = {"pdf": b"%PDF-", "xlsx": b"PK", "ods": b"PK", "zip": b"PK"}.get(
        path.rpartition(".")[2]
    )
    assert content.startswith(begin) if begin else b"<h1" in content


@pytest.mark.parametrize("path", OF_MUNICIPALITY)
def test_page_of_a_municipality_can_be_made(
    client: Client, empty_round: Round, editor_assen: User, path: str
) -> None:
    client.force_login(editor_assen)
    answer = client.get(f"/2024/bijdrage/GM0106/{path}")
    assert_can_be_read(answer.content, path)


@pytest.mark.parametrize("path", OF_DESK)
def test_page_of_the_desk_can_be_made(
    client: Client, empty_round: Round, leader: User, path: str
) -> None:
    client.force_login(leader)
    answer = client.get(f"/2024/regietafel/{path}")
    assert_can_be_read(answer.content, path)


@pytest.mark.parametrize("path", ["/", "/2024/routekaart/"])
def test_home_and_routekaart_can_be_made(
    client: Client, empty_round: Round, editor_assen: User, leader: User, path: str
) -> None:
    for person in (editor_assen, leader):
        client.force_login(person)
        assert "<h1" in client.get(path).content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_workbook_with_nothing_in_it_is_not_given(
    client: Client, empty_round: Round, editor_assen: User, leader: User, kind: str
) -> None:
    for person, path in (
        (editor_assen, f"/2024/bijdrage/GM0106/excel.{kind}"),
        (leader, f"/2024/regietafel/gemeenten/GM0106/brief/bijlage-3.{kind}"),
    ):
        client.force_login(person)
        page = page_text(client.get(path, follow=True))
        assert "In deze ronde staat nog geen opgave om in te vullen." in page


def test_workbook_of_before_is_refused_in_words(
    client: Client, empty_round: Round, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    file = SimpleUploadedFile("bijlage-3.xlsx", b"PK")
    page = page_text(client.post("/2024/bijdrage/GM0106/excel/", {"file": file}))
    assert "In deze ronde staat nog geen opgave om in te vullen." in page


def test_nothing_can_be_handed_in(client: Client, empty_round: Round, editor_assen: User) -> None:
    client.force_login(editor_assen)
    client.post("/2024/bijdrage/GM0106/controleren/", {"action": "submit"})
    assert (
        not empty_round.submissions.get(municipality__cbs_code="GM0106")
        .versions.submitted()
        .exists()
    )


def test_hand_in_of_what_was_filled_in_is_refused_in_words(
    client: Client, empty_round: Round, editor_assen: User, assen: Municipality
) -> None:
    client.force_login(editor_assen)
    submission = Submission.objects.get(round=empty_round, municipality=assen)
    save_header(submission, editor_assen, HEADER, working_copy(submission, editor_assen).revision)
    answer = client.post("/2024/bijdrage/GM0106/controleren/", {"action": "submit"}, follow=True)
    assert "Deze ronde heeft nog geen opgaven, dus er is niets in te dienen." in page_text(answer)
    assert not submission.versions.submitted().exists()
