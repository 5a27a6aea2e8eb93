"""Submitted versions beside each other and on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.http import AuthenticatedHttpRequest
from common.known import known
from common.texts import in_a_row
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.editing.task_list import total_rows
from submissions.enums import State
from submissions.links import submission_url
from submissions.lookup import get_own_submission, reads_at_the_desk, submitted_version
from submissions.versions.extras import extras_between
from submissions.versions.pdf import draft_pdf_response, version_pdf_response
from submissions.versions.words import comparison_context, version_choices


def version(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, number: int
) -> HttpResponse:
    """One submitted version, exactly as it was handed in.

    Its address stands on the PDF, which goes round: the regietafel reads the version at its desk.
    """
    try:
        bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    except Http404:
        if reads_at_the_desk(request.user, round_slug, cbs_code, number):
            return redirect("regietafel:version", round_slug, cbs_code, number)
        raise
    frozen = submitted_version(bijdrage.submission, number)
    content = with_context(load_content(frozen))
    context = {
        "bijdrage": bijdrage,
        "version": frozen,
        "rows": total_rows(content),
        "sections": read_version(content),
        "warnings": rules.warnings(content),
        "attachments": attachments_of(frozen),
        "partners": in_a_row(sorted(content.partners.values())),
        "is_latest": number == bijdrage.latest_number,
        "earlier": number - 1,
    }
    return render(request, "submissions/versions/version.html", context)


def compare(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, earlier: int, later: int
) -> HttpResponse:
    """What a later version changed in an earlier one."""
    if earlier >= later:
        raise Http404
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    before, after = (
        load_content(submitted_version(bijdrage.submission, number)) for number in (earlier, later)
    )

    def address(was: int, now: int) -> str:
        return reverse("submissions:compare", args=[*bijdrage.url_args, was, now])

    numbers = range(1, known(bijdrage.latest_number) + 1)
    context = comparison_context(before, after) | {
        "extras": extras_between(before, after),
        "bijdrage": bijdrage,
        "choices": version_choices(numbers, earlier, later, address),
    }
    return render(request, "submissions/versions/compare.html", context)


def compare_addition(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str
) -> HttpResponse:
    """What handing in the addition would change in the version that counts now."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    context: dict[str, object] = {"bijdrage": bijdrage}
    if bijdrage.has_addition:
        latest = known(bijdrage.latest_number)
        before = load_content(submitted_version(bijdrage.submission, latest))
        context |= comparison_context(before, bijdrage.content)
        context["extras"] = extras_between(before, bijdrage.content)
    return render(request, "submissions/versions/compare_addition.html", context)


def pdf(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, number: int
) -> HttpResponse:
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    version = submitted_version(bijdrage.submission, number)
    return version_pdf_response(request, version, submission_url("version", bijdrage, number))


def draft_pdf(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    """What stands there now, for the college to decide on."""
    bijdrage = get_own_submission(request.user, round_slug, cbs_code)
    if bijdrage.submission.state == State.SUBMITTED:
        messages.info(
            request,
            "Er is geen concept: de bijdrage is ingediend. Hieronder kunt u die versie downloaden.",
        )
        return redirect(submission_url("version", bijdrage, bijdrage.latest_number))
    return draft_pdf_response(request, bijdrage.content, submission_url("check", bijdrage))
