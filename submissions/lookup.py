"""From URL to object. What a person may not see does not exist for that person: 404, never 403."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Municipality, User
from common import clock
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.load import content_of
from submissions.enums import State
from submissions.lifecycle.last_events import TOLD, LastEvents, last_events
from submissions.lifecycle.offer import Approval, approval_for
from submissions.lifecycle.transitions import municipality_label
from submissions.lifecycle.window import closing_moment, has_closed, is_open
from submissions.models import Event, ShareConfirmation, Submission, Version
from submissions.models.share_request import ShareConfirmationQuerySet
from submissions.models.submission import SubmissionQuerySet


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
    def versions(self) -> dict[int | None, Version]:
        """By number, the newest first; the working copy has none."""
        found = self.submission.versions.select_related("submitted_by", "offered_by")
        in_order = found.with_attachment_count().order_by("-number")
        return {version.number: version for version in in_order}

    @property
    def submitted_versions(self) -> list[Version]:
        return [version for number, version in self.versions.items() if number is not None]

    @property
    def by_letter(self) -> str:
        """Of the version that counts; empty when the municipality handed it in itself."""
        latest = self.versions[self.latest_number] if self.latest_number else None
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
        """The working copy that waits for approval."""
        waits = self.submission.state == State.AWAITING_APPROVAL
        return self.versions.get(None) if waits else None

    @cached_property
    def approval(self) -> Approval:
        return approval_for(self.submission, self.user, self.offer)

    @cached_property
    def last_events(self) -> LastEvents:
        """Asked only when something was said that may still matter."""
        return last_events(self.submission) if self.submission.was_told else LastEvents({})

    @cached_property
    def content(self) -> VersionContent:
        """The working copy; when there is none the version that counts, or an empty one."""
        current = self.versions.get(None) or self.versions.get(self.latest_number) or Version()
        current.submission = self.submission
        return content_of(current, self.share_requests)

    @cached_property
    def share_requests(self) -> ShareConfirmationQuerySet:
        """To its partners and from others; read when somebody asks for the first one."""
        return ShareConfirmation.objects.to_and_from(self.submission)

    @property
    def has_addition(self) -> bool:
        """Whether something is being changed after a hand-in, so that there are two contents to
        compare."""
        version = self.content.version
        return self.latest_number is not None and version.pk is not None and version.number is None

    def again(self) -> "OwnSubmission":
        """As it is now, after somebody saved."""
        return get_own_submission(self.user, *self.url_args)

    def opgave(self, code: str) -> Opgave:
        found = (o for o in self.round.all_opgaven if o.has_lines and o.code == code)
        try:
            return next(found)
        except StopIteration:
            raise Http404 from None


def own_submissions(user: User) -> SubmissionQuerySet:
    """With all that an OwnSubmission asks of them."""
    told = Event.objects.filter(submission=OuterRef("pk"), kind__in=TOLD)
    own = Submission.objects.editable_by(user).select_related("round__regietafel", "municipality")
    return own.with_latest_number().annotate(was_told=Exists(told))  # type: ignore[no-redef]


def get_own_submission(user: User, round_slug: str, cbs_code: str) -> OwnSubmission:
    submissions = own_submissions(user).filter(
        round__slug=round_slug, municipality__cbs_code=cbs_code
    )
    submission = get_object_or_404(submissions)
    user.seen.update({Submission: submission, Round: submission.round})
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
