"""A small round of Drenthe, of which nobody has begun."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Regietafel
from rounds.enums import CountsInPart, Unit
from rounds.models import Opgave, Round

HERE = ZoneInfo("Europe/Amsterdam")
OPENS, DEADLINE, CLOSES = datetime(2024, 2, 15), datetime(2024, 4, 1), datetime(2024, 4, 16)


def here(moment: datetime) -> datetime:
    return moment.replace(tzinfo=HERE)


def make_round(regietafel: Regietafel, **changes: Any) -> Round:
    """A round with a sum and its two parts, and one row that stands alone."""
    fields = {
        "slug": "2024",
        "title": "Spreidingswet 2024",
        "short_term": "op 31 december 2024",
        "long_term": "op 1 juli 2025",
        "short_term_date": date(2024, 12, 31),
        "long_term_date": date(2025, 7, 1),
        "opens_at": here(OPENS),
        "deadline_at": here(DEADLINE),
        "closes_at": here(CLOSES),
        "count_emergency": True,
    }
    round_ = Round.objects.create(regietafel=regietafel, **(fields | changes))
    sum_of_asylum = {"has_lines": False, "is_asylum_total": True}
    total = make_opgave(round_, "asiel_totaal", "Opvang totaal", 10, **sum_of_asylum)
    part = {"part_of": total, "counts_in_part": CountsInPart.YES}
    make_opgave(round_, "asiel", "Reguliere opvang", 20, **part)
    make_opgave(round_, "amv", "Opvang amv", 30, **part, confidential=True)
    make_opgave(round_, "flex", "Flexwoningen", 40, unit=Unit.HOMES)
    return round_


def make_opgave(round_: Round, code: str, name: str, order: int, **changes: Any) -> Opgave:
    fields = {"unit": Unit.PLACES, "has_lines": True}
    return Opgave.objects.create(
        round=round_, code=code, name=name, order=order, **(fields | changes)
    )
