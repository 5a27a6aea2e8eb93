"""Submitted versions of a municipality beside each other and on paper.

A working copy is never shown here.
"""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.export_log import log_export
from accounts.http import AuthenticatedHttpRequest
from common.known import known
from regietafel.lookup import get_desk_round, get_submission
from submissions.content.load import load_content
from submissions.lookup import submitted_version
from submissions.versions.extras import extras_between
from submissions.versions.pdf import version_pdf_response
from submissions.versions.words import comparison_context, version_choices


def compare(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, earlier: int, later: int
) -> HttpResponse:
    """What a later version changed in an earlier one."""
    if earlier >= later:
        raise Http404
    round_ = get_desk_round(request.user, round_slug)
    submission = get_submission(request.user, round_, cbs_code)
    before, after = (
        load_content(submitted_version(submission, number)) for number in (earlier, later)
    )

    def address(was: int, now: int) -> str:
        return reverse("regietafel:compare", args=[round_slug, cbs_code, was, now])

    numbers = range(1, known(submission.latest_number) + 1)
    context = comparison_context(before, after) | {
        "extras": extras_between(before, after),
        "round": round_,
        "municipality": submission.municipality,
        "choices": version_choices(numbers, earlier, later, address),
    }
    return render(request, "regietafel/municipality/compare.html", context)


def pdf(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, number: int
) -> HttpResponse:
    submission = get_submission(request.user, get_desk_round(request.user, round_slug), cbs_code)
    version = submitted_version(submission, number)
    back = reverse("regietafel:version", args=[round_slug, cbs_code, number])
    response = version_pdf_response(request, version, back)
    if response.status_code == HTTPStatus.OK:
        log_export(request, f"Versie {number} van {cbs_code}, {round_slug}, PDF")
    return response
