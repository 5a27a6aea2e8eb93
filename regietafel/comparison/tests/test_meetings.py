"""Who could meet whom: only of who is wholly known, without what expires, alphabetical."""

from datetime import date

from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.meetings import FromShare, Meeting, meetings
from regietafel.comparison.tests.test_comparison import compared, target
from rounds.enums import Certainty, Term
from rounds.targets import TargetNumber, Targets
from submissions.counting.count import Attribution
from submissions.counting.inputs import CountedSubmission
from submissions.enums import AnswerKind
from submissions.tests.plain import RULES, hand_in, line

NAMES = {"GM0001": "Westerveld", "GM0002": "Assen", "GM0003": "Emmen", "GM0004": "Meppel"}
OPGAVEN = {"asiel": "Asiel", "asiel_totaal": "Totaal"}
SHARES = {code: target(100) for code in NAMES}


def row_beside(
    given: list[CountedSubmission], shares: dict[str, TargetNumber], opgave: str = "asiel"
) -> ComparisonRow:
    targets = Targets(1, "bron", {(opgave, Term.SHORT, code): n for code, n in shares.items()})
    return compared(given, RULES, targets, Attribution.COUNTED).row(opgave, Term.SHORT)


def test_over_offer_stands_beside_shortfall() -> None:
    given = [
        hand_in("GM0001", line(140)),
        hand_in("GM0002", line(120)),
        hand_in("GM0003", line(99)),
        hand_in("GM0004", line(100)),
    ]
    assert meetings([row_beside(given, SHARES)], OPGAVEN, NAMES) == (
        Meeting(
            "asiel",
            "Asiel",
            Term.SHORT,
            above=(FromShare("Assen", 20, ""), FromShare("Westerveld", 40, "")),
            below=(FromShare("Emmen", 1, ""),),
        ),
    )


def test_what_expires_is_offered_to_nobody() -> None:
    gone = line(60, last_day=date(2024, 4, 1))
    given = [hand_in("GM0001", line(90), gone), hand_in("GM0002", line(120))]
    (met,) = meetings([row_beside(given, SHARES)], OPGAVEN, NAMES)
    assert met.below == (FromShare("Westerveld", 10, ""),)


def test_nobody_is_met_who_is_not_known() -> None:
    given = [
        hand_in("GM0001", line(140)),
        hand_in("GM0002", asiel=AnswerKind.NOT_YET_KNOWN),
        CountedSubmission("GM0003"),
    ]
    assert meetings([row_beside(given, SHARES)], OPGAVEN, NAMES) == ()


def test_part_of_a_total_is_not_set_beside_a_whole_share() -> None:
    deels = hand_in("GM0002", line(50), amv=AnswerKind.NOT_YET_KNOWN)
    given = [hand_in("GM0001", line(140)), deels]
    row = row_beside(given, SHARES, "asiel_totaal")
    assert meetings([row], OPGAVEN, NAMES) == ()


def test_how_sure_a_share_is_goes_along() -> None:
    shares = {"GM0001": target(100, Certainty.DERIVED), "GM0002": target(100)}
    given = [hand_in("GM0001", line(140)), hand_in("GM0002", line(60))]
    (met,) = meetings([row_beside(given, shares)], OPGAVEN, NAMES)
    assert met.above == (FromShare("Westerveld", 40, "afgeleid door de regietafel"),)
    assert met.common_remark == ""
    both = {code: target(100, Certainty.DERIVED) for code in shares}
    (alike,) = meetings([row_beside(given, both)], OPGAVEN, NAMES)
    assert alike.common_remark == "afgeleid door de regietafel"
    old = shares | {"GM0001": target(100, Certainty.OUTDATED, 2022)}
    assert meetings([row_beside(given, old)], OPGAVEN, NAMES) == ()
