from datetime import date

from django.db import models
from django.db.models import Q

from common import clock


class ValidDuringQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """What is in force on that day; an empty bound means always."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        not_ended = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(started & not_ended)


class MembershipQuerySet(ValidDuringQuerySet):
    def active(self):
        return self.valid_on(clock.today()).filter(user__is_active=True)
