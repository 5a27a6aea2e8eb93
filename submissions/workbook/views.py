"""Bijlage 3 in Excel: download, read in, look at the differences, take over."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import AuthenticatedHttpRequest
from common.buttons import button_on
from common.refused import Refused
from submissions.content.plain import PlainContent
from submissions.lifecycle.refusals import OtherQuestions
from submissions.lookup import OwnSubmission, get_own_submission
from submissions.models import WorkbookProposal
from submissions.workbook import actions
from submissions.workbook.content import content_fingerprint, fits
from submissions.workbook.differences import differences
from submissions.workbook.download import as_file, file_name, workbook_download
from submissions.workbook.fault_list import signed_csv
from submissions.workbook.layout import layout_of
from submissions.workbook.upload import read_upload, upload

SAME = "Het bestand zegt hetzelfde als uw concept. Er verandert niets."


def download(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, kind: str
) -> HttpResponse:
    """The workbook, filled with the present draft."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    try:
        return workbook_download(bijdrage.content, kind)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect("submissions:excel", *bijdrage.url_args)


def page(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Download and upload."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    answer, form = upload(request, lambda file: _read_in(request, bijdrage, file))
    if answer:
        return answer
    context = {"bijdrage": bijdrage, "proposal": _proposal(request, bijdrage)} | form
    return render(request, "submissions/workbook/excel.html", context)


def _read_in(
    request: AuthenticatedHttpRequest, bijdrage: OwnSubmission, file: UploadedFile
) -> HttpResponse:
    actions.require_workbook_allowed(bijdrage.submission, request.user)
    layout = layout_of(bijdrage.content)
    reading = read_upload(request, file, bijdrage.content, layout)
    if differences(bijdrage.content.plain, reading.content, layout).is_empty:
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
    return WorkbookProposal.objects.of(bijdrage.submission, request.user).first()


@button_on("submissions:excel")
def faults(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """The table of faults as a file."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    content = signed_csv(request.POST.get("punten", ""), request.user)
    if content is None:
        messages.info(request, "Lees het bestand opnieuw in om de lijst te downloaden.")
        return redirect("submissions:excel", *bijdrage.url_args)
    return as_file(
        content, "text/csv; charset=utf-8", f"{file_name(bijdrage.submission)}-punten.csv"
    )


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
