"""Files with a bijdrage: added, refused, removed, kept with a version, stored once, and sent to
save only."""

import hashlib
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from common.moments import format_moment
from common.tests.responses import Response, page_text
from submissions.attachments import actions
from submissions.attachments.actions import remove_attachment
from submissions.attachments.files import CheckedFile
from submissions.content.load import copy_content
from submissions.content.sections import attachments_of
from submissions.enums import AttachmentKind, EventKind
from submissions.handing_in.actions import discard_addition, start_addition, submit
from submissions.lifecycle.refusals import (
    AlreadyAttached,
    NothingInEdit,
    RoundClosed,
    TooManyAttachments,
)
from submissions.models import Attachment, StoredFile, Submission, Version
from submissions.questions.tests.talk import PDF, attach, make_image, upload
from submissions.tests.builders import AFTER_CLOSING, events, fill, working_copy

POSTED = {"kind": "college_decision"}

OTHER_PDF = PDF + b"%\n%%EOF"


@pytest.fixture
def handed_in(submission_assen: Submission, editor_assen: User) -> Version:
    """Version 1 of Assen with a file."""
    fill(submission_assen, editor_assen)
    attach(submission_assen, editor_assen)
    return submit(submission_assen, editor_assen)


def text_of(response: Response) -> str:
    return response.content.decode()


# Adding


def test_file_stands_with_the_concept_when_added(
    submission_assen: Submission, editor_assen: User
) -> None:
    attachment = attach(submission_assen, editor_assen)
    assert attachment.version == working_copy(submission_assen)
    assert attachment.file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert events(submission_assen) == [(EventKind.ATTACHED, "besluit.pdf", editor_assen)]


def test_file_is_added_once_when_clicked_twice(
    submission_assen: Submission, editor_assen: User
) -> None:
    assert attach(submission_assen, editor_assen) == attach(submission_assen, editor_assen)
    assert len(events(submission_assen)) == 1


def test_file_is_refused_when_it_is_there_under_another_name(
    submission_assen: Submission, editor_assen: User
) -> None:
    attach(submission_assen, editor_assen)
    with pytest.raises(AlreadyAttached, match=r"besluit\.pdf"):
        attach(submission_assen, editor_assen, "anders.pdf")


def test_file_is_refused_when_there_are_twenty(
    submission_assen: Submission, editor_assen: User
) -> None:
    for number in range(20):
        attach(submission_assen, editor_assen, content=PDF + b"%d" % number)
    with pytest.raises(TooManyAttachments, match="20 bijlagen"):
        attach(submission_assen, editor_assen)


@pytest.mark.parametrize(
    "persona", ["editor_westerveld", "project_leader", "chair", "administrator", "outsider"]
)
def test_file_is_refused_when_of_somebody_else(
    persona: str, submission_assen: Submission, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        attach(submission_assen, request.getfixturevalue(persona))
    assert not StoredFile.objects.exists()


def test_file_is_refused_when_the_round_is_closed(
    submission_assen: Submission, editor_assen: User, settings: Settings
) -> None:
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        attach(submission_assen, editor_assen)


@pytest.mark.parametrize("act", ["add", "remove"])
def test_files_do_not_change_when_submitted(
    act: str, handed_in: Version, submission_assen: Submission, editor_assen: User
) -> None:
    with pytest.raises(NothingInEdit):
        if act == "add":
            attach(submission_assen, editor_assen, content=OTHER_PDF)
        else:
            remove_attachment(submission_assen, editor_assen, handed_in.attachments.get().pk)
    assert handed_in.attachments.count() == 1


# Stored once, removed with the last reference


def test_bytes_are_stored_once_when_two_municipalities_add_the_same(
    submission_assen: Submission,
    editor_assen: User,
    submission_westerveld: Submission,
    editor_westerveld: User,
) -> None:
    attach(submission_assen, editor_assen)
    attach(submission_westerveld, editor_westerveld, "anders.pdf")
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_bytes_are_gone_when_the_last_reference_is_removed(
    submission_assen: Submission, editor_assen: User
) -> None:
    attachment = attach(submission_assen, editor_assen)
    for _ in range(2):
        remove_attachment(submission_assen, editor_assen, attachment.pk)
    assert not StoredFile.objects.exists()
    assert [kind for kind, *_ in events(submission_assen)].count(EventKind.ATTACHMENT_REMOVED) == 1


def test_submitted_version_keeps_its_file_when_removed_from_the_addition(
    handed_in: Version, submission_assen: Submission, editor_assen: User
) -> None:
    start_addition(submission_assen, editor_assen)
    copy = working_copy(submission_assen).attachments.get()
    assert StoredFile.objects.count() == 1
    remove_attachment(submission_assen, editor_assen, copy.pk)
    assert bytes(handed_in.attachments.get().file.content) == PDF


def test_file_of_another_version_stays_when_its_key_is_given(
    handed_in: Version, submission_assen: Submission, editor_assen: User
) -> None:
    start_addition(submission_assen, editor_assen)
    remove_attachment(submission_assen, editor_assen, handed_in.attachments.get().pk)
    assert Attachment.objects.count() == 2


def test_only_new_files_are_gone_when_the_addition_is_discarded(
    handed_in: Version, submission_assen: Submission, editor_assen: User
) -> None:
    start_addition(submission_assen, editor_assen)
    attach(submission_assen, editor_assen, "nieuw.pdf", OTHER_PDF)
    discard_addition(submission_assen, editor_assen)
    assert [attachment.name for attachment in Attachment.objects.all()] == ["besluit.pdf"]
    assert StoredFile.objects.get().sha256 == hashlib.sha256(PDF).hexdigest()


# The bytes are read only to send them


def reads_content(captured: CaptureQueriesContext) -> bool:
    return any('"submissions_storedfile"."content"' in query["sql"] for query in captured)


def test_bytes_are_not_read_when_the_files_are_listed(
    submission_assen: Submission, editor_assen: User
) -> None:
    attach(submission_assen, editor_assen)
    (listed,) = attachments_of(working_copy(submission_assen))
    assert "content" in listed.file.get_deferred_fields()
    assert listed.file.size == len(PDF)


@pytest.mark.parametrize("page", ["attachments", "check", "task_list", "version"])
def test_bytes_are_not_read_when_a_page_shows_the_files(
    page: str, handed_in: Version, as_editor: Client, url: Callable[..., str]
) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert "bijlagen" in text_of(as_editor.get(url(page, *([1] if page == "version" else []))))
    assert not reads_content(captured)


@pytest.mark.parametrize("act", ["remove", "discard", "add the same", "copy"])
def test_bytes_are_not_read_when_files_are_moved_about(
    act: str, handed_in: Version, submission_assen: Submission, editor_assen: User
) -> None:
    start_addition(submission_assen, editor_assen)
    copied = working_copy(submission_assen).attachments.get()
    acts = {
        "remove": lambda: remove_attachment(submission_assen, editor_assen, copied.pk),
        "discard": lambda: discard_addition(submission_assen, editor_assen),
        "add the same": lambda: attach(submission_assen, editor_assen),
        "copy": lambda: copy_content(handed_in, copied.version),
    }
    if act == "copy":
        copied.version.answers.all().delete()
        copied.version.lines.all().delete()
    with CaptureQueriesContext(connection) as captured:
        acts[act]()
    assert not reads_content(captured)


def test_list_takes_as_many_queries_for_one_as_for_many(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    counts = []
    for extra in (b"1", b"2", b"3"):
        attach(submission_assen, editor_assen, content=PDF + extra)
        with CaptureQueriesContext(connection) as captured:
            as_editor.get(url("attachments"))
        counts.append(len(captured))
    assert counts[1] == counts[2]


# The page


def test_file_is_added_on_the_page_when_sound(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(
        as_editor.post(
            url("attachments"), POSTED | {"file": upload("Besluit.pdf", PDF)}, follow=True
        )
    )
    assert "Besluit.pdf is toegevoegd." in page
    assert Attachment.objects.get().file.media_type == "application/pdf"


def test_type_is_ours_when_the_browser_says_another(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    as_editor.post(url("attachments"), POSTED | {"file": upload("scan.png", make_image("PNG"))})
    assert StoredFile.objects.get().media_type == "image/png"


def test_choice_is_kept_when_the_file_is_refused(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(
        as_editor.post(url("attachments"), {"kind": "other", "file": upload("x.exe", b"MZ")})
    )
    assert "Dit soort bestand kan niet" in page
    assert 'value="other" class="utrecht-radio-button' in page
    assert "checked" in page
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"kind": "other"}, "Kies het bestand"),
        ({"file": upload("x.pdf", PDF)}, "Kies wat voor stuk"),
        ({"kind": "brief", "file": upload("x.pdf", PDF)}, "brief"),
        ({"kind": "other", "file": upload("x.pdf", b"")}, "Dit bestand is leeg"),
        ({"kind": "other", "file": "geen bestand"}, "Kies het bestand"),
    ],
)
def test_form_says_what_to_do_when_incomplete(
    posted: dict[str, object],
    words: str,
    as_editor: Client,
    url: Callable[..., str],
    submission_assen: Submission,
) -> None:
    assert words in text_of(as_editor.post(url("attachments"), posted))
    assert not Attachment.objects.exists()


def test_limit_is_that_of_the_round_when_a_file_is_large(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    type(submission_assen.round).objects.update(attachment_megabytes=1)
    large = upload("groot.pdf", PDF + b" " * 1024 * 1024 + b"%%EOF")
    assert "hoogstens 1 MB" in text_of(as_editor.post(url("attachments"), POSTED | {"file": large}))


def test_files_of_the_same_name_can_be_told_apart(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    attach(submission_assen, editor_assen)
    second = attach(submission_assen, editor_assen, content=OTHER_PDF)
    page = page_text(as_editor.get(url("attachments")))
    labels = re.findall(r"Verwijder (bijlage \d: besluit.pdf, \d+ bytes)", page)
    assert len(set(labels)) == 2
    asked = page_text(as_editor.get(url("attachment_remove", second.pk)))
    assert f"toegevoegd op {format_moment(second.attached_at)}" in asked


def test_removal_asks_first_and_then_removes(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    attachment = attach(submission_assen, editor_assen)
    assert "Bijlage verwijderen?" in text_of(as_editor.get(url("attachment_remove", attachment.pk)))
    as_editor.post(url("attachment_remove", attachment.pk))
    assert not Attachment.objects.exists()
    assert as_editor.post(url("attachment_remove", attachment.pk)).status_code == 302


def test_removal_is_not_found_when_the_file_is_of_a_submitted_version(
    handed_in: Version, as_editor: Client, url: Callable[..., str]
) -> None:
    assert (
        as_editor.get(url("attachment_remove", handed_in.attachments.get().pk)).status_code == 404
    )


# The file itself


def test_file_comes_to_save_and_never_to_show(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    attachment = attach(submission_assen, editor_assen, "Besluit één.pdf")
    response = as_editor.get(url("attachment", attachment.pk))
    assert response.content == PDF
    assert (
        response.headers["Content-Disposition"]
        == "attachment; filename*=utf-8''Besluit%20%C3%A9%C3%A9n.pdf"
    )
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_type_is_plain_when_it_is_not_on_our_list(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission, editor_assen: User
) -> None:
    file = CheckedFile("besluit.pdf", "text/html", PDF)
    attachment = actions.attach(submission_assen, editor_assen, AttachmentKind.OTHER, file)
    assert (
        as_editor.get(url("attachment", attachment.pk)).headers["Content-Type"]
        == "application/octet-stream"
    )


def test_file_is_not_found_when_of_another_municipality(
    client: Client, editor_westerveld: User, handed_in: Version, url: Callable[..., str]
) -> None:
    client.force_login(editor_westerveld)
    pk = handed_in.attachments.get().pk
    assert client.get(url("attachment", pk, municipality="GM1701")).status_code == 404
    assert client.get(url("attachment", pk)).status_code == 404


def test_version_names_its_files_when_read(
    handed_in: Version, as_editor: Client, url: Callable[..., str]
) -> None:
    page = text_of(as_editor.get(url("version", 1)))
    assert url("attachment", handed_in.attachments.get().pk) in page
    assert "Besluit van het college" in page


def test_every_kind_can_be_chosen(
    as_editor: Client, url: Callable[..., str], submission_assen: Submission
) -> None:
    page = text_of(as_editor.get(url("attachments")))
    assert all(kind.label in page for kind in AttachmentKind)
