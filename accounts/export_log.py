"""Who took files along in which there may be confidential locations: an event each, and a line of
the log with the address of the visitor."""

import logging

from accounts.http import AuthenticatedHttpRequest, visitor_address
from accounts.models import ExportEvent
from common import clock

logger = logging.getLogger("export")


def log_export(request: AuthenticatedHttpRequest, what: str) -> None:
    """Before the file is given."""
    ExportEvent.objects.create(by=request.user, what=what, at=clock.now())
    logger.info("%s: account %s from %s", what, request.user.pk, visitor_address(request))
