from django.apps import AppConfig

from common import frozen
from submissions.frozen import refusals


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = "Bijdragen"

    def ready(self) -> None:
        frozen.guard(self, refusals)
