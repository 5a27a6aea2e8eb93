"""ONE table of every address of the portal: who gets what, and for whom the browser opens it.

test_urls.py asks each row as each persona, and fails when the urlconf and this table differ.
test_pages.py opens the rows with `look` in a browser.

A row names who gets an answer. Anybody else who is logged in gets 404, because what you may not see
does not exist; who is not logged in goes to the login page.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

# Who asks, and the address with which that person logs in.
PERSONAS = {
    "editor_westerveld": "invuller@westerveld.example",  # nothing entered
    "editor_borger": "invuller@borger-odoorn.example",  # a draft
    "editor_assen": "invuller@assen.example",  # version 1
    "approver_meppel": "akkoord@meppel.example",  # version 1
    "editor_of_two": "deeltijd@gemeenten.example",  # Aa en Hunze and De Wolden
    "project_leader": "projectleider@prt-drenthe.example",
    "chair": "voorzitter@prt-drenthe.example",
    "administrator": "beheer@prt-drenthe.example",
    "outside_editor": "invuller@elders.example",  # offered for approval, and asked for more time
    "outside_approver": "akkoord@elders.example",
    "outside_leader": "projectleider@prt-elders.example",
    "outside_administrator": "beheer@prt-elders.example",
    "no_role": "iemand@nergens.example",
    "superuser": "platform@prt-portaal.example",
}
ANONYMOUS = "anonymous"

EVERYONE = set(PERSONAS)
ONE_MUNICIPALITY = {
    "editor_westerveld",
    "editor_borger",
    "editor_assen",
    "approver_meppel",
    "outside_editor",
    "outside_approver",
}
DESK = {"project_leader", "chair"}
READ_TARGETS = {*DESK, "administrator"}
MAKE_TARGETS = {"project_leader", "administrator"}
ELSEWHERE_PEOPLE = {"outside_editor", "outside_approver"}
OUTSIDE = {*ELSEWHERE_PEOPLE, "outside_leader", "outside_administrator"}
DRENTHE = EVERYONE - OUTSIDE - {"no_role", "superuser"}
STAFF = {"administrator", "outside_administrator", "superuser"}
WESTERVELD, BORGER, ASSEN, MEPPEL = (
    {"editor_westerveld"},
    {"editor_borger"},
    {"editor_assen"},
    {"approver_meppel"},
)

LOGIN = "/account/login/"
ADMIN_LOGIN = "/beheer/login/"


@dataclass(frozen=True)
class Row:
    """What each persona gets from one address: a status, or the start of the address they are sent
    to."""

    path: str
    gives: dict[int | str, Collection[str]] = field(default_factory=dict)
    rest: int | str = 404
    anonymous: int | str = LOGIN
    look: Collection[str] = ()
    may_post: Collection[str] | None = None  # only of an address that takes nothing but a POST

    def expected(self, persona: str) -> int | str:
        if persona == ANONYMOUS:
            return self.anonymous
        return next(
            (answer for answer, personas in self.gives.items() if persona in personas), self.rest
        )


def page(path: str, who: Collection[str], *look: str) -> Row:
    return Row(path, {200: who}, look=look)


def public(path: str, *look: str) -> Row:
    return Row(path, {200: EVERYONE}, anonymous=200, look=look)


def sends_to(path: str, target: str, anonymous: int | str = LOGIN) -> Row:
    return Row(path, {target: EVERYONE}, anonymous=anonymous)


def nobody(path: str) -> Row:
    return Row(path)


def version_page(
    of: str, number: int, who: Collection[str], *look: str, desk: Collection[str] = DESK
) -> Row:
    """Its address stands on the PDF, so the regietafel is sent to where it reads the version."""
    path = f"{of}versies/{number}/"
    at_the_desk = path.replace("/bijdrage/", "/regietafel/gemeenten/")
    return Row(path, {200: who, at_the_desk: desk}, look=look)


def button(path: str, page: str, who: Collection[str]) -> Row:
    """Opened by itself it leads everybody to the page on which it stands."""
    return Row(path, {page: EVERYONE}, may_post=who)


GENERAL = [
    page("/", EVERYONE, *PERSONAS),
    public("/gezond/"),
    button("/concept/", "/", set()),  # only with the token of an own form
    button("/concept/weggooien/", "/", set()),
    public("/.well-known/security.txt"),
    public("/toegankelijkheid/", ANONYMOUS, "editor_westerveld"),
    public("/privacy/", ANONYMOUS),
    public("/uitleg/", ANONYMOUS, "editor_westerveld"),
]

# Of allauth: what somebody needs who cannot log in yet is public; nobody signs up or changes an
# address.
ACCOUNT = [
    Row("/account/login/", {"/": EVERYONE}, anonymous=200, look=[ANONYMOUS]),
    Row("/account/login/code/", {"/": EVERYONE}, anonymous=200, look=[ANONYMOUS]),
    page("/account/logout/", EVERYONE, "editor_westerveld"),
    Row("/account/signup/", {"/": EVERYONE}, anonymous=200, look=[ANONYMOUS]),
    public("/account/inactive/", ANONYMOUS),
    public("/account/confirm-email/"),
    public("/account/confirm-email/geen-sleutel/", ANONYMOUS),
    public("/account/password/reset/", ANONYMOUS),
    public("/account/password/reset/done/", ANONYMOUS),
    public("/account/password/reset/key/1-verlopen/", ANONYMOUS),
    public("/account/password/reset/key/done/", ANONYMOUS),
    sends_to("/account/login/code/confirm/", "/"),
    page("/account/reauthenticate/", EVERYONE, "editor_westerveld"),
    page("/account/password/change/", EVERYONE, "editor_westerveld"),
    sends_to("/account/password/set/", "/account/password/change/"),
    nobody("/account/email/"),
    page("/account/sessions/", EVERYONE, "editor_westerveld"),
    page("/account/2fa/", EVERYONE, "editor_westerveld"),
    sends_to("/account/2fa/authenticate/", "/"),
    sends_to("/account/2fa/reauthenticate/", "/account/reauthenticate/"),
    sends_to("/account/2fa/totp/activate/", "/account/reauthenticate/"),
    nobody("/account/2fa/totp/deactivate/"),
    nobody("/account/2fa/recovery-codes/"),
    sends_to("/account/2fa/recovery-codes/generate/", "/account/reauthenticate/"),
    nobody("/account/2fa/recovery-codes/download/"),
]

W, B, A, M = (
    f"/2024/bijdrage/{cbs_code}/" for cbs_code in ("GM1701", "GM1681", "GM0106", "GM0119")
)
LEAD = "/2024/bijdrage/GM1680/"  # Aa en Hunze, in whose location Westerveld and Assen have a share
MUNICIPALITY = [
    Row(
        "/2024/bijdrage/",
        {"/2024/bijdrage/GM": ONE_MUNICIPALITY - OUTSIDE, 200: DRENTHE},
        look=["editor_of_two", "chair"],
    ),
    page(W, WESTERVELD, "editor_westerveld"),
    page(B, BORGER, "editor_borger"),
    page(A, ASSEN, "editor_assen"),
    page(M, MEPPEL),
    page(f"{W}gegevens/", WESTERVELD, "editor_westerveld"),
    page(f"{A}gegevens/", ASSEN, "editor_assen"),
    page(f"{W}opgaven/amv/", WESTERVELD, "editor_westerveld"),
    page(f"{B}opgaven/nood/", BORGER, "editor_borger"),
    page(f"{A}opgaven/flex/", ASSEN, "editor_assen"),
    page(f"{W}opgaven/amv/toevoegen/", WESTERVELD, "editor_westerveld"),
    page(f"{A}opgaven/amv/toevoegen/", ASSEN),
    page(f"{B}opgaven/nood/toevoegen/?kopie={{borger_line}}", BORGER, "editor_borger"),
    page(f"{B}regels/{{borger_line}}/", BORGER, "editor_borger"),
    page(f"{A}regels/{{assen_line}}/", ASSEN, "editor_assen"),
    page(f"{B}regels/{{borger_line}}/verwijderen/", BORGER, "editor_borger"),
    page(f"{A}regels/{{assen_line}}/verwijderen/", ASSEN),
    page(f"{W}controleren/", WESTERVELD, "editor_westerveld"),
    page(f"{B}controleren/", BORGER, "editor_borger"),
    page(f"{A}controleren/", ASSEN, "editor_assen"),
    version_page(A, 1, ASSEN, "editor_assen"),
    version_page(M, 1, MEPPEL),
    page(f"{A}versies/1.pdf", ASSEN),
    page(f"{W}concept.pdf", WESTERVELD),
    Row(f"{A}concept.pdf", {f"{A}versies/1/": ASSEN}),  # a version counts
    page(f"{W}gemeente/", WESTERVELD, "editor_westerveld"),
    page(f"{A}gemeente/", ASSEN, "editor_assen"),
    page(f"{A}verschil/", ASSEN, "editor_assen"),
    page(f"{A}verwerpen/", ASSEN, "editor_assen"),
    page(f"{A}verzoek/", ASSEN, "editor_assen"),
    page(f"{W}excel/", WESTERVELD, "editor_westerveld"),
    page(f"{A}excel/", ASSEN, "editor_assen"),
    page(f"{W}excel.xlsx", WESTERVELD),
    page(f"{A}excel.ods", ASSEN),
    Row(f"{W}excel/voorstel/", {f"{W}excel/": WESTERVELD}),  # nothing was read in yet
    button(f"{W}excel/fouten.csv", f"{W}excel/", WESTERVELD),
    button(f"{W}overige-opgaven/", W, WESTERVELD),
    button(f"{A}aanvullen/", A, ASSEN),
    page(f"{W}aandelen/", WESTERVELD, "editor_westerveld"),
    page(f"{B}aandelen/", BORGER, "editor_borger"),
    page(f"{W}aandelen/{{open_share}}/", WESTERVELD, "editor_westerveld"),
    page(f"{W}aandelen/{{ended_share}}/", WESTERVELD, "editor_westerveld"),
    page(f"{A}aandelen/{{confirmed_share}}/", ASSEN, "editor_assen"),
    page(LEAD, {"editor_of_two"}, "editor_of_two"),
    page(f"{LEAD}opgaven/asiel/", {"editor_of_two"}, "editor_of_two"),
    version_page(LEAD, 1, {"editor_of_two"}, "editor_of_two"),
    version_page(LEAD, 2, {"editor_of_two"}, "editor_of_two"),
    # A request is of its partner alone: not under the address of the lead, nor of another partner
    # on the line.
    nobody(f"{LEAD}aandelen/{{open_share}}/"),
    nobody(f"{A}aandelen/{{open_share}}/"),
    nobody(f"{W}aandelen/999999999999999999999/"),
    button(f"{W}concept-inzien/", W, WESTERVELD),
    page(f"{W}vragen/", WESTERVELD, "editor_westerveld"),
    page(f"{A}vragen/", ASSEN, "editor_assen"),
    page(f"{W}vragen/nieuw/", WESTERVELD, "editor_westerveld"),
    page(f"{A}vragen/nieuw/?regel={{assen_line}}", ASSEN, "editor_assen"),
    page(f"{A}vragen/{{question}}/", ASSEN, "editor_assen"),
    page(f"{A}vragen/{{closed_question}}/", ASSEN, "editor_assen"),
    page(f"{A}vragen/{{assen_note}}/", ASSEN, "editor_assen"),
    nobody(f"{A}vragen/{{desk_note}}/"),
    nobody(f"{A}vragen/nieuw/?regel={{borger_line}}"),
    nobody(f"{W}vragen/{{question}}/"),
    button(f"{A}vragen/{{closed_question}}/afronden/", f"{A}vragen/{{closed_question}}/", ASSEN),
    page(f"{W}bijlagen/", WESTERVELD, "editor_westerveld"),
    page(f"{B}bijlagen/", BORGER, "editor_borger"),
    page(f"{A}bijlagen/", ASSEN, "editor_assen"),
    page(f"{B}bijlagen/{{borger_file}}/", BORGER),
    page(f"{A}bijlagen/{{assen_file}}/", ASSEN),
    page(f"{B}bijlagen/{{borger_file}}/verwijderen/", BORGER, "editor_borger"),
    nobody(f"{A}bijlagen/{{borger_file}}/"),
    # What does not exist: another's line under the own address, a later version, an opgave that is
    # only a sum.
    nobody(f"{A}regels/{{borger_line}}/"),
    nobody(f"{W}versies/1/"),
    nobody(f"{A}versies/2/"),
    nobody(f"{A}versies/2.pdf"),
    nobody(f"{A}versies/1/verschil/2/"),
    nobody(f"{W}versies/1.pdf"),
    nobody(f"{W}opgaven/asiel_totaal/"),
    nobody(f"{W}opgaven/bestaat-niet/"),
    nobody("/2024/bijdrage/GM9999/"),
    nobody("/1999/bijdrage/"),
]

D = "/2024/regietafel/"
REGIETAFEL = [
    page(D, DESK, "project_leader"),
    page(f"{D}vergelijking/", DESK, "project_leader"),
    page(f"{D}vergelijking/asiel_totaal/", DESK, "chair"),
    page(f"{D}vergelijking/?termijn=lang", DESK, "chair"),
    page(f"{D}kaart/", DESK, "project_leader"),
    page(f"{D}maanden/", DESK, "chair"),
    page(f"{D}vervalt/", DESK, "project_leader"),
    page(f"{D}aandelen/", DESK, "project_leader"),
    page(f"{D}valt-op/", DESK, "project_leader"),
    page(f"{D}vergelijking/nood/?weergave=gevestigd&termijn=lang", DESK, "project_leader"),
    page(f"{D}gemeenten/GM0106/", DESK, "project_leader", "chair"),
    page(f"{D}gemeenten/GM1680/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM1701/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM1701/uitstel/", {"project_leader"}, "project_leader"),
    page(f"{D}gemeenten/GM1701/heropenen/", {"project_leader"}, "project_leader"),
    page(f"{D}gemeenten/GM0106/heropenen/", {"project_leader"}, "project_leader"),
    page(f"{D}gemeenten/GM1701/afwijzen/", {"project_leader"}, "project_leader"),
    page(f"{D}gemeenten/GM1701/brief/", {"project_leader"}, "project_leader"),
    page(f"{D}gemeenten/GM1701/brief/bijlage-3.xlsx", {"project_leader"}),
    page(f"{D}gemeenten/GM1701/brief/bijlage-3.ods", {"project_leader"}),
    Row(
        f"{D}gemeenten/GM1701/brief/voorstel/",
        {f"{D}gemeenten/GM1701/brief/": {"project_leader"}},
    ),
    page(f"{D}herinneren/", {"project_leader"}, "project_leader"),
    page(f"{D}uitstel/", {"project_leader"}, "project_leader"),
    page(f"{D}uitstel/?gemeente=GM0106&gemeente=GM1701", {"project_leader"}),
    page(f"{D}gemeenten/GM0106/versies/1/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM0106/versies/1.pdf", DESK),
    page(f"{D}gemeenten/GM1681/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM1681/concept/", DESK, "project_leader"),
    page(f"{D}vergelijking/?concepten=ja", DESK, "project_leader"),
    page(f"{D}vergelijking/nood/?concepten=ja&weergave=gevestigd", DESK, "chair"),
    page(f"{D}overzicht/", DESK, "chair"),
    page(f"{D}overzicht.xlsx", DESK),
    page(f"{D}overzicht.xlsx?vertrouwelijk=ja", DESK),
    page(f"{D}overzicht.ods", DESK),
    page(f"{D}overzicht.csv.zip", DESK),
    page(f"{D}overzicht.pdf", DESK),
    page(f"{D}vragen/", DESK, "project_leader", "chair"),
    page(f"{D}gemeenten/GM0106/vragen/", DESK, "project_leader", "chair"),
    page(f"{D}gemeenten/GM1701/vragen/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM1701/vragen/nieuw/", {"project_leader"}, "project_leader"),
    page(
        f"{D}gemeenten/GM0106/vragen/nieuw/?regel={{assen_line}}",
        {"project_leader"},
        "project_leader",
    ),
    page(f"{D}gemeenten/GM0106/vragen/{{question}}/", DESK, "project_leader", "chair"),
    page(f"{D}gemeenten/GM0106/vragen/{{closed_question}}/", DESK, "project_leader"),
    page(f"{D}gemeenten/GM0106/vragen/{{desk_note}}/", DESK, "project_leader"),
    nobody(f"{D}gemeenten/GM0106/vragen/{{assen_note}}/"),
    nobody(f"{D}gemeenten/GM1701/vragen/{{question}}/"),
    nobody(f"{D}gemeenten/GM1681/vragen/nieuw/?regel={{borger_line}}"),
    button(
        f"{D}gemeenten/GM0106/vragen/{{question}}/afronden/",
        f"{D}gemeenten/GM0106/vragen/{{question}}/",
        {"project_leader"},
    ),
    page(f"{D}gemeenten/GM0106/bijlagen/{{assen_file}}/", DESK),
    page(f"{D}gemeenten/GM1681/bijlagen/{{borger_file}}/", DESK),
    page(f"{D}vergelijking/?opgaven=1", DESK),
    page(f"{D}opgaven/", READ_TARGETS, "project_leader", "administrator", "chair"),
    page(f"{D}opgaven/?rekenhulp=ja", READ_TARGETS, "project_leader"),
    page(f"{D}opgaven/1/", READ_TARGETS, "chair"),
    nobody(f"{D}opgaven/9/"),
    page(f"{D}opgaven/verschil/", READ_TARGETS, "project_leader"),
    page(f"{D}opgaven/nieuw/", MAKE_TARGETS, "project_leader", "administrator"),
    button(f"{D}opgaven/nieuw/weggooien/", f"{D}opgaven/nieuw/", MAKE_TARGETS),
    page(f"{D}opgaven/nieuw/getallen/asiel_totaal/", MAKE_TARGETS, "project_leader"),
    page(f"{D}opgaven/nieuw/getallen/inwoners/", MAKE_TARGETS, "administrator"),
    nobody(f"{D}opgaven/nieuw/getallen/bestaat-niet/"),
    page(f"{D}opgaven/nieuw/bestand/", MAKE_TARGETS, "project_leader"),
    page(f"{D}opgaven/nieuw/plakken/", MAKE_TARGETS, "project_leader"),
    page(f"{D}opgaven/sjabloon.xlsx", MAKE_TARGETS),
    page(f"{D}opgaven/sjabloon.ods", MAKE_TARGETS),
    page(f"{D}opgaven/sjabloon.csv", MAKE_TARGETS),
    nobody(f"{D}vergelijking/bestaat-niet/"),
    nobody(f"{D}gemeenten/GM0014/"),
    nobody(f"{D}gemeenten/GM0014/uitstel/"),
    nobody(f"{D}gemeenten/GM0014/heropenen/"),
    nobody(f"{D}gemeenten/GM0014/afwijzen/"),
    nobody(f"{D}gemeenten/GM1681/versies/1/"),
    nobody(f"{D}gemeenten/GM1681/versies/1.pdf"),
    nobody(f"{D}gemeenten/GM0106/versies/1/verschil/2/"),
    nobody(f"{D}gemeenten/GM0014/versies/1/verschil/2/"),
    nobody(f"{D}gemeenten/GM1690/concept/"),
    nobody(f"{D}gemeenten/GM0106/concept/"),
    nobody(f"{D}gemeenten/GM0014/concept/"),
]

ROUTEKAART = [
    page(
        "/2024/routekaart/",
        DRENTHE,
        "editor_westerveld",
        "editor_assen",
        "editor_of_two",
        "administrator",
    )
]

# Elsewhere the round asks four eyes: the only bijdrage is offered for approval.
E = "/2024-elders/"
ELSEWHERE = [
    Row(f"{E}bijdrage/", {f"{E}bijdrage/GM0014/": ELSEWHERE_PEOPLE, 200: OUTSIDE}),
    page(f"{E}bijdrage/GM0014/", ELSEWHERE_PEOPLE, "outside_editor", "outside_approver"),
    page(
        f"{E}bijdrage/GM0014/controleren/", ELSEWHERE_PEOPLE, "outside_editor", "outside_approver"
    ),
    page(f"{E}bijdrage/GM0014/gegevens/", ELSEWHERE_PEOPLE, "outside_editor"),
    page(f"{E}bijdrage/GM0014/opgaven/asiel/", ELSEWHERE_PEOPLE, "outside_editor"),
    page(f"{E}bijdrage/GM0014/verzoek/", ELSEWHERE_PEOPLE, "outside_editor"),
    page(f"{E}bijdrage/GM0014/versies/1/verschil/3/", ELSEWHERE_PEOPLE, "outside_editor"),
    page(f"{E}bijdrage/GM0014/verschil/", ELSEWHERE_PEOPLE, "outside_editor"),
    page(f"{E}bijdrage/GM0014/versies/2.pdf", ELSEWHERE_PEOPLE),
    nobody(f"{E}bijdrage/GM0106/"),
    page(f"{E}regietafel/", {"outside_leader"}, "outside_leader"),
    page(f"{E}regietafel/gemeenten/GM0014/", {"outside_leader"}, "outside_leader"),
    page(f"{E}regietafel/gemeenten/GM0014/afwijzen/", {"outside_leader"}, "outside_leader"),
    page(f"{E}regietafel/gemeenten/GM0014/versies/2/", {"outside_leader"}, "outside_leader"),
    page(
        f"{E}regietafel/gemeenten/GM0014/versies/2/verschil/3/",
        {"outside_leader"},
        "outside_leader",
    ),
    page(f"{E}regietafel/gemeenten/GM0014/versies/1.pdf", {"outside_leader"}),
    page(f"{E}regietafel/overzicht.xlsx", {"outside_leader"}),
    nobody(f"{E}regietafel/gemeenten/GM0106/"),
    page(f"{E}routekaart/", OUTSIDE),
]


def admin_page(
    path: str, gives: dict, rest: int | str = ADMIN_LOGIN, anonymous: str = ADMIN_LOGIN
) -> Row:
    """Who is not of the staff goes to the login of the admin, which refuses them with 403."""
    return Row(f"/beheer/{path}", gives, rest, anonymous)


ADMIN_GENERAL = [
    admin_page("", {200: STAFF}),
    admin_page("login/", {"/beheer/": STAFF}, rest=403, anonymous=LOGIN),
    admin_page("logout/", {405: STAFF}, rest="/beheer/"),
    admin_page("password_change/", {200: STAFF}),
    admin_page("password_change/done/", {200: STAFF}),
    admin_page("autocomplete/", {403: STAFF}),
    admin_page("jsi18n/", {200: STAFF}),
    admin_page("r/1/1/", {404: STAFF}),
    admin_page("bestaat-niet/", {404: STAFF}),
    admin_page("accounts/", {200: STAFF}),
    admin_page("auth/", {200: {"superuser"}, 404: STAFF}),
]

# Per model what an administrator may do with what belongs to the own regietafel, and what a
# superuser may do.
ADMIN_MODELS = {
    "accounts/regietafel": ("view change", "view add change delete"),
    "accounts/municipality": ("view add change", "view add change delete"),
    "accounts/user": ("view add change", "view add change delete"),
    "rounds/round": ("view add change", "view add change delete"),
    "rounds/opgave": ("view add change", "view add change delete"),
    "routekaart/milestone": ("view add change", "view add change delete"),
    "rounds/targetset": ("view", "view"),
    "submissions/submission": ("view", "view delete"),
    "submissions/version": ("", "view"),
    "submissions/event": ("", "view"),
    "accounts/exportevent": ("", "view"),
    "auth/group": ("", "view add change delete"),
    "account/emailaddress": ("", "view add change delete"),
    "mfa/authenticator": ("", "view delete"),
}


def admin_rows(model: str, administrator: str, superuser: str) -> list[Row]:
    """The objects are Drenthe's: for the administrator of elsewhere they do not exist, so back to
    the start."""
    administrators = {"administrator", "outside_administrator"}

    def gives(right: str, of_object: bool = True) -> dict:
        inside = {"administrator"} if of_object else administrators
        allowed = (inside if right in administrator else set()) | (
            {"superuser"} if right in superuser else set()
        )
        elsewhere = administrators - inside if right in administrator else set()
        return {200: allowed, "/beheer/": elsewhere, 403: STAFF - allowed - elsewhere}

    obj = f"{model}/{{{model}}}/"
    pages = {
        f"{model}/": gives("view", of_object=False),
        f"{model}/add/": gives("add", of_object=False),
        obj: {f"/beheer/{obj}change/": STAFF},
        f"{obj}change/": gives("view"),
        f"{obj}history/": gives("view"),
        f"{obj}delete/": gives("delete"),
    }
    return [admin_page(path, answers, anonymous=LOGIN) for path, answers in pages.items()]


ADMIN = ADMIN_GENERAL + [
    row for model, rights in ADMIN_MODELS.items() for row in admin_rows(model, *rights)
]
TABLE = GENERAL + ACCOUNT + MUNICIPALITY + REGIETAFEL + ROUTEKAART + ELSEWHERE + ADMIN
