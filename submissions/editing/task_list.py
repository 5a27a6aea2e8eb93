"""The rows of the task list: per opgave what is asked, entered and still to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import TargetNumber, Targets, load_targets
from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS
from submissions.counting.count import Cell, amounts_not_counted
from submissions.counting.load import rows_of, rules_of, to_counted_submission
from submissions.counting.version import Tally, count_version
from submissions.enums import AnswerKind
from submissions.lookup import OwnSubmission
from submissions.rules import counts_as_complete, header_errors, header_warnings
from submissions.shares.leads import leads_of
from submissions.shares.notes import Joint, JointNumbers, Lead


@dataclass(frozen=True)
class TermAmount:
    """What an opgave comes to on one term, with the indicative share and the small print.

    `not_counted` is what was typed at lines that do not say how firm they are.
    """

    cell: Cell
    share: TargetNumber | None
    joint: Joint
    not_counted: int

    @property
    def tally(self) -> Tally | None:
        return self.cell.tally

    @property
    def partial(self) -> bool:
        return self.cell.partial

    @property
    def is_empty(self) -> bool:
        """Whether the amount tells no more than the state of the opgave beside it."""
        joint = self.joint
        return not (self.tally or self.not_counted or joint.notes or joint.counted is not None)


@dataclass(frozen=True)
class TaskRow:
    opgave: Opgave
    status: str
    tone: str
    short: TermAmount
    long: TermAmount

    @property
    def takes_lines(self) -> bool:
        """Whether a location can be added as it is: no answer says that there is none."""
        return self.opgave.has_lines and self.status != NO_CONTRIBUTION[0]


NO_TARGETS = Targets(None, "", {})

NOTHING_YET = ("Nog niets ingevuld", "todo")

BUSY = ("Bezig", "busy")

DONE = ("Klaar", "done")

NO_CONTRIBUTION = ("Geen bijdrage", "done")

NOT_YET_KNOWN = ("Nog niet bekend", "info")


def task_rows(
    content: VersionContent,
    targets: Targets,
    all_opgaven: list[Opgave],
    leads: Sequence[Lead] = (),
) -> list[TaskRow]:
    """One row per opgave, sums included, in the order of bijlage 3.

    `leads` are the neighbours in whose lines it has a confirmed share; without them only its own
    lines are told.
    """
    cbs_code = content.version.submission.municipality.cbs_code
    own = to_counted_submission(cbs_code, content.answers.values(), content.lines)
    rows, rules = rows_of(all_opgaven), rules_of(content.round)
    joint = JointNumbers(count_version(own, rows, rules), content, leads, rows, rules)
    not_counted = amounts_not_counted(own.lines, rows, rules)

    def amount(opgave: Opgave, term: Term) -> TermAmount:
        return TermAmount(
            joint.located[cbs_code, opgave.code, term],
            targets.get(opgave.code, term, cbs_code),
            joint.of(opgave.code, term),
            not_counted[opgave.code, term],
        )

    return [
        TaskRow(
            opgave,
            *(status_of(opgave, content) if opgave.has_lines else ("", "")),
            short=amount(opgave, Term.SHORT),
            long=amount(opgave, Term.LONG),
        )
        for opgave in all_opgaven
    ]


def rows_with_leads(bijdrage: OwnSubmission) -> list[TaskRow]:
    """With the targets, and what counts for the municipality in lines of others."""
    round_ = bijdrage.round
    leads = leads_of(round_, bijdrage.municipality, bijdrage.share_requests)
    return task_rows(bijdrage.content, load_targets(round_), round_.all_opgaven, leads)


def total_rows(content: VersionContent) -> list[TaskRow]:
    """The same rows for a page to read: without shares, targets and what others share."""
    all_opgaven = content.round.all_opgaven
    return task_rows(content, NO_TARGETS, all_opgaven)


def header_status(content: VersionContent) -> tuple[str, str]:
    version = content.version
    if not any(getattr(version, field) for field in HEADER_FIELDS):
        return NOTHING_YET
    return BUSY if header_errors(content) or header_warnings(content) else DONE


def status_of(opgave: Opgave, content: VersionContent) -> tuple[str, str]:
    """The words and the tone of the badge."""
    answer = content.answers.get(opgave.code)
    if answer is None:
        return NOTHING_YET
    if answer.kind == AnswerKind.NONE:
        return NO_CONTRIBUTION if answer.reason else BUSY
    if answer.kind == AnswerKind.NOT_YET_KNOWN:
        return NOT_YET_KNOWN
    lines = content.counting_lines_of(opgave)
    complete = lines and all(counts_as_complete(line, content) for line in lines)
    return DONE if complete else BUSY
