"""What the routekaart tells to the pages of other rooms."""

from accounts.models import User
from common import clock, facts
from rounds.models import Round
from routekaart.enums import MilestoneState
from routekaart.progress import Step, steps


def routekaart_facts(round_: Round, _reader: User) -> facts.Facts:
    """The same for everybody: the routekaart is open to all of the regietafel."""
    return facts.Facts(steps=tuple(map(_step, steps(round_, clock.today()))))


def _step(step: Step) -> facts.Step:
    return facts.Step(
        title=step.milestone.title,
        planned=step.end,
        expected=step.milestone.expected_end,
        state=str(step.state.label),
        progress=step.progress,
        is_due=step.state == MilestoneState.LATE,
    )
