from django.db import models
from django.db.models import Max

from accounts.models import Municipality, User
from accounts.permissions import Action, municipalities_where, regietafels_where
from rounds.models import Round
from submissions.enums import (
    State,
)


class SubmissionQuerySet(models.QuerySet):
    def editable_by(self, user: User):
        """The submissions of the person's own municipalities."""
        return self.filter(municipality__in=municipalities_where(user, Action.EDIT_SUBMISSION))

    def submitted_to(self, user: User):
        """The submissions whose submitted versions the person reads for a regietafel."""
        tables = regietafels_where(user, Action.READ_SUBMITTED)
        return self.filter(round__regietafel__in=tables)

    def draft_readable_by(self, user: User):
        """The submissions whose draft the person reads for a regietafel: their municipality opened
        it."""
        tables = regietafels_where(user, Action.READ_OPEN_DRAFT)
        return self.filter(round__regietafel__in=tables, draft_open_to_regietafel=True)

    def with_latest_number(self):
        """Adds `latest_number`: the number of the version that counts, None when nothing was handed
        in."""
        return self.annotate(latest_number=Max("versions__number"))


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

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"], name="submission_once_per_round"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}, {self.round}"

    @property
    def url_args(self) -> list[str]:
        """Round and municipality, as every address of this bijdrage begins."""
        return [self.round.slug, self.municipality.cbs_code]
