"""Opening a round, and giving one municipality more time in it."""

from django.utils import timezone

from accounts.models import Municipality
from rounds.models import Round
from submissions.models import Submission


def open_round(round_: Round) -> None:
    """Make the submission of every municipality of the regietafel that exists on the opening
    day."""
    municipalities = Municipality.objects.filter(regietafel=round_.regietafel).valid_on(
        timezone.localdate(round_.opens_at)
    )
    for municipality in municipalities:
        Submission.objects.get_or_create(round=round_, municipality=municipality)
