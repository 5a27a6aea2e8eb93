"""A disk without room: who sends a file reads what to do, and nothing of it stays; workbooks are
made as always, because they need no disk."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from common.tests.disk import full_disk
from common.tests.responses import page_text
from submissions.models import Submission, Version
from submissions.questions.tests.talk import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where a file is kept while it comes in."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def editor(client: Client, editor_assen: User, submission_assen: Submission) -> Client:
    client.force_login(editor_assen)
    client.raise_request_exception = False
    return client


def large_file() -> dict:
    content = PDF[:-6].ljust(4_000_000, b"%") + PDF[-6:]
    return {"file": SimpleUploadedFile("besluit.pdf", content), "kind": "college_decision"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_person_is_told_when_the_disk_is_full(
    editor: Client,
    folder: Path,
    url: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    def write_what_fits(handler: TemporaryFileUploadHandler, data: bytes, start: int) -> None:
        handler.file.file.write(data[:1000])
        raise OSError(number, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(TemporaryFileUploadHandler, "receive_data_chunk", write_what_fits)
        answer = editor.post(url("attachments"), large_file())
    assert answer.status_code == 507
    assert "Het portaal heeft nu geen ruimte" in answer.content.decode()
    assert list(folder.iterdir()) == []
    again = editor.post(url("attachments"), large_file(), follow=True)
    assert "besluit.pdf is toegevoegd" in page_text(again)


@pytest.mark.parametrize("name", ["excel_xlsx", "excel_ods"])
def test_bijlage_3_needs_no_disk(
    editor: Client, draft_assen: Version, url: Callable[..., str], tmp_path: Path, name: str
) -> None:
    with full_disk(tmp_path):
        answer = editor.get(url(name))
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert list(tmp_path.iterdir()) == []


def test_overview_needs_no_disk(
    client: Client, project_leader: User, version_assen: Version, tmp_path: Path
) -> None:
    client.force_login(project_leader)
    client.raise_request_exception = False
    with full_disk(tmp_path):
        answer = client.get(reverse("regietafel:overview_xlsx", args=["2024"]))
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert list(tmp_path.iterdir()) == []
