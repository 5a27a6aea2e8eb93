"""The file of an attachment as it leaves the portal."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from submissions.attachments.files import KINDS
from submissions.models import Attachment

OUR_TYPES = {kind.media_type for kind in KINDS}


def send_attachment(attachment: Attachment) -> HttpResponse:
    """Always to save, never to show: a browser must not run what somebody uploaded."""
    media_type = attachment.file.media_type
    safe_type = media_type if media_type in OUR_TYPES else "application/octet-stream"
    response = HttpResponse(bytes(attachment.file.content), content_type=safe_type)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
