from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from rounds.models import Round
from routekaart.enums import Fact


class Milestone(models.Model):
    """One step of the routekaart. A step with the fact "ronde" takes its dates from the round."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="milestones", verbose_name="ronde"
    )
    code = models.SlugField("code")
    title = models.CharField("titel", max_length=150)
    period = models.CharField("periode in woorden", max_length=100)
    planned_start = models.DateField("gepland vanaf", null=True, blank=True)
    planned_end = models.DateField("gepland tot en met", null=True, blank=True)
    expected_end = models.DateField("verwacht tot en met", null=True, blank=True)
    expected_reason = models.CharField("waarom verwacht het later?", max_length=300, blank=True)
    who = models.CharField("wie is aan zet", max_length=100)
    description = models.TextField("omschrijving")
    fact = models.CharField("hangt af van", max_length=15, choices=Fact, blank=True)
    completed_on = models.DateField("afgerond op", null=True, blank=True)
    order = models.PositiveSmallIntegerField("volgorde")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"],
                name="milestone_code_unique",
                violation_error_message="Deze ronde heeft al een mijlpaal met deze code.",
            ),
            models.CheckConstraint(
                name="milestone_dates_from_one_place",
                condition=Q(fact=Fact.ROUND, planned_start=None, planned_end=None)
                | ~Q(fact=Fact.ROUND) & Q(planned_start__isnull=False, planned_end__isnull=False),
                violation_error_message=(
                    "Vul de geplande datums in, behalve als ze uit de ronde komen."
                ),
            ),
            models.CheckConstraint(
                name="milestone_ends_after_start",
                condition=Q(planned_end=None) | Q(planned_end__gte=F("planned_start")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
