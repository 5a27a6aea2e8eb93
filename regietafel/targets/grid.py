"""Every place where a number of a round may stand, what stands there now, and what somebody wants
there.

The inhabitants are one more subject: typed, pasted and read in the same way, though they are kept
with the municipality and not in a set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Municipality
from common.concurrency import fingerprint
from rounds.enums import Certainty, Term
from rounds.models import Opgave, Round, TargetProposal
from rounds.target_changes import TargetChange, target_changes
from rounds.targets import TargetKey, TargetNumber, Targets, load_targets

INHABITANTS = "inwoners"
INHABITANTS_NAME = "Inwoners"

TERM_WORDS: dict[str, Term] = {"kort": Term.SHORT, "lang": Term.LONG}

Numbers = Mapping[TargetKey, TargetNumber]


@dataclass(frozen=True)
class Typed:
    """What stands in one place of a form or a file. Without an amount nothing is known there; what
    is empty beside it is as it was, or as was said for all new numbers."""

    amount: int | None
    certainty: str = ""
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Grid:
    round: Round
    targets: Targets
    municipalities: list[Municipality]

    @cached_property
    def by_code(self) -> dict[str, Municipality]:
        return {municipality.cbs_code: municipality for municipality in self.municipalities}

    @cached_property
    def opgaven(self) -> dict[str, Opgave]:
        return {opgave.code: opgave for opgave in self.round.all_opgaven}

    @cached_property
    def present(self) -> Numbers:
        return {**self.targets.numbers, **inhabitants_of(self.municipalities)}

    @cached_property
    def keys(self) -> list[TargetKey]:
        """In the order of reading: per opgave the short term, the region first."""
        return [key for subject in (*self.opgaven, INHABITANTS) for key in self.keys_of(subject)]

    def keys_of(self, subject: str) -> list[TargetKey]:
        codes = [municipality.cbs_code for municipality in self.municipalities]
        if subject == INHABITANTS:
            return [(subject, "", code) for code in codes]
        return [(subject, term, code) for term in Term for code in (None, *codes)]

    def subject_name(self, subject: str) -> str:
        return INHABITANTS_NAME if subject == INHABITANTS else self.opgaven[subject].name

    def place_name(self, cbs_code: str | None) -> str:
        return "Regio" if cbs_code is None else self.by_code[cbs_code].name


def load_grid(round_: Round) -> Grid:
    return Grid(round_, load_targets(round_), list(round_.regietafel.municipalities.all()))


def inhabitants_of(municipalities: list[Municipality]) -> dict[TargetKey, TargetNumber]:
    return {
        (INHABITANTS, "", m.cbs_code): TargetNumber(
            m.population,
            Certainty.SEEN,
            m.population_source,
            m.population_date.year if m.population_date else None,
        )
        for m in municipalities
        if m.population is not None
    }


@dataclass(frozen=True)
class Plan:
    """What would become of a proposal if it were fixed now."""

    grid: Grid
    proposal: TargetProposal

    @cached_property
    def typed(self) -> dict[TargetKey, Typed]:
        """Only of places that exist: an opgave may have gone meanwhile."""
        found = {
            (subject, term, code): Typed(*rest)
            for subject, term, code, *rest in self.proposal.numbers
        }
        return {key: found[key] for key in self.grid.keys if key in found}

    @cached_property
    def wanted(self) -> dict[TargetKey, TargetNumber]:
        present = self.grid.present
        settled = {
            key: settle(self.typed[key], present.get(key), self.proposal)
            if key in self.typed
            else present.get(key)
            for key in self.grid.keys
        }
        return {key: number for key, number in settled.items() if number is not None}

    @cached_property
    def changes(self) -> list[TargetChange]:
        places = set(self.grid.keys)
        before = {key: number for key, number in self.grid.present.items() if key in places}
        found = {change.key: change for change in target_changes(before, self.wanted)}
        return [found[key] for key in self.grid.keys if key in found]

    @property
    def number_changes(self) -> list[TargetChange]:
        return [change for change in self.changes if change.key[0] != INHABITANTS]

    @property
    def inhabitant_changes(self) -> list[TargetChange]:
        return [change for change in self.changes if change.key[0] == INHABITANTS]

    @property
    def next_number(self) -> int:
        return (self.grid.targets.set_number or 0) + 1

    @property
    def seen(self) -> str:
        """Differs when somebody would fix something else than was shown."""
        said = [[str(change.key), str(change.before), str(change.after)] for change in self.changes]
        return fingerprint([self.next_number, self.proposal.source, said])


def settle(
    typed: Typed, present: TargetNumber | None, proposal: TargetProposal
) -> TargetNumber | None:
    """The number in full: an amount that stays keeps its source, a new one gets that of the set."""
    if typed.amount is None:
        return None
    kept = present if present is not None and present.amount == typed.amount else None
    certainty = typed.certainty or (kept.certainty if kept else proposal.certainty)
    year = kept.year if kept and kept.certainty == certainty else None
    return TargetNumber(
        typed.amount,
        certainty,
        typed.source or (kept.source if kept else proposal.source),
        typed.year or year,
    )
