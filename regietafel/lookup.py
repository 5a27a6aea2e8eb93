"""From URL to object, for who reads hand-ins at a regietafel.

What a person may not see does not exist: 404.
"""

from django.shortcuts import get_object_or_404

from accounts.models import User
from regietafel.permissions import may_see_desk
from rounds.lookup import get_round
from rounds.models import Round
from submissions.models import Submission


def get_desk_round(user: User, round_slug: str) -> Round:
    return get_round(user, round_slug, may_see_desk)


def get_submission(user: User, round_: Round, cbs_code: str) -> Submission:
    submissions = (
        Submission.objects.submitted_to(user)
        .filter(round=round_, municipality__cbs_code=cbs_code)
        .select_related("municipality", "round")
        .with_latest_number()
    )
    return get_object_or_404(submissions)
