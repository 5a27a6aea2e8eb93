"""A workbook that was sent in, in four stages.

Each stage tells all its faults; the next one may rely on it.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from uuid import UUID

from django.db.models import QuerySet

from submissions.content.content import VersionContent
from submissions.content.plain import HAS_LINES, PlainContent
from submissions.editing.share_forms import ShareFormSet
from submissions.lifecycle.refusals import TooManyLines
from submissions.models import Line, Submission
from submissions.models.line import MOST_LINES
from submissions.workbook.earlier import EARLIER_TEMPLATES
from submissions.workbook.faults import Fault, Stage, WorkbookFaults, cell_ranges
from submissions.workbook.layout import (
    ANSWERS,
    EXPLANATION,
    HEADER,
    LINES,
    LISTS,
    SHARES_AT_LEAST,
    SYSTEM,
    TEMPLATE,
    Layout,
)
from submissions.workbook.open_cells import MAX_ROWS, PlainBook, TooManyRows, same_name
from submissions.workbook.open_ods import read_ods
from submissions.workbook.open_xlsx import read_xlsx
from submissions.workbook.read_cells import read_answers, read_header
from submissions.workbook.read_lines import read_lines
from submissions.workbook.recognise import recognise
from submissions.workbook.safety import DAMAGED, ODS, XLSX, Unsafe, kind_of
from submissions.workbook.tables import Table, find_tables

logger = logging.getLogger(__name__)

OPENERS = {XLSX: read_xlsx, ODS: read_ods}

NOT_OURS = (
    "Dit is geen bijlage 3 uit dit portaal. Download het bestand in het portaal, vul dat in en "
    "lees het in."
)

SYSTEM_SHEET_GONE = (
    "Een verborgen blad van bijlage 3 ontbreekt in dit bestand; daarop staat bij welke gemeente en "
    "ronde het hoort. Download het bestand opnieuw in het portaal en plak uw rijen daarin."
)

LOOKS_LIKE_OURS = (
    "Dit blad lijkt op ‘{}’, maar het portaal leest alleen het blad dat precies zo heet. Zet uw "
    "gegevens op dat blad en haal dit blad weg."
)

HEADS_IN_COMMON = 4

PARTNER_COLUMN = re.compile(r"andere gemeente (\d)")

OTHER_TEMPLATE = (
    "Dit bestand is gemaakt met een ander sjabloon van bijlage 3. Download het bestand opnieuw en "
    "neem uw gegevens over."
)


@dataclass(frozen=True)
class Reading:
    """What the workbook says, and the fingerprint of the draft with which it was downloaded.

    `notices` are sentences about what stands in the file and is not taken over.
    """

    content: PlainContent
    downloaded_with: str
    notices: tuple[str, ...] = ()


def read_workbook(file: BinaryIO, size: int, present: VersionContent, layout: Layout) -> Reading:
    """What it says beside the present draft, of which this is the layout.

    Raises WorkbookFaults with all faults of the first stage that is not passed.
    """
    book = open_book(file, size)
    facts, submission = _facts(book), present.version.submission
    _pass(Stage.IDENTITY, _identity_faults(facts, submission, bool(book.sheets)))
    layout = replace(layout, shares=_shares(facts, book))
    tables, faults = find_tables(book, layout)
    _pass(Stage.SHEETS, [*_sheets_like_ours(book, layout), *faults])
    read = _content(tables, layout)
    lines = recognise(read.lines, present.plain.lines, set(map(str, _line_ids(submission))))
    content = replace(read, lines=lines)
    return Reading(content, facts.get("concept", ""), tuple(_notices(book)))


def open_book(file: BinaryIO, size: int) -> PlainBook:
    return open_any_book(file, size, _is_ours)


def open_any_book(
    file: BinaryIO, size: int, wanted: Callable[[str], bool] = lambda title: True
) -> PlainBook:
    """The sheets whose title is wanted, of a workbook of whatever kind."""
    try:
        return OPENERS[kind_of(file, size)](file, wanted)
    except Unsafe as unsafe:
        raise WorkbookFaults(Stage.OPENS, [Fault(unsafe.message)]) from unsafe
    except TooManyRows as many:
        message = (
            f"Er staan meer dan {MAX_ROWS} gevulde rijen op dit blad. Haal weg wat niet bij de "
            "bijdrage hoort."
        )
        raise WorkbookFaults(Stage.OPENS, [Fault(message, many.sheet)]) from many
    except Exception as error:
        # openpyxl and odfdo raise whatever a damaged file makes them trip over.
        logger.warning("A workbook could not be read: %s", type(error).__name__)
        raise WorkbookFaults(Stage.OPENS, [Fault(DAMAGED)]) from error


def _sheets_like_ours(book: PlainBook, layout: Layout) -> list[Fault]:
    """A copy of a sheet, on which somebody may have worked on."""
    if same_name(LINES) not in map(same_name, book.sheets):
        return []  # then it has another name, which is told
    heads = {same_name(column.title) for column in layout.line_columns}
    return [
        Fault(LOOKS_LIKE_OURS.format(LINES), title)
        for title, texts in book.others.items()
        if len(heads & texts) >= HEADS_IN_COMMON
    ]


def _is_ours(title: str) -> bool:
    """What people keep on sheets of their own is not read."""
    return same_name(title) in map(same_name, (LINES, ANSWERS, HEADER, SYSTEM))


def _pass(stage: Stage, faults: list[Fault]) -> None:
    if faults:
        raise WorkbookFaults(stage, faults)


def _facts(book: PlainBook) -> dict[str, str]:
    """What the hidden sheet says of the workbook."""
    sheet = next(
        (rows for title, rows in book.sheets.items() if same_name(title) == same_name(SYSTEM)), {}
    )
    pairs = [(row[1].entered, row[2].entered) for row in sheet.values() if 1 in row and 2 in row]
    return {same_name(name): value.strip() for name, value in pairs}


def _identity_faults(
    facts: dict[str, str], submission: Submission, has_our_sheets: bool
) -> list[Fault]:
    template, round_slug, cbs_code = (facts.get(name) for name in ("sjabloon", "ronde", "cbs-code"))
    if not (template and round_slug and cbs_code):
        return [Fault(SYSTEM_SHEET_GONE if has_our_sheets else NOT_OURS)]
    faults = []
    if template not in (TEMPLATE, *EARLIER_TEMPLATES):
        faults.append(Fault(OTHER_TEMPLATE, entered=template))
    if round_slug != submission.round.slug:
        faults.append(Fault(_other_round(submission), entered=round_slug))
    if cbs_code != submission.municipality.cbs_code:
        faults.append(Fault(_other_municipality(submission), entered=cbs_code))
    return faults


def _other_round(submission: Submission) -> str:
    return (
        f"Dit bestand hoort bij een andere ronde. U bent in ronde {submission.round.slug}: "
        "download het bestand van die ronde, of ga naar de ronde van het bestand."
    )


def _other_municipality(submission: Submission) -> str:
    municipality = submission.municipality
    return (
        f"Dit bestand is van een andere gemeente. U bent bij {municipality} "
        f"({municipality.cbs_code}): download het bestand van die gemeente, of ga naar de "
        "bijdrage van de andere gemeente."
    )


def _shares(facts: dict[str, str], book: PlainBook) -> int:
    """How many other municipalities a line has room for: what was written at the download, or what
    somebody added columns for."""
    written = facts.get("aandelen", "")
    number = (
        int(written)
        if written.isascii() and written.isdigit() and len(written) < 3
        else SHARES_AT_LEAST
    )
    added = [
        int(match[1])
        for title, sheet in book.sheets.items()
        for cell in sheet.get(1, {}).values()
        if same_name(title) == same_name(LINES)
        and (match := PARTNER_COLUMN.fullmatch(same_name(cell.entered)))
    ]
    return min(max([number, 1, *added]), ShareFormSet.absolute_max)


def _notices(book: PlainBook) -> Iterator[str]:
    for title, addresses in book.notes.items():
        if addresses:
            several = len(addresses) > 1
            hang = "hangen opmerkingen" if several else "hangt een opmerking"
            where = "" if same_name(title) != same_name(LINES) else " in de kolom Toelichting"
            yield (
                f"Op het blad {title} {hang} aan {cell_ranges(addresses)}. Opmerkingen worden niet "
                f"overgenomen: typ wat bij de bijdrage hoort{where or ' in een cel'}."
            )
    own = set(map(same_name, (EXPLANATION, LISTS)))
    for title, texts in book.others.items():
        if texts and same_name(title) not in own:
            yield f"Het blad ‘{title}’ is niet gelezen: dat hoort niet bij bijlage 3."


def _content(tables: dict[str, Table], layout: Layout) -> PlainContent:
    """The lines with the numbers that are written in their rows."""
    lines, line_faults = read_lines(tables[LINES], layout)
    answers, answer_faults = read_answers(tables, layout)
    header, header_faults = read_header(tables, layout)
    _pass(Stage.CELLS, line_faults + answer_faults + header_faults)
    if len(lines) > MOST_LINES:
        raise WorkbookFaults(Stage.CELLS, [Fault(TooManyLines(MOST_LINES).message, LINES)])
    with_lines = dict.fromkeys((line.opgave for line in lines), HAS_LINES)
    return PlainContent(header, with_lines | answers, tuple(lines))


def _line_ids(submission: Submission) -> QuerySet[Line, UUID]:
    """Lines that this municipality has, or had in a version of this round, keep their number."""
    return Line.objects.filter(version__submission=submission).values_list("line_id", flat=True)
