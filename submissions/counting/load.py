"""From the database to what `counting` reads: the latest submitted versions, in a fixed number of
queries."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from rounds.models import Opgave, Round
from submissions.counting.inputs import (
    CountedLine,
    CountedSubmission,
    OpgaveRow,
    RoundRules,
    SharePart,
)
from submissions.counting.locations import NamedLine, same_locations
from submissions.models import Answer, Line, ShareConfirmation, Submission, Version
from submissions.models.share_request import Requests
from submissions.models.submission import SubmissionQuerySet


@dataclass(frozen=True)
class RoundSubmissions:
    """Everything submitted to a round that counts. `versions` is keyed by submission id; what is in
    them is read when somebody asks for it.

    On the one screen that asks for it, `drafts` holds the submissions whose opened draft stands in
    for what counts.
    """

    round: Round
    opgaven: list[Opgave]
    submissions: list[Submission]
    versions: dict[int, Version]

    @property
    def answers(self) -> Mapping[int, dict[str, Answer]]:
        return self._contents.answers

    @property
    def lines(self) -> Mapping[int, list[Line]]:
        return self._contents.lines

    @cached_property
    def _contents(self) -> "Contents":
        return self.contents_of(self.versions.values())

    def contents_of(self, versions: Collection[Version]) -> "Contents":
        in_force = ShareConfirmation.objects.in_force()
        return Contents(self.round, versions, in_force.of_versions(versions))

    @property
    def count(self) -> int:
        """How many municipalities have handed in; a draft never makes one more."""
        return sum(submission.latest_number is not None for submission in self.submissions)

    @property
    def drafts(self) -> list[Submission]:
        return [submission for submission in self.submissions if self.is_draft(submission)]

    def is_draft(self, submission: Submission) -> bool:
        version = self.latest_version(submission)
        return version is not None and version.number is None

    @property
    def total(self) -> int:
        return len(self.submissions)

    def latest_version(self, submission: Submission) -> Version | None:
        return self.versions.get(submission.pk)

    def lines_of(self, submission: Submission) -> list[Line]:
        version = self.latest_version(submission)
        return self.lines[version.pk] if version else []

    @cached_property
    def rules(self) -> RoundRules:
        return rules_of(self.round)

    @cached_property
    def rows(self) -> list[OpgaveRow]:
        return rows_of(self.opgaven)

    @cached_property
    def counted_submissions(self) -> list[CountedSubmission]:
        return [self._counted_submission(submission) for submission in self.submissions]

    def _counted_submission(self, submission: Submission) -> CountedSubmission:
        version = self.latest_version(submission)
        code = submission.municipality.cbs_code
        if version is None:
            return CountedSubmission(code)
        return to_counted_submission(
            code, self.answers[version.pk].values(), self.lines[version.pk]
        )


def load_round_submissions(round_: Round, with_open_drafts: bool = False) -> RoundSubmissions:
    """What counts.

    `with_open_drafts` is for one screen of the desk only: never for an export or a publication.
    """
    return _load(round_, Submission.objects.filter(round=round_), with_open_drafts)


def load_some(round_: Round, submissions: Collection[int]) -> RoundSubmissions:
    """The same of these submissions of the round only."""
    return _load(round_, Submission.objects.filter(round=round_, pk__in=submissions))


def _load(
    round_: Round, which: SubmissionQuerySet, with_open_drafts: bool = False
) -> RoundSubmissions:
    submissions = list(which.select_related("municipality").with_latest_number())
    for submission in submissions:
        submission.round = round_
    versions = _versions(submissions, with_open_drafts)
    return RoundSubmissions(
        round=round_,
        opgaven=round_.all_opgaven,
        submissions=submissions,
        versions={version.submission_id: version for version in versions},
    )


class Contents:
    """Answers and lines of versions of one round: each read when somebody asks for it, in as many
    queries for all of them as for one.

    The shares of the lines know which of `confirmations` is theirs.
    """

    def __init__(
        self,
        round_: Round,
        versions: Collection[Version],
        confirmations: Iterable[ShareConfirmation] = (),
    ) -> None:
        self._round, self._confirmations = round_, confirmations
        self._versions = {v.pk: v for v in versions if v.pk is not None}
        self._alone: dict[UUID, Line | None] = {}

    @cached_property
    def answers(self) -> Mapping[int, dict[str, Answer]]:
        """By version, and by the code of the opgave."""
        found: dict[int, dict[str, Answer]] = defaultdict(dict)
        for answer in Answer.objects.filter(version__in=self._versions):
            answer.opgave = self._opgaven[answer.opgave_id]
            found[answer.version_id][answer.opgave.code] = answer
        return found

    @cached_property
    def lines(self) -> Mapping[int, list[Line]]:
        """By version."""
        found: dict[int, list[Line]] = defaultdict(list)
        lines = list(Line.objects.filter(version__in=self._versions).with_shares())
        for line in lines:
            line.version = self._versions[line.version_id]
            line.opgave = self._opgaven[line.opgave_id]
            found[line.version_id].append(line)
        Requests(self._confirmations).attach(lines)
        return found

    def line_alone(self, line_id: UUID) -> Line | None:
        """Read without the others; nobody looks up whether its shares were confirmed."""
        if line_id not in self._alone:
            lines = Line.objects.filter(version__in=self._versions, line_id=line_id)
            self._alone[line_id] = line = lines.select_related("opgave").with_shares().first()
            if line is not None:
                line.version = self._versions[line.version_id]
        return self._alone[line_id]

    def with_lines(self, version: Version, lines: list[Line]) -> "Contents":
        """The same version with these lines; everything else is read again when it is asked for."""
        other = Contents(self._round, [version], self._confirmations)
        other.lines = {version.pk: lines}
        return other

    @cached_property
    def _opgaven(self) -> dict[int, Opgave]:
        return {opgave.pk: opgave for opgave in self._round.all_opgaven}


def _versions(submissions: list[Submission], with_open_drafts: bool) -> list[Version]:
    by_pk = {submission.pk: submission for submission in submissions}
    of_them = Version.objects.filter(submission__in=by_pk)
    found = {version.submission_id: version for version in of_them.latest_submitted()}
    if with_open_drafts:
        found |= {version.submission_id: version for version in of_them.open_drafts()}
    for version in found.values():
        version.submission = by_pk[version.submission_id]
    return list(found.values())


def to_counted_submission(
    cbs_code: str, answers: Iterable[Answer], lines: Iterable[Line]
) -> CountedSubmission:
    return CountedSubmission(
        municipality=cbs_code,
        handed_in=True,
        answers={answer.opgave.code: answer.kind for answer in answers},
        lines=to_lines(cbs_code, lines),
    )


def to_lines(
    cbs_code: str, lines: Iterable[Line], with_shares: bool = True
) -> tuple[CountedLine, ...]:
    """All lines of one version: where one stands may hang on what another says. Without shares for
    who only asks how durable they are: nobody looks up then whether partners confirmed."""
    lines = list(lines)
    locations = locations_of(lines)
    return tuple(to_line(cbs_code, line, locations[line.line_id], with_shares) for line in lines)


def to_line(
    cbs_code: str, line: Line, location: str | None = None, with_shares: bool = True
) -> CountedLine:
    """An amount that a draft still leaves empty adds nothing; a submitted version has none
    empty."""
    return CountedLine(
        line_id=line.line_id,
        municipality=cbs_code,
        opgave=line.opgave.code,
        short=line.amount_short or 0,
        long=line.amount_long or 0,
        commitment=line.commitment,
        location=location,
        first_day=line.available_from,
        last_day=line.available_until,
        open_ended=line.open_ended,
        shares=tuple(
            SharePart(
                share.municipality.cbs_code,
                share.amount_short or 0,
                share.amount_long or 0,
                share.answer,
            )
            for share in (line.shares.all() if with_shares else ())
        ),
    )


def locations_of(lines: Iterable[Line]) -> dict[Hashable, str | None]:
    """By the id of the line the key of its location, within one version."""
    return same_locations(NamedLine(line.line_id, line.location_name, line.place) for line in lines)


def rules_of(round_: Round) -> RoundRules:
    return RoundRules(
        short_term_date=round_.short_term_date,
        long_term_date=round_.long_term_date,
        open_since=timezone.localdate(round_.opens_at),
        count_emergency=round_.count_emergency,
        durable_only=round_.durable_only,
        sum_small_sites=round_.sum_small_sites,
        durable_years=round_.durable_years,
        durable_places=round_.durable_places,
    )


def rows_of(opgaven: Iterable[Opgave]) -> list[OpgaveRow]:
    return [
        OpgaveRow(
            code=opgave.code,
            part_of=opgave.part_of.code if opgave.part_of else None,
            counts_in_part=opgave.counts_in_part,
            has_lines=opgave.has_lines,
            is_asylum_total=opgave.is_asylum_total,
        )
        for opgave in opgaven
    ]
