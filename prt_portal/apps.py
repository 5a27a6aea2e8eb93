from django.apps import AppConfig


class PrtPortalConfig(AppConfig):
    name = "prt_portal"
    verbose_name = "PRT-portaal"

    def ready(self) -> None:
        from prt_portal import checks  # noqa: F401 (registers the checks)
