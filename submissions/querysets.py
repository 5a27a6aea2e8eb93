"""What is visible to this person, what is open, what counts."""

from django.db import models
from django.db.models import Max, OuterRef, Subquery

from accounts.enums import MUNICIPAL_ROLES, Role
from accounts.models import User


def _municipalities_of(user: User) -> list[int]:
    return [m.municipality_id for m in user.active_memberships if m.role in MUNICIPAL_ROLES]


def _regietafels_of(user: User, *roles: Role) -> list[int]:
    return [m.regietafel_id for m in user.active_memberships if m.role in roles]


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """The rounds of the regietafels a person belongs to, directly or through a municipality."""
        tables = {(m.regietafel or m.municipality.regietafel).pk for m in user.active_memberships}
        return self.filter(regietafel__in=tables)


class OpgaveQuerySet(models.QuerySet):
    def fillable(self):
        """The rows a municipality answers; a sum has no lines of its own."""
        return self.filter(has_lines=True)


class SubmissionQuerySet(models.QuerySet):
    def editable_by(self, user: User):
        """The submissions of the person's own municipalities."""
        return self.filter(municipality__in=_municipalities_of(user))

    def submitted_to(self, user: User):
        """The submissions whose submitted versions the person reads for a regietafel."""
        tables = _regietafels_of(user, Role.PROJECT_LEADER, Role.CHAIR)
        return self.filter(round__regietafel__in=tables)

    def with_latest_number(self):
        """Adds `latest_number`: the number of the version that counts, None when nothing was handed in."""
        return self.annotate(latest_number=Max("versions__number"))


class VersionQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(number__isnull=False)

    def working_copies(self):
        return self.filter(number=None)

    def open_drafts(self):
        """The working copies that their municipality lets the regietafel read."""
        return self.working_copies().filter(submission__draft_open_to_regietafel=True)

    def latest_submitted(self):
        """Of each submission the version that counts, also while an addition is in the making."""
        newest = self.model.objects.filter(submission=OuterRef("submission"), number__isnull=False)
        return self.filter(pk=Subquery(newest.order_by("-number").values("pk")[:1]))


class ContributionQuerySet(models.QuerySet):
    def with_details(self):
        """Everything a page or sheet shows of a line, in a fixed number of queries."""
        return self.select_related("opgave", "version__submission__municipality").prefetch_related(
            "shares__municipality"
        )


class ShareConfirmationQuerySet(models.QuerySet):
    def in_force(self):
        """Of each share in a submitted line the request that is about its present numbers."""
        return self.filter(ended_at=None)


class QuestionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)
