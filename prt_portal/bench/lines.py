"""The lines of a municipality, of every kind that a page treats in a way of its own.

The same number gives the same line: two runs measure the same work.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import Municipality
from rounds.models import Opgave, Round
from submissions.enums import Commitment, Nature
from submissions.models import Line, Share, Submission, Version

COUNTING = [commitment for commitment in Commitment if commitment != Commitment.DROPPED]
OWN_IDS = uuid.UUID("5a0f3c9e-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Kind:
    """What the line of this number is; joint, expiring and late are about one in ten each."""

    number: int

    @property
    def dropped(self) -> bool:
        return self.number % 20 == 19

    @property
    def joint(self) -> bool:
        return self.number % 10 == 1

    @property
    def confirmed(self) -> bool:
        """By its partner; the others are still open."""
        return self.joint and self.number % 20 == 1

    @property
    def expiring(self) -> bool:
        return self.number % 9 == 4

    @property
    def late(self) -> bool:
        return self.number % 13 == 6

    @property
    def explained(self) -> bool:
        return self.number % 4 == 0


def line_id(submission: Submission, number: int) -> uuid.UUID:
    """The same in every version."""
    return uuid.uuid5(OWN_IDS, f"{submission.pk}/{number}")


def make_line(version: Version, municipality: Municipality, opgave: Opgave, number: int) -> Line:
    """Not stored; `version` is a working copy with its submission."""
    kind, round_ = Kind(number), version.submission.round
    places = 5 + (7 * number + 3 * municipality.pk) % 120
    return Line(
        version=version,
        line_id=line_id(version.submission, number),
        opgave=opgave,
        nature=list(Nature)[number % len(Nature)],
        location_name=f"Locatie {number + 1}" if number else f"Hal {municipality.pk // 2}",
        place=municipality.name if number else "Tussen twee gemeenten",
        address=f"Dorpsstraat {number + 1}",
        amount_short=places,
        amount_long=places + number % 30,
        commitment=Commitment.DROPPED if kind.dropped else COUNTING[number % len(COUNTING)],
        confidential=opgave.confidential or number % 17 == 5,
        explanation="Besproken met de buurt en met het COA." if kind.explained else "",
        **_days(kind, round_),
    )


def _days(kind: Kind, round_: Round) -> dict[str, object]:
    if kind.expiring:
        return {"available_until": round_.short_term_date - timedelta(days=30)}
    if kind.late:
        return {"available_from": round_.long_term_date + timedelta(days=60), "open_ended": True}
    if kind.number % 3 == 0:
        return {"open_ended": True}
    return {"available_until": round_.long_term_date + timedelta(days=6 * 365)}


def make_share(line: Line, partner: Municipality) -> Share:
    short, long = line.amount_short or 0, line.amount_long or 0
    return Share(line=line, municipality=partner, amount_short=short // 4, amount_long=long // 4)
