"""The form of overzicht.xlsx: sheets, headers, marks of the demonstration, dangerous texts, joint
lines."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from accounts.models import ExportEvent
from common.known import known
from common.tables_xlsx import xlsx_bytes
from common.tests.responses import Response
from regietafel.comparison.desk import load_desk
from regietafel.overview.build import overview_of
from regietafel.overview.tables import file_name, overview_tables
from regietafel.tests.region import Row, hand_in, line, read_workbook
from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetSet
from submissions.editing.actions import change_line
from submissions.enums import Commitment
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Line, Version

pytestmark = pytest.mark.any_database

MATRIX = (
    "Gemeente (vast en toegezegd, zonder wat vervalt), Opvang asielzoekers totaal, Reguliere "
    "opvang asielzoekers, Opvang alleenstaande minderjarige vreemdelingen (amv), Bijzondere "
    "opvang, Noodopvang en nachtopvang, Opvang Oekraïense ontheemden, Huisvesting statushouders, "
    "Doorstroomlocaties, Flexwoningen"
)

HEADERS = {
    "Overzicht": (
        "Opgave, Eenheid, Termijn, Regionale opgave, Zekerheid, Vast, Vast en toegezegd, Alles, "
        "Verschil vast, Verschil vast en toegezegd, Verschil alles, Waarvan duurzaam, Waarvan "
        "vervalt, Zonder wat vervalt, Verschil zonder wat vervalt, Bekend, Waarvan deels"
    ),
    "Gemeenten": (
        "CBS-code, Gemeente, Opgave, Termijn, Indicatief aandeel, Zekerheid, Vast, Vast en "
        "toegezegd, Alles, Verschil, Percentage, Waarvan vervalt, Zonder wat vervalt, Verschil "
        "zonder wat vervalt, Stand"
    ),
    "Matrix kort": MATRIX,
    "Matrix lang": MATRIX,
    "Regels": (
        "CBS-code, Gemeente, Versie, Regel-id, Opgave, Eenheid, Aard, Locatie, Plaats, Kort, "
        "Lang, Vanaf, Tot, Stand, Niveau, Duurzaam, Telt mee voor, Aandeel van, Bevestigd, "
        "Vertrouwelijk"
    ),
    "Verantwoording": "Onderwerp, Toelichting",
}

ASYLUM = "Reguliere opvang asielzoekers"


def workbook_of(round_: Round) -> dict[str, list[Row]]:
    return read_workbook(
        xlsx_bytes(overview_tables(overview_of(load_desk(round_, with_warnings=True))))
    )


def lines_of(round_: Round) -> list[dict[str, Any]]:
    """The rows of the sheet Regels by the name of their columns."""
    header, *rows, _mark = workbook_of(round_)["Regels"]
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture
def joint_line(round_: Round) -> Version:
    return hand_in(
        round_, "Assen", line("asiel", 100, 80, shares={"Emmen": (30, 20), "Meppel": (10, 0)})
    )


@pytest.fixture
def outside_demo(settings: Settings) -> Callable[[], None]:
    """Called after the hand-in: the real clock is past the closing of 2024."""

    def leave() -> None:
        settings.PRT_DEMO, settings.PRT_TODAY = False, None

    return leave


def test_sheets_have_the_agreed_names_and_headers(demo_workbook: dict[str, list[Row]]) -> None:
    assert {name: ", ".join(rows[0]) for name, rows in demo_workbook.items()} == HEADERS
    assert list(demo_workbook) == list(HEADERS)


def test_workbook_is_sent_as_a_file_with_its_name(demo_pages: dict[str, Response]) -> None:
    sent = demo_pages["overview_xlsx"]
    assert (
        sent["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert (
        sent["Content-Disposition"]
        == 'attachment; filename="overzicht-2024-voorbeeldgegevens-2024-03-12.xlsx"'
    )


def test_nothing_says_example_data_outside_the_demo(
    round_: Round, joint_line: Version, outside_demo: Callable[[], None]
) -> None:
    outside_demo()
    assert "voorbeeld" not in file_name(round_.slug, "xlsx")
    texts = [str(cell) for rows in workbook_of(round_).values() for row in rows for cell in row]
    assert [text for text in texts if "voorbeeld" in text.lower()] == []


def test_sheets_have_only_their_rows_outside_the_demo(
    round_: Round, joint_line: Version, outside_demo: Callable[[], None]
) -> None:
    outside_demo()
    book = workbook_of(round_)
    assert {name: len(book[name]) - 1 for name in ("Overzicht", "Gemeenten", "Regels")} == {
        "Overzicht": 18,
        "Gemeenten": 216,
        "Regels": 3,
    }


def test_workbook_is_whole_when_nobody_handed_in(round_: Round) -> None:
    book = workbook_of(round_)
    assert {row[-2:] for row in book["Overzicht"][1:-1]} == {("0 van 12", 0)}
    assert {row[-1] for row in book["Gemeenten"][1:-1]} == {"nog niet ingediend"}
    assert len(book["Regels"]) == 2


@pytest.mark.parametrize(
    "name", ["=1+1", '=HYPERLINK("http://x.example")', "+31", "-5", "@SUM(A1)"]
)
def test_location_stays_text_when_it_looks_like_a_formula(round_: Round, name: str) -> None:
    hand_in(round_, "Assen", line("asiel", 100, 100, location_name=name))
    assert lines_of(round_)[0]["Locatie"] == name


def test_location_loses_characters_a_workbook_cannot_hold(round_: Round) -> None:
    hand_in(
        round_, "Assen", line("asiel", 100, 100, location_name="Kaz\x0cer\x0bne", place="\x1bAssen")
    )
    row = lines_of(round_)[0]
    assert (row["Locatie"], row["Plaats"]) == ("Kazerne", "Assen")


def test_joint_line_gives_a_row_per_municipality_with_its_own_numbers(
    round_: Round, joint_line: Version
) -> None:
    rows = lines_of(round_)
    assert [
        (r["Gemeente"], r["Kort"], r["Lang"], r["Aandeel van"], r["Bevestigd"]) for r in rows
    ] == [
        ("Assen", 60, 60, "", ""),
        ("Emmen", 30, 20, "Assen", "wacht op antwoord"),
        ("Meppel", 10, 0, "Assen", "wacht op antwoord"),
    ]
    assert len({row["Regel-id"] for row in rows}) == 1


def test_rows_of_a_joint_line_add_up_to_the_line(round_: Round, joint_line: Version) -> None:
    rows = lines_of(round_)
    assert [sum(row[term] for row in rows) for term in ("Kort", "Lang")] == [100, 80]


def test_unconfirmed_share_counts_for_the_lead_in_the_sheet_of_municipalities(
    round_: Round, joint_line: Version
) -> None:
    rows = {(r[1], r[2], r[3]): r for r in workbook_of(round_)["Gemeenten"]}
    assert rows["Assen", ASYLUM, "kort"][6:9] == (100, 100, 100)
    assert rows["Emmen", ASYLUM, "kort"][6:9] == ("onbekend",) * 3


@pytest.mark.parametrize(("term", "column", "places"), [("kort", 9, 108), ("lang", 10, 91)])
def test_lines_add_up_to_the_region(
    round_: Round, joint_line: Version, term: str, column: int, places: int
) -> None:
    hand_in(round_, "Emmen", line("asiel", 7, 9, commitment=Commitment.IDEA), line("nood", 50))
    hand_in(
        round_,
        "Meppel",
        line("asiel", 1000, 1000, commitment=Commitment.DROPPED),
        line("asiel", 1, 2),
    )
    book = workbook_of(round_)
    counting = [
        row for row in book["Regels"] if row[4:5] == (ASYLUM,) and row[14] != "telt niet mee"
    ]
    everything = next(row[7] for row in book["Overzicht"] if (row[0], row[2]) == (ASYLUM, term))
    assert everything == sum(row[column] for row in counting) == places


def test_dropped_line_stays_readable_and_says_it_does_not_count(round_: Round) -> None:
    hand_in(
        round_,
        "Assen",
        line("asiel", 1, 1),
        line("asiel", 500, 500, Commitment.DROPPED, open_ended=True),
    )
    dropped = lines_of(round_)[1]
    assert (dropped["Kort"], dropped["Niveau"], dropped["Duurzaam"]) == (
        500,
        "telt niet mee",
        "nee",
    )


def test_line_says_its_dates(round_: Round) -> None:
    days: dict[str, Any] = {"available_from": date(2024, 3, 1), "available_until": date(2030, 3, 1)}
    hand_in(
        round_,
        "Assen",
        line("asiel", 1, 1, **days),
        line("asiel", 2, 2, open_ended=True),
        line("asiel", 3, 3),
    )
    assert [(r["Vanaf"], r["Tot"]) for r in lines_of(round_)] == [
        (date(2024, 3, 1), date(2030, 3, 1)),
        ("", "geen einddatum"),
        ("", "onbekend"),
    ]


def test_confidential_line_is_marked(round_: Round) -> None:
    hand_in(round_, "Assen", line("amv", 10, 10, confidential=True), line("asiel", 1, 1))
    assert {row["Opgave"][-5:]: row["Vertrouwelijk"] for row in lines_of(round_)} == {
        "(amv)": "ja",
        "ekers": "nee",
    }


def test_only_the_latest_version_is_in_the_workbook(round_: Round) -> None:
    version = hand_in(round_, "Assen", line("asiel", 100, 100))
    user = known(version.submitted_by)
    start_addition(version.submission, user)
    copy = Line.objects.get(version__number=None)
    change_line(version.submission, user, copy.line_id, {"amount_short": 60}, {}, copy.revision)
    assert [(r["Versie"], r["Kort"]) for r in lines_of(round_)] == [(1, 100)]
    submit(version.submission, user)
    assert [(r["Versie"], r["Kort"]) for r in lines_of(round_)] == [(2, 60)]


def test_percentage_of_an_opgave_of_zero_is_not_applicable(round_: Round) -> None:
    hand_in(round_, "Assen", line("flex", 5, 5))
    _set_share(round_, "GM0106", "flex", 0)
    found = next(
        r for r in workbook_of(round_)["Gemeenten"] if r[1:4] == ("Assen", "Flexwoningen", "kort")
    )
    assert found[9:11] == (5, "n.v.t.")


def test_account_names_the_source_of_every_opgave(demo_workbook: dict[str, list[Row]]) -> None:
    sources = [row for row in demo_workbook["Verantwoording"] if row[0].startswith("Bron: ")]
    assert len(sources) == 10
    assert (
        "Bron: Opvang asielzoekers totaal, lang",
        "Meppel: 193. RTV Drenthe 2024: aandeel Meppel",
    ) in sources


def test_account_says_how_many_handed_in(demo_workbook: dict[str, list[Row]]) -> None:
    assert ("Ingediend", "5 van 12 gemeenten") in demo_workbook["Verantwoording"]


def _set_share(round_: Round, cbs_code: str, opgave: str, amount: int) -> None:
    Target.objects.create(
        target_set=TargetSet.objects.get(round=round_),
        opgave=round_.opgaven.get(code=opgave),
        term=Term.SHORT,
        municipality=round_.regietafel.municipalities.get(cbs_code=cbs_code),
        amount=amount,
        certainty=Certainty.SEEN,
        source="bron",
    )


def test_who_takes_the_overview_along_is_logged(
    desk_client: Client, round_: Round, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "export")
    desk_client.get("/2024/regietafel/overzicht.xlsx")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "export"]
    person = desk_client.session["_auth_user_id"]
    assert line == f"Overzicht van 2024, Excel: account {person} from 127.0.0.1"
    event = ExportEvent.objects.get()
    assert (str(event.by.pk), event.what) == (person, "Overzicht van 2024, Excel")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("gemeenten/GM0106/versies/1.pdf", "Versie 1 van GM0106, 2024, PDF"),
        ("gemeenten/GM0106/brief/bijlage-3.ods", "Bijlage 3 van GM0106, 2024, ods"),
    ],
)
def test_who_takes_a_version_along_is_an_event(
    desk_client: Client, round_: Round, joint_line: Version, path: str, what: str
) -> None:
    desk_client.get(f"/2024/regietafel/{path}")
    assert [event.what for event in ExportEvent.objects.all()] == [what]


@pytest.mark.parametrize("change", [{"what": "Niets"}, None])
def test_nobody_changes_what_was_taken_along(
    desk_client: Client, round_: Round, change: dict[str, str] | None
) -> None:
    desk_client.get("/2024/regietafel/overzicht.xlsx")
    events = ExportEvent.objects.all()
    with pytest.raises(IntegrityError, match="what was taken along stays"), transaction.atomic():
        events.update(**change) if change else events.delete()
