"""What the PRT's desk looks at: a round with its submissions, its comparison and its names, loaded
at once."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import Municipality
from regietafel.comparison.compare import Comparison, compare_with_targets
from rounds.models import Opgave, Round
from rounds.targets import Targets, load_targets
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.rule_context import with_contexts
from submissions.counting.count import Attribution
from submissions.counting.inputs import parts_of
from submissions.counting.load import RoundSubmissions, load_round_submissions
from submissions.models import Submission, Version
from submissions.rules.problem import Problem


@dataclass
class Desk:
    loaded: RoundSubmissions
    targets: Targets

    @property
    def round(self) -> Round:
        return self.loaded.round

    @cached_property
    def opgaven(self) -> dict[str, Opgave]:
        return {opgave.code: opgave for opgave in self.loaded.opgaven}

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        return {s.municipality.cbs_code: s.municipality for s in self.loaded.submissions}

    def counting_parts(self, code: str) -> list[str]:
        """The opgaven that a total is the sum of, by the rules of this round."""
        return parts_of(code, self.loaded.rows, self.loaded.rules)

    def comparison(self, view: Attribution) -> Comparison:
        loaded = self.loaded
        return compare_with_targets(
            loaded.counted_submissions, loaded.rows, loaded.rules, self.targets, view
        )

    def warnings_of(self, submission: Submission) -> list[Problem]:
        """What asks for an explanation in the version of a municipality that this desk looks at."""
        return self._warnings.get(submission.pk, [])

    @cached_property
    def _warnings(self) -> dict[int, list[Problem]]:
        """Of all municipalities at once, so that twelve cost as many queries as one."""
        drafts = [self._draft(version) for version in self.loaded.versions.values()]
        return {
            draft.version.submission_id: rules.warnings(draft) for draft in with_contexts(drafts)
        }

    @property
    def by_letter(self) -> list[Version]:
        """The versions that the project leader entered in the name of a municipality."""
        return [v for v in self.loaded.versions.values() if v.letter_dated]

    def version_of(self, cbs_code: str) -> Version | None:
        return self._version_by_code.get(cbs_code)

    @cached_property
    def _version_by_code(self) -> dict[str, Version | None]:
        loaded = self.loaded
        return {s.municipality.cbs_code: loaded.latest_version(s) for s in loaded.submissions}

    def _draft(self, version: Version) -> VersionContent:
        version.submission.round = self.round
        loaded = self.loaded
        return VersionContent(
            self.round,
            version,
            loaded.opgaven,
            loaded.answers[version.pk],
            loaded.lines[version.pk],
        )


def load_desk(round_: Round, with_open_drafts: bool = False) -> Desk:
    """With open drafts a draft that its municipality opened takes the place of what it handed in.

    Only for a screen.
    """
    return Desk(load_round_submissions(round_, with_open_drafts), load_targets(round_))
