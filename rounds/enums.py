from django.db.models import TextChoices


class Unit(TextChoices):
    PLACES = "places", "plekken"
    PERSONS = "persons", "personen"
    HOMES = "homes", "woningen"


class Term(TextChoices):
    SHORT = "short", "korte termijn"
    LONG = "long", "lange termijn"


class CountsInPart(TextChoices):
    """Whether a row counts in the row it is part of."""

    YES = "yes", "ja"
    NO = "no", "nee"
    ROUND = "round", "als de ronde noodopvang meetelt"


class Certainty(TextChoices):
    SEEN = "seen", "gezien"
    DERIVED = "derived", "afgeleid"
    UNCERTAIN = "uncertain", "onzeker"
    OUTDATED = "outdated", "verouderd"
    CHOICE = "choice", "keuze"
