from collections.abc import Callable

from django.http import Http404

from accounts.models import User
from rounds.models import Round


def get_round(
    user: User, slug: str, may: Callable[[User, Round], bool] = lambda user, round_: True
) -> Round:
    """The round of that code where this person may do this: two regietafels can have rounds of the
    same code."""
    rounds = Round.objects.visible_to(user).filter(slug=slug).select_related("regietafel")
    found = next((round_ for round_ in rounds if may(user, round_)), None)
    if found is None:
        raise Http404
    user.seen[Round] = found
    return found
