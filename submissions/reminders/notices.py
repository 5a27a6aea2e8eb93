"""Mails that the calendar brings, and the reminder that the project leader sends by hand.

One notice is one function. What is due and was not sent yet is sent: a missed night is caught up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, User
from accounts.permissions import Action, may
from common import clock
from common.mail import mail_text, queue_mail
from common.models import Mail
from common.moments import format_day, last_minute
from rounds.models import Round
from submissions.enums import EventKind, State
from submissions.lifecycle.locking import lock, record
from submissions.lifecycle.recipients import people_of
from submissions.lifecycle.refusals import RemindedTooOften
from submissions.lifecycle.transitions import municipality_label
from submissions.lifecycle.window import closing_moment, has_closed, is_open
from submissions.links import submission_url
from submissions.models import Submission

MOST_REMINDERS_A_DAY = 3  # by hand, to one municipality

BY_HAND = "emails/reminder_by_hand.txt"


@dataclass(frozen=True)
class Notice:
    submission: Submission
    event: str
    subject: str
    template: str
    context: dict = field(default_factory=dict)


def send_due_notices(round_: Round) -> int:
    """Mail what is due in this round now and was not mailed before; returns how many mails that
    made."""
    before = Mail.objects.count()
    for notice in due_notices(round_, clock.now()):
        with transaction.atomic():
            _send(notice)
    return Mail.objects.count() - before


def due_notices(round_: Round, moment: datetime) -> Iterator[Notice]:
    """Of each municipality the one notice that is due at this moment."""
    for submission in _submissions(round_):
        notice = (
            _reminder(submission, moment)
            or _round_opened(submission, moment)
            or _closed(submission, moment)
        )
        if notice is not None:
            yield notice


def _round_opened(submission: Submission, moment: datetime) -> Notice | None:
    if submission.latest_number is not None or not is_open(submission, moment):
        return None
    return Notice(
        submission,
        f"round_opened:{submission.pk}",
        (
            f"Dien uiterlijk {_last_day(submission, moment)} de bijdrage van "
            f"{submission.municipality} in: ronde geopend"
        ),
        "emails/round_opened.txt",
    )


def _reminder(submission: Submission, moment: datetime) -> Notice | None:
    """In the last days before the deadline, when nothing was handed in; not on the day on which the
    round opens.

    Counted in days of the calendar: the night in which the clock goes forward is an hour short.
    """
    round_, today = submission.round, timezone.localdate(moment)
    days = (last_minute(round_.deadline_at).date() - today).days + 1
    after_opening = today > timezone.localdate(round_.opens_at)
    due = after_opening and days <= round_.reminder_days and moment < round_.deadline_at
    if submission.latest_number is not None or not due:
        return None
    return Notice(
        submission,
        f"reminder:{submission.pk}:{round_.deadline_at.isoformat()}",
        f"Nog {days} dag{'en' if days > 1 else ''}, tot en met {_last_day(submission, moment)}: "
        f"dien de bijdrage van {submission.municipality} in",
        "emails/reminder.txt",
    )


def _closed(submission: Submission, moment: datetime) -> Notice | None:
    """Closed on a draft or an offer. Told once to who is there then, not to who joins later."""
    closing = closing_moment(submission)
    event = f"closed:{submission.pk}:{closing.isoformat()}"
    left_open = submission.state in (State.DRAFT, State.AWAITING_APPROVAL)
    if (
        not left_open
        or not has_closed(submission, moment)
        or Mail.objects.filter(event=event).exists()
    ):
        return None
    what = "bijdrage" if submission.latest_number is None else "aanvulling"
    return Notice(
        submission,
        event,
        (
            f"Gesloten op {format_day(last_minute(closing))}: de {what} van "
            f"{submission.municipality} is niet ingediend"
        ),
        "emails/closed.txt",
        {"what": what, "ask_path": submission_url("ask_more_time", submission)},
    )


@transaction.atomic
def remind(round_: Round, user: User, cbs_codes: Iterable[str], note: str, sending: str) -> int:
    """Remind the chosen municipalities that can still hand in. `sending` names this sending: a
    second click is none.

    Returns how many people were mailed.
    """
    if not may(user, Action.REMIND, round_.regietafel):
        raise PermissionDenied
    people = 0
    for submission in remindable(round_):
        if submission.municipality.cbs_code in cbs_codes:
            lock(submission)  # or two at once would each find the last one of the day free
            notice = reminder_by_hand(submission, note, sending)
            if not Mail.objects.filter(event=notice.event).exists():
                _require_rest(submission)
                record(submission, user, EventKind.REMINDED)
            people += _send(notice)
    return people


def _require_rest(submission: Submission) -> None:
    today = submission.events.filter(kind=EventKind.REMINDED, at__date=clock.today())
    if today.count() >= MOST_REMINDERS_A_DAY:
        raise RemindedTooOften(submission.municipality, MOST_REMINDERS_A_DAY)


def remindable(round_: Round) -> list[Submission]:
    """Who can hand in or add something now."""
    return [submission for submission in _submissions(round_) if is_open(submission, clock.now())]


def reminder_by_hand(submission: Submission, note: str, sending: str = "") -> Notice:
    return Notice(
        submission,
        f"reminded:{submission.pk}:{sending}",
        f"Herinnering op {format_day(clock.now())}: de bijdrage van {submission.municipality}",
        BY_HAND,
        {"note": note},
    )


def preview(notice: Notice) -> str:
    """The text as it will be mailed."""
    return mail_text(notice.template, _context(notice)).strip()


def addresses_of(submissions: Iterable[Submission]) -> dict[int, list[str]]:
    """Per municipality the addresses of its people, in one query."""
    people = Membership.objects.active().filter(
        municipality__in=[s.municipality_id for s in submissions]
    )
    found: dict[int, list[str]] = {}
    for municipality, email in people.values_list("municipality", "user__email"):
        found.setdefault(municipality, []).append(email)
    return found


def _send(notice: Notice) -> int:
    people = people_of(notice.submission)
    queue_mail(
        notice.event,
        notice.subject,
        notice.template,
        _context(notice),
        people,
        reply_to=notice.submission.round.regietafel.contact_email,
    )
    return len(people)


def _context(notice: Notice) -> dict:
    submission = notice.submission
    return notice.context | {
        "submission": submission,
        "label": municipality_label(
            submission, submission.latest_number, closed=has_closed(submission, clock.now())
        ),
        "until": _last_moment(submission, clock.now()),
        "path": submission_url("task_list", submission),
    }


def _submissions(round_: Round) -> Iterable[Submission]:
    return (
        Submission.objects.filter(round=round_)
        .select_related("round__regietafel", "municipality")
        .with_latest_number()
        .order_by("municipality__name")
    )


def _last_moment(submission: Submission, moment: datetime) -> datetime:
    """The deadline of the letter while it lies ahead, then the moment at which this municipality is
    refused."""
    deadline = submission.round.deadline_at
    return deadline if moment < deadline else closing_moment(submission)


def _last_day(submission: Submission, moment: datetime) -> str:
    return format_day(last_minute(_last_moment(submission, moment)))
