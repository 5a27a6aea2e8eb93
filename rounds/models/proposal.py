from django.db import models

from accounts.models import User
from rounds.enums import Certainty
from rounds.models.round import Round


class TargetProposal(models.Model):
    """What somebody typed, pasted or uploaded for the next set of opgaven, and has not fixed yet.

    `numbers` holds only what differs from the set that counts, so that a set that somebody else
    makes meanwhile is not undone. One per person and round; nobody else sees it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+", verbose_name="ronde")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="van")
    changed_at = models.DateTimeField("gewijzigd op")
    source = models.CharField("bron", max_length=300, blank=True)
    certainty = models.CharField(
        "zekerheid", max_length=10, choices=Certainty, default=Certainty.SEEN
    )
    numbers = models.JSONField("getallen", default=list)

    class Meta:
        verbose_name = "voorstel voor de opgaven"
        verbose_name_plural = "voorstellen voor de opgaven"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"], name="target_proposal_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}: voorstel van {self.user}"
