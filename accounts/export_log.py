"""Who took files along in which there may be confidential locations: a line of the log each."""

import logging

from accounts.http import AuthenticatedHttpRequest, visitor_address

logger = logging.getLogger("export")


def log_export(request: AuthenticatedHttpRequest, what: str) -> None:
    logger.info("%s: account %s from %s", what, request.user.pk, visitor_address(request))
