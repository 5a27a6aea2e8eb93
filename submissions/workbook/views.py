"""Bijlage 3 in Excel: download, read in, look at the differences, take over."""

from typing import BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from common.buttons import button_on
from common.refused import Refused
from common.workbook import DEMO_MARK
from submissions.content.plain import PlainContent
from submissions.lifecycle.refusals import OtherQuestions
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.models import WorkbookProposal
from submissions.workbook import actions
from submissions.workbook.content import content_fingerprint, fits
from submissions.workbook.differences import differences
from submissions.workbook.faults import FaultRow, WorkbookFaults, faults_csv, joined
from submissions.workbook.forms import UploadForm
from submissions.workbook.layout import layout_of
from submissions.workbook.read import read_workbook
from submissions.workbook.sheets import book_of
from submissions.workbook.write_ods import ods_bytes
from submissions.workbook.write_xlsx import xlsx_bytes

WRITERS = {
    "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (ods_bytes, "application/vnd.oasis.opendocument.spreadsheet"),
}

FAULTS_SALT = "workbook-faults"

SAME = "Het bestand zegt hetzelfde als uw concept. Er verandert niets."


def download(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, kind: str
) -> HttpResponse:
    """The workbook, filled with the present draft."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    write, content_type = WRITERS[kind]
    return _attachment(
        write(book_of(bijdrage.content)), content_type, f"{_file_name(bijdrage)}.{kind}"
    )


def _file_name(bijdrage: OwnSubmission) -> str:
    mark = f"-{DEMO_MARK.lower()}" if settings.PRT_DEMO else ""
    return f"bijlage-3-{bijdrage.municipality.slug}-{bijdrage.round.slug}{mark}"


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def page(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Download and upload.

    A workbook with a fault comes back as a table of what to do; nothing is stored then.
    """
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context = {"bijdrage": bijdrage, "form": form, "proposal": _proposal(request, bijdrage)}
    if request.method == "POST" and form.is_valid():
        try:
            return _read_in(request, bijdrage, form.cleaned_data["file"])
        except WorkbookFaults as refused:
            context |= _faults_context(request, refused)
        except Refused as refused:
            form.add_error(None, refused.message)
    return render(request, "submissions/workbook/excel.html", context)


def _read_in(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, file: UploadedFile
) -> HttpResponse:
    actions.require_workbook_allowed(bijdrage.submission, request.user)
    present, layout = bijdrage.content.plain, layout_of(bijdrage.content)
    reading = read_workbook(cast(BinaryIO, file), file.size or 0, bijdrage.submission, present)
    for notice in reading.notices:
        messages.warning(request, notice)
    if differences(present, reading.content, layout).is_empty:
        actions.cancel_workbook(bijdrage.submission, request.user)
        messages.info(request, SAME)
        return redirect("submissions:excel", *bijdrage.url_args)
    compared_with = content_fingerprint(bijdrage.content, layout)
    actions.propose_workbook(
        bijdrage.submission, request.user, reading, file.name or "", compared_with
    )
    return redirect("submissions:excel_proposal", *bijdrage.url_args)


def _proposal(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission
) -> WorkbookProposal | None:
    return WorkbookProposal.objects.filter(
        submission=bijdrage.submission, user=request.user
    ).first()


def _faults_context(request: AuthenticatedHttpRequest, refused: WorkbookFaults) -> dict:
    rows = joined(refused.faults)
    told = {"user": request.user.pk, "rows": [row.as_json() for row in rows]}
    return {
        "stage": refused.stage,
        "faults": rows,
        "signed_faults": signing.dumps(told, salt=FAULTS_SALT, compress=True),
        "faults_summary": [
            {
                "message": "Het bestand is niet ingelezen. Wat u kunt doen, leest u per punt.",
                "href": "#punten",
            }
        ],
    }


@button_on("submissions:excel")
def faults(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """The table of faults as a file.

    It travels in the page, signed, so that nothing of a refused file is kept here.
    """
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    try:
        told = signing.loads(request.POST.get("punten", ""), salt=FAULTS_SALT)
    except signing.BadSignature:
        told = {"user": None}
    if told["user"] != request.user.pk:
        messages.info(request, "Lees het bestand opnieuw in om de lijst te downloaden.")
        return redirect("submissions:excel", *bijdrage.url_args)
    content = faults_csv(FaultRow(**row) for row in told["rows"])
    return _attachment(content, "text/csv; charset=utf-8", f"{_file_name(bijdrage)}-punten.csv")


def proposal(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """The differences between the workbook and the present draft; a POST takes over or cancels."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    if request.method == "POST":
        return _decide(request, bijdrage)
    return _proposal_page(request, bijdrage)


def _decide(request: AuthenticatedHttpRequest, bijdrage: OwnSubmission) -> HttpResponse:
    if request.POST.get("keuze") != "overnemen":
        actions.cancel_workbook(bijdrage.submission, request.user)
        messages.info(request, "Het bestand is niet overgenomen. Uw concept is niet gewijzigd.")
        return redirect("submissions:excel", *bijdrage.url_args)
    try:
        if actions.accept_workbook(
            bijdrage.submission, request.user, request.POST.get("gezien", "")
        ):
            messages.success(
                request,
                "Het bestand is overgenomen en opgeslagen als concept. Werkt u verder in Excel? "
                "Download dan eerst een nieuw bestand.",
            )
        return redirect("submissions:task_list", *bijdrage.url_args)
    except Refused as refused:
        again = get_own_submission(request.user, *bijdrage.url_args)
        return _proposal_page(request, again, refused.message)


def _proposal_page(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, problem: str | None = None
) -> HttpResponse:
    waiting = _proposal(request, bijdrage)
    if waiting is None:
        return redirect("submissions:excel", *bijdrage.url_args)
    layout = layout_of(bijdrage.content)
    seen, wanted = (
        content_fingerprint(bijdrage.content, layout),
        PlainContent.from_json(waiting.content),
    )
    fitting = fits(wanted, layout)
    problem = problem if fitting else OtherQuestions().message
    context = {
        "bijdrage": bijdrage,
        "proposal": waiting,
        "changes": differences(bijdrage.content.plain, wanted, layout) if fitting else None,
        "seen": seen,
        "problem": problem,
        "problems": [{"message": problem}] if problem else [],
        "changed_since_upload": seen != waiting.fingerprint,
        "changed_since_download": seen != waiting.downloaded_with,
    }
    return render(request, "submissions/workbook/excel_proposal.html", context)
