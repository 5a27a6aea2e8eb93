from django.contrib import admin
from django.urls import include, path

from autosave import views as autosave
from prt_portal import health, home, pages

handler400 = "prt_portal.errors.bad_request"
handler403 = "prt_portal.errors.no_access"
handler404 = "prt_portal.errors.not_found"
handler500 = "prt_portal.errors.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("gezond/", health.health, name="health"),
    path("toegankelijkheid/", pages.accessibility_statement, name="accessibility_statement"),
    path("uitleg/", pages.terms, name="terms"),
    path("privacy/", pages.privacy_statement, name="privacy_statement"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("concept/", autosave.autosave, name="autosave"),
    path("concept/weggooien/", autosave.throw_away, name="throw_away"),
    path("account/email/", pages.own_email_addresses, name="account_email"),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("<round:round_slug>/bijdrage/", include("submissions.urls")),
    path("<round:round_slug>/regietafel/", include("regietafel.urls")),
    path("<round:round_slug>/routekaart/", include("routekaart.urls")),
]
