"""What partners were asked about their share and what they answered, as the lead, the partner and
the desk read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Municipality
from rounds.models import Opgave, Round
from submissions.models import Line, Share, ShareConfirmation, Version

TO_CONFIRM = ("Te bevestigen", "busy")

CONFIRMED = ("Bevestigd", "done")

DECLINED = ("Afgewezen", "late")

ENDED = ("Vervallen", "neutral")


@dataclass(frozen=True)
class ShareRequest:
    """One request as the partner reads it.

    `line` is the line as the lead submitted it last, whole, also when confidential. Once the
    request has ended the partner is no longer on that line: it is None then, and `location` tells
    only what is no secret.
    """

    confirmation: ShareConfirmation
    opgave: Opgave
    location: str
    line: Line | None
    successor: ShareConfirmation | None

    @property
    def lead(self) -> Municipality:
        return self.confirmation.submission.municipality

    @property
    def in_force(self) -> bool:
        return self.confirmation.ended_at is None

    @property
    def is_open(self) -> bool:
        return self.in_force and not self.confirmation.answer

    @property
    def state(self) -> tuple[str, str]:
        """The words and the tone of the badge."""
        if not self.in_force:
            return ENDED
        if self.is_open:
            return TO_CONFIRM
        return CONFIRMED if self.confirmation.is_confirmed else DECLINED

    @property
    def other_shares(self) -> list[Share]:
        if self.line is None:
            return []
        shares = self.line.shares.select_related("municipality")
        return list(shares.exclude(municipality=self.confirmation.partner_id))


def load_requests(round_: Round, *partners: Municipality) -> list[ShareRequest]:
    """All requests to these municipalities in a fixed number of queries."""
    asked = ShareConfirmation.objects.filter(submission__round=round_, partner__in=partners)
    return requests_of(list(asked.with_sides()))


def requests_to(
    partner: Municipality, confirmations: Iterable[ShareConfirmation]
) -> list[ShareRequest]:
    """Of requests from and to this municipality those that it answers."""
    return requests_of([c for c in confirmations if c.partner_id == partner.pk])


def requests_of(confirmations: Sequence[ShareConfirmation]) -> list[ShareRequest]:
    """First what is to be answered; within that in the order of `with_sides`."""
    lines = _newest_lines(confirmations)
    in_force = {_key(c): c for c in confirmations if c.ended_at is None}
    found = [
        _request(c, lines[c.submission_id, c.line_id], in_force.get(_key(c))) for c in confirmations
    ]
    return sorted(found, key=lambda request: (not request.is_open, not request.in_force))


def _key(confirmation: ShareConfirmation) -> tuple[int, UUID, int]:
    return confirmation.submission_id, confirmation.line_id, confirmation.partner_id


def _newest_lines(confirmations: Sequence[ShareConfirmation]) -> dict[tuple[int, UUID], Line]:
    """Of each line how it was submitted last; never a draft."""
    if not confirmations:
        return {}
    versions = Version.objects.submitted().filter(
        submission__in={c.submission_id for c in confirmations}
    )
    lines = Line.objects.filter(
        version__in=versions, line_id__in={c.line_id for c in confirmations}
    )
    newest: dict[tuple[int, UUID], Line] = {}
    submissions = {c.submission_id: c.submission for c in confirmations}
    oldest_first = lines.select_related("opgave", "version__submitted_by")
    for line in oldest_first.order_by("version__number"):
        line.version.submission = submissions[line.version.submission_id]
        newest[line.version.submission_id, line.line_id] = line
    return newest


def _request(
    confirmation: ShareConfirmation, line: Line, in_force: ShareConfirmation | None
) -> ShareRequest:
    ended = confirmation.ended_at is not None
    return ShareRequest(
        confirmation=confirmation,
        opgave=confirmation.opgave,
        location="Vertrouwelijke locatie" if ended and line.confidential else line.location_label,
        line=None if ended else line,
        successor=in_force if ended else None,
    )
