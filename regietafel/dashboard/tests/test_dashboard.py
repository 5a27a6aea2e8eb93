"""What the first page of the desk says, and to whom."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from accounts.tests.builders import make_person
from common import clock
from regietafel.dashboard.rows import MunicipalityRow
from regietafel.dashboard.small_bars import Offer, longest, small_bar
from regietafel.dashboard.time_left import time_left
from regietafel.tests.region import confirm, editor_of, hand_in, line
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import ShareAnswer
from submissions.models import Submission
from submissions.more_time.actions import ask_more_time, extend
from submissions.questions.tests.talk import ask
from submissions.reminders.notices import remind

pytestmark = pytest.mark.any_database

DESK = reverse("regietafel:dashboard", args=["2024"])


@pytest.fixture
def assen(round_: Round) -> Submission:
    return Submission.objects.get(round=round_, municipality__name="Assen")


@pytest.fixture
def leader(desk_client: Client) -> User:
    return User.objects.get(email="projectleider@test.example")


def text(client: Client, query: str = "") -> str:
    main = client.get(DESK + query).content.decode().split("<main")[1].split("</main")[0]
    return " ".join(main.split())


def row_of(client: Client, name: str, query: str = "") -> MunicipalityRow:
    rows: list[MunicipalityRow] = client.get(DESK + query).context["rows"]
    return next(row for row in rows if row.name == name)


def waiting(client: Client) -> list[str]:
    items = client.get(DESK).context["waiting"]
    return [f"{item.municipality} {item.words}" for item in (*items.first, *items.rest)]


# The sentence


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (datetime(2024, 2, 1), "De ronde opent op 15 februari 2024."),
        (datetime(2024, 3, 12, 9), "Nog 19 dagen tot de deadline."),
        (datetime(2024, 3, 30, 23, 59), "Nog 1 dag tot de deadline."),
        (datetime(2024, 3, 31, 23, 59), "Vandaag is de laatste dag."),
        (datetime(2024, 4, 1), "De deadline is voorbij; te laat indienen kan nog 14 dagen."),
        (
            datetime(2024, 4, 15, 23, 59),
            "De deadline is voorbij; te laat indienen kan alleen vandaag nog.",
        ),
        (datetime(2024, 4, 16), "De ronde is gesloten."),
    ],
)
def test_time_left_in_one_sentence(round_: Round, moment: datetime, sentence: str) -> None:
    assert time_left(round_, here(moment)) == sentence


def test_finding_and_days_left_are_the_first_sentence(desk_client: Client, round_: Round) -> None:
    hand_in(round_, "Assen", line("asiel", 100, 100, open_ended=True), amv="none")
    lead = text(desk_client).split('<p class="lead">')[1].split("</p>")[0]
    assert "niet gedekt van de opgave van 2.691" in lead
    assert "11 gemeenten ontbreken nog" in lead
    assert lead.endswith("Nog 19 dagen tot de deadline.")


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2024, 3, 12), "Te laat indienen kan nog tot en met"),
        (date(2024, 4, 1), "Te laat indienen kan nog tot en met"),
        (date(2024, 4, 20), "Gesloten sinds"),
    ],
)
def test_deadline_and_closing_stand_together(
    desk_client: Client, settings: Settings, day: date, label: str
) -> None:
    settings.PRT_TODAY = day
    page = text(desk_client)
    assert "<dt>Deadline: tot en met</dt><dd>31 maart 2024, 23.59 uur</dd>" in page
    assert f"<dt>{label}</dt><dd>15 april 2024, 23.59 uur</dd>" in page


# What waits


def test_oldest_waits_first_and_leads_to_where_it_is_done(
    desk_client: Client, assen: Submission, round_: Round, settings: Settings
) -> None:
    settings.PRT_TODAY = date(2024, 3, 10)
    ask(assen, editor_of(assen.municipality))
    settings.PRT_TODAY = date(2024, 3, 11)
    emmen = Submission.objects.get(round=round_, municipality__name="Emmen")
    ask_more_time(emmen, editor_of(emmen.municipality), "De raad vergadert later.")
    settings.PRT_TODAY = date(2024, 3, 12)
    leaving = line("nood", 50, 0, available_until="2024-04-10")
    hand_in(round_, "Meppel", leaving, line("asiel", 9, 9, shares={"Assen": (1, 1)}))
    found = waiting(desk_client)
    assert found[:2] == ["Assen 1 vraag wacht op een antwoord", "Emmen vraagt om uitstel"]
    assert "Meppel 1 aandeel wacht op antwoord van een partner" in found
    assert any(words.startswith("Meppel") and "zonder toelichting" in words for words in found)
    page = text(desk_client)
    for end in ("GM0106/vragen/", "GM0114/#verzoek", "GM0119/#opvalt", "gemeente=GM0119#GM0119"):
        assert f'{end}">' in page


def test_question_that_waits_for_the_municipality_does_not_wait_here(
    desk_client: Client, assen: Submission, leader: User
) -> None:
    ask(assen, leader, by_regietafel=True)
    assert waiting(desk_client) == []
    assert "Er wacht nu niets" in text(desk_client)
    assert row_of(desk_client, "Assen").open_questions == 1


def test_declined_share_is_told_apart(desk_client: Client, round_: Round) -> None:
    hand_in(round_, "Assen", line("asiel", 50, 50, shares={"Emmen": (9, 9), "Meppel": (8, 8)}))
    confirm("Emmen", "Assen", ShareAnswer.DECLINED, "Niet afgesproken")
    row = row_of(desk_client, "Assen")
    assert (row.shares_waiting, row.shares_declined) == (1, 1)
    page = text(desk_client)
    assert (
        '<td data-label="Aandelen open">1 wacht<span class="hint">1 afgewezen</span></td>' in page
    )
    assert "Assen 1 aandeel afgewezen door een partner" in waiting(desk_client)


def test_what_is_more_than_ten_unfolds(desk_client: Client, round_: Round) -> None:
    for submission in Submission.objects.filter(round=round_):
        ask_more_time(submission, editor_of(submission.municipality), "Later.")
    assert "<summary>Nog 2</summary>" in text(desk_client)


# The table


def test_reminder_and_extension_leave_a_trace(
    desk_client: Client, assen: Submission, leader: User, round_: Round
) -> None:
    remind(round_, leader, ["GM0106"], "", "nu")
    extend(assen, leader, here(datetime(2024, 5, 1)), "Raad")
    row = row_of(desk_client, "Assen")
    assert (row.reminded, row.extended_to) == (clock.today(), date(2024, 4, 30))
    page = text(desk_client)
    assert '<td data-label="Herinnerd">12 maart 2024</td>' in page
    assert '<td data-label="Uitstel tot">30 april 2024</td>' in page
    assert row_of(desk_client, "Emmen").reminded is None


def test_extension_that_gives_nothing_more_is_not_shown(
    desk_client: Client, assen: Submission
) -> None:
    Submission.objects.filter(pk=assen.pk).update(extended_until=here(datetime(2024, 4, 2)))
    assert row_of(desk_client, "Assen").extended_to is None


@pytest.mark.parametrize(("query", "net"), [("", 20), ("?termijn=lang", 70)])
def test_offer_stands_beside_the_share_on_the_chosen_term(
    desk_client: Client, round_: Round, query: str, net: int
) -> None:
    hand_in(round_, "Meppel", line("asiel", 20, 70, open_ended=True), amv="none")
    offer = row_of(desk_client, "Meppel", query).offer
    assert offer and (offer.net, offer.asked) == (net, 193)
    assert f"<b>{net}</b> van 193" in text(desk_client, query)


def test_municipality_without_a_number_is_unknown_and_not_zero(
    desk_client: Client, round_: Round
) -> None:
    assert row_of(desk_client, "Emmen").offer == Offer(None, None, None, "", "")
    assert '<td data-label="Aanbod">onbekend' in text(desk_client)


def test_small_bars_share_an_axis() -> None:
    offers = [Offer(50, 200, 200, "", ""), Offer(100, None, None, "", "")]
    bars = [small_bar(offer, longest(offers)) for offer in offers]
    assert [(bar.width, bar.goal) for bar in bars] == [("25", "100"), ("50", "")]
    assert small_bar(Offer(0, None, None, "", ""), longest([])).width == "0"


# Who


def test_chair_reads_the_same_and_chooses_nothing(client: Client, assen: Submission) -> None:
    ask_more_time(assen, editor_of(assen.municipality), "Later.")
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=assen.round.regietafel)
    )
    page = text(client)
    assert "Wacht op de regietafel" in page and "Assen: vraagt om uitstel" in page
    for words in ('type="checkbox"', "Herinner de gekozen", "uitstel/"):
        assert words not in page


def test_leader_chooses_from_the_table(desk_client: Client) -> None:
    page = text(desk_client)
    assert page.count('type="checkbox" name="gemeente"') == 12
    assert f'formaction="{reverse("regietafel:extend_several", args=["2024"])}"' in page
