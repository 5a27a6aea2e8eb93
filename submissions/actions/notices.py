"""To whom a mail about a submission goes, and which page it points to."""

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Municipality, User
from submissions.models import Submission


def path_to(name: str, submission: Submission, *arguments) -> str:
    return reverse(f"submissions:{name}", args=[submission.round.slug, submission.municipality.cbs_code, *arguments])


def people_of(submission: Submission, first: User | None = None) -> list[str]:
    """The addresses of everybody of the municipality, each once; the sender first."""
    return list(dict.fromkeys([*([first.email] if first else []), *workers_of(submission.municipality)]))


def workers_of(municipality: Municipality) -> list[str]:
    """The addresses of everybody who works for this municipality today."""
    return list(municipality.memberships.active().values_list("user__email", flat=True))


def desk_of(submission: Submission) -> list[str]:
    """The addresses of the project leaders of the regietafel."""
    leaders = submission.round.regietafel.memberships.active().filter(role=Role.PROJECT_LEADER)
    return list(leaders.values_list("user__email", flat=True).distinct())
