"""Stage april of the demonstration: what happened there, and that every page of it opens."""

import re
from datetime import date

import pytest
from django.core.management import CommandError

from common.models import Mail
from prt_portal.tests.april import LEADER, client_of, make_demo, of_file, rows
from submissions.models import (
    Attachment,
    Line,
    Question,
    ShareConfirmation,
    Submission,
    Version,
    VersionCount,
)

pytestmark = pytest.mark.any_database

EVERYBODY = [
    LEADER,
    "voorzitter@prt-drenthe.example",
    "beheer@prt-drenthe.example",
    "invuller@noordenveld.example",
    "akkoord@borger-odoorn.example",
]
PAGE = re.compile(r'href="(/[^"#?]*/(?:\?termijn=\w+)?)(?:[?#&][^"]*)?"')


def test_all_twelve_have_handed_in(april: None) -> None:
    numbers = [s.latest_number for s in Submission.objects.with_latest_number()]
    assert sorted(map(str, numbers)) == ["1"] * 11 + ["2"]
    assert VersionCount.objects.count() == Version.objects.submitted().count() == 13


def test_late_by_letter_extended_twice_and_reopened(april: None) -> None:
    late = Version.objects.submitted().filter(submitted_at__date__gt=date(2024, 3, 31), number=1)
    assert {v.submission.municipality.name for v in late} == {
        "De Wolden",
        "Midden-Drenthe",
        "Noordenveld",
        "Westerveld",
    }
    letter = Version.objects.exclude(letter_dated=None).get()
    assert letter.submission.municipality.name == "Midden-Drenthe"
    assert Attachment.objects.get(version=letter).kind == "letter"
    assert Version.objects.get(number=2).submission.municipality.name == "Emmen"
    draft = Version.objects.working_copies().get()
    assert draft.submission.municipality.name == "Noordenveld"
    assert draft.submission.draft_open_to_regietafel
    extended = Submission.objects.exclude(extended_until=None)
    assert {s.municipality.name for s in extended} == {"Noordenveld", "Westerveld"}


def test_draft_in_the_making_differs_from_what_counts(april: None) -> None:
    lines = Line.objects.filter(location_name="Voorbeeldlocatie Noordenveld-Oost")
    last_days = lines.values_list("version__number", "available_until")
    assert set(last_days) == {(1, date(2025, 6, 30)), (None, date(2026, 12, 31))}


def test_joint_locations_are_in_all_four_states(april: None) -> None:
    states = {
        (str(c.submission.municipality), str(c.partner), c.answer, c.ended_at is None)
        for c in ShareConfirmation.objects.all()
    }
    assert states == {
        ("Hoogeveen", "De Wolden", "", True),
        ("Assen", "Aa en Hunze", "confirmed", True),
        ("Assen", "Noordenveld", "declined", True),
        ("Emmen", "Borger-Odoorn", "confirmed", False),
        ("Emmen", "Borger-Odoorn", "", True),
    }


def test_questions_are_open_answered_and_done(april: None) -> None:
    both = Question.objects.without_notes()
    states = {
        (q.closed_at is not None, q.messages.count()) for q in both.prefetch_related("messages")
    }
    assert states == {(True, 2), (False, 2), (False, 1)}
    assert Question.objects.count() == both.count() + 1


def test_every_text_says_it_is_an_example(april: None) -> None:
    assert not Line.objects.exclude(explanation__startswith="Voorbeeldgegevens").exists()
    assert not Line.objects.exclude(location_name__startswith="Voorbeeldlocatie").exists()
    assert not Version.objects.exclude(remarks__startswith="Voorbeeldgegevens").exists()
    for row in of_file("verhaal.csv"):
        assert not row["tekst"] or row["tekst"].startswith("Voorbeeldgegevens")


@pytest.mark.parametrize("email", EVERYBODY)
def test_every_page_that_a_link_leads_to_opens(email: str, april: None) -> None:
    """From the home page on, both terms; files, the account and the administration are left out."""
    client, seen, waiting = client_of(email), set[str](), ["/"]
    broken: dict[str, int] = {}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            broken[address] = answer.status_code
        found = set(PAGE.findall(answer.content.decode(errors="replace")))
        waiting += sorted(
            link
            for link in found - seen - set(waiting)
            if not link.startswith(("/static/", "/account/", "/beheer/"))
        )
    assert not broken
    assert len(seen) >= (5 if email.startswith("beheer") else 15)


def test_no_mail_waits(april: None) -> None:
    assert Mail.objects.exists()
    assert not Mail.objects.filter(sent_at=None).exists()


def test_second_run_changes_nothing(april: None) -> None:
    before = rows()
    assert "niets overschreven" in make_demo(stage="april")
    assert "niets overschreven" in make_demo(stage="maart")
    assert rows() == before


def test_april_is_as_new_when_reset(april: None) -> None:
    def told() -> dict[str, int]:
        return {name: len(found) for name, found in rows().items()}

    before, names = told(), ("submissions", "rounds")
    assert "staat klaar" in make_demo(stage="april", reset=True)
    after = told()
    assert [n for n in before if n.split(".")[0] in names and before[n] != after[n]] == []


def test_another_stage_is_refused_where_invented_shares_stand(april: None) -> None:
    before = rows()
    with pytest.raises(CommandError, match=r"stand april.*stand maart met een lege database"):
        make_demo(stage="maart", reset=True)
    assert rows() == before
