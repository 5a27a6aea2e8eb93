"""What `manage.py check --deploy` says before the portal runs for real: silent only when it should
be."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

OWN = ("prt.",)


KEY = "u4Kp9sVn2Qx7Lm5Rt8Yw3Zb6Hc1Jd0Fg4Ae7Bk9C"


@pytest.fixture(autouse=True)
def for_real(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://prt:geheim@127.0.0.1:5432/portaal")
    settings.PRT_DEMO = False
    settings.ALLOWED_HOSTS = ["prt.drenthe.nl"]
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.PRT_BASE_URL = "https://prt.drenthe.nl"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.DEFAULT_FROM_EMAIL = "PRT-portaal <prt@drenthe.nl>"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "mail.drenthe.nl", True
    settings.TOTP_KEYS = [KEY]
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
        ("ALLOWED_HOSTS", ["prt.drenthe.nl", ".drenthe.nl"], "prt.E002"),
        ("MAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "prt.E003"),
        ("PRT_BASE_URL", "http://127.0.0.1:8000", "prt.E004"),
        ("PRT_BASE_URL", "https://localhost", "prt.E004"),
        ("PRT_BASE_URL", "http://prt.drenthe.nl", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl/", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drente.nl", "prt.E004"),
        ("PRT_BASE_URL", "https://naam:geheim@prt.drenthe.nl", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl?", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl?van=mail", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl#top", "prt.E004"),
        ("PRT_BASE_URL", "https://prt.drenthe.nl ", "prt.E004"),
        ("TOTP_KEYS", [], "prt.E005"),
        ("TOTP_KEYS", ["kort"], "prt.E005"),
        ("TOTP_KEYS", [KEY, "k" * 40], "prt.E005"),
        ("TOTP_KEYS", ["geheim" * 10], "prt.E005"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "prt.E006"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", -1, "prt.E006"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 6, "prt.E006"),
        ("PRT_IDLE_SECONDS", 8 * 60 * 60 + 1, "prt.E007"),
        ("CSRF_TRUSTED_ORIGINS", ["http://prt.drenthe.nl"], "prt.E008"),
        ("CSRF_TRUSTED_ORIGINS", ["https://*.drenthe.nl"], "prt.E008"),
        ("EMAIL_USE_TLS", False, "prt.W003"),
        ("SECURE_PROXY_SSL_HEADER", None, "prt.W001"),
        ("DEFAULT_FROM_EMAIL", "PRT <niet-beantwoorden@prt-portaal.example>", "prt.W002"),
        ("SECURITY_CONTACT", "beveiliging@prt-portaal.example", "prt.W002"),
    ],
)
def test_each_mistake_is_told(settings: Settings, name: str, value: object, complaint: str) -> None:
    setattr(settings, name, value)
    assert complaints() == [complaint]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRT_BASE_URL", "https://prt.drenthe.nl:8443"),
        ("PRT_IDLE_SECONDS", 8 * 60 * 60),
        ("CSRF_TRUSTED_ORIGINS", ["https://prt.drenthe.nl"]),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 5),
        ("TOTP_KEYS", ["0123456789abcdef" * 3]),
    ],
)
def test_what_is_right_is_left_alone(settings: Settings, name: str, value: object) -> None:
    setattr(settings, name, value)
    assert complaints() == []


def test_mail_server_of_the_own_machine_needs_no_tls(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "localhost", False
    assert complaints() == []


def test_missing_database_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    assert complaints() == ["prt.W004"]
