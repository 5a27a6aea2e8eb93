from django.db import models
from django.db.models import Q

from accounts.models import Municipality, User
from submissions.enums import QuestionVisibility
from submissions.models.bijdrage import Submission
from submissions.querysets import QuestionQuerySet


class Question(models.Model):
    """A thread between regietafel and municipality about a submission or about one line of it.

    Who reads it is chosen before the first message and never changes; `partners` are the municipalities that had a
    share in the line at that moment. An open question blocks nothing.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="questions", verbose_name="bijdrage")
    line_id = models.UUIDField("regelnummer", null=True, blank=True)
    subject = models.CharField("onderwerp", max_length=150)
    visibility = models.CharField("wie leest dit?", max_length=10, choices=QuestionVisibility)
    partners = models.ManyToManyField(Municipality, related_name="+", blank=True, verbose_name="meelezende gemeenten")
    by_regietafel = models.BooleanField("gesteld door de regietafel")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="gesteld door")
    asked_at = models.DateTimeField("gesteld op")
    closed_at = models.DateTimeField("afgerond op", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afgerond door"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="question_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="question_for_partners_is_about_a_line",
                condition=~Q(visibility=QuestionVisibility.PARTNERS) | Q(line_id__isnull=False),
            ),
        ]

    def __str__(self):
        return self.subject


class QuestionMessage(models.Model):
    """One message in the thread of a question; the first one is the question itself. Never changed."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="messages", verbose_name="vraag")
    text = models.TextField("bericht", max_length=4000)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="namens gemeente",
        help_text="Leeg betekent: namens de regietafel.",
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("moment")

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.by}: {self.text[:50]}"
