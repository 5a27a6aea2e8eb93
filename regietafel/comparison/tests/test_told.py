"""What the desk tells beside its numbers is of the same lines as the numbers."""

from decimal import Decimal

from accounts.models import Municipality
from regietafel.comparison.desk import load_desk
from regietafel.comparison.lines import line_rows
from regietafel.comparison.municipality_rows import municipality_rows
from regietafel.comparison.told import months_of
from regietafel.tests.region import hand_in, line
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution


def last_month(round_: Round) -> int:
    desk = load_desk(Round.objects.get(pk=round_.pk))
    return months_of(desk, line_rows(desk))[-1].amounts["asiel"]


def test_ideas_are_not_among_the_places_of_a_month(round_: Round) -> None:
    hand_in(round_, "Assen", line("asiel", 10, 20), line("asiel", 5, 7, "idea"), line("amv", 3, 3))
    assert last_month(round_) == 20


def test_what_a_durable_round_leaves_out_is_not_there_later(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(durable_only=True)
    hand_in(round_, "Assen", line("asiel", 10, 20))  # too small to be durable
    assert last_month(round_) == 0


def test_per_thousand_is_of_what_does_not_expire(round_: Round) -> None:
    Municipality.objects.filter(name="Assen").update(population=10_000)
    lasting, leaving = line("asiel", 30, 30), line("asiel", 70, 0, available_until="2024-05-01")
    hand_in(round_, "Assen", lasting, leaving)
    desk = load_desk(Round.objects.get(pk=round_.pk))
    row = desk.comparison(Attribution.COUNTED).row("asiel", Term.SHORT)
    found = {str(r.municipality): (r.net, r.per_thousand) for r in municipality_rows(desk, row)[1]}
    assert found["Assen"] == (30, Decimal("3.0"))
