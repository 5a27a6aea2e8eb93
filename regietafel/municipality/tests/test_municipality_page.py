"""What the desk reads of one municipality, and what only the project leader does."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import User
from accounts.tests.builders import make_person
from regietafel.comparison.desk import load_desk
from regietafel.municipality.numbers import load_numbers, numbers_of
from regietafel.tests.region import confirm, editor_of, hand_in, line
from rounds.models import Round
from rounds.tests.builders import here
from submissions.enums import EventKind, ShareAnswer
from submissions.lifecycle.locking import record
from submissions.models import Submission
from submissions.more_time.actions import extend
from submissions.questions.tests.talk import OWN_SIDE, ask
from submissions.reminders.notices import remind

pytestmark = pytest.mark.any_database


@pytest.fixture
def assen(round_: Round) -> Submission:
    return Submission.objects.get(round=round_, municipality__name="Assen")


@pytest.fixture
def leader(desk_client: Client) -> User:
    return User.objects.get(email="projectleider@test.example")


def text(client: Client, code: str = "GM0106") -> str:
    answer = client.get(reverse("regietafel:municipality", args=["2024", code]))
    return " ".join(answer.content.decode().split("<main")[1].split("</main")[0].split())


def part(page: str, heading: str) -> str:
    return page.split(f'id="{heading}"')[1].split("</section>")[0]


def test_three_levels_stand_beside_the_share_on_both_terms(
    desk_client: Client, round_: Round
) -> None:
    sure = line("asiel", 100, 90, open_ended=True)
    promised = line("asiel", 20, 20, "pledged", open_ended=True)
    idea = line("asiel", 7, 7, "idea", open_ended=True)
    hand_in(round_, "Meppel", sure, promised, idea, amv="none")
    short, long = part(text(desk_client, "GM0119"), "telt-mee").split("Lange termijn")
    for term, levels, difference in (
        (short, (100, 120, 127), "−73"),
        (long, (90, 110, 117), "−83"),
    ):
        row = term.split("asiel_totaal/")[1].split("</tr>")[0]
        names = ("Vast", "Vast en toegezegd", "Alles", "Indicatief aandeel")
        for name, amount in zip(names, (*levels, 193), strict=True):
            assert f'data-label="{name}">{amount}' in row
        assert difference in row


def test_numbers_are_those_of_the_whole_desk(round_: Round) -> None:
    """Though only the versions that count for it are read."""
    hand_in(round_, "Assen", line("asiel", 100, 90, shares={"Emmen": (30, 20), "Meppel": (5, 5)}))
    hand_in(round_, "Emmen", line("asiel", 40, 40, shares={"Assen": (9, 9)}), amv="none")
    for partner, lead in (("Emmen", "Assen"), ("Assen", "Emmen")):
        confirm(partner, lead)
    desk = load_desk(round_)
    for submission in Submission.objects.select_related("round", "municipality"):
        alone = load_numbers(submission)
        assert alone == numbers_of(desk, submission.municipality.cbs_code)
    assert any(row.cell.cell.tally for row in alone[0].rows) is False  # Westerveld


def test_level_is_without_what_expires(desk_client: Client, round_: Round) -> None:
    leaving = line("asiel", 50, 0, available_until="2024-06-01", explanation="Sluit")
    hand_in(round_, "Assen", leaving, line("asiel", 30, 30, open_ended=True))
    numbers = part(text(desk_client), "telt-mee")
    assert 'data-label="Vast">30<span class="hint">+ 50 vervalt</span>' in numbers


def test_numbers_of_who_has_not_handed_in_are_unknown(desk_client: Client) -> None:
    numbers = part(text(desk_client, "GM0119"), "telt-mee")
    assert "<em>onbekend</em>" in numbers
    assert 'data-label="Vast"' not in numbers


def test_open_shares_stand_at_both_sides_and_apart(desk_client: Client, round_: Round) -> None:
    shared = line("asiel", 50, 50, shares={"Emmen": (9, 8), "Meppel": (7, 6), "Hoogeveen": (1, 1)})
    hand_in(round_, "Assen", shared)
    confirm("Emmen", "Assen", ShareAnswer.DECLINED, "Niet afgesproken")
    confirm("Hoogeveen", "Assen")
    lead, partner = (
        part(text(desk_client), "aandelen"),
        part(text(desk_client, "GM0119"), "aandelen"),
    )
    assert "9 kort, 8 lang" in lead and "Afgewezen door Emmen op 12 maart 2024: Niet" in lead
    assert "7 kort, 6 lang" in lead and "Wacht op antwoord van Meppel sinds 12 maart" in lead
    assert "Hoogeveen" not in lead
    assert "Meppel in een locatie van Assen" in partner and "Emmen" not in partner


def test_deadline_and_closing_moment_stand_there_with_the_extension(
    desk_client: Client, assen: Submission, leader: User
) -> None:
    extend(assen, leader, here(datetime(2024, 5, 1)), "Raad")
    page = text(desk_client)
    assert "<dt>Deadline</dt><dd>tot en met 31 maart 2024, 23.59 uur</dd>" in page
    assert "30 april 2024, 23.59 uur (met uitstel)" in page


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2024, 4, 1), "Te laat indienen kan tot en met"),
        (date(2024, 4, 16), "Gesloten sinds"),
    ],
)
def test_closing_moment_is_called_what_it_is(
    desk_client: Client, settings: Settings, day: date, label: str
) -> None:
    settings.PRT_TODAY = day
    assert f"<dt>{label}</dt><dd>15 april 2024, 23.59 uur</dd>" in text(desk_client)


def test_what_was_sent_is_told_with_how_many_people_got_it(
    desk_client: Client, assen: Submission, leader: User, round_: Round
) -> None:
    editor_of(assen.municipality)
    make_person("tweede@assen.example", Role.EDITOR, municipality=assen.municipality)
    remind(round_, leader, ["GM0106"], "Bel mij", "nu")
    extend(assen, leader, here(datetime(2024, 5, 1)), "Raad")
    page = text(desk_client)
    sent = part(page, "gemaild")
    for words in ("Herinnering op 12 maart 2024", "Uitstel gegeven op 12 maart 2024"):
        assert f"{words}: " in sent
    assert sent.count("aan 2 personen, waarvan 2 nog niet verzonden") == 2
    assert "Herinnerd door de projectleider door Projectleider" in part(page, "gebeurtenissen")


def test_mail_inside_the_municipality_or_to_another_is_not_told(
    desk_client: Client, assen: Submission, leader: User, round_: Round
) -> None:
    ask(assen, editor_of(assen.municipality), OWN_SIDE, subject="Geheim")
    remind(round_, leader, ["GM0114"], "", "nu")
    page = text(desk_client)
    assert "Geheim" not in page
    assert "Hier komen herinneringen te staan" in part(page, "gemaild")


def test_events_beyond_ten_unfold(desk_client: Client, assen: Submission, leader: User) -> None:
    for number in range(12):
        record(assen, leader, EventKind.EXTENDED, f"Keer {number}.")
    events = part(text(desk_client), "gebeurtenissen")
    seen, folded = events.split("<summary>Nog 2 eerdere gebeurtenissen</summary>")
    assert "Keer 11." in seen and "Keer 2." in seen and "Keer 1." not in seen
    assert "Keer 1." in folded and "Keer 0." in folded


def test_leader_reads_who_has_access(desk_client: Client, assen: Submission) -> None:
    make_person("jan@assen.example", Role.APPROVER, municipality=assen.municipality)
    assert ", akkoordgever</li>" in part(text(desk_client), "mensen")
    assert "Bij Emmen heeft niemand een account" in part(text(desk_client, "GM0114"), "mensen")


def test_chair_reads_all_but_who_has_access(client: Client, assen: Submission) -> None:
    editor_of(assen.municipality)
    client.force_login(
        make_person("voorzitter@test.example", Role.CHAIR, regietafel=assen.round.regietafel)
    )
    page = text(client)
    assert "Wie heeft toegang" not in page
    for heading in ("telt-mee", "gebeurtenissen", "gemaild"):
        assert f'id="{heading}"' in page
