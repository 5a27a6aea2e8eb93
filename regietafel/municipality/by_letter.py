"""Only the project leader: entering what a municipality wrote in a letter, in its name."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.export_log import log_export
from accounts.http import AuthenticatedHttpRequest
from autosave.kept import forget
from autosave.kept_form import KeptForm
from common.refused import Refused
from regietafel.comparison.tables import desk_round
from regietafel.lookup import get_submission
from submissions.content.plain import PlainContent
from submissions.letters import actions
from submissions.letters.forms import LetterForm
from submissions.letters.preview import content_that_counts, preview
from submissions.lifecycle.permissions import may_enter_by_letter
from submissions.lifecycle.refusals import OtherQuestions
from submissions.models import Submission, WorkbookProposal
from submissions.workbook.content import content_fingerprint, fits
from submissions.workbook.download import workbook_download
from submissions.workbook.layout import layout_of
from submissions.workbook.upload import read_upload, upload

LETTER = "brief"


def by_letter(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """Download and upload."""
    submission = _found(request, round_slug, cbs_code)
    answer, form = upload(request, lambda file: _read_in(request, submission, file))
    context = _context(submission) | {"proposal": _proposal(request, submission)} | form
    return answer or render(request, "regietafel/municipality/by_letter.html", context)


def _read_in(
    request: AuthenticatedHttpRequest, submission: Submission, file: UploadedFile
) -> HttpResponse:
    actions.require_entering_allowed(submission, request.user)
    counts = content_that_counts(submission)
    layout = layout_of(counts)
    reading = read_upload(request, file, counts, layout)
    compared_with = content_fingerprint(counts, layout)
    actions.propose_by_letter(submission, request.user, reading, file.name or "", compared_with)
    return redirect("regietafel:by_letter_proposal", *submission.url_args)


def download(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, kind: str
) -> HttpResponse:
    """The workbook, filled with the version that counts; never with the draft."""
    log_export(request, f"Bijlage 3 van {cbs_code}, {round_slug}, {kind}")
    try:
        return workbook_download(content_that_counts(_found(request, round_slug, cbs_code)), kind)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect("regietafel:by_letter", round_slug, cbs_code)


def proposal(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """What would be entered; a POST enters it with the letter, or does not."""
    submission = _found(request, round_slug, cbs_code)
    if request.POST.get("keuze") == "niet":
        actions.forget_proposal(submission, request.user)
        forget(request, LETTER)
        messages.info(request, "Er is niets ingevoerd.")
        return redirect("regietafel:by_letter", round_slug, cbs_code)
    form = LetterForm(request.POST or None, request.FILES or None, round_=submission.round)
    page = KeptForm(request, form, LETTER)
    if page.carry_out(
        lambda typed: actions.enter_by_letter(
            submission, request.user, actions.Letter(**typed), request.POST.get("gezien", "")
        )
    ):
        return _entered(request, submission, page)
    waiting = _proposal(request, submission)
    if waiting is None:
        return redirect("regietafel:by_letter", round_slug, cbs_code)
    context = _context(submission) | page.context | _preview(request, submission, waiting)
    return render(request, "regietafel/municipality/by_letter_proposal.html", context)


def _entered(
    request: AuthenticatedHttpRequest, submission: Submission, page: KeptForm[LetterForm]
) -> HttpResponse:
    if page.outcome is None:  # a second click
        return redirect("regietafel:municipality", *submission.url_args)
    version = page.outcome
    messages.success(
        request,
        f"Versie {version.number} is ingevoerd, {version.by_letter}. De gemeente krijgt een mail.",
    )
    return redirect("regietafel:version", *submission.url_args, version.number)


def _preview(
    request: AuthenticatedHttpRequest, submission: Submission, waiting: WorkbookProposal
) -> dict:
    counts, wanted = content_that_counts(submission), PlainContent.from_json(waiting.content)
    layout = layout_of(counts)
    fitting = fits(wanted, layout)
    return {
        "proposal": waiting,
        "seen": content_fingerprint(counts, layout),
        "preview": preview(submission, request.user, wanted) if fitting else None,
        "extra_errors": [] if fitting else [{"message": OtherQuestions().message}],
    }


def _context(submission: Submission) -> dict:
    return {
        "round": submission.round,
        "submission": submission,
        "municipality": submission.municipality,
        "next_number": (submission.latest_number or 0) + 1,
    }


def _proposal(request: AuthenticatedHttpRequest, submission: Submission) -> WorkbookProposal | None:
    return WorkbookProposal.objects.of(submission, request.user).first()


def _found(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> Submission:
    submission = get_submission(request.user, desk_round(request, round_slug), cbs_code)
    if not may_enter_by_letter(request.user, submission):
        raise Http404
    return submission
