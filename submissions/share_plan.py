"""Which requests to partners a newly submitted version keeps, ends and makes. Plain data in, plain data out."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

ShareKey = tuple[UUID, int]  # the line, and the partner
Amounts = tuple[int, int]  # short and long


@dataclass(frozen=True)
class SharePlan:
    keep: frozenset[ShareKey]
    end: frozenset[ShareKey]
    ask: frozenset[ShareKey]

    @property
    def withdrawn(self) -> frozenset[ShareKey]:
        """What ends without a new request: the line or the share is gone, or the line was dropped."""
        return self.end - self.ask


def plan_shares(wanted: Mapping[ShareKey, Amounts], in_force: Mapping[ShareKey, Amounts]) -> SharePlan:
    """A request about exactly the same numbers stays, with its answer; any other one ends and is asked anew."""
    keep = frozenset(key for key, amounts in wanted.items() if in_force.get(key) == amounts)
    return SharePlan(keep, end=frozenset(in_force) - keep, ask=frozenset(wanted) - keep)
