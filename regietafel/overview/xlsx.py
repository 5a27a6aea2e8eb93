"""The workbook `overzicht.xlsx`: the overview in four fixed sheets. Nothing is added up here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from common import clock
from common.moments import format_moment
from common.numbers import UNKNOWN, format_number
from common.tables import Column, Table, xlsx_bytes
from common.workbook import Value
from regietafel.comparison.compare import ComparisonRow, Difference
from regietafel.overview.content import (
    MunicipalityNumbers,
    OpgaveHead,
    Overview,
    OverviewLine,
    TermHead,
)
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


def file_name(round_slug: str, kind: str) -> str:
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    return f"overzicht-{round_slug}{mark}-{clock.today():%Y-%m-%d}.{kind}"


def overview_workbook(overview: Overview) -> bytes:
    opgaven = {opgave.code: opgave for opgave in overview.opgaven}
    return xlsx_bytes(
        [
            Table(
                "Overzicht",
                OVERVIEW_COLUMNS,
                [Regional(opgaven[row.opgave], row) for row in overview.rows],
            ),
            Table(
                "Gemeenten",
                MUNICIPALITY_COLUMNS,
                [Municipal(opgaven[row.opgave], row) for row in overview.matrix],
            ),
            Table(
                "Regels",
                LINE_COLUMNS,
                [Placed(opgaven[line.opgave], line) for line in overview.lines],
            ),
            Table("Verantwoording", METHODOLOGY_COLUMNS, list(_methodology(overview))),
        ]
    )


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
    def percentage(self) -> Value:
        cell = self.numbers.cell
        if cell.percentage is not None:
            return cell.percentage
        return NOT_APPLICABLE if cell.difference else _no_difference(cell.target)


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
    def last_day(self) -> Value:
        return self.line.available_until or ("geen einddatum" if self.line.open_ended else UNKNOWN)


def _amount(level: Level, tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.at(level)


def _expiring(tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.expiring_at(Level.PLEDGED)


def _net(tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.net_at(Level.PLEDGED)


FIRM, PLEDGED, ALL = (partial(_amount, level) for level in Level)


def _target(target: TargetNumber | None) -> Value:
    return target.amount if target else NO_TARGET


def _certainty(target: TargetNumber | None) -> Value:
    return target.certainty_label if target else NOT_APPLICABLE


def _difference(difference: Difference | None, target: TargetNumber | None) -> Value:
    return difference.amount if difference else _no_difference(target)


def _no_difference(target: TargetNumber | None) -> str:
    """Why there is nothing to subtract: no opgave, an outdated one, or an unknown contribution."""
    if target is None:
        return NO_TARGET
    return UNKNOWN if target.comparable else "opgave verouderd"


def _regional_difference(level: Level, regional: Regional) -> Value:
    return _difference(regional.row.differences[level], regional.row.target)


def _regional_net_difference(regional: Regional) -> Value:
    return _difference(regional.row.net_differences[Level.PLEDGED], regional.row.target)


def _yes_or_no(true: bool) -> str:
    return "ja" if true else "nee"


OVERVIEW_COLUMNS: list[Column[Regional]] = [
    Column("Opgave", lambda r: r.opgave.name),
    Column("Eenheid", lambda r: r.opgave.unit),
    Column("Termijn", lambda r: TERM_WORD[r.row.term]),
    Column("Regionale opgave", lambda r: _target(r.row.target), number=True),
    Column("Zekerheid", lambda r: _certainty(r.row.target)),
    Column("Vast", lambda r: FIRM(r.row.tally), number=True),
    Column("Vast en toegezegd", lambda r: PLEDGED(r.row.tally), number=True),
    Column("Alles", lambda r: ALL(r.row.tally), number=True),
    Column("Verschil vast", partial(_regional_difference, Level.FIRM), number=True),
    Column("Verschil vast en toegezegd", partial(_regional_difference, Level.PLEDGED), number=True),
    Column("Verschil alles", partial(_regional_difference, Level.ALL), number=True),
    Column("Waarvan duurzaam", lambda r: r.durable, number=True),
    Column("Waarvan vervalt", lambda r: _expiring(r.row.tally), number=True),
    Column("Zonder wat vervalt", lambda r: _net(r.row.tally), number=True),
    Column("Verschil zonder wat vervalt", _regional_net_difference, number=True),
    Column("Bekend", lambda r: r.row.known_label, number=True),
    Column("Waarvan deels", lambda r: r.row.partial, number=True),
]

MUNICIPALITY_COLUMNS: list[Column[Municipal]] = [
    Column("CBS-code", lambda r: r.numbers.cell.cbs_code),
    Column("Gemeente", lambda r: r.numbers.municipality),
    Column("Opgave", lambda r: r.opgave.name),
    Column("Termijn", lambda r: TERM_WORD[r.numbers.term]),
    Column("Indicatief aandeel", lambda r: _target(r.numbers.cell.target), number=True),
    Column("Zekerheid", lambda r: _certainty(r.numbers.cell.target)),
    Column("Vast", lambda r: FIRM(r.numbers.cell.cell.tally), number=True),
    Column("Vast en toegezegd", lambda r: PLEDGED(r.numbers.cell.cell.tally), number=True),
    Column("Alles", lambda r: ALL(r.numbers.cell.cell.tally), number=True),
    Column(
        "Verschil",
        lambda r: _difference(r.numbers.cell.difference, r.numbers.cell.target),
        number=True,
    ),
    Column("Percentage", lambda r: r.percentage, number=True),
    Column("Waarvan vervalt", lambda r: _expiring(r.numbers.cell.cell.tally), number=True),
    Column("Zonder wat vervalt", lambda r: _net(r.numbers.cell.cell.tally), number=True),
    Column(
        "Verschil zonder wat vervalt",
        lambda r: _difference(r.numbers.cell.net_difference, r.numbers.cell.target),
        number=True,
    ),
    Column("Stand", lambda r: r.numbers.stand),
]

LINE_COLUMNS: list[Column[Placed]] = [
    Column("CBS-code", lambda r: r.line.cbs_code),
    Column("Gemeente", lambda r: r.line.municipality),
    Column("Versie", lambda r: r.line.version),
    Column("Regel-id", lambda r: r.line.line_id),
    Column("Opgave", lambda r: r.opgave.name),
    Column("Eenheid", lambda r: r.opgave.unit),
    Column("Aard", lambda r: r.line.nature),
    Column("Locatie", lambda r: r.line.location),
    Column("Plaats", lambda r: r.line.place),
    Column("Kort", lambda r: r.line.short, number=True),
    Column("Lang", lambda r: r.long, number=True),
    Column("Vanaf", lambda r: r.line.available_from),
    Column("Tot", lambda r: r.last_day),
    Column("Stand", lambda r: r.line.commitment),
    Column("Niveau", lambda r: r.line.level),
    Column("Duurzaam", lambda r: DURABLE[r.line.durable]),
    Column("Telt mee voor", lambda r: r.line.counts_for),
    Column("Aandeel van", lambda r: r.line.share_of),
    Column("Bevestigd", lambda r: r.line.confirmed),
    Column("Vertrouwelijk", lambda r: _yes_or_no(r.line.confidential)),
]

METHODOLOGY_COLUMNS: list[Column[tuple[str, str]]] = [
    Column("Onderwerp", lambda r: r[0]),
    Column("Toelichting", lambda r: r[1]),
]


def _methodology(overview: Overview) -> Iterator[tuple[str, str]]:
    heading = overview.heading
    yield "Ronde", heading.round_title
    yield "Gemaakt", format_moment(heading.made_at)
    yield "Ingediend", f"{heading.handed_in} van {heading.municipalities} gemeenten"
    yield "Per brief", "; ".join(heading.by_letter) or "geen"
    targets = f"Versie {heading.target_set}: {heading.target_source}"
    yield "Opgaven", targets if heading.target_set else NO_TARGET
    yield from map(_term, heading.terms)
    yield from overview.methodology
    for source in overview.sources:
        yield (
            f"Bron: {overview.opgave(source.opgave).name}, {TERM_WORD[source.term]}",
            f"{source.municipality}: {source.number.amount}. {source.number.source}",
        )


def _term(head: TermHead) -> tuple[str, str]:
    return head.term.label.capitalize(), f"Stand op {head.peildatum:%d-%m-%Y}: {head.words}"
