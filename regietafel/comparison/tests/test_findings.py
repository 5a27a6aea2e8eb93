"""The sentence at the top: net before gross, and never more certain than what is known."""

from datetime import date

import pytest

from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.findings import FindingKind, Subject, finding, findings_in_words
from regietafel.comparison.tests.test_comparison import compared, row_of, target, twelve
from rounds.enums import Certainty, Term
from rounds.targets import Targets
from submissions.counting.count import Attribution
from submissions.counting.inputs import CountedSubmission
from submissions.enums import AnswerKind
from submissions.tests.plain import RULES, hand_in, line

DAY = date(2024, 12, 31)
GOES = date(2024, 4, 1)
PEILDATA = {term: DAY for term in Term}


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


def test_part_that_is_unknown_says_of_whom_when_nobody_is_absent() -> None:
    given = [hand_in("GM0001", line(50), amv=AnswerKind.NOT_YET_KNOWN)]
    row = row_of(given, target(100), opgave="asiel_totaal")
    assert finding(row, "plekken", DAY).endswith("; van 1 gemeente is een deel nog niet bekend.")


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


def in_words(*rows: ComparisonRow, headline: str = "asiel_totaal") -> list[tuple[str, FindingKind]]:
    subjects = {
        code: Subject(code, code.capitalize(), "plekken")
        for code in ("asiel_totaal", "asiel", "amv", "bijzonder", "nood")
    }
    told = findings_in_words(rows, subjects, headline, PEILDATA)
    return [(found.opgave, found.kind) for found in told]


def row_with(given: list[CountedSubmission], opgave: str, goal: int) -> ComparisonRow:
    region = Targets(1, "bron", {(opgave, Term.SHORT, None): target(goal)})
    return compared(given, RULES, region, Attribution.COUNTED).row(opgave, Term.SHORT)


def test_shortfalls_come_before_what_is_above_its_opgave() -> None:
    given = [hand_in("GM0001", line(50), line(9, opgave="amv"), line(3, opgave="nood"))]
    total, above, below, even = (
        row_with(given, opgave, goal)
        for opgave, goal in (("asiel_totaal", 20), ("amv", 5), ("asiel", 60), ("nood", 3))
    )
    assert in_words(above, even, below, total) == [
        ("asiel_totaal", FindingKind.HEADLINE),
        ("asiel", FindingKind.SHORTFALL),
        ("amv", FindingKind.SURPLUS),
        ("nood", FindingKind.EVEN),
    ]


def test_opgave_without_a_number_for_the_region_stands_out_only_as_headline() -> None:
    given = [hand_in("GM0001", line(50))]
    rows = row_of(given), row_of(given, opgave="asiel_totaal")
    assert in_words(*rows) == [("asiel_totaal", FindingKind.HEADLINE)]


def test_finding_names_its_opgave_and_how_sure_its_number_is() -> None:
    given = [hand_in("GM0001", line(50), line(20, last_day=GOES))]
    row = row_of(given, target(100, Certainty.DERIVED))
    (told,) = findings_in_words(
        [row], {"asiel": Subject("asiel", "Asiel", "plekken")}, "", PEILDATA
    )
    assert told.text == (
        "Asiel, zonder wat vóór 31 december 2024 afloopt: een tekort van 50 plekken op de opgave "
        "van 100 (afgeleid door de regietafel); alle gemeenten zijn bekend."
    )
