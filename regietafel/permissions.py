"""May this person do that? Bool only."""

from accounts.models import User
from accounts.permissions import reads_hand_ins
from rounds.models import Round


def may_see_desk(user: User, round_: Round) -> bool:
    """Project leader and chair read everything submitted; the administrator sees no contribution
    content."""
    return reads_hand_ins(user, round_.regietafel)
