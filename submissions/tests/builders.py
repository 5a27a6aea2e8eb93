"""A small round of Drenthe and what people type in it. One line makes one thing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db.models import Model

from accounts.models import Municipality, Regietafel, User
from rounds.models import Opgave, Round
from rounds.tests import builders as round_builders
from submissions.editing import actions as editing_actions
from submissions.editing.actions import answer_remaining, save_header
from submissions.enums import AnswerKind, CollegeState, Commitment, CouncilState
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Line, Submission, Version
from submissions.opening import open_round

# The tests live on 12 March 2024 (prt_portal/tests/settings.py); these days lie elsewhere in the
# round.
BEFORE_OPENING = date(2024, 2, 14)
AFTER_DEADLINE = date(2024, 4, 2)
AFTER_CLOSING = date(2024, 4, 16)

# Of each partner what is on short and on long term.
Shares = Mapping[Municipality, tuple[int | None, int | None]]

HEADER: dict[str, object] = {
    "contact_name": "Jan de Vries",
    "contact_email": "jan@assen.example",
    "contact_phone": "0592 123456",
    "college_state": CollegeState.ADOPTED,
    "college_date": date(2024, 3, 5),
    "council_state": CouncilState.TO_BE_DISCUSSED,
    "council_date": date(2024, 4, 18),
    "remarks": "Onder voorbehoud van de raad.",
}


def make_round(regietafel: Regietafel, **changes: Any) -> Round:
    """A round with a sum and its two parts, and one row that stands alone; each municipality may
    begin."""
    round_ = round_builders.make_round(regietafel, **changes)
    open_round(round_)
    return round_


def submission_of(round_: Round, municipality: Municipality) -> Submission:
    return Submission.objects.get(round=round_, municipality=municipality)


def line_fields(**changes: object) -> dict[str, object]:
    """What an action stores of a complete line; every field has a value of its own."""
    fields = {
        "nature": "expansion",
        "location_name": "azc Assen",
        "location_unknown": False,
        "place": "Assen",
        "address": "Schepersmaat 3",
        "amount_short": 100,
        "amount_long": 120,
        "available_from": date(2023, 5, 1),
        "available_until": date(2033, 5, 1),
        "open_ended": False,
        "prospect": "written",
        "commitment": Commitment.IN_USE,
        "inspection": "approved",
        "operator": "coa",
        "confidential": True,
        "explanation": "Verlengd in 2023.",
    }
    return fields | changes


def add_line(
    submission: Submission,
    user: User,
    code: str = "asiel",
    shares: Shares | None = None,
    **changes: object,
) -> Line:
    return editing_actions.add_line(
        submission, user, opgave(submission, code), line_fields(**changes), dict(shares or {})
    )


def opgave(submission: Submission, code: str) -> Opgave:
    return submission.round.opgaven.get(code=code)


def save(submission: Submission, user: User) -> Version:
    """Save the header of a bijdrage in which nobody saved one before."""
    return save_header(submission, user, HEADER, 0)


def events(submission: Submission) -> list[tuple[str, str, User | None]]:
    return [(event.kind, event.detail, event.by) for event in submission.events.order_by("pk")]


def fill(
    submission: Submission, user: User, shares: Shares | None = None, **changes: Any
) -> Version:
    """A working copy that can be handed in: a line, an answer for the rest, and the header."""
    add_line(submission, user, shares=shares, **changes)
    answer_remaining(submission, user, AnswerKind.NOT_YET_KNOWN, "Na de zomer.")
    save_header(submission, user, HEADER, working_copy(submission).revision)
    return working_copy(submission)


def hand_in(
    submission: Submission, user: User, shares: Shares | None = None, **changes: Any
) -> Version:
    """`changes` are of its line: afterwards nothing can be changed any more."""
    fill(submission, user, shares, **changes)
    return submit(submission, user)


@contextmanager
def next_version(submission: Submission, user: User) -> Iterator[Version]:
    """An addition to change, which is handed in at the end."""
    start_addition(submission, user)
    yield working_copy(submission)
    submit(submission, user)


def working_copy(submission: Submission) -> Version:
    return submission.versions.working_copies().get()


def version_content(version: Version) -> dict[str, Any]:
    """Everything a version says, without the ids of its rows, to compare two readings of it."""
    return {
        "header": _values(version, "id"),
        "answers": [
            _values(answer, "id", "version") for answer in version.answers.order_by("opgave__order")
        ],
        "lines": [
            _values(line, "id", "version")
            | {
                "shares": [
                    _values(share, "id", "line")
                    for share in line.shares.order_by("municipality__name")
                ]
            }
            for line in version.lines.order_by("line_id")
        ],
    }


def _values(record: Model, *without: str) -> dict[str, Any]:
    return {
        f.name: getattr(record, f.attname)
        for f in record._meta.concrete_fields
        if f.name not in without
    }


def posted_line(shares: Sequence[tuple[str, str, str]] = (), **changes: str) -> dict[str, str]:
    """What a browser sends for a complete line; `shares` are (CBS code, short, long)."""
    fields = {
        "location_name": "azc Assen",
        "place": "Assen",
        "amount_short": "100",
        "amount_long": "120",
        "available_from": "2023-05-01",
        "available_until": "01-05-2033",
        "commitment": "in_use",
        "explanation": "",
        "nature": "existing",
        "revision": "0",
        "aandeel-TOTAL_FORMS": str(len(shares) + 2),
        "aandeel-INITIAL_FORMS": "0",
    }
    for index, (partner, short, long) in enumerate(shares):
        names = (f"aandeel-{index}-{name}" for name in ("partner", "short", "long"))
        fields |= dict(zip(names, (partner, short, long), strict=True))
    return fields | changes


def posted_header(**changes: str) -> dict[str, str]:
    days = {"college_date": "05-03-2024", "council_date": "18-04-2024"}
    return {name: str(value) for name, value in HEADER.items()} | days | {"revision": "0"} | changes
