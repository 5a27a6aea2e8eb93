from typing import Self

from django.db import models

from accounts.models import User
from submissions.models.submission import Submission


class WorkbookProposalQuerySet(models.QuerySet["WorkbookProposal"]):
    def of(self, submission: Submission, user: User) -> Self:
        """The one that waits for this person, if any."""
        return self.filter(submission=submission, user=user)


class WorkbookProposal(models.Model):
    """A workbook that was read without a fault and waits until the person who sent it takes it over
    or not."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="workbook_proposals", verbose_name="bijdrage"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="van")
    made_at = models.DateTimeField("ingelezen op")
    file_name = models.CharField("bestandsnaam", max_length=200)
    fingerprint = models.CharField("vergeleken met", max_length=64)
    downloaded_with = models.CharField("gedownload met", max_length=64, blank=True)
    content = models.JSONField("inhoud")

    objects = WorkbookProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen werkmap"
        verbose_name_plural = "ingelezen werkmappen"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "user"], name="workbook_proposal_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.file_name}"
