"""The municipalities in whose lines another one has a share."""

from collections.abc import Iterable

from accounts.models import Municipality
from rounds.models import Round
from submissions.kept.counts import count_latest
from submissions.models import ShareConfirmation
from submissions.shares.notes import Lead


def leads_of(
    round_: Round, partner: Municipality, requests: Iterable[ShareConfirmation]
) -> list[Lead]:
    """Of whose lines this municipality confirmed a share, by name.

    Of each only whether the shares of this municipality are confirmed: those of others make no
    difference to its numbers.
    """
    confirmed = [c for c in requests if c.partner_id == partner.pk and c.is_confirmed]
    submissions = {c.submission_id: c.submission for c in confirmed}
    counts = count_latest(round_, list(submissions.values()), confirmed)
    leads = [Lead(submissions[pk].municipality.name, found) for pk, found in counts.items()]
    return sorted(leads, key=lambda lead: lead.name)
