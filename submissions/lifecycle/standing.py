"""What was said and done beside the content of each bijdrage of a round, for the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rounds.models import Round
from submissions.enums import TALK, EventKind, ShareAnswer
from submissions.lifecycle.last_events import REQUEST
from submissions.models import Event, Question, ShareConfirmation, Submission


@dataclass(frozen=True)
class Waiting:
    """How many wait, and since when the oldest of them does."""

    number: int
    since: datetime | None


@dataclass(frozen=True)
class Standing:
    """`changed` is when something happened last, but for what was only said; `asked_at` is of a
    request for more time without an answer; `reminded` is when the project leader did so last.

    `questions` wait for the desk. Of the shares that a municipality asked of its partners,
    `shares_waiting` have no answer, and `shares_declined` were declined.
    """

    changed: datetime | None
    asked_at: datetime | None
    reminded: datetime | None
    open_questions: int
    questions: Waiting
    shares_waiting: Waiting
    shares_declined: Waiting

    @property
    def waits(self) -> bool:
        """For an answer to its request for more time."""
        return self.asked_at is not None


def standings_of(round_: Round) -> dict[int, Standing]:
    """By submission, in one query."""
    rows = Submission.objects.filter(round=round_).order_by()
    asked = _last_events() | _questions() | _shares()
    return {row["pk"]: _standing(row) for row in rows.annotate(**asked).values("pk", *asked)}


def _standing(row: dict[str, Any]) -> Standing:
    asked = row["request_kind"] == EventKind.MORE_TIME_ASKED
    return Standing(
        changed=row["changed"],
        asked_at=row["request_at"] if asked else None,
        reminded=row["reminded"],
        open_questions=row["open_questions"],
        questions=Waiting(row["questions_number"], row["questions_since"]),
        shares_waiting=Waiting(row["waiting_number"], row["waiting_since"]),
        shares_declined=Waiting(row["declined_number"], row["declined_since"]),
    )


def _last_events() -> dict[str, Any]:
    events = Event.objects.filter(submission=OuterRef("pk")).order_by("-pk")
    requests = events.filter(kind__in=REQUEST)
    changes = events.exclude(kind__in=TALK).order_by("-at")
    return {
        "changed": Subquery(changes.values("at")[:1]),
        "request_kind": Subquery(requests.values("kind")[:1]),
        "request_at": Subquery(requests.values("at")[:1]),
        "reminded": Subquery(events.filter(kind=EventKind.REMINDED).values("at")[:1]),
    }


def _questions() -> dict[str, Any]:
    of_it = Question.objects.filter(submission=OuterRef("pk"))
    of_the_desk = of_it.waiting_for(None)
    return {
        "open_questions": _number(of_it.open().without_notes()),
        "questions_number": _number(of_the_desk),
        "questions_since": _of_each(of_the_desk, Min("last_at")),
    }


def _shares() -> dict[str, Any]:
    asked = ShareConfirmation.objects.in_force().filter(submission=OuterRef("pk"))
    waiting, declined = asked.filter(answer=""), asked.filter(answer=ShareAnswer.DECLINED)
    return {
        "waiting_number": _number(waiting),
        "waiting_since": _of_each(waiting, Min("asked_at")),
        "declined_number": _number(declined),
        "declined_since": _of_each(declined, Min("answered_at")),
    }


def _number(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(_of_each(rows, Count("pk")), 0)


def _of_each(rows: QuerySet[Any], value: Count | Min) -> Subquery:
    """One value of all rows of a submission."""
    return Subquery(rows.order_by().values("submission").annotate(value=value).values("value"))
