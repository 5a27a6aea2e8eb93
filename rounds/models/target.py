from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Municipality
from rounds.enums import Certainty, Term
from rounds.models.opgave import Opgave
from rounds.models.round import Round


class TargetSet(models.Model):
    """A numbered set of opgaven in numbers; a later one supersedes, none is overwritten."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="target_sets", verbose_name="ronde"
    )
    number = models.PositiveSmallIntegerField("versie")
    source = models.CharField("bron", max_length=300)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, verbose_name="gemaakt door"
    )

    class Meta:
        verbose_name = "versie van de opgaven"
        verbose_name_plural = "versies van de opgaven"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="target_set_number_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: versie {self.number}"


class Target(models.Model):
    """A regional opgave, or an indicative share of one municipality, for one opgave and term."""

    target_set = models.ForeignKey(
        TargetSet, models.CASCADE, related_name="targets", verbose_name="versie"
    )
    opgave = models.ForeignKey(
        Opgave, models.PROTECT, related_name="targets", verbose_name="opgave"
    )
    term = models.CharField("termijn", max_length=5, choices=Term)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="gemeente",
        help_text="Leeg betekent: de opgave van de hele regio.",
    )
    amount = models.PositiveIntegerField("aantal")
    certainty = models.CharField("zekerheid", max_length=10, choices=Certainty)
    year = models.PositiveSmallIntegerField(
        "jaar van het cijfer", null=True, blank=True, help_text="Alleen bij een verouderd cijfer."
    )
    source = models.CharField("bron", max_length=300)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "opgave in getal"
        verbose_name_plural = "opgaven in getallen"
        # The short term before the long one, the region before its municipalities.
        ordering = ["opgave", "-term", F("municipality__name").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["target_set", "opgave", "term"],
                condition=Q(municipality=None),
                name="target_unique_region",
                violation_error_message=(
                    "Er is al een getal voor de regio bij deze opgave en termijn."
                ),
            ),
            models.UniqueConstraint(
                fields=["target_set", "opgave", "term", "municipality"],
                condition=Q(municipality__isnull=False),
                name="target_unique_municipality",
                violation_error_message=(
                    "Er is al een getal voor deze gemeente bij deze opgave en termijn."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opgave} {self.get_term_display()}: {self.amount}"
