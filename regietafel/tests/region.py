"""Drenthe 2024 as loaded, in which municipalities hand in with the actions that people use."""

from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from rounds.models import Round
from submissions.editing.actions import add_line, answer_opgave, answer_remaining, save_header
from submissions.enums import AnswerKind, CollegeState, CouncilState, Nature, ShareAnswer
from submissions.handing_in.actions import submit
from submissions.models import ShareConfirmation, Submission, Version
from submissions.shares.actions import answer_share

FOLDER = settings.BASE_DIR / "data" / "drenthe_2024"
OPGAVEN = (
    "asiel_totaal",
    "asiel",
    "amv",
    "bijzonder",
    "nood",
    "oekraine",
    "statushouders",
    "doorstroom",
    "flex",
)


Row = tuple[Any, ...]  # a cell is a text, a number or a date
Amounts = dict[str, tuple[int, int]]  # of each partner, by its name
TypedLine = tuple[str, dict[str, object], Amounts]


def load_drenthe() -> Round:
    call_command("load_reference", FOLDER, stdout=StringIO())
    return Round.objects.get(slug="2024")


def line(
    opgave: str = "asiel",
    short: int = 0,
    long: int = 0,
    commitment: str = "in_use",
    shares: Amounts | None = None,
    **fields: object,
) -> TypedLine:
    """line("asiel", 100, 80, shares={"Emmen": (30, 20)}): what the form of a line gives to the
    action."""
    amounts = {"amount_short": short, "amount_long": long, "commitment": commitment}
    return (
        opgave,
        {"nature": Nature.EXISTING, "location_name": "Kazerne"} | amounts | fields,
        shares or {},
    )


def hand_in(
    round_: Round,
    name: str,
    *lines: TypedLine,
    rest: AnswerKind = AnswerKind.NOT_YET_KNOWN,
    **answers: str,
) -> Version:
    """hand_in(round_, "Assen", line(...), flex="none"); the other opgaven get the answer `rest`."""
    submission = Submission.objects.get(round=round_, municipality__name=name)
    user = editor_of(submission.municipality)
    for code, fields, shares in lines:
        partners: dict[Municipality, tuple[int | None, int | None]] = {
            Municipality.objects.get(name=partner): amounts for partner, amounts in shares.items()
        }
        add_line(submission, user, round_.opgaven.get(code=code), fields, partners)
    for code, kind in answers.items():
        opgave = round_.opgaven.get(code=code)
        answer_opgave(submission, user, opgave, AnswerKind(kind), "Voor de test")
    answer_remaining(submission, user, rest, "Voor de test")
    working_copy = submission.versions.working_copies().get()
    save_header(submission, user, HEADER, working_copy.revision)
    return submit(submission, user)


HEADER = {
    "contact_name": "Invuller",
    "contact_email": "invuller@gemeente.example",
    "college_state": CollegeState.OFFICIAL_DRAFT,
    "council_state": CouncilState.TO_BE_DISCUSSED,
}


def confirm(
    partner: str, lead: str, answer: ShareAnswer = ShareAnswer.CONFIRMED, reason: str = ""
) -> None:
    """confirm("Emmen", "Assen"): Emmen answers every open request of Assen."""
    municipality = Municipality.objects.get(name=partner)
    waiting = ShareConfirmation.objects.in_force().filter(partner=municipality, answer="")
    for confirmation in waiting.filter(submission__municipality__name=lead):
        answer_share(confirmation, editor_of(municipality), answer, reason)


def editor_of(municipality: Municipality) -> User:
    email = f"test@{municipality.slug}.example"
    found = User.objects.filter(email=email).first()
    return found or make_person(email, Role.EDITOR, municipality=municipality)


def read_workbook(content: bytes) -> dict[str, list[Row]]:
    """The rows of every sheet, header first.

    A date comes back without its time; an empty cell as an empty text.
    """
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [tuple(map(_plain, row)) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return "" if value is None else value
