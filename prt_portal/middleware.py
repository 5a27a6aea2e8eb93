"""Rules that hold for every page."""

from collections.abc import Callable
from contextlib import suppress

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string

from accounts.idle import idle_seconds
from autosave.refused import keep_refused_post, nothing_received
from common.posted import posted_number

ALLOWED_WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "health", "security_txt")

LARGEST_ANONYMOUS_BODY = 250_000  # bytes: a form with all that autosave keeps

LARGEST_BODY = 55_000_000  # an attachment as large as a round can allow, with its form

View = Callable[..., HttpResponse]
GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivatePagesMiddleware:
    """Pages of a signed-in person are kept by no browser or proxy: a shared computer must not show
    them later."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages travel compressed; files do not, which are compressed inside or kept from it.

    How small a page becomes could tell a secret that stands beside what somebody else chose
    (BREACH). Django masks its CSRF token and adds a random length; the secrets of a second factor
    are not compressed at all.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming or not _is_page(response) or _url_name(request).startswith("mfa_"):
            return response
        return super().process_response(request, response)


def _is_page(response: HttpResponseBase) -> bool:
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and not response.has_header("Content-Disposition")


class ReadableAddressMiddleware:
    """A NUL in an address or a cookie is refused here: no text has one, and PostgreSQL fails on it,
    whoever looks for it. In a form the field refuses it, with a sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = [value for values in request.GET.lists() for value in [values[0], *values[1]]]
        if any("\0" in text for text in [request.path_info, *asked, *request.COOKIES.values()]):
            raise BadRequest("a NUL")
        return self.get_response(request)


class BodyLimitMiddleware:
    """What is too large is refused before it is read: without an account much sooner than with one,
    or a stranger could fill the disk."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _size(request)
        if size <= LARGEST_ANONYMOUS_BODY:
            return self.get_response(request)
        has_account = SESSION_KEY in request.session
        if size <= LARGEST_BODY and has_account:
            return self.get_response(request)
        page = render_to_string("413.html", {"has_account": has_account})
        return HttpResponse(page, status=413, headers={"Connection": "close"})


def _size(request: HttpRequest) -> int:
    """What the browser says that it sends. A length that is no number is refused here: Django would
    take it for one when it reads the form."""
    size = posted_number(request.META.get("CONTENT_LENGTH") or "0")
    if size is None:
        raise BadRequest("a length that is no number")
    return size


class UnfinishedUploadMiddleware:
    """A file that was received only in part is removed at once: Django leaves it on the full disk
    until Python happens to clean its memory."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for handler in request.upload_handlers:
            # Closing writes what was still waiting, which fails on a full disk; the file goes all
            # the same.
            with suppress(OSError):
                handler.upload_interrupted()
        return response


class IdleSessionMiddleware:
    """Who does nothing for a while is logged out, as when the session ends; typing counts as doing
    something."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[object], kwargs: dict[str, object]
    ) -> None:
        if not request.user.is_authenticated:
            return
        if idle_seconds(request.session) > settings.PRT_IDLE_SECONDS:
            logout(request)
            minutes = settings.PRT_IDLE_SECONDS // 60
            messages.info(request, f"U bent uitgelogd, omdat u {minutes} minuten niets deed.")


class ExpiredSessionMiddleware:
    """A form that is sent after the session ended is kept for the person who had it open, until the
    next login."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if (
            request.method != "POST"
            or request.user.is_authenticated
            or not getattr(view, "login_required", True)
        ):
            return None
        refused = keep_refused_post(request)
        if _url_name(request) == "autosave":
            return None
        if refused is None:
            messages.warning(request, f"U was niet (meer) ingelogd. {nothing_received(request)}")
            return None
        messages.warning(
            request,
            f"Uw sessie was verlopen. Er is niets opgeslagen of ingediend. {refused.sentence}",
        )
        return redirect_to_login(refused.page)


class SecondFactorMiddleware:
    """Outside the demo everybody sets up a second factor before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[object], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if settings.PRT_DEMO or not request.user.is_authenticated:
            return None
        allowed = _url_name(request).startswith(ALLOWED_WITHOUT_SECOND_FACTOR)
        if allowed or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")


def _url_name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.url_name or "" if match else ""
