from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from common import clock

if TYPE_CHECKING:
    from accounts.models import Membership

WithBounds = TypeVar("WithBounds", bound=models.Model, covariant=True)


class ValidDuringQuerySet(models.QuerySet[WithBounds]):
    def valid_on(self, day: date) -> Self:
        """What is in force on that day; an empty bound means always."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        not_ended = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(started & not_ended)


class MembershipQuerySet(ValidDuringQuerySet["Membership"]):
    def active(self) -> Self:
        return self.valid_on(clock.today()).filter(user__is_active=True)
