"""Deployment checks of the portal itself; `manage.py check --deploy` fails on them."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
