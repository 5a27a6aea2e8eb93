"""What stands in a cell of the sheets, also where there is no number. Nothing is added up here."""

from dataclasses import dataclass
from functools import partial

from common.numbers import UNKNOWN, format_number
from common.workbook import Value
from regietafel.comparison.compare import ComparisonRow, Difference
from regietafel.overview.content import MunicipalityNumbers, OpgaveHead, OverviewLine
from rounds.enums import Term
from rounds.targets import TargetNumber
from submissions.counting.levels import Level
from submissions.counting.version import Tally

NO_TARGET = "geen opgave bekend"

NOT_APPLICABLE = "n.v.t."

NOT_DURABLE = "telt niet mee (niet duurzaam)"

DURABLE: dict[tuple[Term, ...], str] = {
    (): "nee",
    (Term.SHORT,): "kort",
    (Term.LONG,): "lang",
    tuple(Term): "beide",
}

TERM_WORD = {Term.SHORT: "kort", Term.LONG: "lang"}


@dataclass(frozen=True)
class Regional:
    """One opgave and term of the whole region."""

    opgave: OpgaveHead
    row: ComparisonRow

    @property
    def durable(self) -> Value:
        if not self.opgave.may_be_durable:
            return NOT_APPLICABLE
        return UNKNOWN if self.row.tally is None else self.row.tally.durable


@dataclass(frozen=True)
class Municipal:
    """One opgave and term of one municipality."""

    opgave: OpgaveHead
    numbers: MunicipalityNumbers

    @property
    def tally(self) -> Tally | None:
        return self.numbers.cell.cell.tally

    @property
    def percentage(self) -> Value:
        cell = self.numbers.cell
        if cell.percentage is not None:
            return cell.percentage
        return NOT_APPLICABLE if cell.difference else no_difference(cell.target)


@dataclass(frozen=True)
class Placed:
    opgave: OpgaveHead
    line: OverviewLine

    @property
    def long(self) -> Value:
        """A number that adds up to the total; what the round leaves out is said in words."""
        if self.line.left_out and self.line.long:
            return f"{format_number(self.line.long)} {NOT_DURABLE}"
        return self.line.long

    @property
    def short_id(self) -> str:
        """Enough to find the line back; with a letter, or `1234e567` would be read as a number."""
        return f"R{self.line.line_id[:8]}"

    @property
    def last_day(self) -> Value:
        return self.line.available_until or ("geen einddatum" if self.line.open_ended else UNKNOWN)


def amount(level: Level, tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.at(level)


def expiring(tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.expiring_at(Level.PLEDGED)


def net(tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.net_at(Level.PLEDGED)


FIRM, PLEDGED, ALL = (partial(amount, level) for level in Level)


def target(found: TargetNumber | None) -> Value:
    return found.amount if found else NO_TARGET


def certainty(found: TargetNumber | None) -> Value:
    return found.certainty_label if found else NOT_APPLICABLE


def difference(found: Difference | None, of: TargetNumber | None) -> Value:
    return found.amount if found else no_difference(of)


def no_difference(of: TargetNumber | None) -> str:
    """Why there is nothing to subtract: no opgave, an outdated one, or an unknown contribution."""
    if of is None:
        return NO_TARGET
    return UNKNOWN if of.comparable else "opgave verouderd"


def regional_difference(level: Level, regional: Regional) -> Value:
    return difference(regional.row.differences[level], regional.row.target)


def regional_net_difference(regional: Regional) -> Value:
    return difference(regional.row.net_differences[Level.PLEDGED], regional.row.target)


def yes_or_no(true: bool) -> str:
    return "ja" if true else "nee"
