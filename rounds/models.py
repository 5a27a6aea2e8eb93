from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Municipality, Regietafel
from rounds.enums import Certainty, CountsInPart, Term, Unit
from rounds.querysets import OpgaveQuerySet, RoundQuerySet


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
        "grootte van een bijlage (hoogstens, in MB)", default=10
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
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["regietafel", "slug"],
                name="round_slug_unique",
                violation_error_message="Deze regietafel heeft al een ronde met deze code.",
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


# What a number of an opgave means; after the first hand-in it stays as it was.
MEANING = ("round", "code", "unit", "part_of", "counts_in_part", "has_lines", "is_asylum_total")

MEANING_IS_FIXED = (
    "Er is al een bijdrage ingediend. Dit verandert wat de aantallen betekenen en kan daarom niet "
    "meer. Maak voor een andere indeling een nieuwe ronde."
)


class Opgave(models.Model):
    """One row of bijlage 3 and of the comparison, in one unit."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="opgaven", verbose_name="ronde")
    code = models.SlugField("code", max_length=30)
    name = models.CharField("naam", max_length=100)
    unit = models.CharField("eenheid", max_length=10, choices=Unit)
    order = models.PositiveSmallIntegerField("volgorde")
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="deel van"
    )
    counts_in_part = models.CharField(
        "telt mee in dat deel", max_length=5, choices=CountsInPart, blank=True
    )
    has_lines = models.BooleanField("gemeenten vullen deze rij in", default=True)
    is_asylum_total = models.BooleanField("is het totaal van de asielopvang", default=False)
    confidential = models.BooleanField("locaties zijn standaard vertrouwelijk", default=False)
    help_text = models.CharField("hulptekst", max_length=300, blank=True)

    objects = OpgaveQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "opgave"
        verbose_name_plural = "opgaven"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"],
                name="opgave_code_unique",
                violation_error_message="Deze ronde heeft al een opgave met deze code.",
            ),
            models.CheckConstraint(
                name="opgave_part_says_whether_it_counts",
                condition=Q(part_of=None, counts_in_part="")
                | Q(part_of__isnull=False) & ~Q(counts_in_part=""),
                violation_error_message="Zeg bij een deel of het meetelt, en alleen daar.",
            ),
            models.CheckConstraint(
                name="opgave_is_not_its_own_part",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                violation_error_message="Een rij kan geen deel van zichzelf zijn.",
            ),
            models.CheckConstraint(
                name="opgave_total_is_not_a_part",
                condition=Q(part_of=None) | Q(has_lines=True),
                violation_error_message="Een optelsom kan geen deel zijn van een andere optelsom.",
            ),
            models.CheckConstraint(
                name="opgave_asylum_total_is_a_sum",
                condition=Q(is_asylum_total=False) | Q(has_lines=False),
                violation_error_message="Het totaal van de asielopvang is een optelsom.",
            ),
            models.UniqueConstraint(
                fields=["round"],
                name="opgave_one_asylum_total",
                condition=Q(is_asylum_total=True),
                violation_error_message="Deze ronde heeft al een totaal van de asielopvang.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError where the rows would no longer add up, or where an earlier hand-in
        would come to mean something else."""
        if self.part_of and self.part_of.has_lines:
            raise ValidationError(
                {"part_of": "Een rij is deel van een optelsom: een rij die niemand invult."}
            )
        if self.pk and self.has_lines and self.parts.exists():
            raise ValidationError({"has_lines": "Deze rij is de optelsom van andere rijen."})
        changed = self._changed_meaning()
        if changed and self.round.is_handed_in:
            raise ValidationError(dict.fromkeys(changed, MEANING_IS_FIXED))

    def _changed_meaning(self) -> list[str]:
        stored = Opgave.objects.filter(pk=self.pk).first() if self.pk else None
        return [name for name in MEANING if stored and getattr(stored, name) != getattr(self, name)]


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
        ordering = ["opgave__order", "term"]
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
