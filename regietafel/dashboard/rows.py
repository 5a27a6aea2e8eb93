"""The table of municipalities: how far each is, what it offers beside its share, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from common import clock
from common.moments import last_minute
from regietafel.comparison.compare import ComparisonRow
from regietafel.comparison.desk import Desk
from regietafel.dashboard.small_bars import Offer, SmallBar, longest, municipality_offer, small_bar
from regietafel.dashboard.waiting import request_word
from submissions.enums import State
from submissions.lifecycle.standing import Standing
from submissions.lifecycle.transitions import regietafel_label
from submissions.lifecycle.window import closing_moment, has_closed
from submissions.models import Submission

WITH_A_DRAFT = (State.DRAFT, State.AWAITING_APPROVAL)


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality in the table; of a draft only that there is one.

    `asks_for` is what it waits for: uitstel or heropening. `warnings` and `unexplained` are None
    when nothing was handed in. `extended_to` is the last day, when that is later than for others.
    """

    cbs_code: str
    name: str
    label: str
    tone: str
    by_letter: str
    is_late: bool
    asks_for: str
    readable_draft: bool
    last_change: date | None
    offer: Offer | None
    warnings: int | None
    unexplained: int | None
    open_questions: int
    shares_waiting: int
    shares_declined: int
    reminded: date | None
    extended_to: date | None


def municipality_rows(
    desk: Desk, standings: Mapping[int, Standing], offered: ComparisonRow | None
) -> list[MunicipalityRow]:
    offers = {cell.cbs_code: municipality_offer(cell) for cell in offered.cells} if offered else {}
    now = clock.now()
    return [
        _row(desk, submission, standings[submission.pk], offers, has_closed(submission, now))
        for submission in desk.loaded.submissions
    ]


def with_bars(
    rows: Sequence[MunicipalityRow],
) -> list[tuple[MunicipalityRow, SmallBar | None]]:
    """On one axis for all of them."""
    largest = longest(row.offer for row in rows if row.offer)
    return [(row, small_bar(row.offer, largest) if row.offer else None) for row in rows]


def _row(
    desk: Desk,
    submission: Submission,
    standing: Standing,
    offers: Mapping[str, Offer],
    closed: bool,
) -> MunicipalityRow:
    version, count = desk.loaded.latest_version(submission), desk.counts.get(submission.pk)
    code = submission.municipality.cbs_code
    return MunicipalityRow(
        cbs_code=code,
        name=submission.municipality.name,
        label=regietafel_label(submission, submission.latest_number, closed),
        tone=_tone(submission, closed),
        by_letter=version.by_letter if version else "",
        is_late=version is not None and version.is_late,
        asks_for=request_word(submission) if standing.waits else "",
        readable_draft=submission.draft_open_to_regietafel and submission.state in WITH_A_DRAFT,
        last_change=_day(standing.changed),
        offer=offers.get(code),
        warnings=count.warning_count if count else None,
        unexplained=count.unexplained_count if count else None,
        open_questions=standing.open_questions,
        shares_waiting=standing.shares_waiting.number,
        shares_declined=standing.shares_declined.number,
        reminded=_day(standing.reminded),
        extended_to=_extended_to(submission),
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _extended_to(submission: Submission) -> date | None:
    closes = closing_moment(submission)
    return last_minute(closes).date() if closes > submission.round.closes_at else None


def _tone(submission: Submission, closed: bool) -> str:
    if submission.latest_number:
        return "done"
    if closed:
        return "late"
    return "todo" if submission.state == State.OPEN else "busy"
