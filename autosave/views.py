"""Keeping typed text while somebody types, and throwing it away when asked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.http import AuthenticatedHttpRequest
from autosave import kept
from common.buttons import button_on


@button_on("home")
def autosave(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The form as it is now, sent by static/js/autosave.js.

    It is kept beside the record, never in it. What says again what was on the page when it was
    opened is no longer unsaved.
    """
    if request.POST.get("ongewijzigd"):
        kept.throw_away(_identity(request))
        return HttpResponse(status=204)
    is_kept = kept.store(_identity(request), request.POST)
    return HttpResponse(status=204 if is_kept else 413)


@button_on("home")
def throw_away(request: AuthenticatedHttpRequest) -> HttpResponse:
    identity = _identity(request)
    kept.throw_away(identity)
    after = request.POST.get("after", "")
    if after.startswith("/") and url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        messages.info(request, "De tekst is weggegooid.")
        return redirect(after)
    messages.info(request, "In het formulier staat weer wat is opgeslagen.")
    return redirect(identity.page)


def _identity(request: AuthenticatedHttpRequest) -> kept.Identity:
    identity = kept.own_identity(request)
    if identity is None:
        raise Http404
    return identity
