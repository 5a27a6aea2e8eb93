"""To whom a mail about a submission goes, and the page of the desk it points to."""

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Municipality, User
from submissions.models import Submission


def desk_path(submission: Submission) -> str:
    """The page of this municipality at the desk; built by name only, because the desk is a room
    further on."""
    return reverse("regietafel:municipality", args=submission.url_args)


def people_of(submission: Submission, first: User | None = None) -> list[str]:
    """The addresses of everybody of the municipality, each once; the sender first."""
    return list(
        dict.fromkeys([*([first.email] if first else []), *addresses_of(submission.municipality)])
    )


def addresses_of(municipality: Municipality) -> list[str]:
    """Everybody who works for a municipality now, such as a partner on a joint line."""
    return list(
        dict.fromkeys(municipality.memberships.active().values_list("user__email", flat=True))
    )


def approvers_of(submission: Submission, without: User) -> list[str]:
    """The addresses of who may approve for the municipality, except the person who offers."""
    approvers = (
        submission.municipality.memberships.active()
        .filter(role=Role.APPROVER)
        .exclude(user=without)
    )
    return list(approvers.values_list("user__email", flat=True))


def desk_of(submission: Submission) -> list[str]:
    """The addresses of the project leaders of the regietafel."""
    leaders = submission.round.regietafel.memberships.active().filter(role=Role.PROJECT_LEADER)
    return list(dict.fromkeys(leaders.values_list("user__email", flat=True)))
