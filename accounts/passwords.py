"""Passwords that people choose first, and guessers try first."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

# Of a Dutch municipality; with a year and an exclamation mark behind it they are long enough.
FIRST_CHOICES = {
    *("wachtwoord", "welkom", "geheim", "inloggen", "toegang", "password", "qwerty", "qwertyuiop"),
    *("januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober"),
    *("november", "december", "lente", "zomer", "herfst", "winter", "maandag", "vrijdag"),
    *("gemeente", "provincie", "regietafel", "drenthe", "nederland", "asielopvang", "opvang"),
    *("spreidingswet", "routekaart", "burgemeester"),
}

SENTENCE = (
    "Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld vier woorden die niets met elkaar te "
    "maken hebben."
)


class FirstChoiceValidator:
    """Refuses a first choice with only digits and signs around it, and the same few characters
    over and over."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        words = re.findall("[a-z]+", password.casefold())
        only_first_choices = all(word in FIRST_CHOICES for word in words)
        few_characters = len(set(password)) < 5
        if only_first_choices or few_characters:
            raise ValidationError(SENTENCE, code="first_choice")

    def get_help_text(self) -> str:
        return "Kies geen wachtwoord dat makkelijk te raden is, zoals welkom of een maand."
