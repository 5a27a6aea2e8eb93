"""May this person do that? Bool only; the table is that of `accounts/permissions.py`."""

from accounts.models import User
from accounts.permissions import Action, may
from rounds.models import Round


def may_see_desk(user: User, round_: Round) -> bool:
    return may(user, Action.SEE_DESK, round_.regietafel)


def may_read_open_drafts(user: User, round_: Round) -> bool:
    return may(user, Action.READ_OPEN_DRAFT, round_.regietafel)


def may_read_targets(user: User, round_: Round) -> bool:
    return may(user, Action.READ_TARGETS, round_.regietafel)


def may_make_targets(user: User, round_: Round) -> bool:
    return may(user, Action.MAKE_TARGETS, round_.regietafel)
