"""What the last events say about now: a request without an answer, a reason that was given.

One query each.
"""

from dataclasses import dataclass

from submissions.enums import BESIDE_THE_CONTENT, EventKind
from submissions.models import Event, Submission

REQUEST = (
    EventKind.MORE_TIME_ASKED,
    EventKind.MORE_TIME_DECLINED,
    EventKind.EXTENDED,
    EventKind.REOPENED,
)

OFFER = (EventKind.OFFERED, EventKind.RETURNED, EventKind.TAKEN_BACK, EventKind.SUBMITTED)

REOPENING = (EventKind.REOPENED, EventKind.SUBMITTED, EventKind.ADDITION_DISCARDED)


# Without one of these there is nothing to say about any of the three.
TOLD = (
    EventKind.MORE_TIME_ASKED,
    EventKind.MORE_TIME_DECLINED,
    EventKind.RETURNED,
    EventKind.REOPENED,
)


@dataclass(frozen=True)
class LastEvents:
    """Of each kind the last event of one submission."""

    by_kind: dict[str, Event]

    def _last_is(self, wanted: EventKind, of: tuple[EventKind, ...]) -> Event | None:
        """The last event of these kinds, when it is the wanted one."""
        last = max(
            (self.by_kind[kind] for kind in of if kind in self.by_kind),
            key=lambda e: e.pk,
            default=None,
        )
        return last if last is not None and last.kind == wanted else None

    @property
    def request(self) -> Event | None:
        """Asked for more time, and not answered yet."""
        return self._last_is(EventKind.MORE_TIME_ASKED, REQUEST)

    @property
    def declined(self) -> Event | None:
        return self._last_is(EventKind.MORE_TIME_DECLINED, REQUEST)

    @property
    def returned(self) -> Event | None:
        """Given back by the approver, and not offered again."""
        return self._last_is(EventKind.RETURNED, OFFER)

    @property
    def reopened(self) -> Event | None:
        """Reopened by the project leader, and not handed in again."""
        return self._last_is(EventKind.REOPENED, REOPENING)


def last_events(submission: Submission) -> LastEvents:
    kinds = {*REQUEST, *OFFER, *REOPENING}
    events = (
        Event.objects.filter(submission=submission, kind__in=kinds)
        .select_related("by")
        .order_by("pk")
    )
    return LastEvents({event.kind: event for event in events})


def last_change(submission: Submission) -> Event | None:
    """The last change of the content."""
    events = Event.objects.filter(submission=submission).exclude(kind__in=BESIDE_THE_CONTENT)
    return events.select_related("by").order_by("-pk").first()
