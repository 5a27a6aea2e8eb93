"""The task list, the answer for the rest, and gegevens en besluit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Membership, Municipality, User
from common.tests.responses import Response, page_source
from rounds.models import Round, Target, TargetSet
from rounds.tests.builders import OPENS, here
from submissions.editing import actions
from submissions.enums import AnswerKind
from submissions.models import Answer, Submission, Version
from submissions.tests.builders import (
    AFTER_CLOSING,
    AFTER_DEADLINE,
    BEFORE_OPENING,
    HEADER,
    add_line,
    hand_in,
    posted_header,
    working_copy,
)


@pytest.fixture
def answer_rest(as_editor: Client, url: Callable[..., str]) -> Callable[[str, str], Response]:
    """answer_rest("none", "Geen grond."): the page after answering all remaining opgaven."""

    def post(kind: str, reason: str) -> Response:
        return as_editor.post(url("answer_remaining"), {"kind": kind, "reason": reason})

    return post


@pytest.fixture
def save_header(as_editor: Client, url: Callable[..., str]) -> Callable[..., Response]:
    def post(**changes: Any) -> Response:
        return as_editor.post(url("header"), posted_header(**changes))

    return post


def statuses(page: Response) -> dict[str, str]:
    return {row.opgave.code: row.status for row in page.context["rows"]}


# Which municipality


def test_person_goes_straight_to_the_bijdrage_when_there_is_one(
    as_editor: Client, url: Callable[..., str]
) -> None:
    assert as_editor.get("/2024/bijdrage/")["Location"] == url("task_list")


def test_person_chooses_when_there_are_two_municipalities(
    as_editor: Client, editor_assen: User, westerveld: Municipality
) -> None:
    Membership.objects.create(user=editor_assen, municipality=westerveld, role=Role.APPROVER)
    page = page_source(as_editor.get("/2024/bijdrage/"))
    assert "/2024/bijdrage/GM0106/" in page
    assert "/2024/bijdrage/GM1701/" in page
    assert "GM1690" not in page


def test_project_leader_reads_why_there_is_nothing_when_at_no_municipality(
    client: Client, project_leader: User, round_2024: Round
) -> None:
    client.force_login(project_leader)
    page = page_source(client.get("/2024/bijdrage/"))
    assert "hoort bij geen gemeente" in page
    assert "GM0106" not in page


# The task list


def test_every_opgave_is_to_do_when_nothing_was_entered(
    as_editor: Client, url: Callable[..., str]
) -> None:
    page = as_editor.get(url("task_list"))
    assert statuses(page) == {"asiel_totaal": ""} | dict.fromkeys(
        ["asiel", "amv", "flex"], "Nog niets ingevuld"
    )
    assert "0 van 3 opgaven beantwoord" in page_source(page)


def test_status_follows_the_answer_when_opgaven_are_answered(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    add_line(submission_assen, editor_assen, "asiel")
    add_line(submission_assen, editor_assen, "amv", amount_long=None)
    opgave = submission_assen.round.opgaven.get(code="flex")
    actions.answer_opgave(submission_assen, editor_assen, opgave, AnswerKind.NONE, "Geen grond.")
    page = as_editor.get(url("task_list"))
    expected = {"asiel_totaal": "", "asiel": "Klaar", "amv": "Bezig", "flex": "Geen bijdrage"}
    assert statuses(page) == expected
    assert "2 van 3 opgaven beantwoord" in page_source(page)


def test_own_share_is_shown_with_its_source_when_known(
    as_editor: Client,
    url: Callable[..., str],
    round_2024: Round,
    assen: Municipality,
    westerveld: Municipality,
) -> None:
    target_set = TargetSet.objects.create(
        round=round_2024, number=1, source="test", made_at=here(OPENS)
    )
    row = {"target_set": target_set, "opgave": round_2024.opgaven.get(code="asiel"), "term": "long"}
    row |= {"certainty": "uncertain", "source": "Brief van de minister"}
    Target.objects.create(municipality=assen, amount=1234, **row)
    Target.objects.create(municipality=westerveld, amount=4321, **row)
    page = page_source(as_editor.get(url("task_list")))
    assert "1.234" in page
    assert "Brief van de minister" in page
    assert "onzeker" in page
    assert "4.321" not in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "U heeft tot en met 31 maart 2024, 23.59 uur"),
        (AFTER_DEADLINE, "te laat"),
        (AFTER_CLOSING, "U kunt niets meer wijzigen"),
        (BEFORE_OPENING, "15 februari 2024"),
    ],
    ids=["open", "late", "closed", "not yet open"],
)
def test_person_reads_what_to_do_now_when_on_this_day(
    day: date | None, words: str, as_editor: Client, url: Callable[..., str], settings: Settings
) -> None:
    settings.PRT_TODAY = day or settings.PRT_TODAY
    assert words in page_source(as_editor.get(url("task_list")))


def test_person_does_not_read_that_it_is_over_when_the_round_has_not_opened(
    as_editor: Client, url: Callable[..., str], settings: Settings
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    assert "niets meer wijzigen" not in page_source(as_editor.get(url("task_list")))


@pytest.mark.parametrize("day", [None, AFTER_CLOSING], ids=["open", "closed"])
def test_addition_is_offered_when_the_round_is_open(
    day: date | None,
    as_editor: Client,
    url: Callable[..., str],
    version_assen: Version,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = day or settings.PRT_TODAY
    page = page_source(as_editor.get(url("task_list")))
    assert (f'action="{url("start_addition")}"' in page) is (day is None)


# The rest at once


def test_rest_is_answered_when_asked(
    answer_rest: Callable[[str, str], Response],
    submission_assen: Submission,
    editor_assen: User,
    url: Callable[..., str],
) -> None:
    add_line(submission_assen, editor_assen, "asiel")
    assert answer_rest("not_yet_known", "")["Location"] == url("header")
    kinds = dict(Answer.objects.values_list("opgave__code", "kind"))
    assert kinds == {"asiel": "lines", "amv": "not_yet_known", "flex": "not_yet_known"}


@pytest.mark.parametrize("reason", ["", "   "])
def test_reason_is_asked_when_the_rest_is_no_contribution(
    reason: str, answer_rest: Callable[[str, str], Response]
) -> None:
    page = page_source(answer_rest("none", reason))
    assert "Vul in waarom uw gemeente" in page
    assert 'href="#id_reason"' in page
    assert not Answer.objects.exists()


def test_long_reason_for_the_rest_stays_in_the_box_when_refused(
    answer_rest: Callable[[str, str], Response],
) -> None:
    page = page_source(answer_rest("none", "x" * 501))
    assert "500 tekens" in page
    assert f'value="{"x" * 501}"' in page
    assert not Answer.objects.exists()


def test_typed_reason_for_the_rest_stays_when_saved_after_closing(
    answer_rest: Callable[[str, str], Response], settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(answer_rest("none", "Mijn lange verhaal."))
    assert "gesloten sinds" in page
    assert 'value="Mijn lange verhaal."' in page
    assert not Version.objects.exists()


@pytest.mark.parametrize("reason", ["a\x00b", "<script>alert(1)</script>"])
def test_odd_text_does_no_harm_when_typed_as_reason(
    reason: str,
    answer_rest: Callable[[str, str], Response],
    as_editor: Client,
    url: Callable[..., str],
) -> None:
    answer_rest("not_yet_known", reason)
    assert f'"{reason}"' not in page_source(as_editor.get(url("opgave", "flex")))


# Gegevens en besluit


def test_header_is_stored_when_saved(
    save_header: Callable[..., Response], submission_assen: Submission, url: Callable[..., str]
) -> None:
    assert save_header()["Location"] == url("task_list")
    stored = working_copy(submission_assen)
    assert {name: getattr(stored, name) for name in HEADER} == HEADER


def test_header_shows_what_is_stored_when_opened(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    page = page_source(as_editor.get(url("header")))
    assert 'value="Jan de Vries"' in page
    assert 'value="05-03-2024"' in page
    assert "Onder voorbehoud van de raad." in page


def test_wrong_header_stays_in_the_boxes_when_refused(save_header: Callable[..., Response]) -> None:
    page = page_source(save_header(contact_email="jan", remarks="Mijn lange verhaal."))
    assert "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl" in page
    assert 'href="#id_contact_email"' in page
    assert 'value="jan"' in page
    assert "Mijn lange verhaal." in page
    assert not Version.objects.exists()


def test_both_headers_are_shown_and_nothing_overwritten_when_a_colleague_saved(
    save_header: Callable[..., Response], submission_assen: Submission, approver_assen: User
) -> None:
    actions.save_header(
        submission_assen, approver_assen, HEADER | {"remarks": "Van mijn collega."}, 0
    )
    page = page_source(save_header(remarks="Mijn lange verhaal."))
    assert "Een collega heeft dit intussen gewijzigd" in page
    assert "De laatste wijziging in de bijdrage is van Akkoord" in page
    assert ">Van mijn collega.</p>" in page
    assert "Mijn lange verhaal.</textarea>" in page
    assert working_copy(submission_assen).remarks == "Van mijn collega."


def test_typed_header_is_stored_when_saved_once_more_after_seeing_both(
    save_header: Callable[..., Response], submission_assen: Submission, approver_assen: User
) -> None:
    actions.save_header(
        submission_assen, approver_assen, HEADER | {"remarks": "Van mijn collega."}, 0
    )
    again = save_header(remarks="Van mij.").context["form"]["revision"].value()
    save_header(remarks="Van mij.", revision=again)
    assert working_copy(submission_assen).remarks == "Van mij."


@pytest.mark.parametrize("revision", ["", "x", "-1"])
def test_header_is_not_overwritten_when_the_revision_is_tampered_with(
    revision: str, save_header: Callable[..., Response], draft_assen: Version
) -> None:
    save_header(remarks="Van mij.", revision=revision)
    assert working_copy(draft_assen.submission).remarks == HEADER["remarks"]


def test_typed_header_stays_when_saved_after_closing(
    save_header: Callable[..., Response], settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    page = page_source(save_header(remarks="Mijn lange verhaal.", contact_name="Truus"))
    assert "gesloten sinds 15 april 2024, 23.59 uur" in page
    assert "Mijn lange verhaal." in page
    assert 'value="Truus"' in page
    assert not Version.objects.exists()


def test_typed_header_stays_when_a_colleague_submitted_meanwhile(
    save_header: Callable[..., Response], submission_assen: Submission, approver_assen: User
) -> None:
    version = hand_in(submission_assen, approver_assen)
    page = page_source(save_header(remarks="Mijn lange verhaal."))
    assert "Aanvullen of wijzigen" in page
    assert "Mijn lange verhaal." in page
    assert Version.objects.get(pk=version.pk).remarks == HEADER["remarks"]


# What is told and what is left out


def test_next_step_is_to_read_and_submit_when_nothing_is_missing(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    page = page_source(as_editor.get(url("task_list")))
    assert "Lees alles na en dien de bijdrage in." in page
    assert "Begin met de locaties die er al zijn" not in page


def test_share_is_one_sentence_when_none_is_known(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    page = page_source(as_editor.get(url("task_list")))
    assert "Uw indicatief aandeel is nog onbekend." in page
    assert 'data-label="Uw indicatief aandeel"' not in page


def test_unknown_location_is_not_called_existing_or_open(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    unknown: dict[str, Any] = {
        "location_unknown": True,
        "location_name": "",
        "nature": "existing",
        "available_from": None,
    }
    add_line(submission_assen, editor_assen, **unknown)
    page = page_source(as_editor.get(url("opgave", "asiel")))
    assert "Bestaande locatie" not in page
    assert "is al open" not in page
