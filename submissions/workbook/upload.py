"""What every page with a workbook to send in does with it."""

from collections.abc import Callable
from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from accounts.http import AuthenticatedHttpRequest
from common.refused import Refused
from submissions.content.content import VersionContent
from submissions.lifecycle.refusals import NothingToFillIn
from submissions.workbook.fault_list import faults_context
from submissions.workbook.faults import WorkbookFaults
from submissions.workbook.forms import UploadForm
from submissions.workbook.layout import Layout
from submissions.workbook.read import Reading, read_workbook


def upload(
    request: AuthenticatedHttpRequest, read_in: Callable[[UploadedFile], HttpResponse]
) -> tuple[HttpResponse | None, dict]:
    """The answer of `read_in` to a file that was sent, or the form to show.

    A workbook with a fault comes back as a table of what to do; nothing is stored then.
    """
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return read_in(form.cleaned_data["file"]), {}
        except WorkbookFaults as refused:
            return None, {"form": form} | faults_context(refused, request.user)
        except Refused as refused:
            form.add_error(None, refused.message)
    return None, {"form": form}


def read_upload(
    request: AuthenticatedHttpRequest,
    file: UploadedFile,
    present: VersionContent,
    layout: Layout,
) -> Reading:
    """What the file says beside `present`, which has this layout; tells what stands in the file and
    is not taken over.

    Raises NothingToFillIn for a round without opgaven.
    """
    if not present.opgaven:
        raise NothingToFillIn
    reading = read_workbook(cast(BinaryIO, file), file.size or 0, present, layout)
    for notice in reading.notices:
        messages.warning(request, notice)
    return reading
