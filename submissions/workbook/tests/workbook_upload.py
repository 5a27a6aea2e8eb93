"""Sending a workbook to the portal, and what a refused one must leave as it was."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from common.tests.responses import Response
from submissions.models import Event, Version, WorkbookProposal
from submissions.tests.builders import version_content


def upload(
    client: Client, url: Callable[..., str], content: bytes, name: str = "bijlage.xlsx"
) -> Response:
    return client.post(url("excel"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def download(client: Client, url: Callable[..., str]) -> bytes:
    return client.get(url("excel_xlsx")).content


def with_change(file: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(file))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def accept(client: Client, url: Callable[..., str], page: Response) -> Response:
    """Take over what the page of the differences shows."""
    return client.post(
        url("excel_proposal"), {"keuze": "overnemen", "gezien": page.context["seen"]}, follow=True
    )


def everything() -> tuple[list[dict[str, Any]], int, int]:
    """All that a refused upload must leave as it was."""
    versions = [version_content(version) for version in Version.objects.order_by("pk")]
    return versions, Event.objects.count(), WorkbookProposal.objects.count()
