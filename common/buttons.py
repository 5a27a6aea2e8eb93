"""Addresses of buttons: they change something, so they take nothing but a POST."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

PRESS_AGAIN = "Er is niets gewijzigd. Gebruik de knop op deze pagina."

View = TypeVar("View", bound=Callable[..., HttpResponse])


def button_on(page: str) -> Callable[[View], View]:
    """The view of a button that stands on the page of this name.

    Who opens the address itself (after signing in again, with Enter in the address bar, with Back)
    comes to that page, with a sentence. The page takes the same arguments from its address, or
    none.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **of_address: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **of_address)
            messages.info(request, PRESS_AGAIN)
            return redirect(reverse(page, kwargs=of_address))

        return cast(View, guarded)

    return decorate
