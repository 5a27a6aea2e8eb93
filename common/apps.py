from django.apps import AppConfig

from common import converters


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Gemeenschappelijk"

    def ready(self) -> None:
        converters.register()
