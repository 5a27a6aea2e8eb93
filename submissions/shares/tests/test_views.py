"""The pages of the partner: its list, the whole line, and the answer.

And what the lead reads of it.
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, User
from common.tests.responses import Response
from rounds.models import Round
from submissions.editing.actions import change_line
from submissions.enums import ShareAnswer
from submissions.handing_in.actions import start_addition, submit
from submissions.models import ShareConfirmation, Submission
from submissions.shares.actions import answer_share
from submissions.tests.builders import hand_in, next_version
from submissions.tests.joint import (
    CONFIRMED,
    DECLINED,
    hand_in_again,
    hand_in_joint,
    numbers,
    request_to,
)


@pytest.fixture
def asked(
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
    assen: Municipality,
) -> ShareConfirmation:
    """The request of Westerveld to De Wolden: 20 / 30 of a confidential line of 100 / 120; 5 / 0 is
    for Assen."""
    hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30), assen: (5, 0)})
    return request_to(de_wolden)


@pytest.fixture
def partner(client: Client, editor_de_wolden: User) -> Client:
    client.force_login(editor_de_wolden)
    return client


@pytest.fixture
def lead(client: Client, editor_westerveld: User) -> Client:
    client.force_login(editor_westerveld)
    return client


def page_of(confirmation: ShareConfirmation, cbs_code: str = "GM1690") -> str:
    return reverse("submissions:share", args=["2024", cbs_code, confirmation.pk])


def shown(answer: Response) -> str:
    assert answer.status_code == 200, answer.headers.get("Location")
    return " ".join(answer.content.decode().split())


def task_list(client: Client, cbs_code: str) -> Response:
    return client.get(reverse("submissions:task_list", args=["2024", cbs_code]))


# What the partner reads


def test_partner_reads_the_whole_line_also_when_confidential(
    asked: ShareConfirmation, partner: Client
) -> None:
    page = shown(partner.get(page_of(asked)))
    for words in (
        "azc Assen",
        "Schepersmaat 3",
        "Verlengd in 2023.",
        "1 mei 2033",
        "In gebruik",
        "Vertrouwelijk",
    ):
        assert words in page
    assert "versie 1 van Westerveld" in page


def test_partner_reads_total_share_and_what_remains(
    asked: ShareConfirmation, partner: Client
) -> None:
    request = partner.get(page_of(asked)).context["share_request"]
    assert (request.line.amount_short, request.line.amount_long) == (100, 120)
    assert [(share.municipality.name, share.amount_short) for share in request.other_shares] == [
        ("Assen", 5)
    ]
    assert request.line.remaining == (75, 90)


def test_partner_reads_the_version_handed_in_when_the_lead_works_on_the_next_one(
    asked: ShareConfirmation,
    partner: Client,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    start_addition(submission_westerveld, editor_westerveld)
    line = submission_westerveld.versions.working_copies().get().lines.get()
    fields = {"location_name": "Nog geheim", "amount_short": 999}
    change_line(submission_westerveld, editor_westerveld, line.line_id, fields, {}, line.revision)
    page = shown(partner.get(page_of(asked)))
    assert "azc Assen" in page
    assert "Nog geheim" not in page + shown(task_list(partner, "GM1690"))


def test_partner_finds_the_request_at_home_until_it_answers(
    asked: ShareConfirmation, partner: Client, editor_de_wolden: User
) -> None:
    assert page_of(asked) in shown(partner.get("/"))
    answer_share(asked, editor_de_wolden, DECLINED, "Nee.")
    assert page_of(asked) not in shown(partner.get("/"))


def test_task_list_of_the_partner_shows_the_request_with_its_state(
    asked: ShareConfirmation, partner: Client, editor_de_wolden: User
) -> None:
    assert [r.state[0] for r in task_list(partner, "GM1690").context["share_requests"]] == [
        "Te bevestigen"
    ]
    assert "vraagt u een aandeel te bevestigen" in shown(task_list(partner, "GM1690"))
    answer_share(asked, editor_de_wolden, CONFIRMED)
    assert [r.state[0] for r in task_list(partner, "GM1690").context["share_requests"]] == [
        "Bevestigd"
    ]
    assert "vraagt u een aandeel te bevestigen" not in shown(task_list(partner, "GM1690"))


def test_page_does_not_say_that_nothing_is_to_be_done_when_a_share_waits(
    asked: ShareConfirmation,
    partner: Client,
    editor_de_wolden: User,
    round_2024: Round,
    de_wolden: Municipality,
) -> None:
    submission = round_2024.submissions.get(municipality=de_wolden)
    hand_in(submission, editor_de_wolden)
    assert "U hoeft niets te doen" not in shown(task_list(partner, "GM1690"))
    answer_share(asked, editor_de_wolden, CONFIRMED)
    assert "antwoordde u ‘nog niet bekend’" in shown(task_list(partner, "GM1690"))
    with next_version(submission, editor_de_wolden) as addition:
        addition.answers.filter(kind="not_yet_known").update(kind="none")
    assert "U hoeft niets te doen" in shown(task_list(partner, "GM1690"))


def test_lead_and_partner_do_not_see_each_other_s_page(
    asked: ShareConfirmation, lead: Client
) -> None:
    assert lead.get(page_of(asked)).status_code == 404
    assert lead.get(page_of(asked, "GM1701")).status_code == 404


def test_other_partner_on_the_line_does_not_see_the_request(
    asked: ShareConfirmation, client: Client, editor_assen: User
) -> None:
    client.force_login(editor_assen)
    assert client.get(page_of(asked, "GM0106")).status_code == 404
    assert client.post(page_of(asked, "GM0106"), {"answer": "confirmed"}).status_code == 404


# The answer


def test_share_is_confirmed_on_the_page(asked: ShareConfirmation, partner: Client) -> None:
    page = shown(partner.post(page_of(asked), {"answer": "confirmed"}, follow=True))
    assert "Het aandeel is bevestigd. Het telt nu mee voor De Wolden." in page
    assert request_to(asked.partner).is_confirmed


def test_answer_can_be_changed_on_the_page(asked: ShareConfirmation, partner: Client) -> None:
    partner.post(page_of(asked), {"answer": "confirmed"})
    page = shown(
        partner.post(page_of(asked), {"answer": "declined", "reason": "Toch niet."}, follow=True)
    )
    assert "Uw reden: Toch niet." in page
    assert "Toch bevestigen" in page
    assert request_to(asked.partner).is_declined


def test_decline_asks_for_a_reason_and_links_to_its_field(
    asked: ShareConfirmation, partner: Client
) -> None:
    page = shown(partner.post(page_of(asked), {"answer": "declined", "reason": "  "}))
    assert 'href="#id_reason"' in page
    assert "Vul in waarom u dit aandeel niet bevestigt" in page
    assert not request_to(asked.partner).answer


def test_reason_stays_in_the_form_when_too_long(asked: ShareConfirmation, partner: Client) -> None:
    page = shown(partner.post(page_of(asked), {"answer": "declined", "reason": "x" * 501}))
    assert "x" * 501 in page
    assert "hoogstens 500 tekens" in page


@pytest.mark.parametrize("answer", ["", "misschien"])
def test_answer_is_refused_when_it_is_no_answer(
    answer: str, asked: ShareConfirmation, partner: Client
) -> None:
    assert "Er is een probleem" in shown(
        partner.post(page_of(asked), {"answer": answer, "reason": "x"})
    )
    assert not request_to(asked.partner).answer


def test_old_page_confirms_nothing_and_shows_the_new_numbers(
    asked: ShareConfirmation,
    partner: Client,
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    hand_in_again(submission_westerveld, editor_westerveld, {de_wolden: (40, 50)})
    page = shown(
        partner.post(page_of(asked), {"answer": "declined", "reason": "Mijn lange reden."})
    )
    assert "Dit verzoek geldt niet meer" in page
    assert "Mijn lange reden." in page
    assert "Uw aandeel is nu 40 plekken op korte termijn en 50 op lange termijn" in page
    assert page_of(request_to(de_wolden)) in page
    assert numbers(request_to(de_wolden)) == (40, 50, "")


def test_withdrawn_request_says_so_and_no_longer_shows_the_line(
    asked: ShareConfirmation,
    partner: Client,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    hand_in_again(submission_westerveld, editor_westerveld, {})
    page = shown(partner.get(page_of(asked)))
    assert "ingetrokken" in page
    assert "azc Assen" not in page + shown(task_list(partner, "GM1690"))
    assert "Vertrouwelijke locatie" in page
    assert [r.state[0] for r in task_list(partner, "GM1690").context["share_requests"]] == [
        "Vervallen"
    ]


def test_replaced_request_is_in_the_list_but_not_among_the_tasks(
    asked: ShareConfirmation,
    partner: Client,
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    hand_in_again(submission_westerveld, editor_westerveld, {de_wolden: (40, 50)})
    listed = partner.get(reverse("submissions:shares", args=["2024", "GM1690"])).context["requests"]
    assert [r.state[0] for r in listed] == ["Te bevestigen", "Vervallen"]
    tasks = task_list(partner, "GM1690").context["share_requests"]
    assert [r.confirmation.amount_short for r in tasks] == [40]
    assert reverse("submissions:shares", args=["2024", "GM1690"]) in shown(
        task_list(partner, "GM1690")
    )


# What the lead reads


def version_page(client: Client, number: int = 1) -> str:
    return shown(client.get(reverse("submissions:version", args=["2024", "GM1701", number])))


def test_lead_reads_that_it_waits_for_the_partner(asked: ShareConfirmation, lead: Client) -> None:
    assert "wacht op bevestiging van De Wolden" in version_page(lead)
    assert "wacht op bevestiging van De Wolden" in shown(task_list(lead, "GM1701"))


@pytest.mark.parametrize(
    ("answer", "reason", "words"),
    [
        (CONFIRMED, "", "bevestigd op 12 maart 2024 door Invuller"),
        (DECLINED, "Te veel.", "afgewezen op 12 maart 2024 door Invuller: Te veel."),
    ],
)
def test_lead_reads_the_answer_of_the_partner(
    answer: ShareAnswer,
    reason: str,
    words: str,
    asked: ShareConfirmation,
    lead: Client,
    editor_de_wolden: User,
) -> None:
    answer_share(asked, editor_de_wolden, answer, reason)
    assert words in version_page(lead)
    assert words in shown(task_list(lead, "GM1701"))
    assert words in shown(lead.get(reverse("submissions:opgave", args=["2024", "GM1701", "asiel"])))


def test_draft_with_other_numbers_says_not_asked_and_the_old_version_says_ended(
    asked: ShareConfirmation,
    lead: Client,
    editor_de_wolden: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
    de_wolden: Municipality,
) -> None:
    answer_share(asked, editor_de_wolden, CONFIRMED)
    start_addition(submission_westerveld, editor_westerveld)
    assert "bevestigd op" in shown(task_list(lead, "GM1701"))
    line = submission_westerveld.versions.working_copies().get().lines.get()
    change_line(
        submission_westerveld,
        editor_westerveld,
        line.line_id,
        {},
        {de_wolden: (1, 1)},
        line.revision,
    )
    assert "nog niet gevraagd" in shown(task_list(lead, "GM1701"))
    assert "bevestigd op" in version_page(lead)
    submit(submission_westerveld, editor_westerveld)
    assert "vervallen op 12 maart 2024" in version_page(lead)
    assert "wacht op bevestiging van De Wolden" in version_page(lead, 2)


def test_nothing_changes_when_pages_are_looked_at(
    asked: ShareConfirmation, partner: Client
) -> None:
    before = ShareConfirmation.objects.values().order_by("pk")
    stored = list(before)
    for address in (page_of(asked), reverse("submissions:shares", args=["2024", "GM1690"]), "/"):
        partner.get(address)
    assert list(before.all()) == stored
