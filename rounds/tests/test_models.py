"""What the rows of a round may be, and what stands after the first hand-in."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from rounds.enums import CountsInPart
from rounds.models import Opgave, Round
from rounds.models.opgave import MEANING_IS_FIXED


def opgave(round_: Round, code: str) -> Opgave:
    return round_.opgaven.get(code=code)


def refused(row: Opgave) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return error.value.message_dict


def test_row_is_not_its_own_part(round_2024: Round) -> None:
    total = opgave(round_2024, "asiel_totaal")
    total.part_of, total.counts_in_part = total, CountsInPart.YES
    assert "Een rij kan geen deel van zichzelf zijn." in str(refused(total))
    with pytest.raises(IntegrityError):
        Opgave.objects.filter(pk=total.pk).update(part_of=total, counts_in_part=CountsInPart.YES)


def test_row_is_part_of_a_sum_only(round_2024: Round) -> None:
    flex = opgave(round_2024, "flex")
    flex.part_of, flex.counts_in_part = opgave(round_2024, "asiel"), CountsInPart.YES
    assert "part_of" in refused(flex)


def test_sum_is_not_filled_in(round_2024: Round) -> None:
    total = opgave(round_2024, "asiel_totaal")
    total.has_lines, total.is_asylum_total = True, False
    assert refused(total) == {"has_lines": ["Deze rij is de optelsom van andere rijen."]}


def test_round_has_one_asylum_total(round_2024: Round) -> None:
    other = Opgave(
        round=round_2024,
        code="tweede",
        name="Tweede",
        unit="places",
        order=99,
        has_lines=False,
        is_asylum_total=True,
    )
    assert "Deze ronde heeft al een totaal van de asielopvang." in str(refused(other))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("flex", {"unit": "places"}),
        ("amv", {"counts_in_part": CountsInPart.NO}),
        ("amv", {"part_of": None, "counts_in_part": ""}),
        ("flex", {"has_lines": False}),
        ("flex", {"code": "flexwoningen"}),
        ("asiel_totaal", {"is_asylum_total": False}),
    ],
)
def test_what_numbers_mean_is_fixed_after_the_first_hand_in(
    version_assen: Any, code: str, changes: dict[str, object]
) -> None:
    row = opgave(version_assen.submission.round, code)
    for name, value in changes.items():
        setattr(row, name, value)
    assert set(refused(row)) == set(changes)
    assert MEANING_IS_FIXED in str(refused(row))


def test_words_may_change_after_the_first_hand_in(version_assen: Any) -> None:
    row = opgave(version_assen.submission.round, "flex")
    row.name, row.help_text, row.order = "Flexibele woningen", "Alleen wat er staat.", 45
    row.full_clean()


def test_what_numbers_mean_may_change_before_the_first_hand_in(round_2024: Round) -> None:
    row = opgave(round_2024, "flex")
    row.unit = "places"
    row.full_clean()
