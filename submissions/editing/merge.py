"""When somebody else saved meanwhile: nothing is overwritten, and where both changed a text the
person chooses.

Besides the revision a form carries `base`: of each text a fingerprint of what was stored when the
form was opened. With it three cases differ: only the person changed a text (it stays), only the
colleague did (it is taken over and said so), or both did (asked). Such an open question stands in
`base` as `?` until the form is saved.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from common.concurrency import fingerprint
from common.numbers import format_number
from submissions.content.plain import Shares

OPEN = "?"

MINE, THEIRS = "mine", "theirs"

Texts = Mapping[str, object]

SHARES_LABEL = "Aandelen van andere gemeenten"


@dataclass
class Merge:
    """What becomes of each text in which the form and the stored record differ, by name."""

    conflicts: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)


def merge(
    typed: Texts, stored: Texts, base: Mapping[str, str], chosen: Mapping[str, str], moved: bool
) -> Merge:
    """Lay the form beside what is stored.

    `moved`: somebody saved since the form was opened or last asked.
    """
    result = Merge()
    for name in differing(typed, stored):
        known = base.get(name)
        if moved and known == fingerprint(typed[name]):
            result.adopted.append(name)
        elif moved and known != fingerprint(stored[name]):
            result.conflicts.append(name)
        elif not moved and known == OPEN and chosen.get(name) == THEIRS:
            result.replaced.append(name)
        elif not moved and known == OPEN and chosen.get(name) != MINE:
            result.conflicts.append(name)
    return result


def differing(typed: Texts, stored: Texts) -> list[str]:
    return [name for name in typed if fingerprint(typed[name]) != fingerprint(stored[name])]


def write_base(stored: Texts, conflicts: Collection[str] = ()) -> str:
    return json.dumps(
        {name: OPEN if name in conflicts else fingerprint(value) for name, value in stored.items()}
    )


def read_base(text: str) -> dict[str, str]:
    """Empty when the field is missing or was tampered with; then every difference is asked."""
    try:
        base = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return base if isinstance(base, dict) else {}


def shares_in_words(shares: Shares, partners: Mapping[str, str]) -> str:
    """`partners` are the names of the municipalities by CBS code."""
    named = sorted(shares.items(), key=lambda share: partners[share[0]])
    words = [
        f"{partners[code]}: {format_number(short)} kort, {format_number(long)} lang"
        for code, (short, long) in named
    ]
    return "; ".join(words) or "leeg"
