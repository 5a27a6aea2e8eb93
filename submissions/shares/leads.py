"""The municipalities in whose lines another one has a share."""

from accounts.models import Municipality
from rounds.models import Round
from submissions.counting.load import load_leads
from submissions.kept.counts import load_counts
from submissions.shares.notes import Lead


def leads_of(round_: Round, partner: Municipality) -> list[Lead]:
    """Of whose lines this municipality confirmed a share, by name."""
    loaded = load_leads(round_, partner)
    counts = load_counts(loaded)
    return [
        Lead(submission.municipality.name, counts[submission.pk].counted)
        for submission in loaded.submissions
        if submission.pk in counts
    ]
