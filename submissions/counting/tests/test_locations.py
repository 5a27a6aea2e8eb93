"""The same location, however it was typed."""

import pytest

from submissions.counting.locations import NamedLine, same_locations

Typed = tuple[str, str]  # name, place


def locations(*typed: Typed) -> list[str | None]:
    lines = [NamedLine(number, *names) for number, names in enumerate(typed)]
    return list(same_locations(lines).values())


@pytest.mark.parametrize(
    "typed",
    [
        ("azc  Vries", "Vries"),
        ("AZC Vries", "VRIES"),
        (" azc Vries ", " Vries"),
        ("azc-Vries", "Vries"),
        ("azc\u2011Vries", "Vries"),
        ("azcVries", "Vries"),
        ("azc Vri\u0301es", "Vries"),
        ("azc Vríes", "Vries"),
        ("azc Vries", ""),
    ],
)
def test_location_is_the_same_however_it_was_typed(typed: Typed) -> None:
    one, other = locations(typed, ("azc Vries", "Vries"))
    assert one == other is not None


@pytest.mark.parametrize(
    "other", [("azc Vries", "Assen"), ("azc", "Vries Vries"), ("azc 2", "Vries")]
)
def test_location_is_another_one_when_name_or_place_differs(other: Typed) -> None:
    one, another = locations(other, ("azc Vries", "Vries"))
    assert one != another


def test_line_without_a_place_is_a_location_of_its_own_when_two_places_are_meant() -> None:
    vries, assen, unknown = locations(("azc", "Vries"), ("azc", "Assen"), ("azc", ""))
    assert len({vries, assen, unknown}) == 3


def test_two_lines_without_a_place_are_the_same_location() -> None:
    one, other = locations(("azc", ""), ("azc", ""))
    assert one == other


def test_location_without_a_name_stands_alone() -> None:
    assert locations(("", "Vries"), ("", "Vries")) == [None, None]
