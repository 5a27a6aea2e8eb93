"""Files and pastes that are very wide, very long, or hold what nobody sees: answered in words and
in time."""

import time

import pytest
from django.test import Client

from common.tests.responses import page_text
from regietafel.targets.files import MOST_FAULTS
from regietafel.targets.sheet import MOST_ROWS
from regietafel.targets.tests.desk import address, fixed, number_of, pasted, preview, uploaded
from regietafel.targets.tests.test_files import HEAD, csv_of, faults
from rounds.models import Round

SECONDS = 4
"""A hundred thousand empty cells took seventeen."""


@pytest.mark.parametrize(
    "content",
    [
        HEAD.encode() + b"x" + b";" * 200_000,
        ";".join(f"kolom{n}" for n in range(20_000)).encode() + b"\n",
        HEAD.encode() + (b";" * 16_384 + b"\nx" + b";" * 16_384 + b"\n") * 10,
    ],
    ids=["one wide row", "many columns", "a sheet saved at its full width"],
)
def test_wide_file_is_answered_in_time(round_: Round, desk_client: Client, content: bytes) -> None:
    start = time.process_time()
    answer = uploaded(desk_client, content)
    assert time.process_time() - start < SECONDS
    assert faults(answer)


def test_wide_paste_is_read_in_time(round_: Round, desk_client: Client) -> None:
    start = time.process_time()
    answer = pasted(desk_client, "Gemeente\tKort\nAssen\t7" + "\t" * 99_000, "flex")
    assert time.process_time() - start < SECONDS
    assert answer["Location"] == address("new_targets")
    assert [row.change.after.amount for row in preview(desk_client)["changes"]] == [7]


def test_only_the_first_faults_are_shown_with_how_many_there_are(
    round_: Round, desk_client: Client
) -> None:
    answer = uploaded(desk_client, csv_of(*["x;x;x;x;x;;;"] * 300))
    assert len(answer.context["faults"]) == MOST_FAULTS
    text = page_text(answer)
    assert f"En nog {answer.context['more_faults']} punten" in text.replace(".", "")
    assert len(answer.content) < 200_000


def test_file_with_more_numbers_than_the_country_has_is_refused(
    round_: Round, desk_client: Client
) -> None:
    answer = uploaded(desk_client, csv_of(*["x;x;x;x;1;;;"] * (MOST_ROWS + 1)))
    ((row, _column, message),) = faults(answer)
    assert (row, message.split(" getallen")[0]) == (None, "Hier staan meer dan 10.000")


@pytest.mark.parametrize("unseen", ["\0", "\u202e", "\x01", "\x85"])
def test_source_in_a_file_is_cleaned_like_a_typed_one(
    round_: Round, desk_client: Client, unseen: str
) -> None:
    text = HEAD + f'flex;lang;GM0106;;43;;;"br{unseen}on"'
    answer = uploaded(desk_client, text.encode("utf-16"))
    assert answer["Location"] == address("new_targets"), faults(answer)
    fixed(desk_client)
    found = number_of(round_, "flex", "long", "GM0106")
    assert found is not None
    assert found.source == ("br on" if unseen == "\x85" else "bron")


def test_quote_that_is_not_closed_is_told(round_: Round, desk_client: Client) -> None:
    answer = pasted(desk_client, '"Assen\t5\t6\nEmmen\t7\t8', "flex")
    ((_row, _column, message),) = faults(answer)
    assert message.startswith("De aanhalingstekens kloppen niet")
