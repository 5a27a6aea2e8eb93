"""The rows of the task list: per opgave what is asked, entered and still to do."""

from dataclasses import dataclass

from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import TargetNumber, Targets
from submissions.content.content import VersionContent
from submissions.content.fields import HEADER_FIELDS
from submissions.counting.count import Cell
from submissions.counting.load import RoundSubmissions, rows_of, rules_of, to_counted_submission
from submissions.enums import AnswerKind
from submissions.rules import counts_as_complete, header_errors, header_warnings
from submissions.shares.notes import Joint, JointNumbers


@dataclass(frozen=True)
class TaskRow:
    opgave: Opgave
    status: str
    tone: str
    short: Cell
    long: Cell
    share_short: TargetNumber | None
    share_long: TargetNumber | None
    joint_short: Joint
    joint_long: Joint

    @property
    def short_is_empty(self) -> bool:
        return _is_empty(self.short, self.joint_short)

    @property
    def long_is_empty(self) -> bool:
        return _is_empty(self.long, self.joint_long)


def _is_empty(cell: Cell, joint: Joint) -> bool:
    """Whether the amount tells no more than the state of the opgave beside it."""
    return not (cell.tally or joint.notes or joint.counted is not None)


NOTHING_YET = ("Nog niets ingevuld", "todo")

BUSY = ("Bezig", "busy")

DONE = ("Klaar", "done")

NO_CONTRIBUTION = ("Geen bijdrage", "done")

NOT_YET_KNOWN = ("Nog niet bekend", "info")


def task_rows(
    content: VersionContent,
    targets: Targets,
    all_opgaven: list[Opgave],
    leads: RoundSubmissions | None = None,
) -> list[TaskRow]:
    """One row per opgave, sums included, in the order of bijlage 3.

    `leads` are the neighbours in whose lines it has a confirmed share; without them only its own
    lines are told.
    """
    cbs_code = content.version.submission.municipality.cbs_code
    own = to_counted_submission(cbs_code, content.answers.values(), content.lines)
    joint = JointNumbers(own, content, leads, rows_of(all_opgaven), rules_of(content.round))
    return [
        TaskRow(
            opgave,
            *(status_of(opgave, content) if opgave.has_lines else ("", "")),
            short=joint.located[cbs_code, opgave.code, Term.SHORT],
            long=joint.located[cbs_code, opgave.code, Term.LONG],
            share_short=targets.get(opgave.code, Term.SHORT, cbs_code),
            share_long=targets.get(opgave.code, Term.LONG, cbs_code),
            joint_short=joint.of(opgave.code, Term.SHORT),
            joint_long=joint.of(opgave.code, Term.LONG),
        )
        for opgave in all_opgaven
    ]


def header_status(content: VersionContent) -> tuple[str, str]:
    version = content.version
    if not any(getattr(version, field) for field in HEADER_FIELDS):
        return NOTHING_YET
    return BUSY if header_errors(version) or header_warnings(version) else DONE


def status_of(opgave: Opgave, content: VersionContent) -> tuple[str, str]:
    """The words and the tone of the badge."""
    answer = content.answers.get(opgave.code)
    if answer is None:
        return NOTHING_YET
    if answer.kind == AnswerKind.NONE:
        return NO_CONTRIBUTION if answer.reason else BUSY
    if answer.kind == AnswerKind.NOT_YET_KNOWN:
        return NOT_YET_KNOWN
    lines = content.lines_of(opgave)
    complete = any(line.counts for line in lines) and all(
        counts_as_complete(line, content) for line in lines if line.counts
    )
    return DONE if complete else BUSY
