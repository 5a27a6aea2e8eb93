"""A regietafel of which nothing was stored in the order in which people read it.

Every list below stands in the order people expect; `in_disorder` stores it in another one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Model

from accounts.enums import Role
from accounts.models import ExportEvent, Membership, User
from accounts.tests.builders import make_municipality, make_person, make_regietafel
from common.frozen import lifted
from rounds.enums import Certainty, CountsInPart, Term, Unit
from rounds.models import Opgave, Round, Target, TargetSet
from rounds.tests.builders import here, make_opgave
from routekaart.enums import Fact
from routekaart.models import Milestone
from submissions.enums import (
    AnswerKind,
    AttachmentKind,
    CollegeState,
    Commitment,
    CouncilState,
    EventKind,
    Nature,
    QuestionVisibility,
    ShareAnswer,
    State,
)
from submissions.models import (
    Answer,
    Attachment,
    Event,
    Line,
    Question,
    QuestionMessage,
    Share,
    ShareConfirmation,
    StoredFile,
    Submission,
    Version,
)

PROVINCES = ("Drenthe", "Groningen", "Overijssel")
MUNICIPALITIES = {
    "Aa en Hunze": "GM1680",
    "Assen": "GM0106",
    "Borger-Odoorn": "GM1681",
    "De Wolden": "GM1690",
    "Emmen": "GM0114",
    "Hoogeveen": "GM0118",
    "Midden-Drenthe": "GM1731",
    "Tynaarlo": "GM1730",
    "Westerveld": "GM1701",
}
HANDED_IN = ("Assen", "De Wolden", "Emmen", "Hoogeveen", "Tynaarlo", "Westerveld")
BY_LETTER = ("Emmen", "Hoogeveen", "Westerveld")
WITH_A_DRAFT = "Borger-Odoorn"
OF_ONE_EDITOR = ("Aa en Hunze", "Midden-Drenthe", "Westerveld")
PARTNERS = ("De Wolden", "Emmen", "Westerveld")

OPGAVEN = {
    "asiel_totaal": "Opvang totaal",
    "asiel": "Reguliere opvang",
    "amv": "Opvang van jongeren",
    "nood": "Noodopvang",
    "statushouders": "Statushouders",
    "flex": "Flexwoningen",
}
PARTS = ("asiel", "amv")
# Two tables may open a round at the same moment.
ROUNDS = ("Ronde 2028", "Ronde 2026", "Ronde 2024", "Groningse ronde 2024", "Ronde 2022")
MILESTONES = ("Verkennen", "Uitwerken", "Besluiten", "Afronden")
OF_THE_ROUND = "Uitwerken"  # takes its dates from the round, and is under way
OPGAVE_OF_2022, MILESTONE_OF_2022 = "Crisisopvang", "Terugkijken"

# As they were entered; people read them by opgave.
ENTERED = (
    ("flex", "Weiland"),
    ("nood", "Paviljoen"),
    ("asiel", "Kazerne"),
    ("amv", "Villa"),
    ("asiel", "Zonnehof"),
    ("nood", "IJshal"),
    ("asiel", "Brinkhotel"),
)
LOCATIONS = ("Kazerne", "Zonnehof", "Brinkhotel", "Villa", "Paviljoen", "IJshal", "Weiland")
AT_THE_BORDER = "Grenshof"  # the one location of the smaller municipalities

# By subject the days in March of the question and of the last message; the last question first.
ASKED_AT_ASSEN = {"Akkers": (4, 8), "Zorgpost": (3, 7), "Einddatum": (2, 6), "Bushalte": (1, 9)}
CLOSED_AT_ASSEN = {"Oprit": (3, 4), "Kelder": (2, 5), "Dakgoot": (1, 6)}
ASKED_BY_MUNICIPALITIES = {"Parkeren": (5, 5), "Riolering": (4, 4), "Speeltuin": (3, 3)}
JOINT_QUESTION = "Keuken"
MESSAGES = ("Eerste bericht", "Tweede bericht", "Derde bericht", "Vierde bericht")
EXPORTS = ("Versie 1 van Assen", "Bijlage 3 van Emmen", "Overzicht van 2022")
EXTENSIONS = ("uitstel vier", "uitstel drie", "uitstel twee", "uitstel een")
FILES = ("Zienswijze.pdf", "Raadsbesluit.pdf", "Kaart.pdf", "Brief.pdf")
APPROVERS = ("Anna", "Bram", "Piet", "Wim")

Records = TypeVar("Records", bound=Model)
Item = TypeVar("Item")


def in_disorder(items: Sequence[Item]) -> list[Item]:
    """Neither in this order nor in the reverse one."""
    return [*items[1::2], *items[::2][::-1]]


def store(model: type[Records], records: Sequence[Records]) -> None:
    """Lifted: the versions stand there before what is in them."""
    with lifted():
        model._default_manager.bulk_create(in_disorder(records))


def line_id(location: str, of: str = "Assen") -> UUID:
    return uuid5(UUID(int=2024), f"{of}/{location}")


def on(day: int, hour: int = 12) -> datetime:
    return here(datetime(2024, 3, day, hour))


class Disorder:
    """`people` by the names that the table of pages gives them, `keys` for its addresses."""

    def __init__(self) -> None:
        self.tables = {
            province: make_regietafel(province.lower(), province)
            for province in in_disorder(PROVINCES)
        }
        self.drenthe = self.tables["Drenthe"]
        self.rounds = self._rounds()
        self.round = self.rounds["Ronde 2024"]
        self.municipalities = {
            name: make_municipality(self.drenthe, MUNICIPALITIES[name], name)
            for name in in_disorder(list(MUNICIPALITIES))
        }
        self.people = self._people()
        self.opgaven = self._opgaven()
        self._milestones()
        self.target_sets = self._targets()
        self.submissions = self._submissions()
        self.versions = self._versions()
        self.lines = self._lines()
        self._answers()
        self._shares()
        self.requests = self._requests()
        self._events()
        self._attachments()
        self.joint_question = self._questions()
        _analyze()

    @property
    def keys(self) -> dict[str, object]:
        return {
            "kazerne": line_id("Kazerne"),
            "draft_kazerne": line_id("Kazerne", WITH_A_DRAFT),
            "joint_question": self.joint_question.pk,
            "request_of_assen": self.requests[1].pk,
            "editor_of_three": self.people["editor_of_three"].pk,
            "round": self.round.pk,
            "target_set": self.target_sets[0].pk,
        }

    def _rounds(self) -> dict[str, Round]:
        def make(title: str) -> Round:
            year, elsewhere = int(title.split()[-1]), title.startswith("Groningse")
            return Round.objects.create(
                regietafel=self.tables["Groningen" if elsewhere else "Drenthe"],
                slug=f"{year}-groningen" if elsewhere else str(year),
                title=title,
                short_term="Eind van het jaar",
                long_term="Midden van het volgende jaar",
                short_term_date=date(year, 12, 31),
                long_term_date=date(year + 1, 7, 1),
                opens_at=here(datetime(year, 2, 15)),
                deadline_at=here(datetime(year, 4, 1)),
                closes_at=here(datetime(year, 4, 16)),
                four_eyes=True,
            )

        return {title: make(title) for title in in_disorder(ROUNDS)}

    def _people(self) -> dict[str, User]:
        at = self.municipalities
        people = {
            "leader": self._at_the_tables("zeger", Role.PROJECT_LEADER),
            "chair": self._at_the_tables("carla", Role.CHAIR),
            "administrator": make_person(
                "bea@prt.example", Role.ADMINISTRATOR, regietafel=self.drenthe
            ),
            "superuser": User.objects.create_superuser("platform@prt.example"),
            "editor_assen": make_person("as@assen.example", Role.EDITOR, municipality=at["Assen"]),
            "editor_borger": make_person(
                "bo@borger.example", Role.EDITOR, municipality=at[WITH_A_DRAFT]
            ),
            "editor_of_three": make_person("drie@gemeenten.example"),
        }
        for name in in_disorder(APPROVERS):
            make_person(
                f"{name.lower()}@borger.example", Role.APPROVER, municipality=at[WITH_A_DRAFT]
            )
        three = people["editor_of_three"]
        roles = [
            Membership(user=three, role=Role.EDITOR, municipality=at[n]) for n in OF_ONE_EDITOR
        ]
        store(Membership, roles)
        return people

    def _at_the_tables(self, name: str, role: Role) -> User:
        person = make_person(f"{name}@prt.example", role, regietafel=self.drenthe)
        Membership.objects.create(user=person, role=role, regietafel=self.tables["Groningen"])
        return person

    def _opgaven(self) -> dict[str, Opgave]:
        total = make_opgave(
            self.round, "asiel_totaal", OPGAVEN["asiel_totaal"], 10, has_lines=False
        )
        place = {code: 10 * number for number, code in enumerate(OPGAVEN, start=1)}
        part = {"part_of": total, "counts_in_part": CountsInPart.YES}
        made = {
            code: make_opgave(
                self.round,
                code,
                OPGAVEN[code],
                place[code],
                unit=Unit.HOMES if code == "flex" else Unit.PLACES,
                **(part if code in PARTS else {}),
            )
            for code in in_disorder(list(OPGAVEN))
            if code != "asiel_totaal"
        }
        make_opgave(self.rounds["Ronde 2022"], "crisis", OPGAVE_OF_2022, 15)
        return {code: made.get(code, total) for code in OPGAVEN}

    def _milestones(self) -> None:
        Milestone.objects.create(
            round=self.rounds["Ronde 2022"],
            title=MILESTONE_OF_2022,
            planned_start=date(2022, 12, 1),
            planned_end=date(2022, 12, 31),
            completed_on=date(2022, 12, 31),
            order=1,
        )
        store(
            Milestone,
            [
                Milestone(
                    round=self.round,
                    code=title.lower(),
                    title=title,
                    planned_start=None if title == OF_THE_ROUND else date(2024, 4, number),
                    planned_end=None if title == OF_THE_ROUND else date(2024, 5, number),
                    fact=Fact.ROUND if title == OF_THE_ROUND else "",
                    order=number,
                )
                for number, title in enumerate(MILESTONES, start=1)
            ],
        )

    def _targets(self) -> list[TargetSet]:
        """Of every opgave a number for the region, of one also for each municipality."""
        sets = [
            TargetSet(round=self.round, number=number, source=f"Bron {number}", made_at=on(number))
            for number in (3, 2, 1)
        ]
        store(TargetSet, sets)
        whose = [None, *(self.municipalities[name] for name in MUNICIPALITIES)]
        store(
            Target,
            [
                Target(
                    target_set=target_set,
                    opgave=opgave,
                    term=term,
                    municipality=municipality,
                    amount=100,
                    certainty=Certainty.SEEN,
                    source="brief",
                )
                for target_set in sets
                for opgave in self.opgaven.values()
                for term in Term
                for municipality in (whose if opgave.code == "asiel" else [None])
            ],
        )
        return sets

    def _submissions(self) -> dict[str, Submission]:
        states = dict.fromkeys(HANDED_IN, State.SUBMITTED) | {WITH_A_DRAFT: State.DRAFT}
        made = {
            name: Submission(
                round=self.round,
                municipality=self.municipalities[name],
                state=states.get(name, State.OPEN),
                draft_open_to_regietafel=name == WITH_A_DRAFT,
            )
            for name in MUNICIPALITIES
        }
        store(Submission, list(made.values()))
        return made

    def _versions(self) -> list[Version]:
        """Of Assen three, of the others one, of one a draft only."""
        by = self.people["editor_assen"]
        numbered = [("Assen", 1), ("Assen", 2), ("Assen", 3)]
        numbered += [(name, 1) for name in HANDED_IN[1:]]
        draft = Version(
            submission=self.submissions[WITH_A_DRAFT],
            contact_name="Bo",
            contact_email=by.email,
            college_state=CollegeState.ON_AGENDA,
            council_state=CouncilState.NOT_NEEDED,
        )
        versions = [draft]
        versions += [
            Version(
                submission=self.submissions[name],
                number=number,
                submitted_at=on(number),
                submitted_by=by,
                letter_dated=on(number).date() if name in BY_LETTER else None,
            )
            for name, number in numbered
        ]
        store(Version, versions)
        return versions

    def _lines(self) -> dict[tuple[str, str], Line]:
        """The lines of the latest versions, by municipality and location."""
        entered = count(1)
        lines = []
        for version in self.versions:
            name = version.submission.municipality.name
            large = name in ("Assen", WITH_A_DRAFT)
            for code, location in ENTERED if large else (("asiel", AT_THE_BORDER),):
                lines.append(
                    Line(
                        pk=next(entered),
                        version=version,
                        line_id=line_id(location, name),
                        opgave=self.opgaven[code],
                        nature=Nature.EXISTING,
                        location_name=location,
                        place="Dorp" if large else "Grens",
                        amount_short=100 + (version.number or 0),
                        amount_long=120 + (version.number or 0),
                        available_until=date(2024, 6, 30),
                        commitment=Commitment.IN_USE,
                    )
                )
        store(Line, lines)
        return {
            (line.version.submission.municipality.name, line.location_name): line for line in lines
        }

    def _answers(self) -> None:
        store(
            Answer,
            [
                Answer(
                    version=version,
                    opgave=opgave,
                    kind=AnswerKind.LINES if opgave.code in _codes(version) else AnswerKind.NONE,
                    reason="" if opgave.code in _codes(version) else "Geen plek",
                )
                for version in self.versions
                for opgave in self.opgaven.values()
                if opgave.has_lines
            ],
        )

    def _shares(self) -> None:
        joint = {
            ("Assen", "Kazerne"): PARTNERS,
            ("Assen", "IJshal"): PARTNERS,
            (WITH_A_DRAFT, "Kazerne"): PARTNERS,
            ("De Wolden", AT_THE_BORDER): ("Westerveld",),
            ("Emmen", AT_THE_BORDER): ("Westerveld",),
            ("Tynaarlo", AT_THE_BORDER): ("Westerveld",),
        }
        store(
            Share,
            [
                Share(
                    line=self.lines[of],
                    municipality=self.municipalities[partner],
                    amount_short=5,
                    amount_long=6,
                )
                for of, partners in joint.items()
                for partner in partners
            ],
        )

    def _requests(self) -> list[ShareConfirmation]:
        """To Westerveld: four to answer, of which three were asked at the same moment."""
        asked = [
            ("Tynaarlo", AT_THE_BORDER, 11),
            ("Assen", "Kazerne", 10),
            ("Assen", "IJshal", 10),
            ("Emmen", AT_THE_BORDER, 10),
            ("De Wolden", AT_THE_BORDER, 11),
        ]

        def request(lead: str, location: str, day: int) -> ShareConfirmation:
            line, confirmed = self.lines[lead, location], lead == "De Wolden"
            return ShareConfirmation(
                submission=self.submissions[lead],
                line_id=line.line_id,
                opgave=line.opgave,
                partner=self.municipalities["Westerveld"],
                amount_short=5,
                amount_long=6,
                asked_at=on(day),
                answer=ShareAnswer.CONFIRMED if confirmed else "",
                answered_at=on(day) if confirmed else None,
                answered_by=self.people["editor_of_three"] if confirmed else None,
            )

        requests = [request(*one) for one in asked]
        store(ShareConfirmation, requests)
        return requests

    def _events(self) -> None:
        by = self.people["leader"]
        store(
            Event,
            [
                Event(
                    submission=self.submissions["Assen"],
                    kind=EventKind.EXTENDED,
                    detail=detail,
                    at=on(9 - number),
                    by=by,
                )
                for number, detail in enumerate(EXTENSIONS)
            ],
        )
        exports = [
            ExportEvent(what=what, at=on(9 - number), by=by) for number, what in enumerate(EXPORTS)
        ]
        store(ExportEvent, exports)

    def _attachments(self) -> None:
        file = StoredFile.objects.create(
            sha256="0" * 64, media_type="application/pdf", size=10, content=b"%PDF"
        )
        latest = [v for v in self.versions if v.number in (None, 3)]
        store(
            Attachment,
            [
                Attachment(
                    version=version,
                    file=file,
                    name=name,
                    kind=AttachmentKind.OTHER,
                    attached_at=on(day),
                    attached_by=self.people["editor_assen"],
                )
                for version in latest
                for day, name in enumerate(FILES, start=1)
            ],
        )

    def _questions(self) -> Question:
        """At Assen of the desk, at others of the municipality, and one thread with partners."""
        questions = [
            *(self._question("Assen", s, d, True) for s, d in ASKED_AT_ASSEN.items()),
            *(self._question("Assen", s, d, True, True) for s, d in CLOSED_AT_ASSEN.items()),
            *(self._question("Emmen", s, d, False) for s, d in ASKED_BY_MUNICIPALITIES.items()),
        ]
        joint = self._question("Assen", JOINT_QUESTION, (1, 1), True)
        joint.line_id, joint.visibility = line_id("Kazerne"), QuestionVisibility.PARTNERS
        joint.asked_at = on(1, hour=1)
        store(Question, [*questions, joint])
        days = ASKED_AT_ASSEN | CLOSED_AT_ASSEN | ASKED_BY_MUNICIPALITIES
        said = [(q, q.subject, on(days[q.subject][1])) for q in questions]
        said += [(joint, text, on(1, hour)) for hour, text in enumerate(MESSAGES, start=1)]
        store(QuestionMessage, [self._message(*one) for one in said])
        joint.partners.set([self.municipalities[name] for name in in_disorder(PARTNERS)])
        return joint

    def _question(
        self, at: str, subject: str, days: tuple[int, int], of_desk: bool, closed: bool = False
    ) -> Question:
        by = self.people["leader" if of_desk else "editor_assen"]
        return Question(
            submission=self.submissions[at],
            subject=subject,
            visibility=QuestionVisibility.BOTH,
            by_regietafel=of_desk,
            asked_by=by,
            asked_at=on(days[0]),
            closed_at=on(days[1]) if closed else None,
            closed_by=by if closed else None,
        )

    def _message(self, question: Question, text: str, at: datetime) -> QuestionMessage:
        return QuestionMessage(
            question=question,
            text=text,
            municipality=None if question.by_regietafel else question.submission.municipality,
            by=question.asked_by,
            at=at,
        )


def _codes(version: Version) -> set[str]:
    large = version.submission.municipality.name in ("Assen", WITH_A_DRAFT)
    return {code for code, _ in ENTERED} if large else {"asiel"}


def _analyze() -> None:
    """Only now PostgreSQL knows how small the tables are, and joins and groups them by hash."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
