"""Each word on a page stands beside its own number."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from common.tests.responses import page_text
from regietafel.tests.region import confirm, hand_in, line
from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetSet
from submissions.enums import ShareAnswer

COMPARISON = reverse("regietafel:comparison", args=["2024"])
OPGAVE = reverse("regietafel:comparison_opgave", args=["2024", "asiel"])


@pytest.fixture
def shared(round_: Round) -> None:
    """Thirty declined, ten waiting."""
    shares = {"Emmen": (30, 20), "Meppel": (10, 10)}
    hand_in(round_, "Assen", line("asiel", 100, 80, shares=shares))
    confirm("Emmen", "Assen", ShareAnswer.DECLINED, "Te veel.")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (COMPARISON, ("waarvan wacht op antwoord: 10", "waarvan afgewezen: 30")),
        (OPGAVE, ("waarvan 10 wacht op antwoord", "waarvan 30 afgewezen")),
    ],
)
def test_waiting_and_declined_have_their_own_number(
    shared: None, desk_client: Client, address: str, words: tuple[str, str]
) -> None:
    text = page_text(desk_client.get(address))
    assert all(word in text for word in words)


@pytest.fixture
def shares_of_fifty(round_: Round) -> None:
    newest = TargetSet.objects.create(
        round=round_, number=2, source="bron", made_at="2024-02-15T12:00Z"
    )
    asiel = round_.opgaven.get(code="asiel")
    of: dict[str, Any] = {"target_set": newest, "opgave": asiel, "term": Term.SHORT}
    of |= {"certainty": Certainty.SEEN, "source": "bron"}
    Target.objects.create(amount=400, **of)
    for submission in round_.submissions.select_related("municipality"):
        if submission.municipality.name in ("Assen", "Emmen"):
            Target.objects.create(amount=50, municipality=submission.municipality, **of)


def test_who_is_above_and_who_is_below(
    shares_of_fifty: None, round_: Round, desk_client: Client
) -> None:
    hand_in(round_, "Assen", line("asiel", 70, 0))
    hand_in(round_, "Emmen", line("asiel", 45, 0))
    text = page_text(desk_client.get(COMPARISON))
    assert "boven het aandeel: Assen (+20)" in text
    assert "onder het aandeel: Emmen (−5)" in text


def test_region_has_its_own_percentage(
    shares_of_fifty: None, round_: Round, desk_client: Client
) -> None:
    hand_in(round_, "Assen", line("asiel", 70, 0))
    region = page_text(desk_client.get(OPGAVE)).split("Regio ")[1]
    assert "400" in region and "17%" in region
