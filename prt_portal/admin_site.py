from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator

from common.posted import posted_number

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class PortalAdminSite(admin.AdminSite):
    """The technical administration. People log in where everybody does, never in a second place."""

    site_header = "Beheer van het PRT-portaal"
    site_title = "Beheer PRT-portaal"
    index_title = "Wat wilt u beheren?"
    site_url = "/"

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """In a list rows are chosen by their number: Django fails on anything else."""

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            if None in map(posted_number, chosen):
                raise BadRequest("a chosen row that is no number")
            return view(request, *args, **kwargs)

        return super().admin_view(cast(View, checked), cacheable)

    @method_decorator(secure_admin_login)
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return super().login(request, extra_context)
