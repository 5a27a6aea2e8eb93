"""What a version counts for and what stands out in it: counted when it is handed in, and read back.

A frozen version never changes, so neither does this; only whether a partner confirmed a share is
looked up every time.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Self

from common import clock
from rounds.models import Opgave, Round
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.rule_context import with_context, with_contexts
from submissions.counting.load import (
    RoundSubmissions,
    load_some,
    rows_of,
    rules_of,
    to_counted_submission,
)
from submissions.counting.stored import ShareRequest, as_text, basis_of, from_text
from submissions.counting.version import CountedVersion, count_version
from submissions.models import ShareConfirmation, Submission, Version, VersionCount
from submissions.rules.problem import Problem


@dataclass(frozen=True)
class KeptWarning:
    """One point that stood out when the version was handed in, as a Problem says it."""

    rule: str
    about: str
    opgave: str
    message: str
    confidential: bool
    explanation: str
    line_explanation: str

    @property
    def explained(self) -> bool:
        return bool(self.explanation or self.line_explanation)

    @property
    def is_about_a_line(self) -> bool:
        return self.about not in ("", self.opgave)

    @classmethod
    def of(cls, problem: Problem) -> Self:
        return cls(
            rule=problem.rule,
            about=problem.about,
            opgave=problem.opgave.code if problem.opgave else "",
            message=problem.message,
            confidential=problem.confidential,
            explanation=problem.explanation,
            line_explanation=problem.line_explanation,
        )


@dataclass(frozen=True)
class KeptCount:
    """Of one version; `warnings_text` is read only where the points themselves are shown."""

    counted: CountedVersion
    warning_count: int
    unexplained_count: int
    warnings_text: str

    @cached_property
    def warnings(self) -> list[KeptWarning]:
        return [KeptWarning(**plain) for plain in json.loads(self.warnings_text)]


def basis(round_: Round, opgaven: Iterable[Opgave]) -> str:
    """The name of an opgave is in what the warnings say."""
    opgaven = list(opgaven)
    words = [word for opgave in opgaven for word in (opgave.name, opgave.get_unit_display())]
    return basis_of(rows_of(opgaven), rules_of(round_), words)


def keep(version: Version) -> None:
    """Part of the hand-in of this version, after its shares were asked."""
    content = with_context(load_content(version))
    store(content, basis(content.round, content.all_opgaven))


def store(content: VersionContent, of_basis: str) -> None:
    """Twice is once: what one version counts for by one basis is always the same. A row that says
    something else was spoiled, and goes."""
    found = count_now(content)
    rows = VersionCount.objects.filter(version=content.version, basis=of_basis)
    if any(is_same(row, found) for row in rows):
        return
    rows.delete()
    VersionCount.objects.get_or_create(
        version=content.version,
        basis=of_basis,
        defaults=as_fields(found) | {"counted_at": clock.now()},
    )


def as_fields(count: "KeptCount") -> dict[str, str | int]:
    return {
        "numbers": as_text(count.counted),
        "warnings": count.warnings_text,
        "warning_count": count.warning_count,
        "unexplained_count": count.unexplained_count,
    }


def is_same(row: VersionCount, count: "KeptCount") -> bool:
    return {name: getattr(row, name) for name in as_fields(count)} == as_fields(count)


def count_now(content: VersionContent) -> KeptCount:
    """`content` has its context."""
    code = content.version.submission.municipality.cbs_code
    counted = count_version(
        to_counted_submission(code, content.answers.values(), content.lines),
        rows_of(content.all_opgaven),
        rules_of(content.round),
    )
    found = [KeptWarning.of(problem) for problem in rules.warnings(content)]
    return KeptCount(
        counted,
        len(found),
        sum(not warning.explained for warning in found),
        json.dumps([asdict(warning) for warning in found], separators=(",", ":")),
    )


def load_counts(loaded: RoundSubmissions, with_warnings: bool = False) -> dict[int, KeptCount]:
    """By submission, of the versions that `loaded` looks at.

    A draft, and a version that was not counted by the rules that hold now, is counted here.
    """
    kept = _kept(loaded, with_warnings)
    missing = [version for version in loaded.versions.values() if version.pk not in kept]
    for content in with_contexts(contents_of(loaded, missing)):
        kept[content.version.pk] = count_now(content)
    return {submission: kept[version.pk] for submission, version in loaded.versions.items()}


def _kept(loaded: RoundSubmissions, with_warnings: bool) -> dict[int, KeptCount]:
    codes = {s.pk: s.municipality.cbs_code for s in loaded.submissions}
    lead = {v.pk: v.submission_id for v in loaded.versions.values() if v.number is not None}
    answers = _answers(loaded.versions)
    fields = ["version", "numbers", "warning_count", "unexplained_count"]
    rows = VersionCount.objects.filter(
        version__in=lead, basis=basis(loaded.round, loaded.opgaven)
    ).values_list(*fields, *(["warnings"] if with_warnings else []))
    return {
        version: KeptCount(
            from_text(numbers, codes[lead[version]], answers[lead[version]]),
            warning_count,
            unexplained_count,
            *(warnings or [""]),
        )
        for version, numbers, warning_count, unexplained_count, *warnings in rows
    }


def count_latest(
    round_: Round, submissions: Sequence[Submission], confirmed: Iterable[ShareConfirmation]
) -> dict[int, CountedVersion]:
    """By submission, of the version that counts; with these shares as the confirmed ones.

    In one query, unless one was not counted by the rules that hold now.
    """
    if not submissions:
        return {}
    by_key = {submission.pk: submission for submission in submissions}
    asked: dict[int, dict[ShareRequest, str]] = defaultdict(dict)
    for c in confirmed:
        numbers = (c.opgave.code, c.amount_short, c.amount_long)
        request = ShareRequest(str(c.line_id), c.partner.cbs_code, *numbers)
        asked[c.submission_id][request] = c.answer
    newest = Version.objects.filter(submission__in=by_key).latest_submitted()
    kept = VersionCount.objects.filter(
        version__in=newest, basis=basis(round_, round_.all_opgaven)
    ).values_list("version__submission", "numbers")
    found = {
        pk: from_text(numbers, by_key[pk].municipality.cbs_code, asked[pk]) for pk, numbers in kept
    }
    missing = [pk for pk in by_key if pk not in found]
    if missing:
        loaded = load_some(round_, missing)
        found |= {pk: count.counted for pk, count in load_counts(loaded).items()}
    return found


def _answers(submissions: Collection[int]) -> dict[int, dict[ShareRequest, str]]:
    found: dict[int, dict[ShareRequest, str]] = defaultdict(dict)
    request = ("line_id", "partner__cbs_code", "opgave__code", "amount_short", "amount_long")
    answered = ShareConfirmation.objects.in_force().filter(submission__in=submissions)
    for submission, answer, line_id, *asked in answered.exclude(answer="").values_list(
        "submission", "answer", *request
    ):
        found[submission][ShareRequest(str(line_id), *asked)] = answer
    return found


def contents_of(loaded: RoundSubmissions, versions: Collection[Version]) -> list[VersionContent]:
    contents = loaded.contents_of(versions)
    return [VersionContent(loaded.round, version, contents) for version in versions]
