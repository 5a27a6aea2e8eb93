"""Four eyes on screen: the buttons each person gets, what is locked, and that nothing typed is
lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Municipality, User
from accounts.tests.builders import make_person
from common.tests.responses import Response
from submissions.enums import State
from submissions.handing_in import approval
from submissions.models import Submission, Version
from submissions.tests.builders import (
    AFTER_CLOSING,
    add_line,
    posted_header,
    posted_line,
    working_copy,
)

OFFER, APPROVE, RETURN, TAKE_BACK = (
    "Aanbieden voor akkoord",
    "Akkoord en indienen",
    "Teruggeven",
    "Terugnemen om te",
)

BUTTONS = (OFFER, APPROVE, RETURN, TAKE_BACK, "Bijdrage indienen")


@pytest.fixture
def as_approver(approver_assen: User) -> Client:
    client = Client()
    client.force_login(approver_assen)
    return client


def main(answer: Response) -> str:
    assert answer.status_code == 200, answer.headers.get("Location")
    return " ".join(answer.content.decode().split("<main")[1].split("</main")[0].split())


def buttons(page: str) -> list[str]:
    return [text for text in BUTTONS if f">{text}" in page]


def state() -> str:
    return Submission.objects.get(municipality__name="Assen").state


def test_offering_takes_the_place_of_submitting_when_four_eyes(
    as_editor: Client,
    url: Callable[..., str],
    four_eyes: None,
    draft_assen: Version,
    approver_assen: User,
) -> None:
    page = main(as_editor.get(url("check")))
    assert buttons(page) == [OFFER]
    assert "Akkoord geven kan Akkoord; die krijgt een mail" in page


def test_submitting_takes_the_place_of_offering_when_two_eyes(
    as_editor: Client, url: Callable[..., str], draft_assen: Version
) -> None:
    assert buttons(main(as_editor.get(url("check")))) == ["Bijdrage indienen"]


def test_person_reads_that_nothing_is_submitted_yet_when_offered(
    as_editor: Client,
    url: Callable[..., str],
    four_eyes: None,
    draft_assen: Version,
    approver_assen: User,
) -> None:
    page = main(as_editor.post(url("check"), {"action": "offer"}, follow=True))
    assert "aangeboden voor akkoord, maar nog niet ingediend" in page
    assert "Aangeboden voor akkoord op 12 maart 2024 door Invuller" in page
    assert state() == State.AWAITING_APPROVAL


def test_submitting_refused_with_what_to_do_when_four_eyes(
    as_editor: Client,
    url: Callable[..., str],
    four_eyes: None,
    draft_assen: Version,
) -> None:
    assert "In deze ronde dient een tweede persoon in" in main(
        as_editor.post(url("check"), {"action": "submit"})
    )
    assert state() == State.DRAFT


def test_editor_reads_who_can_approve_when_the_own_offer_waits(
    as_editor: Client, url: Callable[..., str], offered: Version, approver_assen: User
) -> None:
    for name in ("check", "task_list"):
        assert "U kunt uw eigen aanbod niet goedkeuren; vraag Akkoord." in main(
            as_editor.get(url(name))
        )
    assert buttons(main(as_editor.get(url("check")))) == [TAKE_BACK]


def test_editor_reads_whom_to_ask_when_there_is_no_other_approver(
    as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_editor.get(url("check")))
    assert "Vraag de beheerder van de regietafel" in page
    assert "projectleider@prt-drenthe.example" in page


def test_approver_gets_both_buttons_when_a_colleague_offered(
    as_approver: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_approver.get(url("check")))
    assert buttons(page) == [APPROVE, RETURN, TAKE_BACK]
    assert "azc Assen" in page


def test_approver_gets_no_button_to_approve_when_it_is_the_own_offer(
    as_approver: Client,
    url: Callable[..., str],
    four_eyes: None,
    draft_assen: Version,
    assen: Municipality,
) -> None:
    make_person("tweede@assen.example", Role.APPROVER, municipality=assen)
    as_approver.post(url("check"), {"action": "offer"})
    page = main(as_approver.get(url("check")))
    assert buttons(page) == [TAKE_BACK]
    assert "vraag Tweede." in page


def test_own_offer_refused_in_words_when_posted_all_the_same(
    as_approver: Client, url: Callable[..., str], four_eyes: None, draft_assen: Version
) -> None:
    as_approver.post(url("check"), {"action": "offer"})
    key = working_copy(draft_assen.submission).offered_at.isoformat()
    page = main(as_approver.post(url("check"), {"action": "approve", "offered_at": key}))
    assert "U heeft deze bijdrage zelf aangeboden" in page
    assert not Version.objects.submitted().exists()


def test_both_people_are_named_when_approved(
    as_approver: Client, url: Callable[..., str], offered: Version
) -> None:
    key = as_approver.get(url("check")).context["bijdrage"].offer.offered_at.isoformat()
    page = main(
        as_approver.post(url("check"), {"action": "approve", "offered_at": key}, follow=True)
    )
    assert "door Akkoord (aangeboden door Invuller)" in page


def test_approver_reads_anew_when_it_was_offered_anew(
    as_approver: Client, url: Callable[..., str], offered: Version, editor_assen: User
) -> None:
    before = as_approver.get(url("check"))
    key = before.context["bijdrage"].offer.offered_at.isoformat()
    approval.take_back(offered.submission, editor_assen)
    add_line(offered.submission, editor_assen, location_name="Later toegevoegd")
    approval.offer(offered.submission, editor_assen)
    page = main(as_approver.post(url("check"), {"action": "approve", "offered_at": key}))
    assert "opnieuw aangeboden" in page
    assert "Later toegevoegd" in page
    assert state() == State.AWAITING_APPROVAL


def test_reason_is_asked_when_returning_without_one(
    as_approver: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_approver.post(url("check"), {"action": "return", "reason": " "}))
    assert 'href="#id_reason"' in page
    assert state() == State.AWAITING_APPROVAL


def test_editor_reads_the_reason_when_returned(
    as_approver: Client, as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    as_approver.post(
        url("check"), {"action": "return", "reason": "Het aantal in Assen klopt niet."}
    )
    page = main(as_editor.get(url("task_list")))
    assert "Teruggegeven</strong> door Akkoord" in page
    assert "Het aantal in Assen klopt niet." in page
    as_editor.post(url("check"), {"action": "offer"})
    assert "klopt niet" not in main(as_editor.get(url("task_list")))


def test_reason_is_kept_when_it_was_taken_back_meanwhile(
    as_approver: Client, url: Callable[..., str], offered: Version, editor_assen: User
) -> None:
    approval.take_back(offered.submission, editor_assen)
    page = main(
        as_approver.post(
            url("check"), {"action": "return", "reason": "Het aantal in Assen klopt niet."}
        )
    )
    assert "wacht niet meer op akkoord" in page
    assert "Het aantal in Assen klopt niet." in page


def test_editing_is_possible_again_when_taken_back(
    as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    assert "U kunt de bijdrage weer wijzigen" in main(
        as_editor.post(url("check"), {"action": "take_back"}, follow=True)
    )
    assert url("line_add", "asiel") in main(as_editor.get(url("opgave", "asiel")))


# Locked


@pytest.mark.parametrize(
    ("name", "arguments"), [("header", []), ("line_add", ["asiel"]), ("opgave", ["asiel"])]
)
def test_page_says_before_typing_that_it_is_locked_when_waiting(
    name: str, arguments: list[str], as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_editor.get(url(name, *arguments)))
    assert "De bijdrage wacht op akkoord; niemand kan nu iets wijzigen" in page
    assert f'href="{url("check")}#indienen"' in page


def test_typed_header_is_kept_when_it_was_offered_meanwhile(
    as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_editor.post(url("header"), posted_header(contact_name="Van net")))
    assert "wacht op akkoord en kan nu niet veranderen" in page
    assert 'value="Van net"' in page
    assert working_copy(offered.submission).contact_name == "Jan de Vries"


def test_typed_line_is_kept_when_it_was_offered_meanwhile(
    as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    page = main(as_editor.post(url("line_add", "asiel"), posted_line(location_name="Van net")))
    assert "wacht op akkoord en kan nu niet veranderen" in page
    assert 'value="Van net"' in page
    assert offered.lines.count() == 1


def test_line_stays_and_the_person_reads_why_when_removed_meanwhile(
    as_editor: Client, url: Callable[..., str], offered: Version
) -> None:
    line = offered.lines.get()
    assert "wacht op akkoord" in main(as_editor.post(url("line_remove", line.line_id)))
    assert offered.lines.count() == 1


# Closing


def test_offer_stays_and_is_named_when_the_round_closed(
    as_approver: Client, url: Callable[..., str], offered: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    for name in ("task_list", "check"):
        page = main(as_approver.get(url(name)))
        assert buttons(page) == []
        assert f'href="{url("ask_more_time")}"' in page
    assert "Niet ingediend, wachtte op akkoord" in main(as_approver.get(url("task_list")))
    assert state() == State.AWAITING_APPROVAL


def test_approving_refused_with_what_to_do_when_the_round_closed(
    as_approver: Client, url: Callable[..., str], offered: Version, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    key = offered.offered_at.isoformat()
    page = main(as_approver.post(url("check"), {"action": "approve", "offered_at": key}))
    assert "gesloten sinds 15 april 2024, 23.59 uur" in page
    assert not Version.objects.submitted().exists()
