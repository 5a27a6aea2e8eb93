"""The latest regional opgaven and indicative shares of a round, as plain data."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rounds.enums import Certainty, Term
from rounds.models import Round, Target, TargetSet

# Opgave, term and CBS code; the CBS code of the region is None.
TargetKey = tuple[str, str, str | None]


@dataclass(frozen=True)
class TargetNumber:
    """A number somebody set, and how sure it is.

    Every way out prints a certainty other than "gezien" beside it.
    """

    amount: int
    certainty: str
    source: str
    year: int | None = None

    @property
    def comparable(self) -> bool:
        """An outdated number is shown with its year and never subtracted from anything."""
        return self.certainty != Certainty.OUTDATED

    @property
    def remark(self) -> str:
        """`afgeleid`, or `2022, verouderd`; empty for a number that was seen in its source."""
        if self.certainty == Certainty.SEEN:
            return ""
        label = Certainty(self.certainty).label
        return f"{self.year}, {label}" if self.year else label


@dataclass(frozen=True)
class Targets:
    """`numbers` is keyed by opgave, term and CBS code; the CBS code of the region is None."""

    set_number: int | None
    set_source: str
    numbers: dict[TargetKey, TargetNumber]

    def get(self, opgave: str, term: Term, cbs_code: str | None = None) -> TargetNumber | None:
        return self.numbers.get((opgave, term, cbs_code))


def load_targets(round_: Round) -> Targets:
    target_set = TargetSet.objects.filter(round=round_).first()
    if target_set is None:
        return Targets(None, "", {})
    targets = Target.objects.filter(target_set=target_set).select_related("opgave", "municipality")
    return Targets(
        target_set.number, target_set.source, {_key(target): _number(target) for target in targets}
    )


@dataclass(frozen=True)
class TargetHistory:
    """All numbers a round has had, the newest first, to see a version beside those that held when
    it was handed in."""

    sets: Sequence[tuple[datetime, Targets]]

    def at(self, moment: datetime | None) -> Targets:
        """The newest numbers of that moment (None is now); before the first set, the first."""
        if not self.sets:
            return Targets(None, "", {})
        held = (targets for made_at, targets in self.sets if moment is None or made_at <= moment)
        return next(held, self.sets[-1][1])


def load_target_history(round_: Round) -> TargetHistory:
    numbers: dict[int, dict[TargetKey, TargetNumber]] = defaultdict(dict)
    for target in Target.objects.filter(target_set__round=round_).select_related(
        "opgave", "municipality"
    ):
        numbers[target.target_set_id][_key(target)] = _number(target)
    sets = TargetSet.objects.filter(round=round_).order_by("-number")
    return TargetHistory([(s.made_at, Targets(s.number, s.source, numbers[s.pk])) for s in sets])


def _key(target: Target) -> TargetKey:
    return (
        target.opgave.code,
        target.term,
        target.municipality.cbs_code if target.municipality else None,
    )


def _number(target: Target) -> TargetNumber:
    return TargetNumber(target.amount, target.certainty, target.source, target.year)
