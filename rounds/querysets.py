from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models import User
from accounts.permissions import Action, memberships_where

if TYPE_CHECKING:
    from rounds.models import Opgave, Round

if TYPE_CHECKING:
    pass


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> Self:
        """The rounds of the regietafels a person belongs to, directly or through a municipality."""
        return self.filter(regietafel__in=_tables_of(user))


def may_read_round(user: User, round_: "Round") -> bool:
    """The same of one round."""
    return round_.regietafel_id in _tables_of(user)


def _tables_of(user: User) -> set[int | None]:
    return {m.table_id for m in memberships_where(user, Action.READ_ROUND)}


class OpgaveQuerySet(models.QuerySet["Opgave"]):
    def fillable(self) -> Self:
        """The rows a municipality answers; a sum has no lines of its own."""
        return self.filter(has_lines=True)
