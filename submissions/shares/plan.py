"""Which requests to partners a newly submitted version keeps, ends and makes.

Plain data in, plain data out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

ShareKey = tuple[UUID, int]  # the line, and the partner

ShareNumbers = tuple[int, int, int]  # opgave, short and long


@dataclass(frozen=True)
class SharePlan:
    keep: frozenset[ShareKey]
    end: frozenset[ShareKey]
    ask: frozenset[ShareKey]

    @property
    def withdrawn(self) -> frozenset[ShareKey]:
        """What ends without a new request: the line or the share is gone, or the line was
        dropped."""
        return self.end - self.ask


def plan_shares(
    wanted: Mapping[ShareKey, ShareNumbers], in_force: Mapping[ShareKey, ShareNumbers]
) -> SharePlan:
    """A request about the same numbers at the same opgave stays, with its answer; any other ends
    and is asked anew."""
    keep = frozenset(key for key, content in wanted.items() if in_force.get(key) == content)
    return SharePlan(keep, end=frozenset(in_force) - keep, ask=frozenset(wanted) - keep)
