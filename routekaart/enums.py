from django.db.models import TextChoices


class Fact(TextChoices):
    """The fact of the round that a milestone depends on."""

    ROUND = "round", "gemeenten dienen in"
    PUBLICATION = "publication", "gedeeld overzicht"
    DISTRIBUTION = "distribution", "bijgestelde verdeling"


class MilestoneState(TextChoices):
    PLANNED = "planned", "Gepland"
    RUNNING = "running", "Loopt"
    DONE = "done", "Afgerond"
    LATE = "late", "Te laat"
