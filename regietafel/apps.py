from django.apps import AppConfig


class RegietafelConfig(AppConfig):
    name = "regietafel"
    verbose_name = "Regietafel"
