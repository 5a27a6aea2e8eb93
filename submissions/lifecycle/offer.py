"""Where the second pair of eyes stands, as one person of the municipality sees it."""

from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import User
from submissions.enums import State
from submissions.models import Submission, Version


@dataclass(frozen=True)
class Approval:
    """`approvers` may approve what is offered, or what this person would offer: never the offering
    person."""

    offer: Version | None
    is_own: bool
    may_approve: bool
    approvers: list[User]

    @property
    def names(self) -> str:
        """`Jan, Piet of Anna`."""
        *others, last = [str(person) for person in self.approvers] or [""]
        return f"{', '.join(others)} of {last}" if others else last


def offer_of(submission: Submission) -> Version | None:
    """The working copy that waits for approval."""
    if submission.state != State.AWAITING_APPROVAL:
        return None
    return submission.versions.working_copies().select_related("offered_by").first()


def approval_for(submission: Submission, user: User, offer: Version | None) -> Approval:
    memberships = submission.municipality.memberships.active().filter(role=Role.APPROVER)
    offering = offer.offered_by if offer else user
    approvers = [
        m.user
        for m in memberships.select_related("user").order_by("user__name", "user__email")
        if m.user != offering
    ]
    return Approval(offer, offering == user, offer is not None and user in approvers, approvers)
