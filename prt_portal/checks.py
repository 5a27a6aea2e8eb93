"""Deployment checks of the portal itself; `manage.py check --deploy` fails on the errors."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http.request import validate_host

SHORTEST_KEY = 40


@register(deploy=True)
def no_demo_in_production(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if not settings.PRT_DEMO:
        return []
    return [
        Error(
            "PRT_DEMO staat aan: er zijn demo-accounts met een bekend wachtwoord en er is geen "
            "tweede factor.",
            hint="Haal PRT_DEMO en PRT_TODAY uit de omgeving.",
            id="prt.E001",
        )
    ]


@register(deploy=True)
def answers_to_its_own_name_only(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS is *: de link in een mail over een wachtwoord volgt dan elke naam die "
            "iemand meestuurt.",
            hint="Zet in ALLOWED_HOSTS alleen de eigen naam van het portaal.",
            id="prt.E002",
        )
    ]


@register(deploy=True)
def mail_goes_out(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    backend: str = settings.MAIL_BACKEND
    if backend == "django.core.mail.backends.smtp.EmailBackend":
        return []
    return [
        Error(
            "Er is geen mailserver: niemand krijgt een mail, ook niet om een wachtwoord te kiezen.",
            hint="Zet EMAIL_URL, bijvoorbeeld smtp+tls://naam:wachtwoord@mail.provincie.nl:587.",
            id="prt.E003",
        )
    ]


@register(deploy=True)
def links_lead_to_the_portal(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    address = urlsplit(settings.PRT_BASE_URL)
    host = address.hostname or ""
    own_machine = host in {"", "localhost", "127.0.0.1", "::1"}
    answers = validate_host(host, settings.ALLOWED_HOSTS)
    if address.scheme == "https" and answers and not own_machine and not address.path:
        return []
    return [
        Error(
            f"PRT_BASE_URL is {settings.PRT_BASE_URL}: de links in mails en PDF’s werken niet.",
            hint="Zet PRT_BASE_URL op het https-adres dat mensen gebruiken, met een naam uit "
            "ALLOWED_HOSTS en zonder schuine streep aan het eind.",
            id="prt.E004",
        )
    ]


@register(deploy=True)
def second_factors_have_a_key(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if settings.TOTP_KEYS and all(len(key) >= SHORTEST_KEY for key in settings.TOTP_KEYS):
        return []
    return [
        Error(
            "TOTP_KEYS ontbreekt of is te kort: de geheimen van de tweede factor staan dan zonder "
            "eigen sleutel in de database.",
            hint=f"Zet TOTP_KEYS op ten minste {SHORTEST_KEY} willekeurige tekens.",
            id="prt.E005",
        )
    ]


@register(deploy=True)
def visitors_are_told_apart(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return []
    return [
        Warning(
            "BEHIND_PROXY is niet gezet: achter een proxy verwijst het portaal dan eindeloos door "
            "naar https, en telt elke bezoeker als dezelfde.",
            hint="Zet BEHIND_PROXY=1 als een proxy X-Forwarded-Proto en X-Forwarded-For zelf zet.",
            id="prt.W001",
        )
    ]


@register(deploy=True)
def addresses_exist(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    names = ("DEFAULT_FROM_EMAIL", "SECURITY_CONTACT")
    invented = [name for name in names if getattr(settings, name).rstrip(">").endswith(".example")]
    return [
        Warning(
            f"{name} is een adres dat niet bestaat: {getattr(settings, name)}.",
            hint=f"Zet {name} op een adres dat wordt gelezen.",
            id="prt.W002",
        )
        for name in invented
    ]
