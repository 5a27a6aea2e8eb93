"""A draft that its municipality opened: read by the desk, on one screen beside what counts, and
nowhere else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.tests.responses import Response, page_source
from regietafel.tests.region import editor_of, hand_in, line, read_workbook
from rounds.models import Round
from submissions.counting.load import load_round_submissions
from submissions.editing.actions import add_line
from submissions.enums import EventKind, State
from submissions.handing_in.actions import start_addition
from submissions.handing_in.draft_consent import close_draft, open_draft
from submissions.models import Event, Submission, Version
from submissions.tests.builders import AFTER_CLOSING

WITH_DRAFTS = "?concepten=ja"


@pytest.fixture
def emmen(round_: Round) -> Submission:
    """The submission of Emmen, with a draft of 300 places that nobody else may read."""
    submission = Submission.objects.get(round=round_, municipality__name="Emmen")
    fields = line("asiel", 300, 310, location_name="Geheim Hotel", confidential=True)
    add_line(submission, editor(submission), round_.opgaven.get(code="asiel"), fields[1], {})
    return submission


@pytest.fixture
def opened(emmen: Submission) -> Submission:
    open_draft(emmen, editor(emmen))
    return emmen


@pytest.fixture
def get(desk_client: Client) -> Callable[..., Response]:
    def page(name: str, *arguments: object, query: str = "") -> Response:
        return desk_client.get(reverse(f"regietafel:{name}", args=["2024", *arguments]) + query)

    return page


def editor(submission: Submission) -> User:
    return editor_of(submission.municipality)


# The tick


def test_tick_is_off_until_somebody_sets_it(emmen: Submission) -> None:
    assert emmen.draft_open_to_regietafel is False


def test_tick_opens_and_closes_the_draft_when_posted(emmen: Submission, client: Client) -> None:
    client.force_login(editor(emmen))
    address = reverse("submissions:open_draft", args=["2024", "GM0114"])
    page = client.post(address, {"open": "ja"}, follow=True)
    assert "kunnen uw concept nu lezen" in page_source(page)
    assert 'name="open" value="ja" aria-describedby="id_open_helptext" checked' in page_source(page)
    assert "kan uw concept nu niet lezen" in page_source(client.post(address, follow=True))
    assert Submission.objects.get(pk=emmen.pk).draft_open_to_regietafel is False


def test_each_choice_is_written_down_once_when_clicked_twice(emmen: Submission) -> None:
    for action in (open_draft, open_draft, close_draft, close_draft):
        action(emmen, editor(emmen))
    kinds = (
        Event.objects.filter(submission=emmen)
        .exclude(kind=EventKind.LINE_SAVED)
        .values_list("kind", flat=True)
    )
    assert list(kinds) == [EventKind.DRAFT_CLOSED, EventKind.DRAFT_OPENED]


@pytest.mark.parametrize("role", [Role.PROJECT_LEADER, Role.CHAIR, Role.ADMINISTRATOR])
def test_regietafel_cannot_open_a_draft_itself(
    role: Role, emmen: Submission, client: Client
) -> None:
    client.force_login(make_person("wie@prt.example", role, regietafel=emmen.round.regietafel))
    assert (
        client.post(
            reverse("submissions:open_draft", args=["2024", "GM0114"]), {"open": "ja"}
        ).status_code
        == 404
    )
    assert Submission.objects.get(pk=emmen.pk).draft_open_to_regietafel is False


def test_draft_closes_also_when_the_round_is_closed(opened: Submission, settings: Settings) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    close_draft(opened, editor(opened))
    assert Submission.objects.get(pk=opened.pk).draft_open_to_regietafel is False


def test_tick_stays_when_the_draft_is_submitted(opened: Submission) -> None:
    hand_in(opened.round, "Emmen")
    assert Submission.objects.get(pk=opened.pk).draft_open_to_regietafel is True


# Reading the draft


def test_desk_reads_the_whole_draft_when_opened(
    opened: Submission, get: Callable[..., Response]
) -> None:
    page = page_source(get("draft", "GM0114"))
    assert "Concept, nog niet ingediend: telt nergens mee" in page
    assert "Geheim Hotel" in page
    assert "Er ontbreken nog" in page


def test_draft_does_not_exist_for_the_desk_when_not_opened(
    emmen: Submission, get: Callable[..., Response]
) -> None:
    assert get("draft", "GM0114").status_code == 404
    assert "/concept/" not in page_source(get("municipality", "GM0114"))
    assert "Geheim Hotel" not in page_source(get("municipality", "GM0114"))


def test_draft_does_not_exist_any_more_when_closed_again_or_submitted(
    opened: Submission, get: Callable[..., Response]
) -> None:
    close_draft(opened, editor(opened))
    assert get("draft", "GM0114").status_code == 404
    open_draft(opened, editor(opened))
    hand_in(opened.round, "Emmen")
    assert get("draft", "GM0114").status_code == 404


def test_draft_is_read_while_it_awaits_approval(
    opened: Submission, get: Callable[..., Response]
) -> None:
    Submission.objects.filter(pk=opened.pk).update(state=State.AWAITING_APPROVAL)
    assert "Geheim Hotel" in page_source(get("draft", "GM0114"))


@pytest.mark.parametrize("name", ["municipality", "dashboard"])
def test_desk_finds_the_draft_when_opened(
    name: str, opened: Submission, get: Callable[..., Response]
) -> None:
    address = reverse("regietafel:draft", args=["2024", "GM0114"])
    assert f'href="{address}"' in page_source(
        get(name, *(["GM0114"] if name == "municipality" else []))
    )


@pytest.mark.parametrize("who", ["administrator", "another municipality"])
def test_draft_does_not_exist_for_anybody_else(
    who: str, opened: Submission, client: Client
) -> None:
    if who == "administrator":
        person = make_person(
            "beheer@test.example", Role.ADMINISTRATOR, regietafel=opened.round.regietafel
        )
    else:
        person = editor_of(Municipality.objects.get(name="Assen"))
    client.force_login(person)
    assert client.get(reverse("regietafel:draft", args=["2024", "GM0114"])).status_code == 404


# Beside what counts


def amount(page: Response, name: str) -> int | None:
    rows = page.context["table"]["municipalities"]
    (tally,) = (row.cell.cell.tally for row in rows if row.municipality.name == name)
    return tally and tally.everything


def test_comparison_holds_the_draft_when_asked(
    opened: Submission, get: Callable[..., Response]
) -> None:
    assert amount(get("comparison_opgave", "asiel", query="?termijn=lang"), "Emmen") is None
    page = get("comparison_opgave", "asiel", query=f"{WITH_DRAFTS}&termijn=lang")
    assert amount(page, "Emmen") == 310
    assert "concept, nog niet ingediend" in page_source(page)
    assert "Met concepten die nog niet zijn ingediend" in page_source(page)


def test_comparison_holds_no_draft_when_none_is_opened(
    emmen: Submission, get: Callable[..., Response]
) -> None:
    page = get("comparison_opgave", "asiel", query=f"{WITH_DRAFTS}&termijn=lang")
    assert amount(page, "Emmen") is None
    assert "Geen gemeente heeft nu een concept opengesteld" in page_source(page)
    assert "Geheim Hotel" not in page_source(page)


def test_addition_stands_in_for_the_version_when_opened_and_asked(
    round_: Round, get: Callable[..., Response]
) -> None:
    version = hand_in(round_, "Assen", line("asiel", 100, 100))
    start_addition(version.submission, editor(version.submission))
    open_draft(version.submission, editor(version.submission))
    Version.objects.get(number=None).lines.update(amount_long=700)
    assert amount(get("comparison_opgave", "asiel", query="?termijn=lang"), "Assen") == 100
    page = get("comparison_opgave", "asiel", query=f"{WITH_DRAFTS}&termijn=lang")
    assert amount(page, "Assen") == 700
    assert "(in plaats van versie 1)" in page_source(page)


def test_draft_is_not_counted_as_handed_in(
    opened: Submission, get: Callable[..., Response]
) -> None:
    assert get("comparison", query=WITH_DRAFTS).context["handed_in"] == 0
    assert load_round_submissions(opened.round, with_open_drafts=True).count == 0


def test_warnings_of_a_draft_are_marked_when_asked(
    opened: Submission, get: Callable[..., Response]
) -> None:
    Version.objects.get().lines.update(available_until="2024-04-01")
    page = get("warnings", query=WITH_DRAFTS)
    assert {group.of_draft for group in page.context["listing"].groups} == {True}
    assert "Emmen</a> (concept)" in page_source(page)
    assert get("warnings").context["listing"].groups == []


def test_switches_keep_each_others_choice(opened: Submission, get: Callable[..., Response]) -> None:
    page = page_source(get("comparison", query=f"{WITH_DRAFTS}&termijn=lang"))
    assert 'href="?concepten=ja&amp;termijn=kort"' in page
    assert 'href="?termijn=lang"' in page


def test_overview_and_workbook_never_hold_a_draft(
    opened: Submission, get: Callable[..., Response]
) -> None:
    hand_in(opened.round, "Assen", line("asiel", 100, 100))
    assert "Geheim Hotel" not in page_source(get("overview", query=WITH_DRAFTS))
    book = read_workbook(get("overview_xlsx", query=WITH_DRAFTS).content)
    assert {row[1] for row in book["Regels"][1:] if row[1]} == {"Assen"}
    assert all(
        310 not in row and "Geheim Hotel" not in str(row) for rows in book.values() for row in rows
    )


def test_draft_counts_nowhere_unless_asked(opened: Submission) -> None:
    assert load_round_submissions(opened.round).versions == {}
