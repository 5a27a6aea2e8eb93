"""What the municipality says about the warnings, kept with the working copy and frozen with it."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from submissions import rules
from submissions.content.load import load_content
from submissions.content.rule_context import with_context
from submissions.enums import EventKind, State
from submissions.handing_in.actions import submit
from submissions.handing_in.approval import offer
from submissions.handing_in.typed_explanations import Typed, WarningKey, news
from submissions.lifecycle.locking import lock, record, working_copy
from submissions.lifecycle.refusals import AwaitingApproval, ExplainedMeanwhile, NothingInEdit
from submissions.models import Explanation, Submission, Version


@transaction.atomic
def explain(submission: Submission, user: User, typed: list[Typed]) -> None:
    """Store the explanations; one of a warning that is gone is dropped.

    Raises ExplainedMeanwhile when a colleague stored another text that the person has not seen.
    """
    version = working_copy(submission, user)
    warned_about = {
        (warning.rule, warning.about)
        for warning in rules.warnings(with_context(load_content(version)))
    }
    stored = _stored(version)
    boxes = [box for box in typed if box.key in warned_about]
    if any(box.overwrites(stored.get(box.key, "")) for box in boxes):
        raise ExplainedMeanwhile
    kept = {key: text for key, text in stored.items() if key in warned_about}
    wanted = kept | {box.key: box.text for box in boxes if box.changed}
    if _replace(version, stored, {key: text for key, text in wanted.items() if text}):
        record(version.submission, user, EventKind.EXPLAINED)


@transaction.atomic
def explain_and_submit(submission: Submission, user: User, typed: list[Typed]) -> Version:
    """Both or neither: the explanations go along into the version that is handed in.

    A second click finds the work done. Raises NothingInEdit rather than lose a text that came after
    the hand-in.
    """
    locked = lock(submission)
    if locked.state == State.DRAFT:
        explain(submission, user, typed)
    elif locked.state == State.SUBMITTED and news(
        typed, _stored(locked.versions.submitted().latest("number"))
    ):
        raise NothingInEdit
    return submit(submission, user)


@transaction.atomic
def explain_and_offer(submission: Submission, user: User, typed: list[Typed]) -> None:
    """Both or neither, as `explain_and_submit`; raises AwaitingApproval rather than lose a
    text that came after the offer."""
    locked = lock(submission)
    if locked.state == State.DRAFT:
        explain(submission, user, typed)
    elif locked.state == State.AWAITING_APPROVAL and news(
        typed, _stored(locked.versions.working_copies().get())
    ):
        raise AwaitingApproval
    offer(submission, user)


def _stored(version: Version) -> dict[WarningKey, str]:
    return {(said.rule, said.about): said.text for said in version.explanations.all()}


def _replace(
    version: Version, stored: Mapping[WarningKey, str], wanted: Mapping[WarningKey, str]
) -> bool:
    """Make what is stored into what is wanted; whether anything changed."""
    if stored == wanted:
        return False
    version.explanations.all().delete()
    Explanation.objects.bulk_create(
        Explanation(version=version, rule=rule, about=about, text=text)
        for (rule, about), text in wanted.items()
    )
    return True
