"""What happens in a stage: each row of its `verhaal.csv` is one action of one person on one day."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import ParamSpec

from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import Municipality, User
from common.reference import Row
from prt_portal.demo.accounts import editor_of, leader_of
from prt_portal.demo.contribution import draft, hand_in
from prt_portal.demo.letter import enter_letter
from prt_portal.demo.rows import StageData
from rounds.models import Round
from submissions.enums import QuestionVisibility, ShareAnswer
from submissions.handing_in.draft_consent import open_draft
from submissions.models import Question, ShareConfirmation, Submission
from submissions.more_time.actions import ask_more_time, decline_more_time, extend, reopen
from submissions.questions.actions import answer_question, ask_question, close_question
from submissions.reminders.notices import remind
from submissions.shares.actions import answer_share

P = ParamSpec("P")

THE_REGIETAFEL = "regietafel"


def on_day(on: date, action: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> None:
    """The demo is made in one go, but everybody acts on a day of its own."""
    with override_settings(PRT_TODAY=on):
        action(*arguments, **named)


def act(round_: Round, row: Row, data: StageData) -> None:
    submission = Submission.objects.select_related("round__regietafel", "municipality").get(
        round=round_, municipality__cbs_code=row["cbs_code"]
    )
    row.one_of(ACTIONS, "wat")(submission, row, data)


def _side(submission: Submission, row: Row) -> Municipality | None:
    """In whose name: a municipality, that of the contribution when none is named, or (None) the
    desk."""
    if row["wie"] == THE_REGIETAFEL:
        return None
    if not row["wie"]:
        return submission.municipality
    return submission.round.regietafel.municipalities.get(cbs_code=row["wie"])


def _person(submission: Submission, side: Municipality | None) -> User:
    return editor_of(side) if side else leader_of(submission.round.regietafel)


def _end_of(day: date) -> datetime:
    """More time lasts through a day: until the next one begins."""
    return timezone.make_aware(datetime.combine(day, time.max)).replace(microsecond=0)


def _open_draft(submission: Submission, row: Row, data: StageData) -> None:
    open_draft(submission, editor_of(submission.municipality))


def _remind(submission: Submission, row: Row, data: StageData) -> None:
    leader, cbs_code = leader_of(submission.round.regietafel), row["cbs_code"]
    remind(submission.round, leader, [cbs_code], row["tekst"], f"{row['op']}-{cbs_code}")


def _ask_more_time(submission: Submission, row: Row, data: StageData) -> None:
    ask_more_time(submission, editor_of(submission.municipality), row["tekst"])


def _decline_more_time(submission: Submission, row: Row, data: StageData) -> None:
    decline_more_time(submission, leader_of(submission.round.regietafel), row["tekst"])


def _extend(submission: Submission, row: Row, data: StageData) -> None:
    leader = leader_of(submission.round.regietafel)
    extend(submission, leader, _end_of(row.day("dag")), row["tekst"])


def _reopen(submission: Submission, row: Row, data: StageData) -> None:
    leader = leader_of(submission.round.regietafel)
    reopen(submission, leader, _end_of(row.day("dag")), row["tekst"])


def _confirm(submission: Submission, row: Row, data: StageData) -> None:
    _answer_shares(submission, row, ShareAnswer.CONFIRMED)


def _decline(submission: Submission, row: Row, data: StageData) -> None:
    _answer_shares(submission, row, ShareAnswer.DECLINED)


def _answer_shares(submission: Submission, row: Row, answer: ShareAnswer) -> None:
    partner = submission.round.regietafel.municipalities.get(cbs_code=row["wie"])
    requests = ShareConfirmation.objects.in_force().filter(submission=submission, partner=partner)
    for request in requests.filter(answer=""):
        answer_share(request, editor_of(partner), answer, row["tekst"])


def _ask(submission: Submission, row: Row, data: StageData) -> None:
    _start_question(submission, row, QuestionVisibility.BOTH)


def _note(submission: Submission, row: Row, data: StageData) -> None:
    _start_question(submission, row, QuestionVisibility.OWN_SIDE)


def _start_question(submission: Submission, row: Row, visibility: QuestionVisibility) -> None:
    side = _side(submission, row)
    said = {"subject": row["onderwerp"], "text": row["tekst"], "visibility": visibility}
    ask_question(submission, _person(submission, side), side, said)


def _answer(submission: Submission, row: Row, data: StageData) -> None:
    side = _side(submission, row)
    answer_question(_question(submission, row), _person(submission, side), side, row["tekst"])


def _close(submission: Submission, row: Row, data: StageData) -> None:
    side = _side(submission, row)
    close_question(_question(submission, row), _person(submission, side), side)


def _question(submission: Submission, row: Row) -> Question:
    return Question.objects.get(submission=submission, subject=row["onderwerp"])


ACTIONS: dict[str, Callable[[Submission, Row, StageData], None]] = {
    "vult in": draft,
    "dient in": hand_in,
    "brief ingevoerd": enter_letter,
    "stelt concept open": _open_draft,
    "herinnerd": _remind,
    "vraagt tijd": _ask_more_time,
    "tijd geweigerd": _decline_more_time,
    "uitstel": _extend,
    "heropend": _reopen,
    "bevestigt": _confirm,
    "wijst af": _decline,
    "vraagt": _ask,
    "noteert": _note,
    "antwoordt": _answer,
    "rondt af": _close,
}
