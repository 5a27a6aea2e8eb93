"""Versions that are handed in, and what happened before, in bulk.

Stored in the order of the actions (a working copy, its content, its number, the requests to
partners, what it counts for), because the database refuses another one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice

from django.db import transaction

from accounts.models import Municipality, User
from prt_portal.bench.lines import Kind, line_id, make_line, make_share
from prt_portal.bench.region import copy_round, editors
from rounds.models import Opgave, Round
from submissions.content.content import VersionContent
from submissions.content.rule_context import with_contexts
from submissions.counting.load import Contents
from submissions.enums import AnswerKind, CollegeState, CouncilState, EventKind, State
from submissions.kept import counts
from submissions.models import (
    Answer,
    Event,
    Explanation,
    Line,
    Share,
    ShareConfirmation,
    Submission,
    Version,
)

BATCH = 2000
ROUNDS_OF_HISTORY = 5
LONG_STORY = 2000  # events in one round
WITH_A_LONG_STORY = 40
"""One in so many municipalities, and always the first."""


@dataclass(frozen=True)
class Filling:
    """A round in which `lines` lines per municipality are handed in."""

    round: Round
    lines: int

    @transaction.atomic
    def hand_in(self, number: int = 1, one_in: int = 1) -> None:
        """Version `number` of one in so many municipalities, with what it counts for."""
        submissions = self.submissions[::one_in]
        versions = self._working_copies(submissions)
        self._content(versions)
        self._freeze(versions, number)
        if number == 1:
            self._ask_partners(versions)
        self._count(versions)

    @cached_property
    def submissions(self) -> list[Submission]:
        found = self.round.submissions.select_related("municipality", "round")
        return list(found.order_by("municipality__cbs_code"))

    @cached_property
    def editors(self) -> dict[int, User]:
        return editors(self.round.regietafel)

    @cached_property
    def opgaven(self) -> list[Opgave]:
        return list(self.round.opgaven.fillable())

    def editor(self, submission: Submission) -> User:
        return self.editors[submission.municipality_id]

    @cached_property
    def _partners(self) -> dict[int, Municipality]:
        """Of each submission the next municipality, and of the last one the first."""
        following = [*self.submissions[1:], *self.submissions[:1]]
        pairs = zip(self.submissions, following, strict=True)
        return {submission.pk: partner.municipality for submission, partner in pairs}

    def _working_copies(self, submissions: Sequence[Submission]) -> list[Version]:
        return Version.objects.bulk_create(
            Version(
                submission=submission,
                contact_name=f"Iemand van {submission.municipality}",
                contact_email=self.editor(submission).email,
                college_state=CollegeState.OFFICIAL_DRAFT,
                council_state=CouncilState.TO_BE_DISCUSSED,
                revision=1,
            )
            for submission in submissions
        )

    def _content(self, versions: Sequence[Version]) -> None:
        lines = [line for version in versions for line in self._lines(version)]
        Line.objects.bulk_create(lines, BATCH)
        Share.objects.bulk_create(
            make_share(line, self._partners[line.version.submission_id])
            for line in lines
            if Kind(self._number_of(line)).joint
        )
        Answer.objects.bulk_create(self._answers(versions), BATCH)
        Explanation.objects.bulk_create(self._explanations(versions), BATCH)

    def _lines(self, version: Version) -> list[Line]:
        municipality = version.submission.municipality
        return [
            make_line(version, municipality, self._opgave(number), number)
            for number in range(self.lines)
        ]

    def _opgave(self, number: int) -> Opgave:
        return self.opgaven[number % len(self.opgaven)]

    def _number_of(self, line: Line) -> int:
        return self._numbers[line.line_id]

    @cached_property
    def _numbers(self) -> dict[object, int]:
        return {
            line_id(submission, number): number
            for submission in self.submissions
            for number in range(self.lines)
        }

    def _answers(self, versions: Sequence[Version]) -> Iterator[Answer]:
        numbers = (number for number in range(self.lines) if not Kind(number).dropped)
        answered = {self._opgave(number).pk for number in numbers}
        for version in versions:
            for opgave in self.opgaven:
                if opgave.pk in answered:
                    yield Answer(version=version, opgave=opgave, kind=AnswerKind.LINES)
                else:
                    kind = AnswerKind.NOT_YET_KNOWN
                    yield Answer(version=version, opgave=opgave, kind=kind, reason="Na de zomer.")

    def _explanations(self, versions: Sequence[Version]) -> Iterator[Explanation]:
        """Of the warning about every second line that expires."""
        for version in versions:
            for number in range(self.lines):
                if Kind(number).expiring and number % 2:
                    yield Explanation(
                        version=version,
                        rule="ends_before_short_term_date",
                        about=str(line_id(version.submission, number)),
                        text="De verlenging is aangevraagd.",
                    )

    def _freeze(self, versions: Sequence[Version], number: int) -> None:
        for version in versions:
            submission = version.submission
            version.number, version.submitted_by = number, self.editor(submission)
            version.submitted_at = self._moment(submission) + timedelta(days=number)
            submission.state = State.SUBMITTED
        Version.objects.bulk_update(versions, ["number", "submitted_at", "submitted_by"])
        Submission.objects.bulk_update([v.submission for v in versions], ["state"])
        Event.objects.bulk_create(self._events(versions), BATCH)

    def _moment(self, submission: Submission) -> datetime:
        return self.round.opens_at + timedelta(days=5 + submission.pk % 7)

    def _events(self, versions: Sequence[Version]) -> Iterator[Event]:
        for version in versions:
            for _ in range(self.lines):
                yield self._event(version.submission, EventKind.LINE_SAVED, "Locatie")
            yield self._event(version.submission, EventKind.HEADER_SAVED)
            handed_in = f"versie {version.number}"
            yield self._event(version.submission, EventKind.SUBMITTED, handed_in)

    def _event(self, submission: Submission, kind: EventKind, detail: str = "") -> Event:
        at, by = self._moment(submission), self.editor(submission)
        return Event(submission=submission, kind=kind, detail=detail, at=at, by=by)

    def _ask_partners(self, versions: Sequence[Version]) -> None:
        shares = Share.objects.filter(line__version__in=versions)
        requests = [
            self._request(share)
            for share in shares.select_related("line__version__submission", "line__opgave")
            if share.line.counts
        ]
        ShareConfirmation.objects.bulk_create(requests, BATCH)

    def _request(self, share: Share) -> ShareConfirmation:
        """About every second one the partner has said yes."""
        submission, line = share.line.version.submission, share.line
        request = ShareConfirmation(
            submission=submission,
            line_id=line.line_id,
            opgave=line.opgave,
            partner_id=share.municipality_id,
            amount_short=share.amount_short or 0,
            amount_long=share.amount_long or 0,
            asked_at=self._moment(submission) + timedelta(days=1),
        )
        if Kind(self._number_of(line)).confirmed:
            request.answer = "confirmed"
            request.answered_at = request.asked_at + timedelta(days=1)
            request.answered_by = self.editors[share.municipality_id]
        return request

    def _count(self, versions: Sequence[Version]) -> None:
        """As `submissions.kept.counts.keep` does of one version, with what they share read once."""
        of_basis = counts.basis(self.round, self.round.all_opgaven)
        in_force = ShareConfirmation.objects.in_force()
        loaded = Contents(self.round, versions, in_force.of_versions(versions))
        contents = [VersionContent(self.round, version, loaded) for version in versions]
        for content in with_contexts(contents):
            counts.store(content, of_basis)

    def add_long_stories(self) -> None:
        """Some municipalities saved again and again."""
        events = (
            self._event(submission, EventKind.LINE_SAVED, "Locatie")
            for submission in self.submissions[::WITH_A_LONG_STORY]
            for _ in range(LONG_STORY)
        )
        while batch := list(islice(events, BATCH)):
            Event.objects.bulk_create(batch)


def add_history(filling: Filling) -> None:
    """Five earlier rounds of the same regietafel, in which as much was handed in, with long stories
    of some municipalities."""
    for step in range(1, ROUNDS_OF_HISTORY + 1):
        years = 2 * step
        slug = filling.round.slug.replace("2024", str(2024 - years))
        earlier = copy_round(filling.round, slug, filling.round.regietafel, years)
        past = Filling(earlier, filling.lines)
        past.hand_in()
        past.add_long_stories()
