"""What does not add up in a set of opgaven: sentences to read before it is fixed, never a refusal.

An outdated number is of another period and is not added to anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from common.numbers import format_number, signed
from common.texts import in_a_row
from regietafel.targets.grid import INHABITANTS, Grid, Numbers, Plan
from rounds.enums import Term
from rounds.models import Opgave
from submissions.counting.inputs import parts_of
from submissions.counting.load import rows_of, rules_of


@dataclass(frozen=True)
class Checks:
    grid: Grid
    numbers: Numbers

    def amount(self, opgave: str, term: Term, code: str | None = None) -> int | None:
        number = self.numbers.get((opgave, term, code))
        return number.amount if number and number.comparable else None

    def sentences(self) -> Iterator[str]:
        for opgave in self.grid.opgaven.values():
            for term in Term:
                yield from self._sum(opgave, term)
                yield from self._parts(opgave, term)
            yield from self._terms(opgave)

    def _sum(self, opgave: Opgave, term: Term) -> Iterator[str]:
        """Do the shares of the municipalities add up to the number of the region?"""
        amounts = [self.amount(opgave.code, term, code) for code in self.grid.by_code]
        shares = [amount for amount in amounts if amount is not None]
        region, together = self.amount(opgave.code, term), sum(shares)
        if not shares:
            return
        name, total = f"{opgave.name}, {term.label}", format_number(together)
        all_known = len(shares) == len(amounts)
        if region is None:
            yield f"{name}: de aandelen zijn samen {total}, de regionale opgave is niet bekend."
        elif all_known and together != region:
            yield (
                f"{name}: de aandelen zijn samen {total}, de regionale opgave is "
                f"{format_number(region)} ({signed(together - region)})."
            )
        elif together > region:
            yield (
                f"{name}: de {len(shares)} bekende aandelen zijn samen {total}, al meer dan de "
                f"regionale opgave van {format_number(region)}."
            )

    def _parts(self, opgave: Opgave, term: Term) -> Iterator[str]:
        """Are the parts, such as amv, not more than what they are part of?"""
        rows, rules = rows_of(self.grid.opgaven.values()), rules_of(self.grid.round)
        parts = parts_of(opgave.code, rows, rules)
        for code in (None, *self.grid.by_code) if parts else ():
            whole = self.amount(opgave.code, term, code)
            amounts = {part: self.amount(part, term, code) for part in parts}
            known = {part: amount for part, amount in amounts.items() if amount is not None}
            together = sum(known.values())
            if whole is None or not known:
                continue
            if together > whole or (len(known) == len(parts) and together != whole):
                names = in_a_row([self.grid.opgaven[part].name for part in known])
                are = "is" if len(known) == 1 else "zijn samen"
                yield (
                    f"{self.grid.place_name(code)}, {term.label}: {names} {are} "
                    f"{format_number(together)}, {opgave.name} is {format_number(whole)}."
                )

    def _terms(self, opgave: Opgave) -> Iterator[str]:
        """A number is that of a stock on a day: mostly there are as many or more later."""
        less, one_term = [], []
        for code in (None, *self.grid.by_code):
            short, long = (self.numbers.get((opgave.code, term, code)) for term in Term)
            if (short is None) != (long is None):
                one_term.append(self.grid.place_name(code))
            elif short and long and long.amount < short.amount:
                less.append(self.grid.place_name(code))
        if less:
            yield f"{opgave.name}: op de lange termijn minder dan op de korte bij {in_a_row(less)}."
        if one_term:
            yield f"{opgave.name}: op maar één termijn bekend bij {in_a_row(one_term)}."


def checks_of(plan: Plan) -> list[str]:
    return [*Checks(plan.grid, plan.wanted).sentences(), *_same_sources(plan), *_unused(plan)]


def _same_sources(plan: Plan) -> Iterator[str]:
    """Another number of the same source is mostly a source that was forgotten."""
    places = [
        f"{plan.grid.subject_name(change.key[0])} ({plan.grid.place_name(change.key[2])})"
        for change in plan.changes
        if change.before and change.after
        if change.has_other_amount and not change.has_other_source
    ]
    if places:
        yield (
            f"Het getal is anders maar de bron bleef dezelfde bij {in_a_row(_once(places))}. Klopt "
            "die bron nog?"
        )


def _unused(plan: Plan) -> Iterator[str]:
    names = [
        plan.grid.place_name(change.key[2])
        for change in plan.inhabitant_changes
        if change.after and not (change.after.year and change.after.source)
    ]
    if names:
        yield (
            f"{INHABITANTS.capitalize()} zonder jaar of bron worden nergens in een berekening "
            f"gebruikt: {in_a_row(names)}."
        )


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
