"""Asking partners to confirm their share in a line that was handed in, and what they answer."""

from datetime import datetime
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Action, may
from common import clock
from common.known import known
from common.mail import queue_mail
from common.moments import format_day, last_minute
from submissions.enums import EventKind, ShareAnswer
from submissions.lifecycle.locking import lock, record
from submissions.lifecycle.recipients import addresses_of, people_of
from submissions.lifecycle.refusals import ShareEnded
from submissions.lifecycle.window import closing_moment
from submissions.links import submission_url
from submissions.models import Line, Share, ShareConfirmation, Version
from submissions.shares.plan import ShareKey, ShareNumbers, plan_shares

EVENT_OF = {
    ShareAnswer.CONFIRMED: EventKind.SHARE_CONFIRMED,
    ShareAnswer.DECLINED: EventKind.SHARE_DECLINED,
}


def ask_shares(version: Version, user: User) -> None:
    """Bring the requests to partners in line with the version that was just handed in. Part of that
    hand-in.

    The same numbers keep their request and its answer; other numbers end it and ask again; what is
    withdrawn ends.
    """
    in_force = {
        _key(c): c
        for c in version.submission.share_confirmations.in_force()
        .select_related("partner", "opgave")
        .order_by("opgave", "pk")
    }
    wanted = {
        (share.line.line_id, share.municipality_id): share for share in _shares_that_count(version)
    }
    plan = plan_shares(
        {key: _content(share, share.line.opgave_id) for key, share in wanted.items()},
        {
            key: _content(confirmation, confirmation.opgave_id)
            for key, confirmation in in_force.items()
        },
    )
    ended = [
        _end(in_force[key], user, withdrawn=key in plan.withdrawn)
        for key in in_force
        if key in plan.end
    ]
    new_requests = [_ask(wanted[key], version, user) for key in wanted if key in plan.ask]
    _mail_partners(version, new_requests, ended)


def _shares_that_count(version: Version) -> list[Share]:
    shares = (
        Share.objects.filter(line__version=version)
        .select_related("line__opgave", "municipality")
        .order_by("line", "municipality__name")
    )
    return [share for share in shares if share.line.counts]


def _key(confirmation: ShareConfirmation) -> ShareKey:
    return confirmation.line_id, confirmation.partner_id


def _content(share: Share | ShareConfirmation, opgave_id: int) -> ShareNumbers:
    """What a partner confirms; places for another opgave are other places."""
    return opgave_id, known(share.amount_short), known(share.amount_long)


def _end(confirmation: ShareConfirmation, user: User, withdrawn: bool) -> ShareConfirmation:
    confirmation.ended_at = clock.now()
    confirmation.save(update_fields=["ended_at"])
    why = "ingetrokken" if withdrawn else "andere aantallen"
    record(
        confirmation.submission, user, EventKind.SHARE_ENDED, f"{_described(confirmation)}, {why}"
    )
    return confirmation


def _ask(share: Share, version: Version, user: User) -> ShareConfirmation:
    confirmation = ShareConfirmation.objects.create(
        submission=version.submission,
        line_id=share.line.line_id,
        opgave=share.line.opgave,
        partner=share.municipality,
        amount_short=known(share.amount_short),
        amount_long=known(share.amount_long),
        asked_at=clock.now(),
    )
    record(version.submission, user, EventKind.SHARE_ASKED, _described(confirmation))
    return confirmation


def _described(confirmation: ShareConfirmation) -> str:
    """For the events: nothing of a confidential line but what everybody of the desk may know."""
    amounts = f"{confirmation.amount_short} kort, {confirmation.amount_long} lang"
    return f"{confirmation.partner}, {confirmation.opgave}: {amounts}"


def _newest_line(confirmation: ShareConfirmation) -> Line:
    lines = Line.objects.filter(
        version__submission=confirmation.submission, line_id=confirmation.line_id
    )
    return (
        lines.exclude(version__number=None)
        .select_related("opgave", "version")
        .latest("version__number")
    )


@transaction.atomic
def answer_share(
    confirmation: ShareConfirmation, user: User, answer: ShareAnswer, reason: str = ""
) -> None:
    """Confirm a share or decline it with a reason; a later answer replaces this one, as long as the
    request stands.

    The numbers of a request never change. Raises ShareEnded when the lead meanwhile handed in other
    ones.
    """
    submission = lock(confirmation.submission)
    confirmation = ShareConfirmation.objects.select_related("partner", "opgave").get(
        pk=confirmation.pk
    )
    if not may(user, Action.ANSWER_SHARE, confirmation.partner):
        raise PermissionDenied
    if confirmation.ended_at is not None:
        raise ShareEnded(submission.municipality)
    confirmation.submission = submission
    reason = reason if answer == ShareAnswer.DECLINED else ""
    if (confirmation.answer, confirmation.reason) == (answer, reason):  # a second click
        return
    confirmation.answer, confirmation.reason = answer, reason
    confirmation.answered_at, confirmation.answered_by = clock.now(), user
    confirmation.save()
    event = record(submission, user, EVENT_OF[answer], _described(confirmation))
    _mail_lead(confirmation, event.pk)


def _mail_partners(
    version: Version, new_requests: list[ShareConfirmation], ended: list[ShareConfirmation]
) -> None:
    """One mail per partner about everything this version asks of it or takes away."""
    changes = sorted([*new_requests, *ended], key=lambda confirmation: confirmation.partner_id)
    for _, group in groupby(changes, key=lambda confirmation: confirmation.partner_id):
        of_partner = list(group)
        _mail_partner(
            version,
            [c for c in of_partner if c in new_requests],
            [c for c in of_partner if c in ended],
        )


def _mail_partner(
    version: Version, new_requests: list[ShareConfirmation], ended: list[ShareConfirmation]
) -> None:
    submission, partner = version.submission, (new_requests or ended)[0].partner
    lines_asked, lines_ended = (
        {c.line_id for c in confirmations} for confirmations in (new_requests, ended)
    )
    withdrawn = [c for c in ended if c.line_id not in lines_asked]
    url_args = [submission.round.slug, partner.cbs_code]
    queue_mail(
        f"shares:{version.pk}:{partner.pk}",
        _subject(version, len(new_requests), len(withdrawn)),
        "emails/shares.txt",
        {
            "lead": submission.municipality,
            "partner": partner,
            "round": submission.round,
            "version": version,
            "new_requests": [
                (
                    c.opgave,
                    c,
                    reverse("submissions:share", args=[*url_args, c.pk]),
                    c.line_id in lines_ended,
                )
                for c in new_requests
            ],
            "withdrawn": [(c.opgave, c) for c in withdrawn],
            "path": reverse("submissions:shares", args=url_args),
        },
        addresses_of(partner),
        reply_to=submission.round.regietafel.contact_email,
    )


def _subject(version: Version, new_requests: int, withdrawn: int) -> str:
    lead = version.submission.municipality
    if new_requests:
        last = format_day(last_minute(_answer_before(version)))
        what = "uw aandeel" if new_requests == 1 else f"{new_requests} aandelen"
        return f"Bevestig {what} uiterlijk {last}: gezamenlijke locatie van {lead}"
    what = "uw aandeel" if withdrawn == 1 else f"{withdrawn} aandelen"
    on = format_day(known(version.submitted_at))
    return f"Vervallen op {on}: {what} in een locatie van {lead}"


def _answer_before(version: Version) -> datetime:
    """The deadline of the round; after it the moment on which the lead can no longer change its
    numbers."""
    deadline = version.submission.round.deadline_at
    in_time = known(version.submitted_at) < deadline
    return deadline if in_time else closing_moment(version.submission)


def _mail_lead(confirmation: ShareConfirmation, event: int) -> None:
    submission, line = confirmation.submission, _newest_line(confirmation)
    done = "Bevestigd" if confirmation.is_confirmed else "Niet bevestigd"
    queue_mail(
        f"share_answered:{event}",
        f"{done} op {format_day(known(confirmation.answered_at))}: aandeel van "
        f"{confirmation.partner}",
        "emails/share_answered.txt",
        {
            "confirmation": confirmation,
            "opgave": confirmation.opgave,
            "confidential": line.confidential,
            "submission": submission,
            "path": submission_url("version", submission, line.version.number),
        },
        people_of(submission),
        reply_to=submission.round.regietafel.contact_email,
    )
