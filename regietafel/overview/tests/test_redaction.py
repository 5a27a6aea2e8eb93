"""What is hidden of a confidential location, and from whom."""

import json

import pytest

from regietafel.comparison.desk import load_desk
from regietafel.overview.build import overview_of
from regietafel.overview.content import Overview, OverviewLine, as_plain
from regietafel.overview.redaction import HIDDEN, PUBLIC, Reader, redact
from regietafel.tests.region import hand_in, line
from rounds.models import Round

NAME, PLACE, EXPLANATION = "Het Geheime Huis", "Verborgen Veld", "Naast de oude molen"


@pytest.fixture
def whole(round_: Round) -> Overview:
    secret = line(
        "asiel",
        3000,  # stands out: more than the opgave
        80,
        location_name=NAME,
        place=PLACE,
        explanation=EXPLANATION,
        confidential=True,
        available_until="2024-05-01",
        shares={"Emmen": (30, 20)},
    )
    hand_in(round_, "Assen", secret, line("amv", 5, 5, location_name="Open Huis", place="Assen"))
    return overview_of(load_desk(round_, with_warnings=True))


def codes(overview: Overview) -> dict[str, str]:
    return {cell.municipality: cell.cell.cbs_code for cell in overview.matrix}


def as_text(overview: Overview) -> str:
    return json.dumps(as_plain(overview), ensure_ascii=False)


def test_nothing_typed_of_it_is_left_for_who_may_not_read_it(whole: Overview) -> None:
    assert all(word in as_text(whole) for word in (NAME, PLACE, EXPLANATION))
    for reader in (PUBLIC, Reader(), Reader(codes(whole)["Meppel"])):
        text = as_text(redact(whole, reader))
        assert not any(word in text for word in (NAME, PLACE, EXPLANATION))
        assert "Open Huis" in text


def numbers_of(line: OverviewLine) -> tuple[object, ...]:
    return (line.municipality, line.opgave, line.short, line.long, line.level, line.expires_on)


def test_numbers_stay(whole: Overview) -> None:
    blanked = redact(whole, PUBLIC)
    assert list(map(numbers_of, blanked.lines)) == list(map(numbers_of, whole.lines))
    assert (blanked.rows, blanked.matrix) == (whole.rows, whole.matrix)
    assert {line.location for line in blanked.lines} == {HIDDEN, "Open Huis"}
    assert len(blanked.warnings) == len(whole.warnings)


def test_own_municipality_and_a_partner_read_it(whole: Overview) -> None:
    for name in ("Assen", "Emmen"):
        assert NAME in as_text(redact(whole, Reader(codes(whole)[name])))


def test_overview_says_whether_it_shows_them(whole: Overview) -> None:
    assert redact(whole, Reader(asks_confidential=True)) == whole
    assert (whole.shows_confidential, redact(whole, PUBLIC).shows_confidential) == (True, False)
