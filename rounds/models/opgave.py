from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from rounds.enums import CountsInPart, Unit
from rounds.models.round import Round
from rounds.querysets import OpgaveQuerySet

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
        ordering = ["order", "pk"]
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
