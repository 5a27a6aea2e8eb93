"""Next to the demonstration: a second regietafel, and the people of url_table.py whom the demo does
not have."""

from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from accounts.enums import Role
from accounts.models import ExportEvent, Membership, Municipality, Regietafel, User
from common import clock
from common.frozen import lifted
from prt_portal.demo.accounts import PASSWORD
from prt_portal.tests.url_table import PERSONAS
from rounds.enums import Certainty, Term, Unit
from rounds.models import Opgave, Round, Target, TargetSet
from routekaart.models import Milestone
from submissions.attachments.actions import attach, attach_to
from submissions.attachments.files import CheckedFile
from submissions.content.fields import HEADER_FIELDS
from submissions.editing.actions import add_line, change_line, remove_line, save_header
from submissions.enums import (
    AttachmentKind,
    CollegeState,
    Commitment,
    CouncilState,
    Nature,
    QuestionVisibility,
    ShareAnswer,
)
from submissions.handing_in.actions import start_addition, submit
from submissions.handing_in.approval import offer
from submissions.handing_in.draft_consent import open_draft
from submissions.models import (
    Event,
    Line,
    Question,
    ShareConfirmation,
    Submission,
    Version,
)
from submissions.more_time.actions import ask_more_time
from submissions.opening import open_round
from submissions.questions.actions import answer_question, ask_question, close_question
from submissions.shares.actions import answer_share
from submissions.tests.joint import hand_in_again, hand_in_joint, request_to


def make_people() -> None:
    elsewhere = make_regietafel("elders", round_slug="2024-elders")
    _person("outside_editor", Role.EDITOR, municipality=elsewhere.municipalities.get())
    _hand_in_three_times(elsewhere.rounds.get())
    _person("outside_approver", Role.APPROVER, municipality=elsewhere.municipalities.get())
    _offer_and_ask_more_time(elsewhere)
    _person("outside_leader", Role.PROJECT_LEADER, regietafel=elsewhere)
    _person("outside_administrator", Role.ADMINISTRATOR, regietafel=elsewhere)
    for name in ("Aa en Hunze", "De Wolden"):
        _person("editor_of_two", Role.EDITOR, municipality=Municipality.objects.get(name=name))
    make_shares()
    User.objects.create_user(PERSONAS["no_role"], PASSWORD)
    User.objects.create_superuser(PERSONAS["superuser"], PASSWORD)
    borger = Submission.objects.get(
        round__regietafel__slug="drenthe", municipality__name="Borger-Odoorn"
    )
    open_draft(borger, User.objects.get(email=PERSONAS["editor_borger"]))


def make_shares() -> None:
    """Aa en Hunze hands in twice: Westerveld is asked again for other numbers, Assen has confirmed
    its share."""
    submission = Submission.objects.get(round__slug="2024", municipality__name="Aa en Hunze")
    partners = [Municipality.objects.get(name=name) for name in ("Westerveld", "Assen")]
    hand_in_joint(
        submission,
        User.objects.get(email=PERSONAS["editor_of_two"]),
        dict.fromkeys(partners, (10, 10)),
    )
    of_assen = request_to(partners[1])
    answer_share(of_assen, User.objects.get(email=PERSONAS["editor_assen"]), ShareAnswer.CONFIRMED)
    shares = {partners[0]: (20, 30), partners[1]: (10, 10)}
    hand_in_again(submission, User.objects.get(email=PERSONAS["editor_of_two"]), shares)


def make_regietafel(slug: str, round_slug: str, cbs_code: str = "GM0014") -> Regietafel:
    """A regietafel with one municipality, and a round with the dates of Drenthe's."""
    drenthe = Round.objects.get(regietafel__slug="drenthe")
    regietafel = Regietafel.objects.create(
        slug=slug, name=f"Regietafel {slug}", province=slug, contact_email="a@b.nl"
    )
    municipality = Municipality(
        cbs_code=cbs_code, slug=slug, name=f"Gemeente {slug}", regietafel=regietafel
    )
    municipality.population, municipality.population_date = 1000, date(2024, 1, 1)
    municipality.tile_column, municipality.tile_row = 1, 1
    municipality.save()
    moments = {name: getattr(drenthe, name) for name in ("opens_at", "deadline_at", "closes_at")}
    days = {name: getattr(drenthe, name) for name in ("short_term_date", "long_term_date")}
    round_ = Round.objects.create(
        regietafel=regietafel,
        slug=round_slug,
        title=f"Ronde {slug}",
        short_term="Kort",
        long_term="Lang",
        **moments,
        **days,
    )
    opgave = Opgave.objects.create(
        round=round_, code="asiel", name=f"Opvang {slug}", unit=Unit.PLACES, order=1
    )
    target_set = TargetSet.objects.create(
        round=round_, number=1, source=slug, made_at=round_.opens_at
    )
    Target.objects.create(
        target_set=target_set, opgave=opgave, term=Term.LONG, amount=10, certainty=Certainty.SEEN
    )
    Milestone.objects.create(
        round=round_,
        code="stap",
        title=f"Stap {slug}",
        planned_start=date(2024, 2, 1),
        planned_end=date(2024, 3, 1),
        order=1,
    )
    open_round(round_)
    return regietafel


def _hand_in_three_times(round_: Round) -> None:
    """Versions with a new, a changed, a dropped and a removed line between them, and an addition in
    the making."""
    submission, editor = (
        Submission.objects.get(round=round_),
        User.objects.get(email=PERSONAS["outside_editor"]),
    )
    opgave = round_.opgaven.get()
    line = {
        "nature": Nature.NEW,
        "location_name": "Kazerne",
        "place": "Elders",
        "amount_short": 10,
        "amount_long": 20,
    }
    line |= {
        "commitment": Commitment.IN_USE,
        "open_ended": True,
        "confidential": True,
        "explanation": "Eerst zo.",
    }
    changed = line | {"amount_short": 1250, "explanation": "Nu\nanders."}

    def change(location: str, fields: dict) -> None:
        found = submission.versions.working_copies().get().lines.get(location_name=location)
        change_line(submission, editor, found.line_id, fields, {}, found.revision)

    add_line(submission, editor, opgave, line, {})
    removed = add_line(submission, editor, opgave, line | {"location_name": "Hotel"}, {})
    _save_header(submission, editor)
    submit(submission, editor)
    start_addition(submission, editor)
    change("Kazerne", changed)
    add_line(
        submission, editor, opgave, line | {"location_name": "School", "confidential": False}, {}
    )
    remove_line(submission, editor, removed.line_id)
    submit(submission, editor)
    start_addition(submission, editor)
    change("Kazerne", changed | {"commitment": Commitment.DROPPED})
    submit(submission, editor)
    start_addition(submission, editor)
    _save_header(submission, editor, remarks="Nog een opmerking.")


def _save_header(submission: Submission, editor: User, **changes: Any) -> None:
    fields: dict[str, object] = {
        "contact_name": "Contact elders",
        "contact_email": editor.email,
        "college_state": CollegeState.ADOPTED,
    }
    fields |= {
        "college_date": date(2024, 3, 1),
        "council_state": CouncilState.NOT_NEEDED,
        "council_date": None,
    }
    empty: dict[str, object] = dict.fromkeys(HEADER_FIELDS, "")
    revision = submission.versions.working_copies().get().revision
    save_header(submission, editor, empty | fields | changes, revision)


def _offer_and_ask_more_time(regietafel: Regietafel) -> None:
    """The addition waits for a second person, and the municipality asks for more time."""
    Round.objects.filter(regietafel=regietafel).update(four_eyes=True)
    submission = Submission.objects.get(round__regietafel=regietafel)
    editor = User.objects.get(email=PERSONAS["outside_editor"])
    offer(submission, editor)
    ask_more_time(submission, editor, "De raad besluit op 29 april.")


def _person(persona: str, role: Role, **side: Any) -> None:
    user = User.objects.filter(email=PERSONAS[persona]).first() or User.objects.create_user(
        PERSONAS[persona], PASSWORD
    )
    Membership.objects.create(user=user, role=role, **side)


def _talk(assen: Submission) -> dict[str, object]:
    """At Assen: a question of the desk that waits for an answer, a closed one, and an internal note
    of each side; at Borger-Odoorn a concept with a file. Assen handed in with a file."""
    leader, editor = (
        User.objects.get(email=PERSONAS[name]) for name in ("project_leader", "editor_assen")
    )
    line = assen.versions.get().lines.first()
    words = {
        "subject": "Einddatum van de locatie",
        "text": "Klopt de einddatum?\n\nDe brief noemt een andere dag.",
    }

    def ask(
        user: User,
        municipality: Municipality | None,
        visibility: QuestionVisibility,
        line_id: UUID | None = None,
    ) -> Question:
        return ask_question(assen, user, municipality, words | {"visibility": visibility}, line_id)

    asked = ask(leader, None, QuestionVisibility.BOTH, line.line_id)
    closed = ask(editor, assen.municipality, QuestionVisibility.BOTH)
    answer_question(closed, leader, None, "Ja, dat klopt.")
    close_question(closed, leader, None)
    return {
        "question": asked.pk,
        "closed_question": closed.pk,
        "desk_note": ask(leader, None, QuestionVisibility.OWN_SIDE).pk,
        "assen_note": ask(editor, assen.municipality, QuestionVisibility.OWN_SIDE, line.line_id).pk,
    }


def _files(assen: Submission, borger: Submission) -> dict[str, object]:
    """Borger-Odoorn has a file in its concept; Assen handed one in."""
    file = CheckedFile("Besluit van het college.pdf", "application/pdf", b"%PDF-1.7 %%EOF")
    person = User.objects.get(email=PERSONAS["editor_borger"])
    in_concept = attach(borger, person, AttachmentKind.COLLEGE_DECISION, file)
    with lifted():  # the demonstration hands in without files
        handed_in = attach_to(
            assen.versions.get(),
            User.objects.get(email=PERSONAS["editor_assen"]),
            AttachmentKind.COUNCIL_DECISION,
            file,
        )
    return {"borger_file": in_concept.pk, "assen_file": handed_in.pk}


def addresses() -> dict[str, Any]:
    """What the table leaves open between braces: keys of objects of Drenthe."""
    drenthe = Regietafel.objects.get(slug="drenthe")
    round_ = drenthe.rounds.get()
    assen = Submission.objects.get(round=round_, municipality__name="Assen")
    editor = User.objects.get(email=PERSONAS["editor_assen"])
    colleague = User.objects.get(email="akkoord@assen.example")
    version = Version.objects.get(submission=assen)
    borger = Line.objects.filter(version__submission__municipality__name="Borger-Odoorn")
    return {
        **_talk(assen),
        **_files(assen, Submission.objects.get(round=round_, municipality__name="Borger-Odoorn")),
        "assen_line": version.lines.first().line_id,
        "borger_line": borger.first().line_id,
        "open_share": ShareConfirmation.objects.in_force().get(partner__name="Westerveld").pk,
        "ended_share": ShareConfirmation.objects.exclude(ended_at=None)
        .get(partner__name="Westerveld")
        .pk,
        "confirmed_share": ShareConfirmation.objects.in_force().get(partner__name="Assen").pk,
        "accounts/regietafel": drenthe.pk,
        "accounts/municipality": assen.municipality_id,
        "accounts/user": editor.pk,
        "rounds/round": round_.pk,
        "rounds/opgave": round_.opgaven.first().pk,
        "routekaart/milestone": round_.milestones.first().pk,
        "rounds/targetset": round_.target_sets.first().pk,
        "submissions/submission": assen.pk,
        "submissions/version": version.pk,
        "submissions/event": Event.objects.filter(submission=assen).first().pk,
        "accounts/exportevent": ExportEvent.objects.create(
            by=editor, what="Overzicht", at=clock.now()
        ).pk,
        "auth/group": Group.objects.get_or_create(name="groep")[0].pk,
        "account/emailaddress": EmailAddress.objects.get_or_create(
            user=colleague, email=colleague.email
        )[0].pk,
        "mfa/authenticator": Authenticator.objects.get_or_create(
            user=colleague, type="totp", data={}
        )[0].pk,
    }
