"""The request of a view that a person can only reach logged in, as the login middleware sees to."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request whose user is a person, never AnonymousUser. For annotations only."""

    user: User


def person_of(request: HttpRequest) -> User:
    """The person of a request that only somebody who is logged in can make."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def visitor_address(request: HttpRequest | None) -> str:
    """Behind the proxies that are configured, the visitor's own."""
    try:
        return get_adapter().get_client_ip(request) if request else "?"
    except PermissionDenied:
        return "?"
