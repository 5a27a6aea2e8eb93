"""To whom a mail about a submission goes, and which page it points to."""

from django.urls import reverse

from accounts.models import Municipality, User
from submissions.models import Submission


def path_to(name: str, submission: Submission, *arguments) -> str:
    return reverse(f"submissions:{name}", args=[submission.round.slug, submission.municipality.cbs_code, *arguments])


def people_of(submission: Submission, first: User | None = None) -> list[str]:
    """The addresses of everybody of the municipality, each once; the sender first."""
    return list(dict.fromkeys([*([first.email] if first else []), *addresses_of(submission.municipality)]))


def addresses_of(municipality: Municipality) -> list[str]:
    """Everybody who works for a municipality now, such as a partner on a joint line."""
    return list(dict.fromkeys(municipality.memberships.active().values_list("user__email", flat=True)))
