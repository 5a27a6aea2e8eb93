from typing import Self

from django.db import models
from django.db.models import Max

from accounts.models import Municipality, User
from accounts.permissions import Action, municipalities_where, regietafels_where
from rounds.models import Round
from submissions.enums import (
    State,
)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def editable_by(self, user: User) -> Self:
        """The submissions of the person's own municipalities."""
        return self.filter(municipality__in=municipalities_where(user, Action.EDIT_SUBMISSION))

    def submitted_to(self, user: User) -> Self:
        """The submissions whose submitted versions the person reads for a regietafel."""
        tables = regietafels_where(user, Action.READ_SUBMITTED)
        return self.filter(round__regietafel__in=tables)

    def draft_readable_by(self, user: User) -> Self:
        """The submissions whose draft the person reads for a regietafel: their municipality opened
        it."""
        tables = regietafels_where(user, Action.READ_OPEN_DRAFT)
        return self.filter(round__regietafel__in=tables, draft_open_to_regietafel=True)

    def with_latest_number(self) -> Self:
        """Adds `latest_number`: the number of the version that counts, None when nothing was handed
        in.

        In alphabetical order: a query that groups loses the order of the model unless it says so.
        """
        return self.annotate(latest_number=Max("versions__number")).order_by("municipality__name")


class Submission(models.Model):
    """What one municipality hands in for one round (bijlage 3), over all its versions."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="submissions", verbose_name="ronde"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="submissions", verbose_name="gemeente"
    )
    state = models.CharField("stand", max_length=20, choices=State, default=State.OPEN)
    extended_until = models.DateTimeField("uitstel tot", null=True, blank=True)
    draft_open_to_regietafel = models.BooleanField(
        "de regietafel mag ons concept inzien", default=False
    )

    objects = SubmissionQuerySet.as_manager()

    latest_number: int | None  # with_latest_number() adds it
    was_told: bool  # lookup.own_submissions() adds it

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"], name="submission_once_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.round}"

    @property
    def url_args(self) -> list[str]:
        """Round and municipality, as every address of this bijdrage begins."""
        return [self.round.slug, self.municipality.cbs_code]
