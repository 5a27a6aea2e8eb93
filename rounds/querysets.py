from django.db import models

from accounts.models import User
from accounts.permissions import Action, memberships_where


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """The rounds of the regietafels a person belongs to, directly or through a municipality."""
        memberships = memberships_where(user, Action.READ_ROUND)
        tables = {(m.regietafel or m.municipality.regietafel).pk for m in memberships}
        return self.filter(regietafel__in=tables)


class OpgaveQuerySet(models.QuerySet):
    def fillable(self):
        """The rows a municipality answers; a sum has no lines of its own."""
        return self.filter(has_lines=True)
