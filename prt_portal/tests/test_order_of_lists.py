"""Every list that people see has an order of its own: not that in which rows were stored, and not
that in which PostgreSQL happens to find them.

A page with a list is one row of LISTS. A page without one is named in WITHOUT_A_LIST.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from common.tests.responses import Response, page_text
from prt_portal.tests.disorder import (
    APPROVERS,
    ASKED_AT_ASSEN,
    ASKED_BY_MUNICIPALITIES,
    AT_THE_BORDER,
    BY_LETTER,
    EXPORTS,
    EXTENSIONS,
    FILES,
    HANDED_IN,
    JOINT_QUESTION,
    LOCATIONS,
    MESSAGES,
    MILESTONE_OF_2022,
    MILESTONES,
    MUNICIPALITIES,
    OF_ONE_EDITOR,
    OPGAVE_OF_2022,
    OPGAVEN,
    PARTNERS,
    PROVINCES,
    ROUNDS,
    WITH_A_DRAFT,
    Disorder,
)
from regietafel.urls import urlpatterns as pages_of_the_desk
from routekaart.urls import urlpatterns as pages_of_the_routekaart
from submissions.urls import urlpatterns as pages_of_a_municipality
from submissions.versions.tests.pdf import squeezed, text_of

ROOMS = {
    "regietafel": pages_of_the_desk,
    "routekaart": pages_of_the_routekaart,
    "submissions": pages_of_a_municipality,
}

Words = Iterable[str]


@dataclass(frozen=True)
class List:
    """On this page these words come in this order, for each of these people.

    `after` is where the list begins: what stands above it may name the same things.
    """

    path: str
    who: tuple[str, ...]
    words: tuple[str, ...]
    after: str = ""

    @property
    def name(self) -> str:
        return f"{self.path} {self.after}".strip()


DESK = ("leader", "chair")


def of_desk(path: str, words: Words, after: str = "", who: tuple[str, ...] = DESK) -> List:
    return List(f"/2024/regietafel/{path}", who, tuple(words), after)


def at(editor: str, path: str, words: Words, after: str = "") -> List:
    code = {"assen": "GM0106", "borger": "GM1681", "of_three": "GM1701"}[editor]
    return List(f"/2024/bijdrage/{code}/{path}", (f"editor_{editor}",), tuple(words), after)


def in_admin(path: str, words: Words, after: str = "", who: str = "administrator") -> List:
    return List(f"/beheer/{path}", (who,), tuple(words), after)


NOT_HANDED_IN = [name for name in MUNICIPALITIES if name not in HANDED_IN]
TO_FILL_IN = [name for code, name in OPGAVEN.items() if code != "asiel_totaal"]
OTHERS_THAN_BORGER = [name for name in MUNICIPALITIES if name != WITH_A_DRAFT]
TO_WESTERVELD = ("Tynaarlo", "Assen", "Emmen")
LEADS = HANDED_IN[1:5]  # of whom the others have no share
LED_BY = [f"locatie van {name}" for name in ("Assen", "Emmen", "Tynaarlo")]
LATEST_FIRST = ("Versie 3", "Versie 2", "Versie 1")
CLOSED_AT_ASSEN_BY_LAST_MESSAGE = ("Dakgoot", "Kelder", "Oprit")
ROUNDS_OF_DRENTHE = tuple(title for title in ROUNDS if title.startswith("Ronde"))
BY_LAST_MESSAGE = ("Bushalte", "Akkers", "Zorgpost", "Einddatum")

LISTS: list[List] = [
    # Home.
    List("/", DESK, ROUNDS),
    List("/", ("administrator",), ROUNDS_OF_DRENTHE),
    List("/", ("leader",), tuple(ASKED_BY_MUNICIPALITIES), "wachten op uw antwoord"),
    List("/", ("editor_assen",), tuple(ASKED_AT_ASSEN), "wachten op uw antwoord"),
    List("/", ("leader", "editor_assen"), MILESTONES[:3], "Wat komt er aan?"),
    List("/", ("editor_of_three",), OF_ONE_EDITOR, "Ronde 2024"),
    List(
        "/",
        ("editor_of_three",),
        (*(f"locatie van {name}" for name in TO_WESTERVELD[:2]), "Noodopvang", "van Emmen"),
        "Aandelen om te bevestigen",
    ),
    # The desk.
    of_desk("", MUNICIPALITIES, "Stand per gemeente"),
    of_desk("", ("Assen", "9 maart 2024", "Borger-Odoorn"), "Stand per gemeente"),
    of_desk("", HANDED_IN[1:], AT_THE_BORDER),
    of_desk("", OPGAVEN.values(), "Alle opgaven"),
    of_desk("?termijn=lang", MUNICIPALITIES, "Stand per gemeente"),
    of_desk("herinneren/", MUNICIPALITIES, "Welke gemeenten?", ("leader",)),
    of_desk("uitstel/", MUNICIPALITIES, "Welke gemeenten?", ("leader",)),
    of_desk("vergelijking/", BY_LETTER, "Ingevoerd door de projectleider"),
    of_desk("vergelijking/", OPGAVEN.values(), "Korte termijn"),
    of_desk("vergelijking/?termijn=lang", OPGAVEN.values(), "Lange termijn"),
    of_desk("kaart/", MUNICIPALITIES, "Dezelfde aantallen"),
    of_desk("maanden/", OPGAVEN.values(), "Opgave"),
    of_desk("vervalt/?alle=ja", LOCATIONS, "Vervalt vóór"),
    of_desk("aandelen/?alle=ja", LED_BY, "Niet bevestigde aandelen"),
    of_desk("aandelen/?alle=ja", ("Emmen", "Westerveld"), "Kazerne"),
    of_desk("valt-op/", HANDED_IN, "Wat opvalt"),
    of_desk("valt-op/?alle=ja", HANDED_IN, "Wat opvalt"),
    of_desk("aandelen/?concepten=ja&alle=ja", LED_BY[::2], "Niet bevestigde aandelen"),
    of_desk("vergelijking/asiel_totaal/", TO_FILL_IN[:2], "De som van"),
    of_desk("vergelijking/asiel/", MUNICIPALITIES, "Korte termijn"),
    of_desk("vergelijking/asiel/?termijn=lang", MUNICIPALITIES, "Lange termijn"),
    of_desk("vergelijking/asiel/?alle=ja", LOCATIONS[:3], "Waar de getallen"),
    of_desk("overzicht/", NOT_HANDED_IN, "Nog niet ingediend"),
    of_desk("overzicht/", BY_LETTER, "Ingevoerd door de projectleider"),
    of_desk("overzicht/", OPGAVEN.values(), "Korte termijn"),
    of_desk("overzicht/", OPGAVEN.values(), "Lange termijn"),
    of_desk("overzicht.xlsx", OPGAVEN.values(), "[Overzicht]"),
    of_desk("overzicht.xlsx", ("kort", "lang", OPGAVEN["asiel"]), OPGAVEN["asiel_totaal"]),
    of_desk("overzicht.xlsx", MUNICIPALITIES, "[Gemeenten]"),
    of_desk("overzicht.xlsx", OPGAVEN.values(), "[Gemeenten]"),
    of_desk("overzicht.xlsx", LOCATIONS, "[Regels]"),
    of_desk("overzicht.xlsx", LEADS, LOCATIONS[-1]),
    of_desk("overzicht.xlsx", BY_LETTER, "Per brief"),
    of_desk("overzicht.xlsx", [f"Bron: {name}" for name in OPGAVEN.values()], "[Verantwoording]"),
    of_desk("overzicht.xlsx", ("regio", *MUNICIPALITIES), f"Bron: {OPGAVEN['asiel']}, kort"),
    of_desk("overzicht.xlsx", ("regio", *MUNICIPALITIES), f"Bron: {OPGAVEN['asiel']}, lang"),
    of_desk(
        "overzicht.xlsx",
        (f"Bron: {OPGAVEN['asiel']}, kort", f"Bron: {OPGAVEN['asiel']}, lang"),
        "[Verantwoording]",
    ),
    of_desk("gemeenten/GM0106/", LATEST_FIRST, "Ingediende versies"),
    of_desk("gemeenten/GM0106/", LOCATIONS, "die nu telt"),
    of_desk("gemeenten/GM0106/", FILES),
    of_desk("gemeenten/GM0106/", EXTENSIONS, "Gebeurtenissen"),
    of_desk("gemeenten/GM0106/versies/3/", LOCATIONS, OPGAVEN["asiel"]),
    of_desk("gemeenten/GM0106/versies/3/", FILES),
    of_desk("gemeenten/GM0106/versies/2/verschil/3/", OPGAVEN.values(), "Totaal per opgave"),
    of_desk("gemeenten/GM0106/versies/2/verschil/3/", LOCATIONS),
    of_desk("gemeenten/GM0106/brief/bijlage-3.xlsx", LOCATIONS, "[Bijlage 3]", ("leader",)),
    of_desk("gemeenten/GM1681/concept/", LOCATIONS),
    of_desk("vragen/", (*BY_LAST_MESSAGE, *ASKED_BY_MUNICIPALITIES, JOINT_QUESTION)),
    of_desk("gemeenten/GM0106/vragen/", BY_LAST_MESSAGE, "Open"),
    of_desk("gemeenten/GM0106/vragen/", CLOSED_AT_ASSEN_BY_LAST_MESSAGE, "Afgerond"),
    of_desk("gemeenten/GM0106/vragen/{joint_question}/", MESSAGES),
    of_desk("gemeenten/GM0106/vragen/{joint_question}/", PARTNERS, "Wie lezen mee"),
    of_desk("gemeenten/GM0106/vragen/nieuw/?regel={kazerne}", PARTNERS, who=("leader",)),
    of_desk("opgaven/", OPGAVEN.values(), "Korte termijn"),
    of_desk("opgaven/", OPGAVEN.values(), "Lange termijn"),
    of_desk("opgaven/", ("Korte termijn", "Lange termijn"), "Opgaven, versie"),
    of_desk("opgaven/", MUNICIPALITIES, "Indicatieve aandelen"),
    of_desk("opgaven/", ("Bron 3", "Bron 2", "Bron 1"), "Alle versies"),
    of_desk("opgaven/1/", OPGAVEN.values(), "Korte termijn"),
    of_desk("opgaven/verschil/", LATEST_FIRST, "Van versie", ("leader",)),
    of_desk("opgaven/nieuw/", OPGAVEN.values(), "Typen", ("leader",)),
    of_desk("opgaven/nieuw/getallen/asiel/", MUNICIPALITIES, "Waar", ("leader",)),
    of_desk("opgaven/nieuw/getallen/inwoners/", MUNICIPALITIES, "Gemeente", ("leader",)),
    of_desk("opgaven/nieuw/plakken/", OPGAVEN.values(), who=("leader",)),
    of_desk("opgaven/sjabloon.xlsx", OPGAVEN.values(), "[Opgaven]", ("leader",)),
    of_desk("opgaven/sjabloon.xlsx", MUNICIPALITIES, "[Opgaven]", ("leader",)),
    of_desk("opgaven/sjabloon.xlsx", OPGAVEN.values(), "[Toegestane", ("leader",)),
    # A municipality.
    List("/2024/bijdrage/", ("editor_of_three",), OF_ONE_EDITOR),
    at("assen", "", OPGAVEN.values(), "1. Opgaven"),
    at("assen", "", LATEST_FIRST, "Ingediende versies"),
    at("assen", "", ("Kazerne", "IJshal"), "Aandelen van andere gemeenten"),
    at("assen", "", (*PARTNERS, "IJshal"), "Aandelen van andere gemeenten"),
    at("assen", "versies/3/", OPGAVEN.values(), "Totaal per opgave"),
    at("assen", "versies/3/", LOCATIONS),
    at("assen", "versies/3/", FILES),
    at("assen", "versies/3.pdf", OPGAVEN.values(), "Totaal per opgave"),
    at("assen", "versies/3.pdf", LOCATIONS),
    at("assen", "versies/3.pdf", FILES),
    at("assen", "versies/1/verschil/3/", LOCATIONS),
    at("assen", "versies/2/verschil/3/", ("Versie 1", "Versie 2"), "Eerdere versie"),
    at("assen", "bijlagen/", FILES),
    at("assen", "vragen/", (*BY_LAST_MESSAGE, JOINT_QUESTION), "Open"),
    at("assen", "vragen/", CLOSED_AT_ASSEN_BY_LAST_MESSAGE, "Afgerond"),
    at("assen", "vragen/{joint_question}/", MESSAGES),
    at("assen", "vragen/{joint_question}/", PARTNERS, "Wie lezen mee"),
    at("assen", "vragen/nieuw/?regel={kazerne}", PARTNERS),
    at("borger", "", OPGAVEN.values(), "1. Opgaven"),
    at("borger", "opgaven/asiel/", LOCATIONS[:3]),
    at("borger", "opgaven/asiel/", PARTNERS),
    at("borger", "regels/{draft_kazerne}/", OTHERS_THAN_BORGER, "Andere gemeente"),
    at("borger", "opgaven/asiel/toevoegen/", OTHERS_THAN_BORGER, "Andere gemeente"),
    at("borger", "controleren/", LOCATIONS),
    at("borger", "controleren/", APPROVERS),
    at("borger", "bijlagen/", FILES),
    at("borger", "concept.pdf", OPGAVEN.values(), "Totaal per opgave"),
    at("borger", "concept.pdf", LOCATIONS),
    at("borger", "gemeente/", APPROVERS, "Wie heeft toegang"),
    at("assen", "gemeente/", EXTENSIONS, "Wie deed wat"),
    at("borger", "excel.xlsx", LOCATIONS, "[Bijlage 3]"),
    at("borger", "excel.xlsx", PARTNERS, "[Bijlage 3]"),
    at("borger", "excel.xlsx", TO_FILL_IN, "[Antwoorden]"),
    at("borger", "excel.xlsx", TO_FILL_IN, "[Lijsten]"),
    at("borger", "excel.xlsx", OTHERS_THAN_BORGER, "[Lijsten]"),
    at("of_three", "", (*TO_WESTERVELD, "De Wolden"), "Aandelen in locaties"),
    at("of_three", "aandelen/", (*TO_WESTERVELD, "De Wolden")),
    at("of_three", "aandelen/", ("Kazerne", "IJshal")),
    at("of_three", "aandelen/{request_of_assen}/", PARTNERS[:2]),
    # Everybody.
    List("/2024/routekaart/", ("leader", "chair", "editor_of_three", "administrator"), MILESTONES),
    List("/2024/routekaart/", ("editor_of_three",), OF_ONE_EDITOR),
    # The technical administration.
    in_admin("accounts/municipality/", MUNICIPALITIES),
    in_admin("accounts/regietafel/", PROVINCES, who="superuser"),
    in_admin("accounts/user/", [f"{name.lower()}@borger.example" for name in APPROVERS]),
    in_admin(
        "accounts/user/{editor_of_three}/change/", [f"invuller {name}" for name in OF_ONE_EDITOR]
    ),
    in_admin("rounds/round/", ROUNDS_OF_DRENTHE, "Sluit op"),
    in_admin("rounds/round/", ROUNDS, "Sluit op", who="superuser"),
    in_admin("rounds/round/{round}/change/", OPGAVEN.values(), "Volgorde"),
    in_admin("rounds/opgave/", (*OPGAVEN.values(), OPGAVE_OF_2022)),
    in_admin("rounds/targetset/", ("Bron 3", "Bron 2", "Bron 1")),
    in_admin("rounds/targetset/{target_set}/change/", OPGAVEN.values()),
    in_admin("routekaart/milestone/", (*MILESTONES, MILESTONE_OF_2022)),
    in_admin("submissions/submission/", MUNICIPALITIES),
    in_admin("submissions/version/", HANDED_IN, who="superuser"),
    in_admin("submissions/event/", EXTENSIONS, who="superuser"),
    in_admin("accounts/exportevent/", EXPORTS, who="superuser"),
]

WITHOUT_A_LIST = {
    "regietafel:attachment",
    "regietafel:by_letter",
    "regietafel:decline",
    "regietafel:discard_targets",
    "regietafel:extend",
    "regietafel:question_close",
    "regietafel:reopen",
    "regietafel:upload_targets",
    "submissions:answer_remaining",
    "submissions:ask_more_time",
    "submissions:attachment",
    "submissions:attachment_remove",
    "submissions:discard_addition",
    "submissions:excel",
    "submissions:excel_faults",
    "submissions:header",
    "submissions:line_remove",
    "submissions:open_draft",
    "submissions:question_close",
    "submissions:start_addition",
}
# Pages made by the code of another page, with what that page lists.
SAME_AS = {
    "regietafel:overview_csv": "regietafel:overview_xlsx",
    "regietafel:overview_ods": "regietafel:overview_xlsx",
    "regietafel:overview_pdf": "regietafel:overview_xlsx",
    "regietafel:by_letter_ods": "regietafel:by_letter_xlsx",
    "regietafel:by_letter_proposal": "submissions:compare",
    "regietafel:targets_csv": "regietafel:targets_xlsx",
    "regietafel:targets_ods": "regietafel:targets_xlsx",
    "regietafel:version_pdf": "submissions:version_pdf",
    "submissions:compare_addition": "submissions:compare",
    "submissions:excel_ods": "submissions:excel_xlsx",
    "submissions:excel_proposal": "submissions:compare",
}


@pytest.fixture(scope="module")
def disorder(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Disorder]:
    """Made once for the module, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Disorder()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(disorder: Disorder) -> Callable[[str, str], str]:
    """read(path, person): what this person reads there, without white space."""

    @cache
    def page(path: str, person: str) -> str:
        client = Client()
        client.force_login(disorder.people[person])
        return squeezed(_text(client.get(path.format_map(disorder.keys))))

    return page


@pytest.mark.parametrize(
    ("row", "person"),
    [pytest.param(row, person, id=f"{person} {row.name}") for row in LISTS for person in row.who],
)
def test_list_has_its_order_whatever_was_stored_first(
    read: Callable[[str, str], str], row: List, person: str
) -> None:
    above, found, below = f" {read(row.path, person)}".partition(squeezed(row.after) or " ")
    assert found, f"{row.after!r} is not on the page: {above}"
    assert _in_order_of_appearance(row.words, below) == list(row.words)


def test_every_page_has_its_lists_here_or_is_known_to_have_none() -> None:
    def page_of(row: List) -> str:
        path = urlsplit(row.path).path.replace("{draft_kazerne}", str(UUID(int=1)))
        return resolve(re.sub("{.*?}", "1", path)).view_name

    listed = {page_of(row) for row in LISTS}
    pages = {f"{room}:{page.name}" for room, urls in ROOMS.items() for page in urls}
    assert pages - listed == WITHOUT_A_LIST | SAME_AS.keys()
    assert set(SAME_AS.values()) <= listed


def _text(answer: Response) -> str:
    """What a person reads on the page, on paper, or on all sheets."""
    kind = answer["Content-Type"].partition(";")[0]
    if kind == "text/html":
        return page_text(answer)
    return text_of(answer.content) if kind == "application/pdf" else _text_of_workbook(answer)


def _text_of_workbook(answer: Response) -> str:
    return " ".join(
        f"[{sheet.title}] {' '.join(str(cell) for row in sheet.values for cell in row if cell)}"
        for sheet in load_workbook(BytesIO(answer.content))
    )


def _in_order_of_appearance(words: Iterable[str], text: str) -> list[str]:
    """The words in the order in which they first stand in the text; without those that do not."""
    place = {word: text.find(squeezed(word)) for word in words}
    return sorted((word for word in place if place[word] >= 0), key=lambda word: place[word])
