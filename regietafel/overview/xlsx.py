"""The workbook `overzicht.xlsx`: the same numbers as the screen, in four fixed sheets."""

from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from common import clock
from common.moments import format_moment
from common.numbers import UNKNOWN
from common.workbook import DEMO_TEXT, FONT, as_plain, clean_text, prepare_for_print
from regietafel.comparison.compare import Comparison, ComparisonRow, Difference, MunicipalityCell
from regietafel.comparison.desk import Desk
from regietafel.comparison.labels import cell_label
from regietafel.comparison.lines import LineRow, line_rows
from regietafel.overview.methodology import methodology_texts
from rounds.enums import Term
from rounds.targets import TargetNumber
from submissions.counting.count import Attribution, Level

NO_TARGET = "geen opgave bekend"

NOT_APPLICABLE = "n.v.t."

TERM_WORD = {Term.SHORT: "kort", Term.LONG: "lang"}

WIDEST_COLUMN = 60

HEADER_HEIGHT = 48  # points: three lines

NUMBER_COLUMNS = {
    "Regionale opgave",
    "Indicatief aandeel",
    "Vast",
    "Vast en toegezegd",
    "Alles",
    "Verschil",
    "Verschil vast",
    "Verschil vast en toegezegd",
    "Verschil alles",
    "Percentage",
    "Waarvan duurzaam",
    "Waarvan vervalt",
    "Bekend",
    "Kort",
    "Lang",
}

OVERVIEW_COLUMNS = (
    "Opgave",
    "Eenheid",
    "Termijn",
    "Regionale opgave",
    "Zekerheid",
    "Vast",
    "Vast en toegezegd",
    "Alles",
    "Verschil vast",
    "Verschil vast en toegezegd",
    "Verschil alles",
    "Waarvan duurzaam",
    "Waarvan vervalt",
    "Bekend",
)

MUNICIPALITY_COLUMNS = (
    "CBS-code",
    "Gemeente",
    "Opgave",
    "Termijn",
    "Indicatief aandeel",
    "Zekerheid",
    "Vast",
    "Vast en toegezegd",
    "Alles",
    "Verschil",
    "Percentage",
    "Stand",
)

LINE_COLUMNS = (
    "CBS-code",
    "Gemeente",
    "Versie",
    "Regel-id",
    "Opgave",
    "Eenheid",
    "Aard",
    "Locatie",
    "Plaats",
    "Kort",
    "Lang",
    "Vanaf",
    "Tot",
    "Stand",
    "Niveau",
    "Duurzaam",
    "Aandeel van",
    "Bevestigd",
    "Vertrouwelijk",
)


def file_name(desk: Desk) -> str:
    mark = "-voorbeeldgegevens" if settings.PRT_DEMO else ""
    return f"overzicht-{desk.round.slug}{mark}-{clock.today():%Y-%m-%d}.xlsx"


def overview_workbook(desk: Desk) -> bytes:
    counted = desk.comparison(Attribution.COUNTED)
    book = Workbook(write_only=True)
    _add_sheet(
        book, "Overzicht", OVERVIEW_COLUMNS, [_overview_row(desk, row) for row in counted.rows]
    )
    _add_sheet(book, "Gemeenten", MUNICIPALITY_COLUMNS, _municipality_rows(desk, counted))
    _add_sheet(book, "Regels", LINE_COLUMNS, [_line_row(row) for row in line_rows(desk)])
    _add_sheet(book, "Verantwoording", ("Onderwerp", "Toelichting"), _methodology_rows(desk))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _overview_row(desk: Desk, row: ComparisonRow) -> tuple:
    opgave = desk.opgaven[row.opgave]
    tally = row.tally
    is_asylum = opgave.part_of_id or not opgave.has_lines
    return (
        opgave.name,
        opgave.get_unit_display(),
        TERM_WORD[row.term],
        *_target(row.target),
        *(_levels(tally)),
        *(_difference(row.differences[level], row.target) for level in Level),
        _unknown_or(tally and tally.durable) if is_asylum else NOT_APPLICABLE,
        _unknown_or(tally and tally.expiring),
        row.known_label,
    )


def _municipality_rows(desk: Desk, comparison: Comparison) -> Iterable[tuple]:
    numbers = {s.municipality.cbs_code: s.latest_number for s in desk.loaded.submissions}
    for row in comparison.rows:
        for cell in row.cells:
            yield _municipality_row(desk, row, cell, numbers[cell.cbs_code])


def _municipality_row(
    desk: Desk, row: ComparisonRow, cell: MunicipalityCell, number: int | None
) -> tuple:
    return (
        cell.cbs_code,
        desk.municipalities[cell.cbs_code].name,
        desk.opgaven[row.opgave].name,
        TERM_WORD[row.term],
        *_target(cell.target),
        *_levels(cell.cell.tally),
        _difference(cell.difference, cell.target),
        _percentage(cell),
        cell_label(cell, number),
    )


def _line_row(row: LineRow) -> tuple:
    line = row.line
    return (
        row.municipality.cbs_code,
        row.municipality.name,
        row.version.number,
        str(line.line_id),
        line.opgave.name,
        line.opgave.get_unit_display(),
        line.get_nature_display(),
        line.location_label,
        line.place,
        row.short,
        row.long,
        line.available_from,
        line.available_until or ("geen einddatum" if line.open_ended else UNKNOWN),
        line.get_commitment_display(),
        row.level,
        "ja" if row.durable else "nee",
        row.share_of.name if row.share_of else "",
        _confirmed(row),
        "ja" if line.confidential else "nee",
    )


def _confirmed(row: LineRow) -> str:
    """Of a partner's row whether its share is confirmed; of a dropped line nothing was asked."""
    if row.share is None:
        return ""
    if row.confirmed:
        return "ja"
    if row.share.is_declined:
        return "afgewezen"
    return "nog niet bevestigd" if row.line.counts else NOT_APPLICABLE


def _methodology_rows(desk: Desk) -> list[tuple[str, str]]:
    sources = [
        (f"Bron: {desk.opgaven[opgave].name}, {TERM_WORD[term]}", _source(desk, number, cbs_code))
        for (opgave, term, cbs_code), number in desk.targets.numbers.items()
    ]
    return [*_facts(desk), *methodology_texts(desk.round), *sources]


def _facts(desk: Desk) -> list[tuple[str, str]]:
    round_, targets = desk.round, desk.targets
    return [
        ("Ronde", round_.title),
        ("Gemaakt", format_moment(clock.now())),
        ("Ingediend", f"{desk.loaded.count} van {desk.loaded.total} gemeenten"),
        (
            "Opgaven",
            f"Versie {targets.set_number}: {targets.set_source}"
            if targets.set_number
            else NO_TARGET,
        ),
        ("Korte termijn", f"Stand op {round_.short_term_date:%d-%m-%Y}: {round_.short_term}"),
        ("Lange termijn", f"Stand op {round_.long_term_date:%d-%m-%Y}: {round_.long_term}"),
    ]


def _source(desk: Desk, number: TargetNumber, cbs_code: str | None) -> str:
    who = desk.municipalities[cbs_code].name if cbs_code else "regio"
    return f"{who}: {number.amount}. {number.source}"


def _target(target: TargetNumber | None) -> tuple:
    return (target.amount, target.remark or "gezien") if target else (NO_TARGET, NOT_APPLICABLE)


def _levels(tally) -> tuple:
    return (tally.firm, tally.pledged, tally.everything) if tally else (UNKNOWN,) * 3


def _difference(difference: Difference | None, target: TargetNumber | None):
    return difference.amount if difference else _no_difference(target)


def _percentage(cell: MunicipalityCell):
    if cell.percentage is not None:
        return cell.percentage
    return NOT_APPLICABLE if cell.difference else _no_difference(cell.target)


def _no_difference(target: TargetNumber | None) -> str:
    """Why there is nothing to subtract: no opgave, an outdated one, or an unknown contribution."""
    if target is None:
        return NO_TARGET
    return UNKNOWN if target.comparable else "opgave verouderd"


def _unknown_or(number: int | None):
    return UNKNOWN if number is None else number


def _add_sheet(book: Workbook, title: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    rows = list(rows)
    sheet = book.create_sheet(title)
    for index, column in enumerate(columns):
        sheet.column_dimensions[get_column_letter(index + 1)].width = _width(
            column, [row[index] for row in rows]
        )
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    prepare_for_print(sheet)
    sheet.row_dimensions[1].height = HEADER_HEIGHT
    sheet.append([_header_cell(sheet, column) for column in columns])
    for row in rows:
        sheet.append(
            [
                _cell(sheet, value, column in NUMBER_COLUMNS)
                for column, value in zip(columns, row, strict=True)
            ]
        )
    if settings.PRT_DEMO:
        sheet.append([_cell(sheet, DEMO_TEXT, wrap=False)])


def _width(column: str, values: list) -> int:
    """Wide enough for the values and for the longest word of the header, which may wrap."""
    longest = max([len(str(value)) for value in values if value is not None], default=0)
    return min(max(longest, *map(len, column.split())) + 4, WIDEST_COLUMN)


def _header_cell(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name=FONT, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color="003D66")
    align = "right" if text in NUMBER_COLUMNS else "left"
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True, indent=1)
    return cell


def _cell(sheet, value, numeric: bool = False, wrap: bool = True) -> WriteOnlyCell:
    """A cell whose text can never become a formula and whose numbers read the Dutch way."""
    cell = WriteOnlyCell(sheet, clean_text(value) if isinstance(value, str) else value)
    cell.font = Font(name=FONT)
    align = "right" if numeric else "left"
    long = wrap and len(str(value)) > WIDEST_COLUMN
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=long, indent=1)
    as_plain(cell)
    return cell
