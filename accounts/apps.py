from django.apps import AppConfig

from common import frozen


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import idle, sign_in_log  # noqa: F401  (they listen)
        from accounts.frozen import refusals

        frozen.guard(self, refusals)
