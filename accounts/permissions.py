"""Who may what, in one table.

Whoever asks whether a person may do something asks this table: predicates, querysets, pages and the
technical administration. `docs/rollen.md` prints it, and a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from accounts.enums import Role
from accounts.models import Membership, Municipality, Regietafel, User


@dataclass(frozen=True)
class Permission:
    """What may be done, in the words of docs/rollen.md, and by whom.

    `roles` says for each role that may, how far that goes; a role that is not named may not.
    `platform` says it for the platform administrator, who has no role.
    """

    labels: tuple[str, ...]
    roles: Mapping[Role, str]
    platform: str = ""


def _municipal(extent: str) -> dict[Role, str]:
    return {Role.EDITOR: extent, Role.APPROVER: extent}


def _desk(extent: str) -> dict[Role, str]:
    return {Role.PROJECT_LEADER: extent, Role.CHAIR: extent}


class Action(Enum):
    READ_ROUND = Permission(
        (
            "de routekaart lezen",
            "zien hoeveel gemeenten hebben ingediend (beginpagina of routekaart)",
        ),
        _municipal("ja") | _desk("ja") | {Role.ADMINISTRATOR: "ja"},
    )
    EDIT_SUBMISSION = Permission(
        (
            "de bijdrage van de eigen gemeente lezen: concept, alle versies, bijlagen, PDF, "
            "verschillen",
            "die bijdrage invullen, ook met Excel; bijlagen; punten toelichten; aanvullen; een "
            "aanvulling verwerpen",
            "indienen, in een ronde zonder vier ogen",
            "in een ronde met vier ogen: aanbieden en terugnemen",
            "de regietafel het concept laten lezen, en dat weer uitzetten",
            "om uitstel of heropening vragen",
        ),
        _municipal("ja"),
    )
    APPROVE_SUBMISSION = Permission(
        ("akkoord geven of teruggeven (nooit akkoord op het eigen aanbod)",),
        {Role.APPROVER: "ja"},
    )
    ANSWER_SHARE = Permission(
        (
            "een aandeel in een locatie van een andere gemeente lezen en bevestigen of niet, ook "
            "van een vertrouwelijke locatie",
        ),
        _municipal("partner"),
    )
    GRANT_MORE_TIME = Permission(
        ("uitstel geven, heropenen, een verzoek afwijzen",), {Role.PROJECT_LEADER: "ja"}
    )
    ENTER_BY_LETTER = Permission(
        ("een versie invoeren namens een gemeente die met een brief antwoordt",),
        {Role.PROJECT_LEADER: "ja"},
    )
    REMIND = Permission(
        ("gemeenten herinneren", "zien wie bij een gemeente toegang heeft (naam en rol)"),
        {Role.PROJECT_LEADER: "ja"},
    )
    READ_SUBMITTED = Permission(
        (
            "de bijdrage van een andere gemeente zien, ook vertrouwelijke locaties: versies, "
            "bijlagen, PDF, verschillen, toelichtingen",
        ),
        _desk("ingediend"),
    )
    READ_OPEN_DRAFT = Permission(
        ("een concept van een andere gemeente lezen, ook in de vergelijking",),
        _desk("opengesteld"),
    )
    SEE_DESK = Permission(
        (
            "de stand per gemeente zien; van een concept ook de laatste wijziging, hoeveel er "
            "ontbreekt en enkele gebeurtenissen",
            "de vergelijking zien",
            "het overzicht lezen en als Excel downloaden",
        ),
        _desk("ja"),
    )
    READ_TARGETS = Permission(
        ("de versies van de opgaven en hun verschillen lezen",),
        _desk("ja") | {Role.ADMINISTRATOR: "ja"},
    )
    MAKE_TARGETS = Permission(
        ("een nieuwe versie van de opgaven maken, met de aantallen inwoners",),
        {Role.PROJECT_LEADER: "ja", Role.ADMINISTRATOR: "ja"},
    )
    READ_QUESTIONS = Permission(
        ("vragen tussen gemeente en regietafel lezen",),
        _municipal("eigen, meelezer") | _desk("ja"),
    )
    READ_INTERNAL_NOTES = Permission(
        ("interne notities lezen",), _municipal("eigen gemeente") | _desk("regietafel")
    )
    WRITE_QUESTIONS = Permission(
        ("zulke vragen en notities schrijven, en vragen beantwoorden",),
        _municipal("eigen; meelezer antwoordt") | {Role.PROJECT_LEADER: "ja"},
    )
    CLOSE_QUESTIONS = Permission(
        ("een vraag afronden",), _municipal("eigen vraag") | {Role.PROJECT_LEADER: "ja"}
    )
    ADMINISTER = Permission(
        (
            "de stand per gemeente zien in `/beheer/`",
            "accounts maken, rollen geven en beëindigen",
            "gemeenten, rondes, opgaven en mijlpalen maken en wijzigen; de regietafel wijzigen",
            "versies van de opgaven en hun getallen lezen in `/beheer/`",
        ),
        {Role.ADMINISTRATOR: "eigen regietafel"},
        platform="alle",
    )
    RUN_PLATFORM = Permission(
        (
            "een regietafel maken; onderdelen wissen; de tweede factor van een ander wissen",
            "kop van ingediende versies (contact, besluit, opmerkingen) en alle gebeurtenissen met "
            "hun tekst lezen in `/beheer/`",
        ),
        {},
        platform="ja",
    )


def may(user: User, action: Action, place: Municipality | Regietafel) -> bool:
    """Whether a role of this person at this municipality or regietafel allows it."""
    where = municipalities_where if isinstance(place, Municipality) else regietafels_where
    return place.pk in where(user, action)


def municipalities_where(user: User, action: Action) -> set[int]:
    """The keys of the municipalities where a role of this person allows it; for querysets."""
    keys = (m.municipality_id for m in memberships_where(user, action))
    return {key for key in keys if key is not None}


def regietafels_where(user: User, action: Action) -> set[int]:
    """The keys of the regietafels where a role of this person allows it; for querysets."""
    keys = (m.regietafel_id for m in memberships_where(user, action))
    return {key for key in keys if key is not None}


def memberships_where(user: User, action: Action) -> list[Membership]:
    """The memberships of this person whose role allows it."""
    return [m for m in user.active_memberships if m.role in action.value.roles]
