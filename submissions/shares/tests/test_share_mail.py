"""The mails about shares: to the partner when it is asked or no longer needed, to the lead when
there is an answer."""

from collections.abc import Callable, Mapping

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import Municipality, User
from common.tests.outbox import outbox
from submissions.enums import ShareAnswer
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Share, Submission
from submissions.shares import actions
from submissions.tests.builders import AFTER_DEADLINE, Shares, add_line, working_copy
from submissions.tests.joint import CONFIRMED, DECLINED, hand_in_again, hand_in_joint, request_to

PARTNER, LEAD = "invuller@de-wolden.example", "invuller@westerveld.example"

Mails = Callable[[str, Callable[[], object]], list[EmailMessage]]


@pytest.fixture
def mails(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Mails:
    """mails(to, act): what this person gets when that happens."""

    def sent(to: str, act: Callable[[], object]) -> list[EmailMessage]:
        outbox().clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return [message for message in outbox() if message.to == [to]]

    return sent


@pytest.fixture
def ask(
    submission_westerveld: Submission,
    editor_westerveld: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    mails: Mails,
) -> Callable[[], list[EmailMessage]]:
    """ask(): the mails of the partner when Westerveld hands in a line of which 20 / 30 is for De
    Wolden."""

    def hand_in() -> list[EmailMessage]:
        return mails(
            PARTNER,
            lambda: hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)}),
        )

    return hand_in


@pytest.fixture
def ask_again(
    submission_westerveld: Submission, editor_westerveld: User, mails: Mails
) -> Callable[[Shares], list[EmailMessage]]:
    """ask_again({de_wolden: (1, 1)}): the mails of the partner when Westerveld hands in the next
    version."""

    def hand_in(shares: Shares) -> list[EmailMessage]:
        return mails(
            PARTNER, lambda: hand_in_again(submission_westerveld, editor_westerveld, shares)
        )

    return hand_in


def test_partner_gets_one_mail_that_begins_with_the_action_and_the_date(
    ask: Callable[[], list[EmailMessage]],
) -> None:
    (message,) = ask()
    assert message.subject.startswith(
        "Bevestig uw aandeel uiterlijk 31 maart 2024: gezamenlijke locatie van"
    )
    assert "20 plekken op korte termijn, 30 op lange termijn" in message.body


def test_partner_gets_one_mail_when_it_has_a_share_in_two_lines(
    submission_westerveld: Submission,
    editor_westerveld: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    mails: Mails,
) -> None:
    add_line(submission_westerveld, editor_westerveld, shares={de_wolden: (1, 2)})
    (message,) = mails(
        PARTNER,
        lambda: hand_in_joint(submission_westerveld, editor_westerveld, {de_wolden: (20, 30)}),
    )
    assert message.subject.startswith("Bevestig 2 aandelen uiterlijk 31 maart 2024")
    assert message.body.count("/2024/bijdrage/GM1690/aandelen/") == 3


def test_mail_asks_in_the_order_of_the_opgaven_whatever_was_entered_first(
    submission_westerveld: Submission,
    editor_westerveld: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    mails: Mails,
) -> None:
    shares: Shares = {de_wolden: (1, 2)}
    for code in ("flex", "amv"):
        add_line(submission_westerveld, editor_westerveld, code, shares=shares)
    (asked,) = mails(
        PARTNER, lambda: hand_in_joint(submission_westerveld, editor_westerveld, shares)
    )
    start_addition(submission_westerveld, editor_westerveld)
    Share.objects.filter(line__version=working_copy(submission_westerveld)).delete()
    (withdrawn,) = mails(PARTNER, lambda: submit(submission_westerveld, editor_westerveld))
    in_order = ["Reguliere opvang", "Opvang amv", "Flexwoningen"]
    for message in (asked, withdrawn):
        assert sorted(in_order, key=message.body.index) == in_order


def test_mail_leads_to_the_request(
    ask: Callable[[], list[EmailMessage]], de_wolden: Municipality
) -> None:
    (message,) = ask()
    assert f"/2024/bijdrage/GM1690/aandelen/{request_to(de_wolden).pk}/" in message.body


def test_mail_tells_nothing_of_a_confidential_location(
    ask: Callable[[], list[EmailMessage]],
) -> None:
    (message,) = ask()  # the line of builders.line_fields is confidential
    assert isinstance(message, EmailMultiAlternatives)
    html = message.alternatives[0][0]
    for secret in ("azc Assen", "Schepersmaat", "Verlengd in 2023"):
        assert secret not in f"{message.subject}{message.body}{html!s}"


def test_date_is_the_closing_day_when_the_deadline_has_passed(
    ask: Callable[[], list[EmailMessage]], settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_DEADLINE
    (message,) = ask()
    assert message.subject.startswith("Bevestig uw aandeel uiterlijk 15 april 2024")


def test_no_mail_when_the_same_numbers_are_handed_in_again(
    ask: Callable[[], list[EmailMessage]],
    ask_again: Callable[[Mapping[Municipality, tuple[int | None, int | None]]], list[EmailMessage]],
    de_wolden: Municipality,
) -> None:
    ask()
    assert ask_again({de_wolden: (20, 30)}) == []


def test_mail_says_that_the_numbers_changed_when_asked_again(
    ask: Callable[[], list[EmailMessage]],
    ask_again: Callable[[Mapping[Municipality, tuple[int | None, int | None]]], list[EmailMessage]],
    de_wolden: Municipality,
) -> None:
    ask()
    (message,) = ask_again({de_wolden: (21, 30)})
    assert message.subject.startswith("Bevestig uw aandeel")
    assert "De aantallen zijn veranderd" in message.body
    assert "vervallen" not in message.body


def test_mail_says_so_when_the_share_is_withdrawn(
    ask: Callable[[], list[EmailMessage]],
    ask_again: Callable[[Mapping[Municipality, tuple[int | None, int | None]]], list[EmailMessage]],
) -> None:
    ask()
    (message,) = ask_again({})
    assert message.subject.startswith(
        "Vervallen op 12 maart 2024: uw aandeel in een locatie van Westerveld"
    )
    assert "20 plekken op korte termijn, 30 op lange termijn" in message.body
    assert "Bevestig" not in message.body


@pytest.mark.parametrize(
    ("answer", "reason", "subject"),
    [
        (CONFIRMED, "", "Bevestigd op 12 maart 2024"),
        (DECLINED, "Geheim: Schepersmaat", "Niet bevestigd op 12 maart"),
    ],
)
def test_lead_gets_a_mail_without_secrets_when_the_partner_answers(
    answer: ShareAnswer,
    reason: str,
    subject: str,
    ask: Callable[[], list[EmailMessage]],
    mails: Mails,
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    ask()
    (message,) = mails(
        LEAD, lambda: actions.answer_share(request_to(de_wolden), editor_de_wolden, answer, reason)
    )
    assert message.subject.startswith(subject)
    assert "aandeel van De Wolden" in message.subject
    assert "Schepersmaat" not in message.body
    assert "/2024/bijdrage/GM1701/versies/1/" in message.body


def test_lead_reads_the_reason_when_the_location_is_no_secret(
    submission_westerveld: Submission,
    editor_westerveld: User,
    editor_de_wolden: User,
    de_wolden: Municipality,
    mails: Mails,
) -> None:
    hand_in_joint(submission_westerveld, editor_westerveld, {})
    hand_in_again(submission_westerveld, editor_westerveld, {de_wolden: (1, 1)}, confidential=False)
    (message,) = mails(
        LEAD,
        lambda: actions.answer_share(
            request_to(de_wolden), editor_de_wolden, DECLINED, "Wij spraken 5 af."
        ),
    )
    assert "Reden: Wij spraken 5 af." in message.body


def test_lead_gets_no_second_mail_when_clicked_twice(
    ask: Callable[[], list[EmailMessage]],
    mails: Mails,
    editor_de_wolden: User,
    de_wolden: Municipality,
) -> None:
    ask()

    def confirm() -> None:
        actions.answer_share(request_to(de_wolden), editor_de_wolden, CONFIRMED)

    assert len(mails(LEAD, confirm)) == 1
    assert mails(LEAD, confirm) == []
