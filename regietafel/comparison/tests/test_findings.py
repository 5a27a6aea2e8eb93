"""The sentence at the top: net before gross, and never more certain than what is known."""

from datetime import date

import pytest

from regietafel.comparison.findings import finding
from regietafel.comparison.tests.test_comparison import row_of, target, twelve
from rounds.enums import Certainty
from submissions.counting.inputs import CountedSubmission
from submissions.enums import AnswerKind
from submissions.tests.plain import hand_in, line

DAY = date(2024, 12, 31)
GOES = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("places", "handed_in", "goal", "sentence"),
    [
        (100, 12, 1100, "100 plekken meer dan de opgave van 1.100; alle gemeenten zijn bekend."),
        (100, 12, 1300, "een tekort van 100 plekken op de opgave van 1.300; alle gemeenten"),
        (100, 12, 1199, "1 plek meer dan de opgave van 1.199; alle gemeenten zijn bekend."),
        (100, 12, 1200, "precies de opgave van 1.200; alle gemeenten zijn bekend."),
        (100, 5, 400, "al 100 plekken meer dan de opgave van 400; 7 gemeenten ontbreken nog."),
        (
            100,
            11,
            1300,
            "nog 200 plekken niet gedekt van de opgave van 1.300; 1 gemeente ontbreekt",
        ),
    ],
)
def test_difference_is_said_with_what_is_known(
    places: int, handed_in: int, goal: int, sentence: str
) -> None:
    found = finding(row_of(twelve(places, handed_in), target(goal)), "plekken", DAY)
    assert found.startswith(f"Op 31 december 2024: {sentence}")


def test_net_is_said_where_something_expires() -> None:
    given = [hand_in("GM0001", line(546), line(500, last_day=GOES)), CountedSubmission("GM0002")]
    assert finding(row_of(given, target(500)), "plekken", DAY) == (
        "Zonder wat vóór 31 december 2024 afloopt: al 46 plekken meer dan de opgave van 500; "
        "1 gemeente ontbreekt nog."
    )


def test_ideas_that_expire_are_no_part_of_what_is_said() -> None:
    given = [hand_in("GM0001", line(50), line(70, commitment="idea", last_day=GOES))]
    assert finding(row_of(given, target(50)), "plekken", DAY).startswith("Op 31 december 2024: ")


def test_part_that_is_unknown_is_said() -> None:
    given = [hand_in("GM0001", line(50)), hand_in("GM0002", asiel=AnswerKind.NOT_YET_KNOWN)]
    row = row_of(given, target(100), opgave="asiel_totaal")
    assert finding(row, "plekken", DAY).endswith(
        "nog 50 plekken niet gedekt van de opgave van 100; van 1 gemeente is nog geen aantal "
        "bekend en van 1 is een deel nog niet bekend."
    )


def test_nothing_known_is_not_called_a_shortfall() -> None:
    row = row_of([CountedSubmission("GM0001")], target(100))
    assert finding(row, "plekken", DAY) == (
        "Op 31 december 2024: nog van geen enkele gemeente een aantal bekend, de opgave is 100."
    )


def test_there_is_no_difference_without_an_opgave_or_with_an_outdated_one() -> None:
    given = [hand_in("GM0001", line(50))]
    assert "50 plekken, er is geen opgave bekend; " in finding(row_of(given), "plekken", DAY)
    old = row_of(given, target(600, Certainty.OUTDATED))
    assert "50 plekken, de opgave is 600 (verouderd); " in finding(old, "plekken", DAY)
