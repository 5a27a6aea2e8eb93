"""The comparison of two contents: plain data, with whole contents made up by hypothesis."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from submissions.content.plain import PlainContent, PlainLine, Value
from submissions.enums import AnswerKind, Commitment
from submissions.versions.compare import (
    ContentChange,
    LineChangeKind,
    ValueChange,
    compare_contents,
)

OPPOSITE = {
    LineChangeKind.ADDED: LineChangeKind.REMOVED,
    LineChangeKind.REMOVED: LineChangeKind.ADDED,
    LineChangeKind.DROPPED: LineChangeKind.REVIVED,
    LineChangeKind.REVIVED: LineChangeKind.DROPPED,
    LineChangeKind.CHANGED: LineChangeKind.CHANGED,
}

words = st.sampled_from(["", "azc", "kazerne"])

values = st.fixed_dictionaries(
    {
        "location_name": words,
        "amount_short": st.none() | st.integers(0, 2),
        "commitment": st.sampled_from(["", Commitment.IN_USE, Commitment.DROPPED]),
        "confidential": st.booleans(),
        "shares": st.dictionaries(
            st.sampled_from(["Meppel", "Emmen"]), st.tuples(st.integers(0, 1), st.none())
        ),
    }
)

lines = st.builds(PlainLine, st.sampled_from("1234"), st.sampled_from(["asiel", "amv"]), values)

answers = st.fixed_dictionaries({"kind": st.sampled_from(AnswerKind), "reason": words})

contents = st.builds(
    PlainContent,
    header=st.fixed_dictionaries({"contact_name": words, "remarks": words}),
    answers=st.dictionaries(st.sampled_from(["asiel", "amv"]), answers),
    lines=st.lists(lines, max_size=4, unique_by=lambda line: line.line_id).map(tuple),
)


def line(line_id: str = "1", opgave: str = "asiel", **changes: Value) -> PlainLine:
    fields: dict[str, Value] = {
        "location_name": "azc",
        "amount_short": 10,
        "commitment": Commitment.IN_USE,
    }
    return PlainLine(line_id, opgave, fields | changes)


def changes_of(before: list[PlainLine], after: list[PlainLine]) -> ContentChange:
    return compare_contents(PlainContent(lines=tuple(before)), PlainContent(lines=tuple(after)))


def mirrored(values: Iterable[ValueChange]) -> set[ValueChange]:
    return {ValueChange(change.name, change.after, change.before) for change in values}


def hashable(changes: tuple[ValueChange, ...]) -> list[ValueChange]:
    """A dict of shares has no hash."""
    return [replace(c, before=str(c.before), after=str(c.after)) for c in changes]


@given(contents)
def test_nothing_changed_when_compared_with_itself(content: PlainContent) -> None:
    change = compare_contents(content, content)
    assert change.is_empty
    assert sum(change.unchanged.values()) == len(content.lines)


@given(contents, contents)
def test_sides_are_mirrored_when_swapped(one: PlainContent, other: PlainContent) -> None:
    there, back = compare_contents(one, other), compare_contents(other, one)
    assert {c.line.line_id: OPPOSITE[c.kind] for c in there.lines} == {
        c.line.line_id: c.kind for c in back.lines
    }
    for forward in there.lines:
        reverse = next(c for c in back.lines if c.line.line_id == forward.line.line_id)
        assert mirrored(hashable(forward.values)) == set(hashable(reverse.values))
    assert mirrored(there.header) == set(back.header)
    assert {code: mirrored(found) for code, found in there.answers.items()} == {
        code: set(found) for code, found in back.answers.items()
    }


@given(contents, contents)
def test_every_line_is_told_exactly_once_when_compared(
    one: PlainContent, other: PlainContent
) -> None:
    change = compare_contents(one, other)
    told = [c.line.line_id for c in change.lines]
    assert len(told) == len(set(told))
    assert len(told) + sum(change.unchanged.values()) == len(
        {c.line_id for c in (*one.lines, *other.lines)}
    )


@given(lines, values)
def test_every_changed_field_is_told_exactly_once_when_a_line_changed(
    before: PlainLine, after: dict[str, dict[str, tuple[int, None]] | str | int | None]
) -> None:
    differing = {name for name in after if filled(before.values[name]) != filled(after[name])}
    change = changes_of([before], [replace(before, values=after)])
    told = [value.name for found in change.lines for value in found.values]
    assert sorted(told) == sorted(differing)


def filled(value: object) -> object:
    """What a reader sees of a value: an empty box, no tick and no shares are all nothing; 0 is a
    number."""
    return value if value == 0 and value is not False else value or None


def test_line_is_added_with_what_was_filled_in_when_new() -> None:
    (change,) = changes_of([], [line(place="", confidential=False, amount_short=0)]).lines
    assert change.kind == LineChangeKind.ADDED
    assert ValueChange("amount_short", None, 0) in change.values
    assert {"place", "confidential"}.isdisjoint(value.name for value in change.values)


def test_line_is_dropped_when_it_counts_no_more() -> None:
    (change,) = changes_of([line()], [line(commitment=Commitment.DROPPED)]).lines
    assert change.kind == LineChangeKind.DROPPED
    assert change.values == (ValueChange("commitment", Commitment.IN_USE, Commitment.DROPPED),)


def test_line_is_changed_when_it_was_dropped_already() -> None:
    dropped = line(commitment=Commitment.DROPPED)
    (change,) = changes_of([dropped], [line(commitment=Commitment.DROPPED, amount_short=9)]).lines
    assert change.kind == LineChangeKind.CHANGED


def test_line_is_removed_when_it_is_gone() -> None:
    (change,) = changes_of([line("1"), line("2")], [line("2")]).lines
    assert (change.kind, change.line.line_id) == (LineChangeKind.REMOVED, "1")


def test_number_is_told_when_it_became_zero() -> None:
    (change,) = changes_of([line()], [line(amount_short=0)]).lines
    assert change.values == (ValueChange("amount_short", 10, 0),)


def test_opgave_is_told_when_a_line_moved() -> None:
    (change,) = changes_of([line(opgave="asiel")], [line(opgave="amv")]).lines
    assert change.values == (ValueChange("opgave", "asiel", "amv"),)
