"""What `manage.py check --deploy` says before the portal runs for real: silent only when it should
be."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

OWN = ("prt.",)


@pytest.fixture(autouse=True)
def for_real(settings: Settings) -> None:
    settings.PRT_DEMO = False
    settings.ALLOWED_HOSTS = ["prt.drenthe.nl"]
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.PRT_BASE_URL = "https://prt.drenthe.nl"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.DEFAULT_FROM_EMAIL = "PRT-portaal <prt@drenthe.nl>"
    settings.TOTP_KEYS = ["k" * 40]
    settings.SECURITY_CONTACT = "beveiliging@drenthe.nl"


def complaints() -> list[str]:
    found = run_checks(include_deployment_checks=True)
    return [str(message.id) for message in found if str(message.id).startswith(OWN)]


def test_nothing_is_said_when_all_is_well() -> None:
    assert complaints() == []


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("PRT_DEMO", True, "prt.E001"),
        ("ALLOWED_HOSTS", ["prt.drenthe.nl", "*"], "prt.E002"),
        ("MAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "prt.E003"),
        ("PRT_BASE_URL", "http://127.0.0.1:8000", "prt.E004"),
        ("PRT_BASE_URL", "https://localhost", "prt.E004"),
        ("PRT_BASE_URL", "http://prt.drenthe.nl", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl/", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drente.nl", "prt.E004"),
        ("TOTP_KEYS", [], "prt.E005"),
        ("TOTP_KEYS", ["kort"], "prt.E005"),
        ("SECURE_PROXY_SSL_HEADER", None, "prt.W001"),
        ("DEFAULT_FROM_EMAIL", "PRT <niet-beantwoorden@prt-portaal.example>", "prt.W002"),
        ("SECURITY_CONTACT", "beveiliging@prt-portaal.example", "prt.W002"),
    ],
)
def test_each_mistake_is_told(settings: Settings, name: str, value: object, complaint: str) -> None:
    setattr(settings, name, value)
    assert complaints() == [complaint]
