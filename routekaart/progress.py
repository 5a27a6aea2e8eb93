"""How far the routekaart is. State and progress are derived, never stored."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from common.moments import last_minute
from rounds.models import Round
from routekaart.enums import Fact, MilestoneState
from routekaart.models import Milestone
from submissions.models import Submission


@dataclass(frozen=True)
class Step:
    """A milestone as people see it. `progress` is empty when nothing can be counted."""

    milestone: Milestone
    start: date
    end: date
    state: MilestoneState
    progress: str = ""

    @property
    def expected_end(self) -> date:
        return self.milestone.expected_end or self.end


def steps(round_: Round, today: date) -> list[Step]:
    """All milestones of a round in order, with their dates, state and derived progress."""
    handed_in, total = _hand_in_count(round_)
    return [
        _step(milestone, round_, handed_in, total, today) for milestone in round_.milestones.all()
    ]


def _hand_in_count(round_: Round) -> tuple[int, int]:
    numbers = [
        s.latest_number for s in Submission.objects.filter(round=round_).with_latest_number()
    ]
    return sum(number is not None for number in numbers), len(numbers)


def _step(milestone: Milestone, round_: Round, handed_in: int, total: int, today: date) -> Step:
    if milestone.fact == Fact.ROUND:
        start = timezone.localdate(round_.opens_at)
        end = last_minute(round_.deadline_at).date()
        done = total > 0 and handed_in == total
        progress = f"{handed_in} van {total} ingediend"
    else:
        start, end = _planned(milestone)
        done, progress = milestone.completed_on is not None, ""
    return Step(
        milestone, start, end, state_on(today, start, milestone.expected_end or end, done), progress
    )


def _planned(milestone: Milestone) -> tuple[date, date]:
    """Its own dates, which the database demands of what does not take them from the round."""
    if milestone.planned_start is None or milestone.planned_end is None:
        raise ValueError(f"mijlpaal {milestone} heeft geen geplande datums")
    return milestone.planned_start, milestone.planned_end


def state_on(today: date, start: date, end: date, done: bool) -> MilestoneState:
    """A step is late from the day after its expected end."""
    if done:
        return MilestoneState.DONE
    if today > end:
        return MilestoneState.LATE
    return MilestoneState.RUNNING if today >= start else MilestoneState.PLANNED
