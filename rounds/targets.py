"""The latest regional opgaven and indicative shares of a round, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Subquery

from rounds.enums import Certainty, Term
from rounds.models import Round, TargetSet

# Opgave, term and CBS code; the CBS code of the region is None.
TargetKey = tuple[str, str, str | None]


WHOSE: dict[str, str] = {
    Certainty.DERIVED: "afgeleid door de regietafel",
    Certainty.CHOICE: "keuze van de regietafel",
}


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
        """`onzeker`, or `2022, verouderd`; empty for a number that was seen in its source. A
        number that somebody made says whose it is."""
        if self.certainty == Certainty.SEEN:
            return ""
        return self._with_year(WHOSE.get(self.certainty, self._label))

    @property
    def certainty_label(self) -> str:
        """The one word of it, for a column that is called so."""
        return self._with_year(self._label)

    @property
    def _label(self) -> str:
        return str(Certainty(self.certainty).label)

    def _with_year(self, words: str) -> str:
        return f"{self.year}, {words}" if self.year else words


@dataclass(frozen=True)
class Targets:
    """`numbers` is keyed by opgave, term and CBS code; the CBS code of the region is None."""

    set_number: int | None
    set_source: str
    numbers: dict[TargetKey, TargetNumber]

    def get(self, opgave: str, term: Term, cbs_code: str | None = None) -> TargetNumber | None:
        return self.numbers.get((opgave, term, cbs_code))


def load_targets(round_: Round, number: int | None = None) -> Targets:
    """Those of the newest set, or of the set with this number; `Targets` without a set number when
    there is none."""
    sets = TargetSet.objects.filter(round=round_)
    if number is not None:
        return _load(sets.filter(number=number)).at(None)
    newest = sets.order_by("-number").values("pk")[:1]
    return _load(sets.filter(pk=Subquery(newest))).at(None)


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
    return _load(TargetSet.objects.filter(round=round_))


def _load(sets: QuerySet[TargetSet]) -> TargetHistory:
    """The sets with their numbers in one query, as plain rows: a large regietafel has hundreds. In
    the order of the model, in which the workbook tells the sources."""
    found: dict[int, tuple[datetime, Targets]] = {}
    in_order = sets.order_by(
        "-number",
        "targets__opgave__order",
        "targets__opgave",
        "-targets__term",
        F("targets__municipality__name").asc(nulls_first=True),
    )
    rows = in_order.values_list(
        "number",
        "source",
        "made_at",
        "targets__opgave__code",
        "targets__term",
        "targets__municipality__cbs_code",
        "targets__amount",
        "targets__certainty",
        "targets__source",
        "targets__year",
    )
    for number, source, made_at, opgave, term, cbs_code, amount, certainty, origin, year in rows:
        _, targets = found.setdefault(number, (made_at, Targets(number, source, {})))
        if opgave is not None:  # None in a set without numbers
            key = (opgave, term, cbs_code)
            targets.numbers[key] = TargetNumber(amount, certainty, origin, year)
    return TargetHistory(list(found.values()))
