"""From the table of the dashboard: reminding the chosen ones, or giving them more time."""

import re
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.models import Mail
from common.tests.responses import Response
from regietafel.tests.region import editor_of
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import EventKind
from submissions.models import Event, Submission
from submissions.more_time.actions import extend, extend_several

CHOSEN = {
    "municipalities": ["GM0106", "GM0114"],
    "last_day": "30-4-2024",
    "reason": "De raad vergadert later.",
}

UNTIL = here(datetime(2024, 5, 1))


def page_of(client: Client, name: str, query: str = "") -> str:
    return client.get(reverse(f"regietafel:{name}", args=["2024"]) + query).content.decode()


def give(client: Client, **changes: object) -> Response:
    return client.post(
        reverse("regietafel:extend_several", args=["2024"]), CHOSEN | changes, follow=True
    )


def extended() -> dict[str, datetime | None]:
    given = Submission.objects.exclude(extended_until=None)
    return {s.municipality.name: s.extended_until for s in given.select_related("municipality")}


def leader() -> User:
    return User.objects.get(email="projectleider@test.example")


@pytest.mark.parametrize("name", ["remind", "extend_several"])
def test_chosen_on_the_dashboard_is_chosen_already(desk_client: Client, name: str) -> None:
    page = page_of(desk_client, name, "?gemeente=GM0106&gemeente=GM0119")
    assert re.findall(r'value="(GM\d+)"[^>]* checked', page) == ["GM0106", "GM0119"]


def test_new_choice_stands_above_what_was_kept(desk_client: Client) -> None:
    give(desk_client, last_day="1-1-2020")
    page = page_of(desk_client, "extend_several", "?gemeente=GM0119")
    assert re.findall(r'value="(GM\d+)"[^>]* checked', page) == ["GM0119"]
    assert "De raad vergadert later.</textarea>" in page or 'value="De raad' in page


def test_all_chosen_get_more_time_and_a_mail(desk_client: Client, round_: Round) -> None:
    people = [editor_of(Municipality.objects.get(cbs_code=c)) for c in CHOSEN["municipalities"]]
    page = give(desk_client).content.decode()
    assert "Uitstel tot en met 30 april 2024, 23.59 uur voor: Assen, Emmen." in page
    assert extended() == {"Assen": UNTIL, "Emmen": UNTIL}
    assert {mail.recipient for mail in Mail.objects.all()} == {p.email for p in people}


def test_second_click_changes_and_mails_nothing_more(desk_client: Client, round_: Round) -> None:
    editor_of(Municipality.objects.get(cbs_code="GM0106"))
    for _ in range(2):
        assert "voor: Assen, Emmen." in give(desk_client).content.decode()
    assert Event.objects.filter(kind=EventKind.EXTENDED).count() == 2
    assert Mail.objects.count() == 1


def test_who_has_longer_keeps_it_and_is_told(desk_client: Client, round_: Round) -> None:
    longer = here(datetime(2024, 6, 1))
    assen = Submission.objects.get(municipality__name="Assen")
    extend(assen, leader(), longer, "Raad")
    page = give(desk_client).content.decode()
    assert "voor: Emmen." in page
    assert "Assen heeft al langer: tot en met 31 mei 2024, 23.59 uur." in page
    assert extended() == {"Assen": longer, "Emmen": UNTIL}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"municipalities": []}, "Kies ten minste één gemeente."),
        ({"municipalities": ["GM0014"]}, "GM0014"),
        ({"last_day": "1-3-2024"}, "Deze dag is al voorbij"),
        ({"last_day": "20-3-2024"}, "Op deze dag is de ronde nog open"),
        ({"last_day": "morgen"}, "Er is een probleem"),
        ({"reason": ""}, "Vul in waarom deze gemeenten uitstel krijgen."),
    ],
)
def test_nobody_gets_more_time_when_something_is_wrong(
    desk_client: Client, typed: dict[str, object], sentence: str
) -> None:
    page = give(desk_client, **typed).content.decode()
    assert sentence in page
    assert extended() == {}
    assert str(typed.get("reason", CHOSEN["reason"])) in page


def test_nobody_gets_more_time_when_one_may_not(desk_client: Client, round_: Round) -> None:
    chair = make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    with pytest.raises(PermissionDenied):
        extend_several(Submission.objects.all(), chair, UNTIL, "Raad")
    assert extended() == {}


def test_chair_finds_no_page(client: Client, round_: Round) -> None:
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=round_.regietafel)
    )
    address = reverse("regietafel:extend_several", args=["2024"])
    assert [client.get(address).status_code, client.post(address, CHOSEN).status_code] == [404] * 2
    assert extended() == {}
