from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.http import AuthenticatedHttpRequest
from regietafel.comparison.tables import desk_round
from regietafel.lookup import get_submission
from submissions.attachments.download import send_attachment
from submissions.models import Attachment


def attachment(
    request: AuthenticatedHttpRequest, round_slug: str, cbs_code: str, attachment_id: int
) -> HttpResponse:
    """A file of a submitted version, or of a concept that the municipality has opened to the
    regietafel."""
    submission = get_submission(request.user, desk_round(request, round_slug), cbs_code)
    readable = (
        Attachment.objects.filter(version__submission=submission)
        .open_to_regietafel()
        .select_related("file")
    )
    return send_attachment(get_object_or_404(readable, pk=attachment_id))
