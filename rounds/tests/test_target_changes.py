"""What changed between two sets of opgaven."""

from rounds.enums import Certainty
from rounds.target_changes import target_changes
from rounds.targets import TargetKey, TargetNumber

OLD = TargetNumber(100, Certainty.SEEN, "brief 1")
SAME, MORE, OTHER_SOURCE, GONE, NEW = (
    ("asiel", "short", code) for code in (None, "GM0001", "GM0002", "GM0003", "GM0004")
)
BEFORE: dict[TargetKey, TargetNumber] = dict.fromkeys((SAME, MORE, OTHER_SOURCE, GONE), OLD)
AFTER: dict[TargetKey, TargetNumber] = {
    SAME: OLD,
    MORE: TargetNumber(120, Certainty.UNCERTAIN, "brief 1"),
    OTHER_SOURCE: TargetNumber(100, Certainty.SEEN, "brief 2"),
    NEW: TargetNumber(0, Certainty.SEEN, "brief 2"),
}


def test_every_kind_of_change_is_told_and_nothing_else() -> None:
    found = {change.key: change for change in target_changes(BEFORE, AFTER)}
    assert {key: change.word for key, change in found.items()} == {
        MORE: "gewijzigd",
        OTHER_SOURCE: "gewijzigd",
        NEW: "toegevoegd",
        GONE: "vervallen",
    }


def test_change_says_what_of_the_number_is_other() -> None:
    found = {change.key: change for change in target_changes(BEFORE, AFTER)}
    more, source = found[MORE], found[OTHER_SOURCE]
    assert (more.has_other_amount, more.has_other_certainty, more.has_other_source) == (
        True,
        True,
        False,
    )
    assert (source.has_other_amount, source.has_other_source) == (False, True)


def test_year_is_part_of_how_sure_a_number_is() -> None:
    before = {SAME: TargetNumber(5, Certainty.OUTDATED, "b", 2022)}
    after = {SAME: TargetNumber(5, Certainty.OUTDATED, "b", 2023)}
    (change,) = target_changes(before, after)
    assert change.has_other_certainty
