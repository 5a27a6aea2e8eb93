"""A municipality answers with a letter: the project leader enters it, and everybody can see it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.enums import Role
from accounts.models import Regietafel, User
from accounts.tests.builders import make_person
from common.tests.outbox import outbox
from common.tests.responses import Response, page_text
from regietafel.tests.region import read_workbook
from rounds.models import Round
from submissions.attachments.actions import MOST_ATTACHMENTS
from submissions.attachments.tests.test_pdf import make_pdf
from submissions.content.load import load_content
from submissions.enums import AttachmentKind, EventKind, State
from submissions.handing_in.actions import start_addition, submit
from submissions.models import Submission, Version
from submissions.questions.tests.talk import attach
from submissions.tests.builders import (
    AFTER_CLOSING,
    BEFORE_OPENING,
    fill,
    version_content,
    working_copy,
)
from submissions.versions.pdf import version_html
from submissions.workbook.sheets import book_of
from submissions.workbook.write_xlsx import xlsx_bytes

LETTER = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
SAYS = "namens Assen, per brief van 8 maart 2024"


def address(name: str, *arguments: object) -> str:
    return reverse(f"regietafel:{name}", args=["2024", "GM0106", *arguments])


@pytest.fixture
def as_leader(client: Client, project_leader: User, submission_assen: Submission) -> Client:
    client.force_login(project_leader)
    return client


@pytest.fixture
def workbook(submission_assen: Submission, editor_assen: User) -> bytes:
    """What the letter says, as a workbook; of the draft with which it was made nothing is left."""
    with transaction.atomic():
        draft = fill(submission_assen, editor_assen)
        file = xlsx_bytes(book_of(load_content(draft)))
        transaction.set_rollback(True)
    return file


def send(client: Client, file: bytes) -> Response:
    upload = SimpleUploadedFile("bijlage-3.xlsx", file)
    return client.post(address("by_letter"), {"file": upload}, follow=True)


def enter(
    client: Client, page: Response, dated: object = "8-3-2024", **changes: object
) -> Response:
    letter = SimpleUploadedFile("brief.pdf", LETTER)
    posted = {"gezien": page.context["seen"], "dated": dated, "file": letter} | changes
    return client.post(address("by_letter_proposal"), posted, follow=True)


def test_letter_becomes_a_version_with_the_letter_attached(
    as_leader: Client, submission_assen: Submission, workbook: bytes, project_leader: User
) -> None:
    page = send(as_leader, workbook)
    assert "azc Assen" in page_text(page)
    assert not Version.objects.exists()  # only shown
    answer = enter(as_leader, page)
    version = Version.objects.get()
    assert (version.number, version.submitted_by, version.letter_dated) == (
        1,
        project_leader,
        date(2024, 3, 8),
    )
    attachment = version.attachments.get()
    assert (attachment.kind, bytes(attachment.file.content)) == (AttachmentKind.LETTER, LETTER)
    assert version.lines.get().amount_long == 120
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.SUBMITTED
    assert "Versie 1 is ingevoerd, " + SAYS in page_text(answer)


def test_everybody_sees_that_it_came_by_letter(
    as_leader: Client,
    url: Callable[..., str],
    workbook: bytes,
    editor_assen: User,
    client: Client,
) -> None:
    enter(as_leader, send(as_leader, workbook))
    at_the_desk = [address("municipality"), address("version", 1)]
    at_the_desk += [
        reverse(f"regietafel:{name}", args=["2024"])
        for name in ("dashboard", "comparison", "overview")
    ]
    for page in at_the_desk:
        assert SAYS in page_text(as_leader.get(page)).replace("Namens", "namens"), page
    opgave = reverse("regietafel:comparison_opgave", args=["2024", "asiel"])
    assert "ingediend (versie 1, per brief)" in page_text(as_leader.get(opgave))
    book = read_workbook(as_leader.get(reverse("regietafel:overview_xlsx", args=["2024"])).content)
    assert ["Per brief", SAYS] in [row[:2] for row in map(list, book["Verantwoording"])]
    assert "per brief" in version_html(Version.objects.get())
    client.force_login(editor_assen)
    for page in ("/", url("task_list"), url("version", 1)):
        assert SAYS in page_text(client.get(page)), page


def test_municipality_gets_a_mail_and_replaces_it_with_a_version_of_its_own(
    as_leader: Client,
    workbook: bytes,
    submission_assen: Submission,
    editor_assen: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = send(as_leader, workbook)
    with django_capture_on_commit_callbacks(execute=True):
        enter(as_leader, page)
    (message,) = [m for m in outbox() if m.to == [editor_assen.email]]
    assert SAYS in message.body
    start_addition(submission_assen, editor_assen)
    own = submit(submission_assen, editor_assen)
    assert (own.number, own.by_letter) == (2, "")
    assert own.lines.get().line_id == Version.objects.get(number=1).lines.get().line_id


def test_draft_of_the_municipality_is_neither_read_nor_changed(
    as_leader: Client, workbook: bytes, submission_assen: Submission, editor_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    draft = working_copy(submission_assen)
    draft.lines.update(location_name="Geheime locatie", amount_long=7)
    before = version_content(draft)
    page = send(as_leader, workbook)
    assert "Geheime locatie" not in page.content.decode()
    enter(as_leader, page)
    assert version_content(working_copy(submission_assen)) == before
    assert Version.objects.submitted().get().lines.get().amount_long == 120
    submission_assen.refresh_from_db()
    assert submission_assen.state == State.DRAFT


def test_second_click_enters_once(as_leader: Client, workbook: bytes) -> None:
    page = send(as_leader, workbook)
    enter(as_leader, page)
    answer = enter(as_leader, page)
    assert answer.redirect_chain[-1][0] == address("municipality")
    assert Version.objects.count() == 1


def test_version_that_came_meanwhile_is_not_passed_over(
    as_leader: Client, workbook: bytes, submission_assen: Submission, editor_assen: User
) -> None:
    page = send(as_leader, workbook)
    fill(submission_assen, editor_assen)
    submit(submission_assen, editor_assen)
    answer = enter(as_leader, page)
    assert "Er geldt intussen een andere versie" in page_text(answer)
    assert [version.by_letter for version in Version.objects.all()] == [""]
    enter(as_leader, answer)
    assert [v.by_letter for v in Version.objects.order_by("number")] == ["", SAYS]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dated": ""}, "Vul de datum in die op de brief staat."),
        ({"dated": "13-3-2024"}, "Deze dag moet nog komen."),
        ({"dated": "1-1-1999"}, "Controleer de datum van de brief"),
        ({"dated": "maart 2024"}, "Vul een bestaande datum in, met de dag en het jaar"),
        ({"file": ""}, "Kies het bestand met de brief."),
        ({"file": SimpleUploadedFile("brief.pdf", b"geen pdf")}, "Dit bestand heet PDF"),
        (
            {"file": SimpleUploadedFile("brief.pdf", make_pdf(to_open="geheim"))},
            "Dit PDF-bestand is beveiligd met een wachtwoord.",
        ),
        ({"file": SimpleUploadedFile("bijlage-3.xlsx", b"PK")}, "Kies hier de brief zelf"),
    ],
)
def test_letter_must_be_there_and_have_a_date(
    as_leader: Client, workbook: bytes, changes: dict[str, object], sentence: str
) -> None:
    answer = enter(as_leader, send(as_leader, workbook), **changes)
    assert sentence in page_text(answer)
    assert not Version.objects.exists()


@pytest.mark.parametrize("days_before_opening", [0, 364, 365])
def test_letter_may_be_of_the_year_before_the_round_opened(
    as_leader: Client, workbook: bytes, submission_assen: Submission, days_before_opening: int
) -> None:
    dated = localdate(submission_assen.round.opens_at) - timedelta(days=days_before_opening)
    enter(as_leader, send(as_leader, workbook), dated=f"{dated:%d-%m-%Y}")
    assert Version.objects.get().letter_dated == dated


def test_letter_of_longer_before_the_round_opened_is_refused(
    as_leader: Client, workbook: bytes, submission_assen: Submission
) -> None:
    dated = localdate(submission_assen.round.opens_at) - timedelta(days=366)
    answer = enter(as_leader, send(as_leader, workbook), dated=f"{dated:%d-%m-%Y}")
    assert "meer dan een jaar voordat deze ronde openging" in page_text(answer)
    assert not Version.objects.exists()


def test_what_is_missing_is_told_and_cannot_be_entered(
    as_leader: Client, submission_assen: Submission
) -> None:
    empty = as_leader.get(address("by_letter_xlsx")).content
    page = send(as_leader, empty)
    assert "Dit ontbreekt nog" in page_text(page)
    assert "Invoeren namens" not in page_text(page)
    answer = enter(as_leader, page)
    assert "nog niet compleet" in page_text(answer)
    assert not Version.objects.exists()


def test_letter_is_late_by_its_own_date(
    as_leader: Client, workbook: bytes, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    enter(as_leader, send(as_leader, workbook), dated="31-3-2024")
    enter(as_leader, send(as_leader, workbook), dated="1-4-2024")
    assert [v.is_late for v in Version.objects.order_by("number")] == [False, True]


def test_nothing_is_entered_before_the_round_opens(
    as_leader: Client, workbook: bytes, settings: Settings
) -> None:
    settings.PRT_TODAY = BEFORE_OPENING
    answer = send(as_leader, workbook)
    assert "gaat open op" in page_text(answer)


def test_not_entering_leaves_nothing(
    as_leader: Client, workbook: bytes, submission_assen: Submission
) -> None:
    send(as_leader, workbook)
    answer = as_leader.post(address("by_letter_proposal"), {"keuze": "niet"}, follow=True)
    assert "Er is niets ingevoerd." in page_text(answer)
    assert not submission_assen.workbook_proposals.exists()
    assert not submission_assen.events.filter(kind=EventKind.ENTERED_BY_LETTER).exists()


@pytest.mark.parametrize("name", ["by_letter", "by_letter_proposal"])
def test_only_the_project_leader_enters(
    client: Client, drenthe: Regietafel, submission_assen: Submission, editor_assen: User, name: str
) -> None:
    chair = make_person("v@test.example", Role.CHAIR, regietafel=drenthe)
    for person in (chair, editor_assen):
        client.force_login(person)
        assert client.get(address(name)).status_code == 404
        assert client.post(address(name)).status_code == 404


def test_letter_of_another_table_cannot_be_entered(
    client: Client, groningen: Regietafel, submission_assen: Submission
) -> None:
    client.force_login(make_person("p@g.example", Role.PROJECT_LEADER, regietafel=groningen))
    assert client.get(address("by_letter")).status_code == 404


def test_letter_is_not_late_on_the_day_on_which_the_deadline_ends(
    as_leader: Client, workbook: bytes, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    last_day = datetime(2024, 3, 31, 17, tzinfo=ZoneInfo("Europe/Amsterdam"))
    Round.objects.update(deadline_at=last_day)
    enter(as_leader, send(as_leader, workbook), dated="31-3-2024")
    assert not Version.objects.get().is_late


def test_card_of_the_dashboard_says_how_certain_its_opgave_is(
    client: Client, round_: Round
) -> None:
    leader = make_person("p@test.example", Role.PROJECT_LEADER, regietafel=round_.regietafel)
    client.force_login(leader)
    text = page_text(client.get(reverse("regietafel:dashboard", args=["2024"])))
    assert "De opgave (keuze van de regietafel): zelfde getal als lang" in text


def test_closed_municipality_is_not_told_to_hand_in_itself(
    as_leader: Client,
    client: Client,
    url: Callable[..., str],
    workbook: bytes,
    editor_assen: User,
    settings: Settings,
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    enter(as_leader, send(as_leader, workbook))
    client.force_login(editor_assen)
    text = page_text(client.get(url("version", 1)))
    assert "Vraag om heropening" in text
    assert "Dien dan zelf" not in text


def test_letter_has_room_beside_all_files_of_the_municipality(
    as_leader: Client, submission_assen: Submission, editor_assen: User
) -> None:
    fill(submission_assen, editor_assen)
    for number in range(MOST_ATTACHMENTS):
        attach(submission_assen, editor_assen, content=LETTER + b"%d" % number)
    file = xlsx_bytes(book_of(load_content(working_copy(submission_assen))))
    submit(submission_assen, editor_assen)
    changed = load_workbook(BytesIO(file))
    changed["Gegevens"]["B2"] = "Iemand Anders"
    saved = BytesIO()
    changed.save(saved)
    answer = enter(as_leader, send(as_leader, saved.getvalue()))
    assert "Versie 2 is ingevoerd, " + SAYS in page_text(answer)
    assert submission_assen.versions.get(number=2).attachments.count() == MOST_ATTACHMENTS + 1
