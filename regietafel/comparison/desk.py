"""What the PRT's desk looks at: a round with its submissions, its comparison and its names, loaded
at once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Municipality
from regietafel.comparison.compare import Comparison, compare_with_targets
from rounds.models import Opgave, Round
from rounds.targets import Targets, load_targets
from submissions.counting.count import Attribution
from submissions.counting.inputs import asylum_parts, parts_of
from submissions.counting.load import RoundSubmissions, load_round_submissions
from submissions.counting.version import CountedVersion
from submissions.kept.counts import KeptCount, load_counts
from submissions.models import Line, Version


@dataclass
class Desk:
    loaded: RoundSubmissions
    targets: Targets
    with_warnings: bool = False

    @property
    def round(self) -> Round:
        return self.loaded.round

    @cached_property
    def opgaven(self) -> dict[str, Opgave]:
        return {opgave.code: opgave for opgave in self.loaded.opgaven}

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        return {s.municipality.cbs_code: s.municipality for s in self.loaded.submissions}

    @cached_property
    def headline(self) -> Opgave | None:
        """The total of the asylum places, wherever it stands; without one the first opgave."""
        opgaven = self.loaded.opgaven
        return next((o for o in opgaven if o.is_asylum_total), opgaven[0] if opgaven else None)

    @cached_property
    def may_be_durable(self) -> set[str]:
        """The opgaven of which is asked how much is durable: the asylum total and its parts."""
        totals = {row.code for row in self.loaded.rows if row.is_asylum_total}
        return totals | asylum_parts(self.loaded.rows, self.loaded.rules).codes

    def counting_parts(self, code: str) -> list[str]:
        """The opgaven that a total is the sum of, by the rules of this round."""
        return parts_of(code, self.loaded.rows, self.loaded.rules)

    def comparison(self, view: Attribution) -> Comparison:
        loaded = self.loaded
        return compare_with_targets(self._counted, loaded.rows, loaded.rules, self.targets, view)

    @property
    def _counted(self) -> list[CountedVersion]:
        """One per municipality, also for those that have not handed in."""
        return [
            self.counts[submission.pk].counted
            if submission.pk in self.counts
            else CountedVersion(submission.municipality.cbs_code)
            for submission in self.loaded.submissions
        ]

    @cached_property
    def counts(self) -> dict[int, KeptCount]:
        """By submission what its version counts for, and how much stands out in it."""
        return load_counts(self.loaded, self.with_warnings)

    @property
    def by_letter(self) -> list[Version]:
        """The versions that the project leader entered in the name of a municipality."""
        return [v for v in self.loaded.versions.values() if v.letter_dated]

    def has_confirmed_shares(self, opgaven: Collection[str]) -> bool:
        """Whether it makes a difference to whom a joint location belongs."""
        return any(
            share.confirmed and share.opgave in opgaven
            for count in self.counts.values()
            for share in count.counted.shares
        )

    @property
    def has_confidential(self) -> bool:
        """Whether a location in one of these versions is confidential."""
        return Line.objects.filter(
            version__in=self.loaded.versions.values(), confidential=True
        ).exists()

    def version_of(self, cbs_code: str) -> Version | None:
        return self._version_by_code.get(cbs_code)

    @cached_property
    def _version_by_code(self) -> dict[str, Version | None]:
        loaded = self.loaded
        return {s.municipality.cbs_code: loaded.latest_version(s) for s in loaded.submissions}


def load_desk(
    round_: Round,
    with_open_drafts: bool = False,
    with_warnings: bool = False,
    targets: Targets | None = None,
) -> Desk:
    """With open drafts a draft that its municipality opened takes the place of what it handed in:
    only for a screen. With warnings for a page that shows what stands out, and not only how much.

    `targets` are those of an earlier set; without them those that count now.
    """
    loaded = load_round_submissions(round_, with_open_drafts)
    return Desk(loaded, targets or load_targets(round_), with_warnings)
