"""The workbook as a file to download."""

from django.conf import settings
from django.http import HttpResponse

from common.workbook import DEMO_MARK
from submissions.content.content import VersionContent
from submissions.lifecycle.refusals import NothingToFillIn
from submissions.models import Submission
from submissions.workbook.sheets import book_of
from submissions.workbook.write_ods import ods_bytes
from submissions.workbook.write_xlsx import xlsx_bytes

WRITERS = {
    "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (ods_bytes, "application/vnd.oasis.opendocument.spreadsheet"),
}


def workbook_download(content: VersionContent, kind: str) -> HttpResponse:
    """Filled with this content; `kind` is one of WRITERS.

    Raises NothingToFillIn for a round without opgaven.
    """
    if not content.opgaven:
        raise NothingToFillIn
    write, content_type = WRITERS[kind]
    name = f"{file_name(content.version.submission)}.{kind}"
    return as_file(write(book_of(content)), content_type, name)


def file_name(submission: Submission) -> str:
    """Without its extension."""
    mark = f"-{DEMO_MARK.lower()}" if settings.PRT_DEMO else ""
    return f"bijlage-3-{submission.municipality.slug}-{submission.round.slug}{mark}"


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
