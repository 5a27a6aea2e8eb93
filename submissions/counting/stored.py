"""What one version counts for, as text and back. Plain data in, plain data out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from hashlib import sha256
from typing import Any, NamedTuple

from rounds.enums import Term
from submissions.counting.inputs import OpgaveRow, RoundRules
from submissions.counting.version import CountedShare, CountedVersion, Tally

COUNTING_VERSION = 2
"""One more when the same lines may count for another number, or be stored in another way."""


class ShareRequest(NamedTuple):
    """By which a share is known to its partner: other numbers are another request."""

    line_id: str
    partner: str
    opgave: str
    short: int
    long: int


def basis_of(rows: Sequence[OpgaveRow], rules: RoundRules, words: Sequence[str]) -> str:
    """All that decides what a given version counts for, and in which words, as a checksum."""
    plain = [COUNTING_VERSION, astuple(rules), [astuple(row) for row in rows], list(words)]
    return sha256(json.dumps(plain, default=str).encode()).hexdigest()


def as_text(version: CountedVersion) -> str:
    plain = {
        "answers": dict(version.answers),
        "known": sorted(version.known),
        "tallies": sorted(
            [opgave, term.value, *tally] for (opgave, term), tally in version.tallies.items()
        ),
        "shares": [
            [
                str(share.line_id),
                share.municipality,
                share.opgave,
                [share.typed[term] for term in Term],
                [list(share.tallies[term]) for term in Term],
            ]
            for share in version.shares
        ],
    }
    return json.dumps(plain, separators=(",", ":"))


def from_text(text: str, municipality: str, answers: Mapping[ShareRequest, str]) -> CountedVersion:
    """`answers` are those of the partners of this municipality, to the requests in force."""
    plain: dict[str, Any] = json.loads(text)
    return CountedVersion(
        municipality,
        True,
        plain["answers"],
        frozenset(plain["known"]),
        {(opgave, TERMS[term]): Tally(*numbers) for opgave, term, *numbers in plain["tallies"]},
        tuple(_share(answers, *share) for share in plain["shares"]),
    )


TERMS = {term.value: term for term in Term}


def _share(
    answers: Mapping[ShareRequest, str],
    line_id: str,
    partner: str,
    opgave: str,
    typed: list[int],
    tallies: list[list[int]],
) -> CountedShare:
    request = ShareRequest(line_id, partner, opgave, *typed)
    return CountedShare(
        line_id,
        partner,
        opgave,
        dict(zip(Term, typed, strict=True)),
        {term: Tally(*numbers) for term, numbers in zip(Term, tallies, strict=True)},
        answers.get(request, ""),
    )
