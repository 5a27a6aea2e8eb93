"""Plain data for the tests of the calculation: the opgaven and the round of 2024, and short ways to
write a line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from rounds.enums import CountsInPart
from submissions.counting.inputs import (
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    SharePart,
)
from submissions.counting.version import CountedVersion, count_version
from submissions.enums import AnswerKind, ShareAnswer

ROWS = [
    OpgaveRow("asiel_totaal", has_lines=False, is_asylum_total=True),
    OpgaveRow("asiel", "asiel_totaal", CountsInPart.YES),
    OpgaveRow("amv", "asiel_totaal", CountsInPart.YES),
    OpgaveRow("bijzonder", "asiel_totaal", CountsInPart.YES),
    OpgaveRow("nood", "asiel_totaal", CountsInPart.ROUND),
    OpgaveRow("oekraine"),
    OpgaveRow("flex"),
]
SHORT_DATE, LONG_DATE, OPENS = date(2024, 12, 31), date(2025, 7, 1), date(2024, 2, 15)
RULES = RoundRules(
    short_term_date=SHORT_DATE, long_term_date=LONG_DATE, open_since=OPENS, count_emergency=True
)


def line(
    short: int = 0, long: int = 0, opgave: str = "asiel", commitment: str = "in_use", **fields: Any
) -> CountedLine:
    return CountedLine(uuid4(), "", opgave, short, long, commitment, **fields)


def share(municipality: str, short: int = 0, long: int = 0, confirmed: bool = False) -> SharePart:
    return SharePart(municipality, short, long, ShareAnswer.CONFIRMED if confirmed else "")


def count_each(
    submissions: Iterable[CountedSubmission], rows: Sequence[OpgaveRow], rules: RoundRules
) -> list[CountedVersion]:
    return [count_version(submission, rows, rules) for submission in submissions]


def hand_in(municipality: str, *lines: CountedLine, **answers: Any) -> CountedSubmission:
    """hand_in("Assen", line(100), amv="none"): an opgave with lines is answered with them."""
    own = tuple(replace(line, municipality=municipality) for line in lines)
    return CountedSubmission(
        municipality, True, {line.opgave: AnswerKind.LINES for line in own} | answers, own
    )
