"""Drenthe 2024 as a demonstration on 12 March 2024, built with the same actions that people use."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import ParamSpec

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.test.utils import override_settings

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User
from autosave.models import Autosave
from common.frozen import lifted
from common.models import Mail
from common.reference import Row, read_rows
from rounds.models import Round
from submissions.attachments.actions import remove_unused_files
from submissions.editing.actions import add_line, answer_opgave, answer_remaining, save_header
from submissions.enums import AnswerKind, CollegeState, Commitment, CouncilState
from submissions.handing_in.actions import submit
from submissions.models import (
    Attachment,
    Event,
    Line,
    Question,
    QuestionMessage,
    ShareConfirmation,
    Submission,
    Version,
)
from submissions.opening import open_round

FOLDER = settings.BASE_DIR / "data" / "drenthe_2024"
PASSWORD = "routekaart-2024"  # noqa: S105 (the demo's, printed on its login page)
EXAMPLE = "Voorbeeldgegevens"

P = ParamSpec("P")

SUBMITTED = {
    "GM0106": date(2024, 3, 4),
    "GM0109": date(2024, 3, 5),
    "GM0118": date(2024, 3, 6),
    "GM0119": date(2024, 3, 7),
    "GM1730": date(2024, 3, 8),
}
IN_DRAFT = {"GM1681": date(2024, 3, 11), "GM1731": date(2024, 3, 11), "GM1690": date(2024, 3, 11)}
NO_CONTRIBUTION = {("GM0106", "flex")}


def make_accounts(regietafel: Regietafel) -> None:
    """An editor and an approver per municipality, and the three people of the regietafel.

    Only at a regietafel where nobody has a role yet: afterwards its administrator says who does
    what.
    """
    if Membership.objects.filter(_at(regietafel)).exists():
        return
    for municipality in regietafel.municipalities.all():
        domain, side = f"{municipality.slug}.example", {"municipality": municipality}
        _account(f"invuller@{domain}", f"Invuller {municipality}", Role.EDITOR, **side)
        _account(f"akkoord@{domain}", f"Akkoordgever {municipality}", Role.APPROVER, **side)
    domain = f"prt-{regietafel.slug}.example"
    _account(f"projectleider@{domain}", "Projectleider", Role.PROJECT_LEADER, regietafel=regietafel)
    _account(f"voorzitter@{domain}", "Voorzitter", Role.CHAIR, regietafel=regietafel)
    _account(f"beheer@{domain}", "Beheerder", Role.ADMINISTRATOR, regietafel=regietafel)


def _account(email: str, name: str, role: Role, **side: Municipality | Regietafel) -> None:
    user, _ = User.objects.get_or_create(
        email=email, defaults={"name": name, "password": _hashed_password()}
    )
    Membership.objects.create(user=user, role=role, **side)


@cache
def _hashed_password() -> str:
    """One hash for all accounts: 27 slow ones would make everybody wait at the first start."""
    return make_password(PASSWORD)


def has_submissions(round_: Round) -> bool:
    return Version.objects.filter(submission__round=round_).exists()


@transaction.atomic
def remove_submissions(round_: Round) -> None:
    """Back to the opening day: everything that was entered or submitted is gone."""
    of_round = {"submission__round": round_}
    files = list(
        Attachment.objects.filter(version__submission__round=round_).values_list("file", flat=True)
    )
    with lifted():
        QuestionMessage.objects.filter(question__submission__round=round_).delete()
        for model in (Question, ShareConfirmation, Event, Version):
            model.objects.filter(**of_round).delete()
    remove_unused_files(files)
    _unsaved_texts(round_.regietafel).filter(page__startswith=f"/{round_.slug}/").delete()
    Submission.objects.filter(round=round_).delete()
    open_round(round_)


def _unsaved_texts(regietafel: Regietafel) -> QuerySet[Autosave]:
    """What people of this regietafel and its municipalities typed and did not save."""
    people = Membership.objects.filter(_at(regietafel)).values("user")
    return Autosave.objects.filter(user__in=people)


def _at(regietafel: Regietafel) -> Q:
    """The roles at the regietafel itself and at its municipalities."""
    return Q(regietafel=regietafel) | Q(municipality__regietafel=regietafel)


def make_submissions(round_: Round, folder: Path = FOLDER, *, reset: bool = False) -> None:
    """Hand in for five municipalities and leave three in draft. Nobody gets mail of it.

    With `reset` instead of everything that was entered or submitted; when something is in the way,
    that stays.
    """
    rows = read_rows(folder / "voorbeeld_locaties.csv")
    with transaction.atomic():
        waiting = list(Mail.objects.filter(sent_at=None).values_list("pk", flat=True))
        if reset:
            remove_submissions(round_)
        for cbs_code, on in SUBMITTED.items():
            _act(on, _hand_in, round_, cbs_code, rows)
        for cbs_code, on in IN_DRAFT.items():
            _act(on, _draft, round_, cbs_code, rows)
        made = Mail.objects.filter(sent_at=None).exclude(pk__in=waiting)
        made.update(sent_at=F("made_at"))  # as if on that day


def _act(on: date, action: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> None:
    """The demo is made in one go, but each municipality acts on its own day in March 2024."""
    with override_settings(PRT_TODAY=on):
        action(*arguments, **named)


def _hand_in(round_: Round, cbs_code: str, rows: list[Row]) -> None:
    submission, user = _submission(round_, cbs_code)
    _add_lines(submission, user, rows)
    for opgave in round_.opgaven.fillable():
        if (cbs_code, opgave.code) in NO_CONTRIBUTION:
            answer_opgave(submission, user, opgave, AnswerKind.NONE, EXAMPLE)
    answer_remaining(submission, user, AnswerKind.NOT_YET_KNOWN, EXAMPLE)
    _save_header(submission, user)
    submit(submission, user)


def _draft(round_: Round, cbs_code: str, rows: list[Row]) -> None:
    submission, user = _submission(round_, cbs_code)
    _add_lines(submission, user, rows)
    _save_header(submission, user)


def _submission(round_: Round, cbs_code: str) -> tuple[Submission, User]:
    municipality = Municipality.objects.get(cbs_code=cbs_code)
    submission = Submission.objects.get(round=round_, municipality=municipality)
    return submission, User.objects.get(email=f"invuller@{municipality.slug}.example")


def _add_lines(submission: Submission, user: User, rows: list[Row]) -> None:
    for row in rows:
        if row["cbs_code"] == submission.municipality.cbs_code:
            opgave = submission.round.opgaven.get(code=row["opgave"])
            add_line(submission, user, opgave, _line_fields(row), {})


def _line_fields(row: Row) -> dict[str, object]:
    """A location with places on the long term and no last day in its source is taken as
    open-ended."""
    return {
        "nature": row["aard"],
        "location_name": row["locatie"],
        "place": row["plaats"],
        "amount_short": row.whole("kort"),
        "amount_long": row.whole("lang"),
        "available_from": row.day_or_none("beschikbaar_vanaf"),
        "available_until": row.day_or_none("beschikbaar_tot"),
        "open_ended": not row["beschikbaar_tot"] and row.whole("lang") > 0,
        "commitment": row["toezegging"],
        "confidential": row.yes("vertrouwelijk"),
        "explanation": f"{EXAMPLE} ({row['zekerheid']}). {row['bron']}.",
    }


def _save_header(submission: Submission, user: User) -> None:
    """The college has decided only where a source says so; elsewhere the demo stays with an
    official draft."""
    version = submission.versions.working_copies().first()
    lines = Line.objects.filter(version=version, commitment=Commitment.COLLEGE_DECISION)
    adopted = version is not None and lines.exists()
    fields = {
        "contact_name": f"{EXAMPLE} {submission.municipality}",
        "contact_email": user.email,
        "college_state": CollegeState.ADOPTED if adopted else CollegeState.OFFICIAL_DRAFT,
        "council_state": CouncilState.TO_BE_DISCUSSED,
        "remarks": f"{EXAMPLE}: deze gemeente heeft dit niet zelf ingediend.",
    }
    save_header(submission, user, fields, version.revision if version else 0)
