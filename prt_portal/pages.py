"""The public pages every Dutch government service has."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


@login_not_required
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
def privacy_statement(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@login_not_required
def terms(request: HttpRequest) -> HttpResponse:
    """What each word means; the help at a field says the same (templates/terms/)."""
    return render(request, "pages/terms.html")


def own_email_addresses(request: HttpRequest) -> HttpResponse:
    """Not offered: an account is tied to the address its beheerder gave it, or it could leave the
    municipality."""
    raise Http404


@login_not_required
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Expires moves along, because a running portal is a maintained one."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
