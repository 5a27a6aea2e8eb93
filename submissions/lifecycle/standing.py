"""What was said and done beside the content of each bijdrage of a round, for the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from rounds.models import Round
from submissions.enums import TALK, EventKind
from submissions.lifecycle.last_events import REQUEST
from submissions.models import Event, Question, Submission


@dataclass(frozen=True)
class Standing:
    """`waits` is for an answer to its request for more time; `changed` is when something happened
    last, but for what was only said."""

    changed: datetime | None
    waits: bool
    open_questions: int


def standings_of(round_: Round) -> dict[int, Standing]:
    """By submission, in one query."""
    events = Event.objects.filter(submission=OuterRef("pk")).order_by("-pk")
    changes = events.exclude(kind__in=TALK).order_by("-at")
    questions = Question.objects.filter(submission=OuterRef("pk")).open().without_notes()
    counted = questions.order_by().values("submission").annotate(number=Count("pk"))
    rows = Submission.objects.filter(round=round_).order_by()
    found = rows.values_list(
        "pk",
        Subquery(changes.values("at")[:1]),
        Subquery(events.filter(kind__in=REQUEST).values("kind")[:1]),
        Coalesce(Subquery(counted.values("number")), 0),
    )
    return {
        pk: Standing(changed, kind == EventKind.MORE_TIME_ASKED, number)
        for pk, changed, kind, number in found
    }
