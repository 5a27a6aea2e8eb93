"""A version as an accessible PDF (PDF/UA-1): the content of the screen, on A4."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from common import clock
from common.file_response import Download, file_response
from common.known import known
from common.made_files import Order
from common.pdf import render_for_pdf
from submissions import rules
from submissions.content.content import VersionContent
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.editing.task_list import total_rows
from submissions.lifecycle.offer import offer_of
from submissions.lifecycle.window import closing_moment
from submissions.links import submission_url
from submissions.models import Version


def version_pdf_response(request: HttpRequest, version: Version, back: str) -> HttpResponse:
    """`back` is the page on which this reader asked for it."""
    return _response(request, version, lambda: version_html(version), back)


def draft_pdf_response(request: HttpRequest, content: VersionContent, back: str) -> HttpResponse:
    """For the college to read before the hand-in."""
    return _response(request, content.version, lambda: draft_html(content), back)


def _response(
    request: HttpRequest, version: Version, html: Callable[[], str], back: str
) -> HttpResponse:
    subject = _subject(version)
    is_frozen = version.number is not None
    download = Download(
        name=file_name(version),
        media_type="application/pdf",
        subject=subject,
        order=lambda: Order("pdf", subject, html(), is_frozen),
        back=back,
    )
    return file_response(request, download)


def _subject(version: Version) -> str:
    submission = version.submission
    which = f"versie {version.number}" if version.number else "concept"
    return f"{submission.round.slug} {submission.municipality.cbs_code} {which}"


def file_name(version: Version) -> str:
    submission = version.submission
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    of_whom = f"{submission.municipality.slug}-{submission.round.slug}"
    which = f"versie-{version.number}" if version.number else "concept"
    return f"bijlage-3-{of_whom}-{which}{mark}.pdf"


def version_html(version: Version) -> str:
    """Without the moment at which it is made, so that the same content is made once."""
    content = with_context(load_content(version))
    return _render(
        "submissions/versions/version_pdf.html",
        content,
        submission_url("version", version.submission, version.number),
        as_of=_as_of(content),
    )


def _as_of(content: VersionContent) -> datetime:
    """When something on the paper changed for the last time: a partner answered after the
    hand-in."""
    confirmations = (share.confirmation for line in content.lines for share in line.shares.all())
    answers = [
        moment
        for confirmation in confirmations
        if confirmation is not None
        for moment in (confirmation.answered_at, confirmation.ended_at)
        if moment is not None
    ]
    return max([known(content.version.submitted_at), *answers])


def draft_html(content: VersionContent) -> str:
    """With everything that is still missing, so that nobody takes it for what was handed in."""
    submission = content.version.submission
    return _render(
        "submissions/versions/draft_pdf.html",
        with_context(content),
        submission_url("check", submission),
        # To the minute: who asks ten times gets one file.
        made_at=clock.now().replace(second=0, microsecond=0),
        errors=rules.errors(content),
        offer=offer_of(submission),
        counts=submission.versions.submitted().order_by("number").last(),
        closes_at=closing_moment(submission),
    )


def _render(template: str, content: VersionContent, path: str, **extra: object) -> str:
    version = content.version
    context = extra | {
        "version": version,
        "round": content.round,
        "municipality": version.submission.municipality,
        "rows": total_rows(content),
        "warnings": rules.warnings(content),
        "sections": read_version(content),
        "attachments": attachments_of(version),
        "address": settings.PRT_BASE_URL + path,
        "demo": settings.PRT_DEMO,
    }
    return render_for_pdf(template, context)
