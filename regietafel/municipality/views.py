"""One municipality as the desk sees it: versions, lines, events."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import AuthenticatedHttpRequest
from accounts.permissions import Action, may
from common import clock
from common.folded import folded
from regietafel.comparison.tables import desk_round
from regietafel.lookup import get_submission
from regietafel.municipality.numbers import load_numbers
from regietafel.municipality.trace import open_shares, people_with_access, sent_to
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.enums import TALK, EventKind, State
from submissions.lifecycle.last_events import last_events
from submissions.lifecycle.permissions import may_enter_by_letter, may_write_for
from submissions.lifecycle.transitions import regietafel_label
from submissions.lifecycle.window import closing_moment, has_closed
from submissions.lookup import submitted_version
from submissions.models import Submission, Version

# Of these the desk reads what was written: it was written to or by the desk, and names no location.
WRITTEN_BETWEEN_US = (
    EventKind.EXTENDED,
    EventKind.REOPENED,
    EventKind.MORE_TIME_ASKED,
    EventKind.MORE_TIME_DECLINED,
    EventKind.SHARE_OF_REGION,
    EventKind.SHARE_ASKED,
    EventKind.SHARE_CONFIRMED,
    EventKind.SHARE_DECLINED,
    EventKind.SHARE_ENDED,
)

# Of a draft the regietafel sees only that there is one, when it last changed and how much is still
# missing.
EVENTS_FOR_THE_DESK = (
    EventKind.SUBMITTED,
    EventKind.ENTERED_BY_LETTER,
    EventKind.ADDITION_STARTED,
    EventKind.ADDITION_DISCARDED,
    EventKind.DRAFT_OPENED,
    EventKind.DRAFT_CLOSED,
    EventKind.RECOUNTED,
    EventKind.REMINDED,
    *WRITTEN_BETWEEN_US,
)


def municipality(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """One municipality: its versions, its latest lines, its events.

    Of a draft only state and last change.
    """
    round_ = desk_round(request, round_slug)
    submission = get_submission(request.user, round_, cbs_code)
    versions = list(
        Version.objects.filter(submission=submission)
        .submitted()
        .select_related("submitted_by", "submission__round", "submission__municipality")
        .order_by("-number")
    )
    closed = has_closed(submission, clock.now())
    may_remind = may(request.user, Action.REMIND, round_.regietafel)
    context = {
        "round": round_,
        "submission": submission,
        "municipality": submission.municipality,
        "label": regietafel_label(submission, submission.latest_number, closed),
        "has_closed": closed,
        "versions": versions,
        "numbers": load_numbers(submission),
        "shares": open_shares(submission),
        "sent": folded(sent_to(submission)),
        "people": people_with_access(submission) if may_remind else None,
        "events": folded(
            submission.events.filter(kind__in=EVENTS_FOR_THE_DESK).select_related("by")[:50]
        ),
        "open_errors": _open_errors(submission),
        "last_change": submission.events.exclude(kind__in=TALK).first(),
        "open_questions": submission.questions.open().without_notes().count(),
        "closes_at": closing_moment(submission),
        "written": WRITTEN_BETWEEN_US,
        "open_request": last_events(submission).request,
        "may_extend": may(request.user, Action.GRANT_MORE_TIME, round_.regietafel),
        "may_enter_by_letter": may_enter_by_letter(request.user, submission),
        "may_reopen": submission.state == State.SUBMITTED,
        "may_ask": may_write_for(request.user, round_, None),
        "latest_number": submission.latest_number,
    }
    context |= _read(versions[0]) if versions else {}
    return render(request, "regietafel/municipality/municipality.html", context)


def _read(version: Version) -> dict:
    content = with_context(load_content(version))
    return {
        "version": version,
        "sections": read_version(content),
        "warnings": rules.warnings(content),
        "attachments": attachments_of(version),
    }


def _open_errors(submission: Submission) -> int | None:
    """How many points stop the hand-in of the draft; None without a draft."""
    version = submission.versions.working_copies().select_related("submission__round").first()
    return len(rules.errors(load_content(version))) if version else None


def version(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, number: int
) -> HttpResponse:
    round_ = desk_round(request, round_slug)
    submission = get_submission(request.user, round_, cbs_code)
    frozen = submitted_version(submission, number)
    draft = with_context(load_content(frozen))
    context = {
        "round": round_,
        "municipality": submission.municipality,
        "version": frozen,
        "is_latest": number == submission.latest_number,
        "earlier": number - 1,
        "sections": read_version(draft),
        "warnings": rules.warnings(draft),
        "may_ask": may_write_for(request.user, round_, None),
        "latest_number": submission.latest_number,
        "attachments": attachments_of(frozen),
    }
    return render(request, "regietafel/municipality/version.html", context)
