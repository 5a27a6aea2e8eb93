from datetime import date

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Regietafel
from rounds.enums import Certainty, Term
from rounds.querysets import RoundQuerySet


class Round(models.Model):
    """One run of the Spreidingswet's two-year cycle at one regietafel."""

    regietafel = models.ForeignKey(
        Regietafel, models.PROTECT, related_name="rounds", verbose_name="regietafel"
    )
    slug = models.CharField(
        "code in het webadres",
        max_length=20,
        validators=[
            RegexValidator(
                r"^\d{4}(-[a-z0-9]+)?$", "Vul een jaartal in, bijvoorbeeld 2026 of 2026-2."
            )
        ],
    )
    title = models.CharField("titel", max_length=100)
    short_term = models.CharField("korte termijn in woorden", max_length=200)
    long_term = models.CharField("lange termijn in woorden", max_length=200)
    short_term_date = models.DateField("peildatum korte termijn")
    long_term_date = models.DateField("peildatum lange termijn")
    opens_at = models.DateTimeField("opent op")
    deadline_at = models.DateTimeField(
        "deadline",
        help_text="Het eerste moment dat te laat is, bijvoorbeeld 1 april 2024 00.00 uur.",
    )
    closes_at = models.DateTimeField(
        "sluit op", help_text="Vanaf dit moment kan niet meer worden ingediend."
    )
    count_emergency = models.BooleanField("noodopvang telt mee in het totaal", default=False)
    durable_only = models.BooleanField("lange termijn telt alleen duurzame plekken", default=False)
    sum_small_sites = models.BooleanField(
        "kleine locaties samen mogen duurzaam zijn", default=False
    )
    durable_years = models.PositiveSmallIntegerField("duurzaam vanaf (jaren)", default=5)
    durable_places = models.PositiveSmallIntegerField("duurzaam vanaf (plekken)", default=100)
    four_eyes = models.BooleanField(
        "indienen met akkoord van een tweede persoon",
        default=False,
        help_text="De invuller biedt aan, een akkoordgever van dezelfde gemeente dient in.",
    )
    reminder_days = models.PositiveSmallIntegerField(
        "herinnering (dagen voor de deadline)",
        default=7,
        help_text=(
            "Gemeenten die dan nog niet hebben ingediend, krijgen een mail. 0 betekent: geen "
            "herinnering."
        ),
    )
    attachment_megabytes = models.PositiveSmallIntegerField(
        "grootte van een bijlage (hoogstens, in MB)",
        default=10,
        validators=[MaxValueValidator(50)],  # more is refused before it is read
    )
    retain_until = models.DateField("bewaren tot en met", null=True, blank=True)
    certainty = models.CharField(
        "zekerheid", max_length=10, choices=Certainty, default=Certainty.SEEN
    )
    source = models.TextField("bron", blank=True)

    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["-opens_at", "regietafel__name", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="round_slug_unique",
                violation_error_message=(
                    "Er is al een ronde met deze code. Kies een andere, bijvoorbeeld 2026-dr."
                ),
            ),
            models.CheckConstraint(
                name="round_moments_in_order",
                condition=Q(opens_at__lt=F("deadline_at")) & Q(deadline_at__lte=F("closes_at")),
                violation_error_message=(
                    "De ronde moet eerst openen, dan de deadline bereiken en daarna sluiten."
                ),
            ),
            models.CheckConstraint(
                name="round_terms_in_order",
                condition=Q(short_term_date__lt=F("long_term_date")),
                violation_error_message=(
                    "De peildatum van de korte termijn ligt vóór die van de lange termijn."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_handed_in(self) -> bool:
        """Whether some municipality has handed in."""
        return self.submissions.filter(versions__number__isnull=False).exists()

    def term_date(self, term: Term) -> date:
        """The peildatum: the day on which the stock of that term is measured."""
        return self.short_term_date if term == Term.SHORT else self.long_term_date
