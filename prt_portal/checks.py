"""Deployment checks of the portal itself; `manage.py check --deploy` fails on the errors."""

import os
import re
from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http.request import validate_host

SHORTEST_KEY = 40
FEWEST_DIFFERENT = (
    10  # characters of a key; a random one, even in digits or hex, nearly has them all
)
MOST_PROXIES = 5
SMTP = "django.core.mail.backends.smtp.EmailBackend"
OWN_MACHINE = {"", "localhost", "127.0.0.1", "::1"}


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
    wide = [host for host in settings.ALLOWED_HOSTS if host == "*" or host.startswith(".")]
    return [
        Error(
            f"ALLOWED_HOSTS heeft {host}: het portaal antwoordt dan ook op vreemde namen.",
            hint="Zet in ALLOWED_HOSTS alleen de eigen naam, zonder * of punt ervoor.",
            id="prt.E002",
        )
        for host in wide
    ]


@register(deploy=True)
def mail_goes_out(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if settings.MAIL_BACKEND == SMTP:
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
    """Nothing but scheme, name and port: every link is this address with a path behind it."""
    bare = re.fullmatch(r"https://([\w.-]+)(:\d+)?", settings.PRT_BASE_URL)
    host = bare[1].lower() if bare else ""
    if host not in OWN_MACHINE and validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"PRT_BASE_URL is {settings.PRT_BASE_URL}: de links in mails en PDF’s werken niet.",
            hint="Zet PRT_BASE_URL op het https-adres dat mensen gebruiken, met een naam uit "
            "ALLOWED_HOSTS, zonder naam en wachtwoord ervoor en zonder iets erachter, ook geen "
            "schuine streep.",
            id="prt.E004",
        )
    ]


@register(deploy=True)
def second_factors_have_a_key(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if settings.TOTP_KEYS and all(map(_is_hard_to_guess, settings.TOTP_KEYS)):
        return []
    return [
        Error(
            "TOTP_KEYS ontbreekt, is te kort of heeft bijna geen verschillende tekens: de geheimen "
            "van de tweede factor staan dan zonder goede sleutel in de database.",
            hint=f"Zet TOTP_KEYS op ten minste {SHORTEST_KEY} willekeurige tekens.",
            id="prt.E005",
        )
    ]


def _is_hard_to_guess(key: str) -> bool:
    return len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_DIFFERENT


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
def proxies_are_counted(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    """Too few, and every visitor is the proxy; too many, and a visitor writes an own address."""
    count = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if not behind_proxy or 1 <= count <= MOST_PROXIES:
        return []
    return [
        Error(
            f"TRUSTED_PROXY_COUNT is {count}: het portaal houdt bezoekers dan niet uit elkaar.",
            hint="Zet TRUSTED_PROXY_COUNT op het aantal eigen proxy’s voor het portaal, van 1 tot "
            f"en met {MOST_PROXIES}; meestal is dat 1.",
            id="prt.E006",
        )
    ]


@register(deploy=True)
def who_does_nothing_is_logged_out(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    if settings.PRT_IDLE_SECONDS <= settings.SESSION_COOKIE_AGE:
        return []
    return [
        Error(
            "PRT_IDLE_SECONDS is langer dan SESSION_COOKIE_AGE: wie niets doet, wordt dan niet "
            "eerder uitgelogd dan wie doorwerkt.",
            hint="Zet PRT_IDLE_SECONDS op hoogstens SESSION_COOKIE_AGE, bijvoorbeeld op 3600.",
            id="prt.E007",
        )
    ]


@register(deploy=True)
def forms_come_from_the_portal(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    unsafe = [
        origin
        for origin in settings.CSRF_TRUSTED_ORIGINS
        if "*" in origin or not origin.startswith("https://")
    ]
    return [
        Error(
            f"CSRF_TRUSTED_ORIGINS heeft {origin}: een andere site kan dan formulieren versturen "
            "uit naam van wie is ingelogd.",
            hint="Zet in CSRF_TRUSTED_ORIGINS alleen eigen https-adressen, zonder *; meestal kan "
            "het leeg.",
            id="prt.E008",
        )
        for origin in unsafe
    ]


@register(deploy=True)
def mail_is_not_overheard(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    over_tls = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if settings.MAIL_BACKEND != SMTP or over_tls or settings.EMAIL_HOST in OWN_MACHINE:
        return []
    return [
        Warning(
            f"De mail gaat zonder TLS naar {settings.EMAIL_HOST}: onderweg is te lezen hoe iemand "
            "een wachtwoord kiest of inlogt.",
            hint="Begin EMAIL_URL met smtp+tls:// of smtp+ssl://.",
            id="prt.W003",
        )
    ]


@register(deploy=True)
def database_was_chosen(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> Sequence[CheckMessage]:
    """What is in SQLite by mistake, is not in the backup of PostgreSQL."""
    if os.environ.get("DATABASE_URL"):
        return []
    return [
        Warning(
            "DATABASE_URL ontbreekt: alles komt in een SQLite-bestand bij de code van het portaal.",
            hint="Zet DATABASE_URL, bijvoorbeeld postgres://prt:wachtwoord@127.0.0.1:5432/portaal.",
            id="prt.W004",
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
