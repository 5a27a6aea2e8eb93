"""Questions and files of the tests. One line makes one thing."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Municipality, User
from submissions.attachments import actions as attachments_actions
from submissions.attachments.documents import ODT
from submissions.attachments.files import CheckedFile
from submissions.enums import AttachmentKind, QuestionVisibility
from submissions.models import Attachment, Question, Submission
from submissions.questions.actions import ask_question

BOTH, OWN_SIDE, PARTNERS = (
    QuestionVisibility.BOTH,
    QuestionVisibility.OWN_SIDE,
    QuestionVisibility.PARTNERS,
)

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
)

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def ask(
    submission: Submission,
    user: User,
    visibility: QuestionVisibility = BOTH,
    line_id: UUID | None = None,
    partners: Iterable[Municipality] = (),
    by_regietafel: bool = False,
    **changes: Any,
) -> Question:
    fields = {
        "subject": "Einddatum",
        "text": "Klopt de einddatum?",
        "visibility": visibility,
    } | changes
    municipality = None if by_regietafel else submission.municipality
    return ask_question(submission, user, municipality, fields, line_id, tuple(partners))


def attach(
    submission: Submission,
    user: User,
    name: str = "besluit.pdf",
    content: bytes = PDF,
    kind: AttachmentKind = AttachmentKind.COLLEGE_DECISION,
) -> Attachment:
    return attachments_actions.attach(
        submission, user, kind, CheckedFile(name, "application/pdf", content)
    )


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As a browser sends it, with a type that nobody should believe."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def make_zip(parts: Mapping[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return target.getvalue()


def make_docx(
    content_type: str = WORD_MAIN,
    parts: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    standard = {"[Content_Types].xml": CONTENT_TYPES.format(content_type), main: "<w/>"}
    return make_zip({**standard, **(parts or {})})


def make_odt(
    mimetype: str = ODT,
    parts: Mapping[str, str | bytes] | None = None,
    stored: tuple[str, ...] = ("mimetype",),
) -> bytes:
    standard = {
        "mimetype": mimetype,
        "content.xml": "<office/>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    return make_zip({**standard, **(parts or {})}, stored)


def make_image(kind: str, size: tuple[int, int] = (8, 8), **options: Any) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "white").save(target, kind, **options)
    return target.getvalue()
