"""The request of a view that a person can only reach logged in, as the login middleware sees to."""

from django.http import HttpRequest

from accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request whose user is a person, never AnonymousUser. For annotations only."""

    user: User
