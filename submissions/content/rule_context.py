"""What the warnings set a version beside: the version before it, the shares of that moment, what
was explained.

For one version and for those of all municipalities of a round in the same number of queries.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from common import clock
from common.known import known
from rounds.targets import TargetHistory, load_target_history
from submissions.content.content import Explained, RuleContext, VersionContent
from submissions.counting.load import Contents
from submissions.models import ShareConfirmation, Version


def with_context(content: VersionContent) -> VersionContent:
    return with_contexts([content])[0]


def with_today(content: VersionContent) -> VersionContent:
    """Enough for what is said about lines, which are set beside no other version and no target."""
    nothing = TargetHistory([])
    explained = Explained([content.version])
    return replace(content, rule_context=_rule_context(content, nothing, explained, None))


def with_contexts(contents: Sequence[VersionContent]) -> list[VersionContent]:
    """The drafts, all of one round, ready for `rules.warnings`."""
    if not contents:
        return []
    history = load_target_history(contents[0].round)
    explained = Explained([content.version for content in contents])
    previous = _previous_drafts(contents)
    return [
        replace(
            content,
            rule_context=_rule_context(content, history, explained, beside),
        )
        for content, beside in zip(contents, previous, strict=True)
    ]


def _rule_context(
    content: VersionContent,
    history: TargetHistory,
    explained: Explained,
    previous: VersionContent | None,
) -> RuleContext:
    submitted_at = content.version.submitted_at
    return RuleContext(
        today=timezone.localdate(submitted_at) if submitted_at else clock.today(),
        targets=history.at(submitted_at),
        cbs_code=content.version.submission.municipality.cbs_code,
        previous=previous,
        explained=explained,
    )


def _previous_drafts(contents: Sequence[VersionContent]) -> list[VersionContent | None]:
    """For each draft the version that was submitted before it, with its answers and lines."""
    submitted = Version.objects.submitted().filter(
        submission__in=[content.version.submission_id for content in contents]
    )
    by_submission = defaultdict(list)
    for version in submitted.order_by("number"):
        by_submission[version.submission_id].append(version)
    before = [
        _before(content.version, by_submission[content.version.submission_id])
        for content in contents
    ]
    submissions = {c.version.submission_id: c.version.submission for c in contents}
    earlier = [version for version in before if version]
    for version in earlier:
        version.submission = submissions[version.submission_id]
    asked = ShareConfirmation.objects.of_versions(earlier)
    loaded = Contents(contents[0].round, earlier, asked)
    return [
        replace(content, version=version, contents=loaded) if version else None
        for content, version in zip(contents, before, strict=True)
    ]


def _before(version: Version, submitted: list[Version]) -> Version | None:
    numbers = {known(other.number): other for other in submitted}
    earlier = [n for n in numbers if version.number is None or n < version.number]
    return numbers[max(earlier)] if earlier else None
