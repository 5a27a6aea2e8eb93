from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator


class PortalAdminSite(admin.AdminSite):
    """The technical administration. People log in where everybody does, never in a second place."""

    site_header = "Beheer van het PRT-portaal"
    site_title = "Beheer PRT-portaal"
    index_title = "Wat wilt u beheren?"
    site_url = "/"

    @method_decorator(secure_admin_login)
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return super().login(request, extra_context)
