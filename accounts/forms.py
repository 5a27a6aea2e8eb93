"""Forms of signing in."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from django.core.exceptions import ValidationError
from django.forms import EmailInput

from common.fields import EmailField

SPACE_PASTED = (
    "Uw wachtwoord begint of eindigt met een spatie. Is die bij het plakken meegekomen? Haal de "
    "spatie dan weg."
)
TOO_MANY = "too_many_login_attempts"
TOO_MANY_PASSWORDS = (
    "Er is te vaak een verkeerd wachtwoord ingevuld, door u of door iemand anders. Log in met een "
    "code per mail, of probeer het over vijf minuten opnieuw."
)
TOO_MANY_CODES = (
    "Er is te vaak een code aangevraagd. Gebruik de code uit de laatste mail, of wacht een minuut "
    "en vraag een nieuwe aan."
)


class LoginForm(AllauthLoginForm):
    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or self.cleaned_data
        except ValidationError as refused:
            if getattr(refused, "code", None) == TOO_MANY:
                raise ValidationError(TOO_MANY_PASSWORDS, code=TOO_MANY) from refused
            password = self.cleaned_data.get("password", "")
            if password == password.strip():
                raise
            raise ValidationError([*refused.messages, SPACE_PASTED]) from refused


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    email = EmailField(
        label="E-mailadres",
        max_length=254,
        widget=EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        """allauth would speak of wrong passwords."""
        try:
            return str(super().clean_email())
        except ValidationError as refused:
            if getattr(refused, "code", None) == TOO_MANY:
                raise ValidationError(TOO_MANY_CODES, code=TOO_MANY) from refused
            raise
