"""Forms of signing in."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django.core.exceptions import ValidationError

SPACE_PASTED = (
    "Uw wachtwoord begint of eindigt met een spatie. Is die bij het plakken meegekomen? Haal de "
    "spatie dan weg."
)


class LoginForm(AllauthLoginForm):
    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or self.cleaned_data
        except ValidationError as refused:
            password = self.cleaned_data.get("password", "")
            if password == password.strip():
                raise
            raise ValidationError([*refused.messages, SPACE_PASTED]) from refused
