"""What the warnings set a version beside: the version before it, the shares of that moment, what was explained.

For one version and for those of all municipalities of a round in the same number of queries.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from common import clock
from rounds.targets import TargetHistory, load_target_history
from submissions.content.content import Background, Draft
from submissions.counting.load import load_contents
from submissions.models import Explanation, Version


def with_background(draft: Draft) -> Draft:
    return with_backgrounds([draft])[0]


def with_backgrounds(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, all of one round, ready for `rules.warnings`."""
    if not drafts:
        return []
    history = load_target_history(drafts[0].round)
    explanations = _explanations(drafts)
    previous = _previous_drafts(drafts)
    return [
        replace(draft, background=_background(draft, history, explanations[draft.version.pk], beside))
        for draft, beside in zip(drafts, previous, strict=True)
    ]


def _background(draft: Draft, history: TargetHistory, explanations: dict, previous: Draft | None) -> Background:
    submitted_at = draft.version.submitted_at
    return Background(
        today=timezone.localdate(submitted_at) if submitted_at else clock.today(),
        shares=history.at(submitted_at),
        cbs_code=draft.version.submission.municipality.cbs_code,
        previous=previous,
        explanations=explanations,
    )


def _explanations(drafts: Sequence[Draft]) -> dict[int | None, dict[tuple[str, str], str]]:
    found: dict[int | None, dict[tuple[str, str], str]] = defaultdict(dict)
    versions = [draft.version.pk for draft in drafts if draft.version.pk]
    for explanation in Explanation.objects.filter(version__in=versions):
        found[explanation.version_id][explanation.rule, explanation.about] = explanation.text
    return found


def _previous_drafts(drafts: Sequence[Draft]) -> list[Draft | None]:
    """For each draft the version that was submitted before it, with its answers and lines."""
    submitted = Version.objects.submitted().filter(submission__in=[draft.version.submission_id for draft in drafts])
    by_submission = defaultdict(list)
    for version in submitted.order_by("number"):
        by_submission[version.submission_id].append(version)
    before = [_before(draft.version, by_submission[draft.version.submission_id]) for draft in drafts]
    answers, contributions = load_contents([version for version in before if version])
    return [
        version
        and replace(draft, version=version, answers=answers[version.pk], contributions=contributions[version.pk])
        for draft, version in zip(drafts, before, strict=True)
    ]


def _before(version: Version, submitted: list[Version]) -> Version | None:
    earlier = [other for other in submitted if version.number is None or other.number < version.number]
    return earlier[-1] if earlier else None
