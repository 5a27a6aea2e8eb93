from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from common.mail import demo_subject

SILENT_MESSAGES = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
INCORRECT_CODE = "Deze code klopt niet. Vul de code in uit de laatste mail die u kreeg."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are personal and made by a beheerder: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {"incorrect_code": INCORRECT_CODE}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """allauth takes what stands after `next=` apart before it judges it, which fails on
        `http://[`."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def format_email_subject(self, subject: str) -> str:
        return demo_subject(super().format_email_subject(subject))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Every link begins with the address of the portal, whatever Host the visitor sent: a mail
        goes to somebody else."""
        links = {name: _at_portal(str(context[name])) for name in context if name.endswith("_url")}
        domain = urlsplit(settings.PRT_BASE_URL).netloc
        here = {"current_site": {"name": domain, "domain": domain}, "demo": settings.PRT_DEMO}
        super().send_mail(template_prefix, email, context | links | here)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """Without the Host that allauth counts by: a guesser would begin anew with each port.

        Who is logged in and confirms a password is counted apart: a guesser outside cannot keep
        somebody from linking a second factor.
        """
        if request.user.is_authenticated:
            return f"account {request.user.pk}"
        return str(credentials.get("email", "")).lower()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: object,
        **kwargs: object,
    ) -> None:
        if message_template not in SILENT_MESSAGES:
            super().add_message(request, level, message_template, *args, **kwargs)


def _at_portal(url: str) -> str:
    return settings.PRT_BASE_URL + urlsplit(url)._replace(scheme="", netloc="").geturl()
