"""How faults are told, and the limits at which a file is no longer opened."""

from io import BytesIO

import pytest

from submissions.workbook import safety
from submissions.workbook.faults import Fault, FaultRow, cell_ranges, faults_csv, joined


def test_cells_below_each_other_are_told_as_a_range() -> None:
    assert cell_ranges(["F4", "F2", "F5", "F6", "AA1", "B2"]) == "B2, F2, F4:F6, AA1"


def test_equal_messages_of_a_tab_are_joined_and_of_another_tab_are_not() -> None:
    faults = [Fault("m", "a", "F2", "x"), Fault("m", "a", "F3", "x"), Fault("m", "b", "F2", "y")]
    assert joined(faults) == [FaultRow("a", "F2:F3", "x", "m"), FaultRow("b", "F2", "y", "m")]


def test_no_more_than_three_examples_are_shown_of_what_was_entered() -> None:
    (row,) = joined([Fault("m", "a", f"F{number}", f"tekst {number}") for number in range(1, 6)])
    assert row.entered == "tekst 1; tekst 2; tekst 3; en nog 2 andere"


def test_long_text_is_shortened_and_line_breaks_are_gone() -> None:
    (row,) = joined([Fault("m", "a", "F1", "woord\n" * 50)])
    assert len(row.entered) == 80
    assert "\n" not in row.entered


def test_csv_begins_with_a_byte_order_mark_and_separates_with_semicolons() -> None:
    content = faults_csv([FaultRow("Bijlage 3", "F2", "@x", "Vul een heel aantal in.")])
    assert content.startswith(b"\xef\xbb\xbfTabblad;Cel;Ingevuld;")
    assert "Bijlage 3;F2;'@x;Vul een heel aantal in." in content.decode("utf-8-sig")


class Unread(BytesIO):
    """A file that fails the test when anybody reads it."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("the file was read")


def test_file_over_the_limit_is_not_read_at_all() -> None:
    with pytest.raises(safety.Unsafe, match="groter dan 5 MB"):
        safety.kind_of(Unread(), safety.MAX_UPLOAD + 1)
