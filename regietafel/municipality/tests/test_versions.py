"""Versions of a municipality as the desk compares them and takes them along on paper."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.tests.builders import make_person
from common.tests.responses import page_text
from rounds.models import Round
from submissions.editing.actions import answer_remaining, remove_line, save_header
from submissions.enums import AnswerKind
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Submission, Version
from submissions.tests.builders import HEADER, add_line, submission_of, working_copy
from submissions.versions.tests.pdf import squeezed, text_of


@pytest.fixture
def editor(round_: Round) -> User:
    assen = round_.regietafel.municipalities.get(cbs_code="GM0106")
    return make_person("invuller@test.example", Role.EDITOR, municipality=assen)


@pytest.fixture
def submission(round_: Round, editor: User) -> Submission:
    """Assen with two versions and an addition in the making."""
    found = submission_of(round_, round_.regietafel.municipalities.get(cbs_code="GM0106"))
    line = add_line(found, editor, amount_short=10)
    answer_remaining(found, editor, AnswerKind.NOT_YET_KNOWN, "Later.")
    save_header(found, editor, HEADER, working_copy(found).revision)
    submit(found, editor)
    start_addition(found, editor)
    add_line(found, editor, location_name="Tweede locatie", amount_short=1240)
    submit(found, editor)
    start_addition(found, editor)
    remove_line(found, editor, line.line_id)
    add_line(found, editor, location_name="Alleen in het concept")
    return found


def address(name: str, *arguments: int) -> str:
    return reverse(f"regietafel:{name}", args=["2024", "GM0106", *arguments])


def test_new_line_and_totals_are_shown_when_two_versions_are_compared(
    desk_client: Client, submission: Submission
) -> None:
    page = desk_client.get(address("compare", 1, 2))
    assert page.context["changes"].tallies == [("nieuw", 1), ("ongewijzigd", 1)]
    assert "Tweede locatie, Assen" in page.content.decode()
    assert "+1.240" in page.content.decode()


def test_totals_are_those_of_the_desk_when_the_latest_version_is_compared(
    desk_client: Client, submission: Submission
) -> None:
    totals = {
        row.opgave.code: row.terms
        for row in desk_client.get(address("compare", 1, 2)).context["totals"]
    }
    for term, total in zip(("kort", "lang"), totals["asiel"], strict=True):
        page = desk_client.get(
            reverse("regietafel:comparison_opgave", args=["2024", "asiel"]),
            {"weergave": "gevestigd", "termijn": term},
        )
        rows = page.context["table"]["municipalities"]
        (cell,) = [row.cell.cell for row in rows if row.municipality.cbs_code == "GM0106"]
        assert total.after == cell.tally.everything


def test_working_copy_is_never_shown_when_it_differs(
    desk_client: Client, submission: Submission
) -> None:
    pages = [
        desk_client.get(address(*asked))
        for asked in (("compare", 1, 2), ("municipality",), ("version", 2))
    ]
    assert not any("Alleen in het concept" in page.content.decode() for page in pages)
    assert desk_client.get(address("compare", 2, 3)).status_code == 404


def test_versions_link_to_what_changed_when_there_are_two(
    desk_client: Client, submission: Submission
) -> None:
    for page in (address("municipality"), address("version", 2)):
        assert f'href="{address("compare", 1, 2)}"' in desk_client.get(page).content.decode()
    assert address("compare", 1, 2) not in desk_client.get(address("version", 1)).content.decode()


def test_version_is_not_found_when_compared_with_itself_or_a_later_one(
    desk_client: Client, submission: Submission
) -> None:
    assert {
        desk_client.get(address("compare", *pair)).status_code for pair in [(2, 1), (1, 1), (0, 1)]
    } == {404}


def test_address_on_the_pdf_leads_to_the_desk_when_opened_there(
    desk_client: Client, submission: Submission
) -> None:
    """The municipality reads the same paper, so it bears one address for both."""
    assert (
        f'href="{address("version_pdf", 1)}"'
        in desk_client.get(address("version", 1)).content.decode()
    )
    answer = desk_client.get(address("version_pdf", 1))
    printed = reverse("submissions:version", args=["2024", "GM0106", 1])
    assert squeezed(printed) in text_of(answer.content)
    assert desk_client.get(printed).headers["Location"] == address("version", 1)
    assert "Tweedelocatie" not in text_of(answer.content)
    assert "versie-1-voorbeeldgegevens.pdf" in answer["Content-Disposition"]


def test_everything_that_was_asked_of_a_location_can_be_read(
    client: Client, project_leader: User, version_assen: Version
) -> None:
    client.force_login(project_leader)
    text = page_text(client.get(reverse("regietafel:version", args=["2024", "GM0106", 1])))
    assert "Uitvoering: COA. Schouw: geschikt bevonden" in text
    assert "Verlenging: schriftelijk toegezegd" in text
