"""The worked example of a joint location: Westerveld hands in 60 places, of which 20 for De
Wolden."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality
from regietafel.comparison.compare import MunicipalityCell
from regietafel.comparison.desk import load_desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import line_rows
from regietafel.tests.region import confirm, editor_of, hand_in, line, read_workbook
from rounds.enums import Term
from rounds.models import Round
from submissions.counting.count import Attribution
from submissions.enums import Commitment, EventKind, ShareAnswer
from submissions.models import Submission, Version
from submissions.shares import actions
from submissions.tests.joint import hand_in_again

LEAD, PARTNER = "Westerveld", "De Wolden"


@pytest.fixture
def joint(round_: Round) -> Version:
    """Version 1 of Westerveld: one line, pledged, without a last day."""
    fields = {
        "location_name": "Samen",
        "confidential": True,
        "explanation": "Toelichting",
        "open_ended": True,
    }
    return hand_in(
        round_,
        LEAD,
        line("asiel", 60, 60, Commitment.PLEDGED, shares={PARTNER: (20, 20)}, **fields),
    )


def cells(
    round_: Round, view: Attribution, opgave: str = "asiel", term: Term = Term.SHORT
) -> tuple[int | None, ...]:
    """Of the two municipalities the number of vast en toegezegd, None for onbekend; and that of the
    region."""
    desk = load_desk(Round.objects.get(pk=round_.pk))
    row = desk.comparison(view).row(opgave, term)
    by_name = {desk.municipalities[cell.cbs_code].name: cell for cell in row.cells}
    tallies = [by_name[LEAD].cell.tally, by_name[PARTNER].cell.tally, row.tally]
    return tuple(None if tally is None else tally.pledged for tally in tallies)


def partner_cell(round_: Round, opgave: str = "asiel") -> MunicipalityCell:
    desk = load_desk(round_)
    code = Municipality.objects.get(name=PARTNER).cbs_code
    row = desk.comparison(Attribution.COUNTED).row(opgave, Term.SHORT)
    return next(cell for cell in row.cells if cell.cbs_code == code)


def again(short: int, long: int) -> Version:
    submission = Submission.objects.get(municipality__name=LEAD)
    partner = Municipality.objects.get(name=PARTNER)
    return hand_in_again(submission, editor_of(submission.municipality), {partner: (short, long)})


@pytest.mark.parametrize("opgave", ["asiel", "asiel_totaal"])
@pytest.mark.parametrize("term", Term)
def test_share_counts_for_the_partner_once_it_is_confirmed(
    round_: Round, joint: Version, opgave: str, term: Term
) -> None:
    assert cells(round_, Attribution.COUNTED, opgave, term) == (60, None, 60)
    confirm(PARTNER, LEAD)
    assert cells(round_, Attribution.COUNTED, opgave, term) == (40, 20, 60)
    assert cells(round_, Attribution.LOCATED, opgave, term) == (60, None, 60)


def test_share_counts_for_the_lead_again_when_other_numbers_are_handed_in(
    round_: Round, joint: Version
) -> None:
    confirm(PARTNER, LEAD)
    again(30, 30)
    assert cells(round_, Attribution.COUNTED) == (60, None, 60)
    confirm(PARTNER, LEAD)
    assert cells(round_, Attribution.COUNTED) == (30, 30, 60)


def test_declined_share_keeps_counting_for_the_lead(round_: Round, joint: Version) -> None:
    confirm(PARTNER, LEAD, ShareAnswer.DECLINED, "Te veel.")
    assert cells(round_, Attribution.COUNTED) == (60, None, 60)


def test_partner_that_handed_in_shows_own_places_and_share(round_: Round, joint: Version) -> None:
    hand_in(round_, PARTNER, line("asiel", 7, 7))
    confirm(PARTNER, LEAD)
    assert cells(round_, Attribution.COUNTED) == (40, 27, 67)
    assert cells(round_, Attribution.LOCATED) == (60, 7, 67)


def test_partner_stays_not_handed_in_when_it_only_confirmed(round_: Round, joint: Version) -> None:
    confirm(PARTNER, LEAD)
    cell = partner_cell(round_)
    assert (cell.handed_in, cell.cell.known) == (False, False)
    assert cell_label(cell, None) == "nog niet ingediend"
    assert load_desk(round_).comparison(Attribution.COUNTED).row("asiel", Term.SHORT).known == 1


def test_partner_without_a_contribution_of_its_own_is_not_called_without_contribution(
    round_: Round, joint: Version
) -> None:
    hand_in(round_, PARTNER, asiel="none")
    version = load_desk(round_).version_of(partner_cell(round_).cbs_code)
    assert cell_label(partner_cell(round_), version) == "ingediend (versie 1): geen bijdrage"
    confirm(PARTNER, LEAD)
    assert cell_label(partner_cell(round_), version) == "ingediend (versie 1): geen eigen locatie"


def test_share_of_a_place_that_is_not_durable_counts_for_nobody_when_only_durable_counts(
    round_: Round, joint: Version
) -> None:
    confirm(PARTNER, LEAD)
    Round.objects.update(durable_only=True, durable_places=61)
    assert cells(round_, Attribution.COUNTED, term=Term.LONG) == (0, 0, 0)
    Round.objects.update(durable_places=60)
    assert cells(round_, Attribution.COUNTED, term=Term.LONG) == (40, 20, 60)


# What the project leader reads


@pytest.fixture
def shown(desk_client: Client) -> Callable[..., str]:
    """shown("comparison"): a page of the desk, spaces joined."""

    def page(name: str, *arguments: str) -> str:
        answer = desk_client.get(reverse(f"regietafel:{name}", args=["2024", *arguments]))
        return " ".join(answer.text.split())

    return page


def confirmed_column(desk_client: Client) -> list[tuple[str, str]]:
    book = read_workbook(
        desk_client.get(reverse("regietafel:overview_xlsx", args=["2024"])).content
    )
    header, *rows = book["Regels"]
    found = [dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header)]
    return [
        (row["Gemeente"], row["Bevestigd"]) for row in found if row["Gemeente"] in (LEAD, PARTNER)
    ]


ANSWERS = [
    (None, "", "wacht op antwoord", "wacht op antwoord: telt nog mee voor Westerveld"),
    (
        ShareAnswer.CONFIRMED,
        "",
        "ja",
        "aandeel in een locatie van Westerveld, bevestigd op 12 maart 2024 door",
    ),
    (
        ShareAnswer.DECLINED,
        "Te veel.",
        "afgewezen",
        "telt mee voor Westerveld: afgewezen op 12 maart 2024 door",
    ),
]


@pytest.mark.parametrize(("answer", "reason", "in_workbook", "on_screen"), ANSWERS)
def test_answer_is_on_screen_and_in_the_workbook(
    answer: ShareAnswer | None,
    reason: str,
    in_workbook: str,
    on_screen: str,
    round_: Round,
    joint: Version,
    shown: Callable[..., str],
    desk_client: Client,
) -> None:
    if answer:
        confirm(PARTNER, LEAD, answer, reason)
    page = shown("comparison_opgave", "asiel")
    assert on_screen in page
    assert reason in page
    assert confirmed_column(desk_client) == [(LEAD, ""), (PARTNER, in_workbook)]


@pytest.mark.parametrize(
    ("answer", "listed"), [(None, 1), (ShareAnswer.CONFIRMED, 0), (ShareAnswer.DECLINED, 1)]
)
def test_share_is_listed_as_unconfirmed_until_it_is_confirmed(
    answer: ShareAnswer | None, listed: int, round_: Round, joint: Version, desk_client: Client
) -> None:
    if answer:
        confirm(PARTNER, LEAD, answer, "Te veel.")
    page = desk_client.get(reverse("regietafel:unconfirmed", args=["2024"]))
    assert len(page.context["lines"]) == listed
    assert ("afgewezen" in page.text) == (answer == ShareAnswer.DECLINED)


def test_share_in_a_dropped_line_is_asked_and_listed_nowhere(
    round_: Round, desk_client: Client
) -> None:
    dropped = line("asiel", 9, 9, Commitment.DROPPED, shares={PARTNER: (5, 5)})
    hand_in(round_, LEAD, line("asiel", 1, 1), dropped)
    page = desk_client.get(reverse("regietafel:unconfirmed", args=["2024"]))
    assert page.context["lines"] == []
    assert (PARTNER, "n.v.t.") in confirmed_column(desk_client)


def test_desk_reads_the_events_without_the_name_of_the_location(
    round_: Round, joint: Version, shown: Callable[..., str]
) -> None:
    confirm(PARTNER, LEAD, ShareAnswer.DECLINED, "Te veel in Samen.")
    submission = Submission.objects.get(municipality__name=LEAD)
    again(0, 0)
    page = shown("municipality", submission.municipality.cbs_code)
    for kind in (EventKind.SHARE_ASKED, EventKind.SHARE_DECLINED, EventKind.SHARE_ENDED):
        assert str(kind.label) in page
    details = " ".join(
        submission.events.filter(kind__startswith="share").values_list("detail", flat=True)
    )
    assert "De Wolden, Reguliere opvang asielzoekers: 20 kort, 20 lang" in details
    assert "Samen" not in details


def test_rows_of_a_confirmed_line_still_add_up_to_the_line(round_: Round, joint: Version) -> None:
    confirm(PARTNER, LEAD)
    rows = line_rows(load_desk(round_))
    assert [(row.municipality.name, row.short) for row in rows] == [(LEAD, 40), (PARTNER, 20)]


def test_every_desk_page_gives_the_same_numbers_after_the_partner_thinks_again(
    round_: Round, joint: Version
) -> None:
    confirm(PARTNER, LEAD)
    confirmation = Submission.objects.get(municipality__name=LEAD).share_confirmations.get()
    actions.answer_share(
        confirmation, editor_of(confirmation.partner), ShareAnswer.DECLINED, "Toch niet."
    )
    assert (
        cells(round_, Attribution.COUNTED) == cells(round_, Attribution.LOCATED) == (60, None, 60)
    )
