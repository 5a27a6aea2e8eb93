"""What a municipality fills in and hands in, with the actions of the pages."""

from accounts.models import Municipality, User
from common.concurrency import fingerprint
from common.reference import Row
from prt_portal.demo.accounts import editor_of
from prt_portal.demo.rows import EXAMPLE, StageData, line_fields, share_of
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.editing.actions import (
    Shares,
    add_line,
    answer_opgave,
    answer_remaining,
    change_line,
    save_header,
)
from submissions.enums import CollegeState, Commitment, CouncilState, State
from submissions.handing_in.actions import start_addition
from submissions.handing_in.explanations import explain_and_submit
from submissions.handing_in.typed_explanations import Typed
from submissions.models import Line, Submission


def draft(submission: Submission, row: Row, data: StageData) -> None:
    """Locations and header, not handed in."""
    user = editor_of(submission.municipality)
    _save_lines(submission, user, data)
    _save_header(submission, user, row)


def hand_in(submission: Submission, row: Row, data: StageData) -> None:
    """A later version keeps the answers of the one before it."""
    user, number = editor_of(submission.municipality), _next_number(submission)
    _save_lines(submission, user, data)
    if number == 1:
        _answer(submission, user, data)
    _save_header(submission, user, row)
    explained = data.explanations(row["cbs_code"], number)
    explain_and_submit(submission, user, _typed(submission, explained))


def _next_number(submission: Submission) -> int:
    return submission.versions.submitted().count() + 1


def _save_lines(submission: Submission, user: User, data: StageData) -> None:
    if submission.state == State.SUBMITTED:
        start_addition(submission, user)
    for line in data.lines(submission.municipality.cbs_code, _next_number(submission)):
        _save_line(submission, user, line)


def _save_line(submission: Submission, user: User, row: Row) -> None:
    """A location that stands there already under this opgave is changed."""
    opgave = submission.round.opgaven.get(code=row["opgave"])
    fields, shares = line_fields(row), _shares(submission, row)
    present = Line.objects.filter(version__in=submission.versions.working_copies(), opgave=opgave)
    line = present.filter(location_name=row["locatie"]).first()
    if line is None:
        add_line(submission, user, opgave, fields, shares)
    else:
        change_line(submission, user, line.line_id, fields, shares, line.revision)


def _shares(submission: Submission, row: Row) -> Shares:
    partners = submission.round.regietafel.municipalities
    return {partners.get(cbs_code=code): amounts for code, amounts in share_of(row).items()}


def _answer(submission: Submission, user: User, data: StageData) -> None:
    answers = data.answers(submission.municipality.cbs_code)
    for opgave in submission.round.opgaven.fillable():
        if opgave.code in answers:
            answer_opgave(submission, user, opgave, *answers[opgave.code])
    answer_remaining(submission, user, *answers[""])


def _save_header(submission: Submission, user: User, row: Row) -> None:
    """The college has decided only where a source says so, or on the day that is told; elsewhere
    the demo stays with an official draft."""
    version = submission.versions.working_copies().first()
    lines = Line.objects.filter(version=version, commitment=Commitment.COLLEGE_DECISION)
    adopted = bool(row["dag"]) or (version is not None and lines.exists())
    fields = header_fields(submission.municipality, adopted) | {"contact_email": user.email}
    if row["dag"]:
        fields["college_date"] = row.day("dag")
    save_header(submission, user, fields, version.revision if version else 0)


def header_fields(municipality: Municipality, adopted: bool) -> dict[str, object]:
    return {
        "contact_name": f"{EXAMPLE} {municipality}",
        "college_state": CollegeState.ADOPTED if adopted else CollegeState.OFFICIAL_DRAFT,
        "council_state": CouncilState.TO_BE_DISCUSSED,
        "remarks": f"{EXAMPLE}: deze gemeente heeft dit niet zelf ingediend.",
    }


def _typed(submission: Submission, rows: list[Row]) -> list[Typed]:
    """What is said about the warnings of these opgaven."""
    said = {row["opgave"]: f"{EXAMPLE}. {row['tekst']}" for row in rows}
    version = submission.versions.working_copies().get()
    return [
        Typed(warning.rule, warning.about, said[warning.about], fingerprint(""))
        for warning in rules.warnings(with_context(load_content(version)))
        if warning.about in said
    ]
