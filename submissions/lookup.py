"""From URL to object. What a person may not see does not exist for that person: 404, never 403."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Municipality, User
from common import clock
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.enums import State
from submissions.lifecycle.last_events import LastEvents, last_events
from submissions.lifecycle.offer import Approval, approval_for, offer_of
from submissions.lifecycle.transitions import municipality_label
from submissions.lifecycle.window import closing_moment, has_closed, is_open
from submissions.models import Submission, Version


@dataclass
class OwnSubmission:
    """One municipality's bijdrage 3 as its own people see it."""

    submission: Submission
    latest_number: int | None
    user: User

    @property
    def round(self) -> Round:
        return self.submission.round

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality

    @property
    def url_args(self) -> list[str]:
        return self.submission.url_args

    @property
    def state_label(self) -> str:
        return municipality_label(self.submission, self.latest_number, self.offer, self.has_closed)

    @cached_property
    def by_letter(self) -> str:
        """Of the version that counts; empty when the municipality handed it in itself."""
        latest = self.submission.versions.filter(
            number=self.latest_number, letter_dated__isnull=False
        ).first()
        return latest.by_letter if latest else ""

    @property
    def closes_at(self) -> datetime:
        return closing_moment(self.submission)

    @cached_property
    def is_open(self) -> bool:
        return is_open(self.submission, clock.now())

    @cached_property
    def has_closed(self) -> bool:
        return has_closed(self.submission, clock.now())

    @cached_property
    def opens_later(self) -> bool:
        return clock.now() < self.round.opens_at

    @cached_property
    def is_late(self) -> bool:
        return clock.now() >= self.round.deadline_at

    @property
    def is_editable(self) -> bool:
        """Whether the content can change now: not when it was submitted or waits for approval."""
        return self.is_open and self.submission.state in (State.OPEN, State.DRAFT)

    @cached_property
    def offer(self) -> Version | None:
        return offer_of(self.submission)

    @cached_property
    def approval(self) -> Approval:
        return approval_for(self.submission, self.user, self.offer)

    @cached_property
    def last_events(self) -> LastEvents:
        return last_events(self.submission)

    @cached_property
    def content(self) -> VersionContent:
        """The working copy; when there is none the version that counts, or an empty one."""
        versions = Version.objects.filter(submission=self.submission).order_by("-number")
        by_number = {version.number: version for version in versions}
        current = by_number.get(None) or by_number.get(self.latest_number) or Version()
        current.submission = self.submission
        return load_content(current)

    @property
    def has_addition(self) -> bool:
        """Whether something is being changed after a hand-in, so that there are two contents to
        compare."""
        version = self.content.version
        return self.latest_number is not None and version.pk is not None and version.number is None

    def opgave(self, code: str) -> Opgave:
        found = (o for o in self.round.all_opgaven if o.has_lines and o.code == code)
        try:
            return next(found)
        except StopIteration:
            raise Http404 from None


def get_own_submission(user: User, round_slug: str, cbs_code: str) -> OwnSubmission:
    submissions = (
        Submission.objects.editable_by(user)
        .filter(round__slug=round_slug, municipality__cbs_code=cbs_code)
        .select_related("round__regietafel", "municipality")
        .with_latest_number()
    )
    submission = get_object_or_404(submissions)
    return OwnSubmission(submission, submission.latest_number, user)


def reads_at_the_desk(user: User, round_slug: str, cbs_code: str, number: int) -> bool:
    """Whether the person reads this submitted version for a regietafel."""
    readable = Submission.objects.submitted_to(user).filter(
        round__slug=round_slug, municipality__cbs_code=cbs_code
    )
    return Version.objects.filter(submission__in=readable, number=number).exists()


def submitted_version(submission: Submission, number: int) -> Version:
    """One frozen version with all that its head says.

    The working copy has no number, so it is never found here.
    """
    versions = Version.objects.submitted().select_related(
        "submitted_by", "offered_by", "submission__round__regietafel", "submission__municipality"
    )
    return get_object_or_404(versions, submission=submission, number=number)
