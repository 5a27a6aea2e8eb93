"""State × action: what happens, what is refused, and what people read."""

import pytest
from django.core.exceptions import PermissionDenied

from submissions import actions
from submissions.enums import State
from submissions.errors import Incomplete, NothingInEdit, RoundClosed
from submissions.models import Submission
from submissions.tests.builders import AFTER_CLOSING, fill, hand_in
from submissions.transitions import municipality_label, regietafel_label

QUIET = "quiet"

# Where the submission stands × what somebody asks: the state afterwards, silence, or the refusal.
TABLE = {
    "nothing entered": {"submit": Incomplete, "start_addition": Incomplete, "discard_addition": Incomplete},
    "first draft": {"submit": State.SUBMITTED, "start_addition": QUIET, "discard_addition": NothingInEdit},
    "handed in": {"submit": QUIET, "start_addition": State.DRAFT, "discard_addition": QUIET},
    "addition": {"submit": State.SUBMITTED, "start_addition": QUIET, "discard_addition": State.SUBMITTED},
}
ASKED = [(stand, action, outcome) for stand, row in TABLE.items() for action, outcome in row.items()]


@pytest.fixture
def bring_to(submission_assen, editor_assen):
    """bring_to("addition"): the submission of Assen, as far as that."""

    def bring(stand):
        if stand == "first draft":
            fill(submission_assen, editor_assen)
        if stand in ("handed in", "addition"):
            hand_in(submission_assen, editor_assen)
        if stand == "addition":
            actions.start_addition(submission_assen, editor_assen)
        submission_assen.refresh_from_db()
        return submission_assen

    return bring


@pytest.mark.parametrize(("stand", "action", "outcome"), [row for row in ASKED if isinstance(row[2], State)])
def test_state_changes_when_the_table_says_so(stand, action, outcome, bring_to, editor_assen):
    submission = bring_to(stand)
    getattr(actions, action)(submission, editor_assen)
    submission.refresh_from_db()
    assert submission.state == outcome


@pytest.mark.parametrize(("stand", "action"), [row[:2] for row in ASKED if row[2] == QUIET])
def test_nothing_happens_when_the_wanted_state_is_there(stand, action, bring_to, editor_assen):
    submission = bring_to(stand)
    before = submission.state, submission.events.count(), list(submission.versions.values())
    getattr(actions, action)(submission, editor_assen)
    submission.refresh_from_db()
    assert (submission.state, submission.events.count(), list(submission.versions.values())) == before


@pytest.mark.parametrize(("stand", "action", "refusal"), [row for row in ASKED if isinstance(row[2], type)])
def test_action_refused_when_the_table_says_so(stand, action, refusal, bring_to, editor_assen):
    submission = bring_to(stand)
    before = submission.state, submission.events.count(), list(submission.versions.values())
    with pytest.raises(refusal):
        getattr(actions, action)(submission, editor_assen)
    submission.refresh_from_db()
    assert (submission.state, submission.events.count(), list(submission.versions.values())) == before


@pytest.mark.parametrize("action", ["submit", "start_addition", "discard_addition"])
@pytest.mark.parametrize("persona", ["editor_westerveld", "project_leader", "chair", "administrator", "outsider"])
def test_action_forbidden_when_not_of_the_municipality(persona, action, bring_to, request):
    submission = bring_to("addition")
    with pytest.raises(PermissionDenied):
        getattr(actions, action)(submission, request.getfixturevalue(persona))


@pytest.mark.parametrize("action", ["submit", "start_addition", "discard_addition"])
def test_action_refused_when_the_round_closed(action, bring_to, editor_assen, settings):
    submission = bring_to("handed in" if action == "start_addition" else "addition")
    settings.PRT_TODAY = AFTER_CLOSING
    with pytest.raises(RoundClosed):
        getattr(actions, action)(submission, editor_assen)


@pytest.mark.parametrize(
    ("state", "number", "municipality", "regietafel"),
    [
        (State.OPEN, None, "Nog niet begonnen", "Nog niet begonnen"),
        (State.DRAFT, None, "Concept, nog niet ingediend", "In bewerking"),
        (State.SUBMITTED, 1, "Ingediend (versie 1)", "Ingediend (versie 1)"),
        (State.SUBMITTED, 3, "Ingediend (versie 3)", "Ingediend (versie 3)"),
        (
            State.DRAFT,
            1,
            "Ingediend (versie 1), aanvulling in bewerking",
            "Ingediend (versie 1), aanvulling in bewerking",
        ),
    ],
)
def test_label_names_the_stand_when_read_by_either_side(state, number, municipality, regietafel):
    submission = Submission(state=state)
    assert municipality_label(submission, number) == municipality
    assert regietafel_label(submission, number) == regietafel
