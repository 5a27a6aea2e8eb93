from django.db import models

from accounts.models import User
from submissions.enums import (
    EventKind,
)
from submissions.models.submission import Submission


class Event(models.Model):
    """What happened to a submission, when and by whom. Written only by actions, never changed."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="events", verbose_name="bijdrage"
    )
    kind = models.CharField("gebeurtenis", max_length=30, choices=EventKind)
    detail = models.CharField("bijzonderheden", max_length=1000, blank=True)
    at = models.DateTimeField("moment")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.submission}"
