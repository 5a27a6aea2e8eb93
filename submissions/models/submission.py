from django.db import models
from django.db.models import Max

from accounts.enums import MUNICIPAL_ROLES, Role
from accounts.models import Municipality, User
from rounds.models import Round
from submissions.enums import (
    State,
)


def _municipalities_of(user: User) -> list[int]:
    return [m.municipality_id for m in user.active_memberships if m.role in MUNICIPAL_ROLES]


def _regietafels_of(user: User, *roles: Role) -> list[int]:
    return [m.regietafel_id for m in user.active_memberships if m.role in roles]


class SubmissionQuerySet(models.QuerySet):
    def editable_by(self, user: User):
        """The submissions of the person's own municipalities."""
        return self.filter(municipality__in=_municipalities_of(user))

    def submitted_to(self, user: User):
        """The submissions whose submitted versions the person reads for a regietafel."""
        tables = _regietafels_of(user, Role.PROJECT_LEADER, Role.CHAIR)
        return self.filter(round__regietafel__in=tables)

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
