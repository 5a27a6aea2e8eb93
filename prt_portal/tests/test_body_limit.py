"""What is too large is refused before a byte of it is read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from accounts.models import User
from common.tests.responses import page_text
from prt_portal.middleware import LARGEST_ANONYMOUS_BODY, LARGEST_BODY, BodyLimitMiddleware
from submissions.questions.tests.talk import PDF
from submissions.tests.builders import make_round

pytestmark = pytest.mark.django_db


class Unread:
    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


@pytest.fixture
def refused() -> Callable[..., Any]:
    """refused(size, session): the answer to a body of this size, which nobody may read."""

    def answer(size: int, session: dict[str, str]) -> Any:
        request = RequestFactory().post("/2024/")
        request.META |= {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
        request.session = session  # type: ignore[assignment]
        return BodyLimitMiddleware(lambda request: None)(request)  # type: ignore[arg-type,return-value]

    return answer


def test_stranger_sends_little(refused: Callable[..., Any]) -> None:
    assert refused(LARGEST_ANONYMOUS_BODY, {}) is None
    answer = refused(400_000_000, {})
    assert answer.status_code == 413
    assert "U bent niet ingelogd" in answer.content.decode()


def test_person_sends_an_attachment_and_no_more(refused: Callable[..., Any]) -> None:
    person = {"_auth_user_id": "1"}
    assert refused(LARGEST_BODY, person) is None
    answer = refused(LARGEST_BODY + 1, person)
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.content.decode()


def test_largest_attachment_passes(
    client: Client, editor_assen: User, url: Callable[..., str]
) -> None:
    make_round(editor_assen.memberships.get().municipality.regietafel)
    client.force_login(editor_assen)
    content = PDF[:-6].ljust(10_000_000 - 6, b"%") + PDF[-6:]
    file = SimpleUploadedFile("besluit.pdf", content)
    sent = {"file": file, "kind": "college_decision"}
    assert "besluit.pdf" in page_text(client.post(url("attachments"), sent, follow=True))
