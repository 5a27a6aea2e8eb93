"""The draft of a municipality that lets the regietafel read along.

Without its tick this page does not exist.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.tables import desk_round
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.content.sections import attachments_of, read_version
from submissions.enums import TALK
from submissions.models import Submission, Version


def draft(request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str) -> HttpResponse:
    round_ = desk_round(request, round_slug)
    version = get_object_or_404(
        Version.objects.working_copies().select_related(
            "submission__round", "submission__municipality"
        ),
        submission__in=Submission.objects.draft_readable_by(request.user).filter(round=round_),
        submission__municipality__cbs_code=cbs_code,
    )
    opened = with_context(load_content(version))
    context = {
        "round": round_,
        "municipality": version.submission.municipality,
        "version": version,
        "last_change": version.submission.events.exclude(kind__in=TALK).first(),
        "open_errors": len(rules.errors(opened)),
        "sections": read_version(opened),
        "attachments": attachments_of(version),
        "warnings": rules.warnings(opened),
    }
    return render(request, "regietafel/municipality/draft.html", context)
