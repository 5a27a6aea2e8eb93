"""What nobody can see counts as nothing; what is seen stays as it was typed."""

import pytest

from common.dates import parse_date
from common.numbers import parse_whole_number
from common.texts import as_seen, normalise, on_one_line

NOTHING_TO_SEE = [
    "",
    " \t\r\n",
    "\u00a0\u2003\u3000",
    "\u200b",
    "\u200b \u200d\u2060",
    "\u00ad",
    "\ufeff",
    "\u202a\u202c",
    "\u2066\u2069",
    "\u061c",
    "\u3164",
    "\uffa0",
    "\u2800",
    "\ufe0f",
    "\u034f",
    "\x01\x1b\x7f\x85",
    "\U000e0020",
]

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize("text", NOTHING_TO_SEE, ids=ascii)
def test_text_is_empty_when_there_is_nothing_to_see(text: str) -> None:
    assert normalise(text) == ""
    assert as_seen(text) == ""


@pytest.mark.parametrize("text", NOTHING_TO_SEE, ids=ascii)
def test_number_and_date_are_left_out_when_there_is_nothing_to_see(text: str) -> None:
    assert parse_whole_number(text) is None
    assert parse_date(text) is None


@pytest.mark.parametrize("text", [FAMILY, "\u2764\ufe0f", "azc\u00adAssen", "a\u200bb", ".", "0"])
def test_invisible_characters_stay_beside_visible_ones(text: str) -> None:
    assert normalise(f" {text}\r\n") == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("azc\u200b Assen", "azc Assen"),
        ("naam@gemeente.nl\u200b", "naam@gemeente.nl"),
        ("azc\nAssen", "azc Assen"),
        ("azc \u202enessA", "azc nessA"),
        (f"Gezin {FAMILY}", f"Gezin {FAMILY}"),
    ],
)
def test_name_holds_nothing_that_changes_it_unseen(typed: str, kept: str) -> None:
    assert on_one_line(typed) == kept
