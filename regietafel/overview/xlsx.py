"""The workbook `overzicht.xlsx`: the same numbers as the screen, in four fixed sheets."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from common import clock
from common.moments import format_moment
from common.numbers import UNKNOWN, format_number
from common.tables import Column, Table, xlsx_bytes
from common.workbook import Value
from regietafel.comparison.compare import Comparison, ComparisonRow, Difference, MunicipalityCell
from regietafel.comparison.desk import Desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.overview.methodology import methodology_texts
from rounds.enums import Term
from rounds.models import Opgave
from rounds.targets import TargetNumber
from submissions.counting.count import Attribution, Tally
from submissions.counting.levels import Level
from submissions.models import Version

NO_TARGET = "geen opgave bekend"

NOT_APPLICABLE = "n.v.t."

NOT_DURABLE = "telt niet mee (niet duurzaam)"

DURABLE = {
    frozenset[Term](): "nee",
    frozenset({Term.SHORT}): "kort",
    frozenset({Term.LONG}): "lang",
    frozenset(Term): "beide",
}

TERM_WORD = {Term.SHORT: "kort", Term.LONG: "lang"}


def file_name(desk: Desk) -> str:
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    return f"overzicht-{desk.round.slug}{mark}-{clock.today():%Y-%m-%d}.xlsx"


def overview_workbook(desk: Desk) -> bytes:
    counted = desk.comparison(Attribution.COUNTED)
    regional = [RegionalRow(desk.opgaven[row.opgave], row) for row in counted.rows]
    return xlsx_bytes(
        [
            Table("Overzicht", OVERVIEW_COLUMNS, regional),
            Table("Gemeenten", MUNICIPALITY_COLUMNS, _municipality_rows(desk, counted)),
            Table("Regels", LINE_COLUMNS, line_rows(desk)),
            Table("Verantwoording", METHODOLOGY_COLUMNS, _methodology_rows(desk)),
        ]
    )


@dataclass(frozen=True)
class RegionalRow:
    """One opgave and term of the whole region."""

    opgave: Opgave
    row: ComparisonRow

    def level(self, level: Level) -> Value:
        return _amount(self.row.tally, level)

    def difference(self, level: Level) -> Value:
        return _difference(self.row.differences[level], self.row.target)

    @property
    def durable(self) -> Value:
        if not (self.opgave.part_of_id or not self.opgave.has_lines):
            return NOT_APPLICABLE
        return UNKNOWN if self.row.tally is None else self.row.tally.durable


@dataclass(frozen=True)
class MunicipalityRow:
    """One opgave and term of one municipality; `version` is the one that counts."""

    name: str
    opgave: Opgave
    row: ComparisonRow
    cell: MunicipalityCell
    version: Version | None

    def level(self, level: Level) -> Value:
        return _amount(self.cell.cell.tally, level)

    @property
    def percentage(self) -> Value:
        if self.cell.percentage is not None:
            return self.cell.percentage
        return NOT_APPLICABLE if self.cell.difference else _no_difference(self.cell.target)


def _municipality_rows(desk: Desk, comparison: Comparison) -> Iterator[MunicipalityRow]:
    for row in comparison.rows:
        for cell in row.cells:
            name = desk.municipalities[cell.cbs_code].name
            opgave = desk.opgaven[row.opgave]
            yield MunicipalityRow(name, opgave, row, cell, desk.version_of(cell.cbs_code))


def _amount(tally: Tally | None, level: Level) -> Value:
    return UNKNOWN if tally is None else tally.at(level)


def _target(target: TargetNumber | None) -> Value:
    return target.amount if target else NO_TARGET


def _certainty(target: TargetNumber | None) -> Value:
    return (target.remark or "gezien") if target else NOT_APPLICABLE


def _difference(difference: Difference | None, target: TargetNumber | None) -> Value:
    return difference.amount if difference else _no_difference(target)


def _no_difference(target: TargetNumber | None) -> str:
    """Why there is nothing to subtract: no opgave, an outdated one, or an unknown contribution."""
    if target is None:
        return NO_TARGET
    return UNKNOWN if target.comparable else "opgave verouderd"


def _expiring(tally: Tally | None) -> Value:
    return UNKNOWN if tally is None else tally.expiring


def _yes_or_no(true: bool) -> str:
    return "ja" if true else "nee"


def _confirmed(row: LineRow) -> str:
    """Of a partner's row whether its share is confirmed; of a dropped line nothing was asked."""
    if row.share is None:
        return ""
    if row.confirmed:
        return "ja"
    if row.share.is_declined:
        return "afgewezen"
    return "nog niet bevestigd" if row.line.counts else NOT_APPLICABLE


def _long(row: LineRow) -> Value:
    """A number that adds up to the total; what the round leaves out is said in words."""
    if row.left_out and row.long:
        return f"{format_number(row.long)} {NOT_DURABLE}"
    return row.long


def _last_day(row: LineRow) -> Value:
    return row.line.available_until or ("geen einddatum" if row.line.open_ended else UNKNOWN)


OVERVIEW_COLUMNS: list[Column[RegionalRow]] = [
    Column("Opgave", lambda r: r.opgave.name),
    Column("Eenheid", lambda r: r.opgave.get_unit_display()),
    Column("Termijn", lambda r: TERM_WORD[r.row.term]),
    Column("Regionale opgave", lambda r: _target(r.row.target), number=True),
    Column("Zekerheid", lambda r: _certainty(r.row.target)),
    Column("Vast", lambda r: r.level(Level.FIRM), number=True),
    Column("Vast en toegezegd", lambda r: r.level(Level.PLEDGED), number=True),
    Column("Alles", lambda r: r.level(Level.ALL), number=True),
    Column("Verschil vast", lambda r: r.difference(Level.FIRM), number=True),
    Column("Verschil vast en toegezegd", lambda r: r.difference(Level.PLEDGED), number=True),
    Column("Verschil alles", lambda r: r.difference(Level.ALL), number=True),
    Column("Waarvan duurzaam", lambda r: r.durable, number=True),
    Column("Waarvan vervalt", lambda r: _expiring(r.row.tally), number=True),
    Column("Bekend", lambda r: r.row.known_label, number=True),
]

MUNICIPALITY_COLUMNS: list[Column[MunicipalityRow]] = [
    Column("CBS-code", lambda r: r.cell.cbs_code),
    Column("Gemeente", lambda r: r.name),
    Column("Opgave", lambda r: r.opgave.name),
    Column("Termijn", lambda r: TERM_WORD[r.row.term]),
    Column("Indicatief aandeel", lambda r: _target(r.cell.target), number=True),
    Column("Zekerheid", lambda r: _certainty(r.cell.target)),
    Column("Vast", lambda r: r.level(Level.FIRM), number=True),
    Column("Vast en toegezegd", lambda r: r.level(Level.PLEDGED), number=True),
    Column("Alles", lambda r: r.level(Level.ALL), number=True),
    Column("Verschil", lambda r: _difference(r.cell.difference, r.cell.target), number=True),
    Column("Percentage", lambda r: r.percentage, number=True),
    Column("Stand", lambda r: cell_label(r.cell, r.version)),
]

LINE_COLUMNS: list[Column[LineRow]] = [
    Column("CBS-code", lambda r: r.municipality.cbs_code),
    Column("Gemeente", lambda r: r.municipality.name),
    Column("Versie", lambda r: r.version.number),
    Column("Regel-id", lambda r: str(r.line.line_id)),
    Column("Opgave", lambda r: r.line.opgave.name),
    Column("Eenheid", lambda r: r.line.opgave.get_unit_display()),
    Column("Aard", lambda r: r.line.get_nature_display()),
    Column("Locatie", lambda r: r.line.location_label),
    Column("Plaats", lambda r: r.line.place),
    Column("Kort", lambda r: r.short, number=True),
    Column("Lang", _long, number=True),
    Column("Vanaf", lambda r: r.line.available_from),
    Column("Tot", _last_day),
    Column("Stand", lambda r: r.line.get_commitment_display()),
    Column("Niveau", lambda r: r.level),
    Column("Duurzaam", lambda r: DURABLE[r.durable]),
    Column("Aandeel van", lambda r: r.share_of.name if r.share_of else ""),
    Column("Bevestigd", _confirmed),
    Column("Vertrouwelijk", lambda r: _yes_or_no(r.line.confidential)),
]

METHODOLOGY_COLUMNS: list[Column[tuple[str, str]]] = [
    Column("Onderwerp", lambda r: r[0]),
    Column("Toelichting", lambda r: r[1]),
]


def _methodology_rows(desk: Desk) -> list[tuple[str, str]]:
    sources = [
        (
            f"Bron: {desk.opgaven[opgave].name}, {TERM_WORD[Term(term)]}",
            _source(desk, number, cbs_code),
        )
        for (opgave, term, cbs_code), number in desk.targets.numbers.items()
    ]
    return [*_facts(desk), *methodology_texts(desk.round), *sources]


def _facts(desk: Desk) -> list[tuple[str, str]]:
    round_, targets = desk.round, desk.targets
    targets_in_words = f"Versie {targets.set_number}: {targets.set_source}"
    return [
        ("Ronde", round_.title),
        ("Gemaakt", format_moment(clock.now())),
        ("Ingediend", f"{desk.loaded.count} van {desk.loaded.total} gemeenten"),
        ("Per brief", "; ".join(v.by_letter for v in desk.by_letter) or "geen"),
        ("Opgaven", targets_in_words if targets.set_number else NO_TARGET),
        ("Korte termijn", f"Stand op {round_.short_term_date:%d-%m-%Y}: {round_.short_term}"),
        ("Lange termijn", f"Stand op {round_.long_term_date:%d-%m-%Y}: {round_.long_term}"),
    ]


def _source(desk: Desk, number: TargetNumber, cbs_code: str | None) -> str:
    who = desk.municipalities[cbs_code].name if cbs_code else "regio"
    return f"{who}: {number.amount}. {number.source}"
